"""The command that follows sources: watch."""

import signal
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import KEPT, NoEncoder, Record, Rules, settings_of, tell, told
from dateline.errors import SettingsError
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.desk.watch import Watcher
    from dateline.desk.watch_told import Told
    from dateline.ingest.listed import Listed

_SHOWN = 5  # failures of one source in one round that are told in full
_LONGEST_SLEEP = 60.0  # seconds: the clock of a machine may jump


def watch(
    sources: Annotated[Path, typer.Argument(metavar="SOURCES", help="The file of sources: docs/howto/watch-feeds.md.")],
    record: Record = None,
    once: Annotated[bool, typer.Option("--once", help="Look at each source once, and leave.")] = False,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often a source is looked at that does not say so: 90s, 30m, 2h.")
    ] = "30m",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Sources may lie on this machine and its own network.")
    ] = False,
    memory: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What was seen before is kept here; else beside the record: RECORD-watch."),
    ] = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Follow sources, feeds and folders, and add to the record what they publish.

    What was seen is not asked for again, in this run or the next; a line a source and round tells what came. With
    --once, exit status 1 if a source could not be had.
    """
    from dateline.ingest.listed import listed

    signal.signal(signal.SIGTERM, _leave)
    with told(KEPT):
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        pause, followed = _period(every), listed(sources)
        failed = _follow(followed, sources, record, settings, memory, pause, once=once, allow_private=allow_private)
    raise typer.Exit(1 if failed else 0)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Asked to end, it ends as at Ctrl-C: what was done is kept."""
    raise KeyboardInterrupt


def _period(words: str) -> timedelta:
    from dateline.ingest.listed_check import period

    try:
        return period(words)
    except ValueError as fault:
        what, _, mend = str(fault).partition("; ")
        raise SettingsError(
            f'--every "{words}" {what}', mend=mend or "write 30m, 2h or 1d", code="option.period"
        ) from None


def _follow(
    followed: Sequence["Listed"],
    sources: Path,
    record: str | None,
    settings: Settings,
    memory: Path | None,
    every: timedelta,
    *,
    once: bool,
    allow_private: bool,
) -> int:
    """Go round until asked to end, or once; how many sources could not be had."""
    from dateline.desk.open import Desk
    from dateline.desk.watch import Watcher
    from dateline.desk.watched import Watched, memory_of
    from dateline.ingest.fetching import Fetcher

    with Desk.open(record, settings=settings) as desk:
        kept = memory or memory_of(record or desk.settings.record, sources)
        with Watched(kept) as seen:
            fetcher = Fetcher(allow_private=allow_private)
            watcher = Watcher(desk.store, desk.settings, desk.clock, fetcher=fetcher, memory=seen, every=every)
            if once:
                return _once(watcher, followed)
            while True:
                _when_due(watcher, followed)


def _once(watcher: "Watcher", followed: Sequence["Listed"]) -> int:
    """Every source, but those that failed lately and are left alone for a while."""
    failed = 0
    for source in followed:
        if watcher.backs_off(source):
            _say(f"{source.name}: failed before, and is left alone until {_time(watcher.due(source))}")
            continue
        failed += _show(watcher.round(source))
    return failed


def _when_due(watcher: "Watcher", followed: Sequence["Listed"]) -> None:
    """Every source whose time has come; then sleep until the next one's."""
    for source in followed:
        if watcher.wait(source) <= 0:
            _show(watcher.round(source))
    wait = min(watcher.wait(source) for source in followed)
    if wait > 0:
        time.sleep(min(wait, _LONGEST_SLEEP))


def _show(found: "Told") -> bool:
    """A line for a source and its round, and one for each thing to mend; tells whether it could not be had."""
    _say(f"{found.source.name}: {_counts(found)}; next {_time(found.due)}")
    for note in found.notes:
        _say(note, "  ")
    if found.fault is not None:
        tell(found.fault)
    for fault in found.failed[:_SHOWN]:
        tell(fault)
    if len(found.failed) > _SHOWN:
        _say(f"and {len(found.failed) - _SHOWN} more that failed", "  ")
    return found.fault is not None


def _counts(found: "Told") -> str:
    if found.fault is not None:
        return "could not be had"
    if found.unchanged:
        return "not changed"
    parts = [f"{found.new} new", f"{found.known} known"]
    if found.foreign:
        parts.append(f"{len(found.foreign)} not in English (kept, not coded)")
    if found.failed:
        parts.append(f"{len(found.failed)} failed")
    if found.left:
        parts.append(f"{found.left} left for later")
    return ", ".join(parts)


def _time(moment: datetime | None) -> str:
    if moment is None:
        return "now"
    local = moment.astimezone()
    return f"{local:%H:%M}" if local.date() == datetime.now().astimezone().date() else f"{local:%Y-%m-%d %H:%M}"


def _say(words: str, indent: str = "") -> None:
    """A line of the log, with the time, on the error stream."""
    from dateline.cli.wording import clean

    now = datetime.now().astimezone()
    sys.stderr.write(f"{now:%Y-%m-%d %H:%M:%S}  {indent}{clean(words)}\n")
    sys.stderr.flush()
