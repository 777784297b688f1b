"""A check-up of what a user has: the installation, the settings, the record, the sources; each fault with its mend."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from dateline.desk.finding import Finding, State
from dateline.desk.installed import installation
from dateline.errors import DatelineError, SourceError
from dateline.ingest.feeds import feedparser
from dateline.ingest.listed import Listed, listed
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Store
from dateline.store.sql import open_store

_SAMPLE = 200  # of the newest articles and readings, which are hashed again
_SHOWN = 5  # faults of the record that are told
_LEAST = 2**30  # bytes that should be free on the disk
_NAME = re.compile(r"\bDATELINE_[A-Z]+\b")


def check_up(
    record: str | None = None, sources: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Iterator[Finding]:
    """Look at everything, one thing after the other.

    Args:
        record: The record; what the settings say if not told.
        sources: A file of sources; if not told, ``sources.yaml`` in this folder where there is one.
        environment: What the settings are taken from.
    """
    yield from installation()
    settings = None
    try:
        settings = Settings.of(environment)
    except DatelineError as fault:
        yield Finding.of("settings", fault)
    if settings is not None:
        yield from _settings(settings, environment)
    asked = record or environment.get("DATELINE_RECORD", "").strip()
    yield from _record(record or (settings or Settings()).record, named=bool(asked))
    sources = sources or Path("sources.yaml")
    if sources.exists() or sources != Path("sources.yaml"):
        yield from _sources(sources)


# ---- settings


def _settings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    known = set(_NAME.findall(Settings.__doc__ or ""))
    told = sorted(name for name in environment if name.startswith("DATELINE_"))
    for name in told:
        if name not in known:
            close = get_close_matches(name, known, 1)
            yield Finding(
                about="settings",
                said=f"{name} is set, and means nothing to Dateline",
                state=State.NOTE,
                mend=f"set {close[0]} instead" if close else "docs/reference/settings.md lists what may be set",
            )
    try:
        ours = versions(encoder=settings.encoder, rules=settings.rules)
    except DatelineError as fault:
        yield Finding.of("settings", fault)
        return
    books = f"code {ours.software}, codebook {ours.codebook}, register {ours.register}"
    reads = f"encoder {ours.encoder}" if ours.encoder else "rules alone (DATELINE_ENCODER=off)"
    yield Finding(about="settings", said=f"reads by {books}, {reads}")


# ---- the record


def _record(where: str, *, named: bool) -> Iterator[Finding]:
    """The record as it opens; that there is none yet is a fault only where one was named."""
    path = None if "://" in where else Path(where)
    if path is not None and not path.exists() and not named:
        mend = "dateline add PATH… begins one; DATELINE_RECORD or --record names another"
        yield Finding(about="record", said=f"there is none yet at {where}", state=State.NOTE, mend=mend)
        yield from _disk(path)
        return
    try:
        store = open_store(where, create=False, wait=2.0)
    except DatelineError as fault:
        yield Finding.of("record", fault)
        return
    try:
        yield from _contents(store)
    except DatelineError as fault:
        yield Finding.of("record", fault)
    finally:
        store.close()
    if path is not None:
        yield from _disk(path)


def _contents(store: Store) -> Iterator[Finding]:
    counts = store.counts()
    yield Finding(
        about="record", said=", ".join(_some(counts[f"{thing}s"], thing) for thing in ("article", "claim", "event"))
    )
    if undated := [one.id for one in store.sources() if one.published is None]:
        named = ", ".join(undated[:_SHOWN]) + (" …" if len(undated) > _SHOWN else "")
        yield Finding(
            about="record",
            said=f"{len(undated):,} without a day of publication, which no dateline tells either: {named}",
            state=State.NOTE,
            mend="add the same text with its day: dateline add PATH --published DATE",
        )
    if waiting := len(store.waiting()):
        yield Finding(
            about="record",
            said=f"{_some(waiting, 'claim')} to be joined still: a run was cut off, or another is at work",
            state=State.NOTE,
            mend="the next command that opens the record joins them: dateline stats",
        )
    faults = list(islice(store.verify(newest=_SAMPLE), _SHOWN))
    for fault in faults:
        mend = "dateline verify tells all that is damaged; take the record from a backup"
        yield Finding(about="record", said=f"{fault.place}: {fault.what}", state=State.FAULT, mend=mend)
    if not faults:
        yield Finding(about="record", said=f"the newest {_SAMPLE} articles and readings are as they were kept")


def _some(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _disk(path: Path) -> Iterator[Finding]:
    """Room for the record to grow, and leave to write to it."""
    folder = path.resolve().parent
    if not folder.is_dir():
        return
    free = shutil.disk_usage(folder).free
    needed = max(_LEAST, path.stat().st_size if path.exists() else 0)
    said = f"{free / 2**30:.1f} GiB free on the disk of {folder}"
    if free < needed:
        mend = f"free some: {needed / 2**30:.1f} GiB at least, as much as the record takes"
        yield Finding(about="disk", said=said, state=State.FAULT, mend=mend)
    else:
        yield Finding(about="disk", said=said)
    if not os.access(path if path.exists() else folder, os.W_OK) or not os.access(folder, os.W_OK):
        said = f"{path} and its folder may not be written to"
        yield Finding(about="disk", said=said, state=State.FAULT, mend="give yourself the right to write to both")


# ---- the sources


def _sources(path: Path) -> Iterator[Finding]:
    try:
        every = listed(path)
    except SourceError as fault:
        yield Finding.of("sources", fault)
        return
    yield Finding(about="sources", said=f"{path} lists {len(every)}")
    if first := next((source for source in every if source.feed), None):
        try:
            feedparser(first.place)
        except SourceError as fault:
            yield Finding.of("sources", fault)
    for source in every:
        yield from _source(source)


def _source(source: Listed) -> Iterator[Finding]:
    if source.feed is None and next(source.files(), None) is None:
        mend = "check the name; a relative one counts from the folder of the file of sources"
        said = f"{source.place}: {source.name}: there are no files at {source.where}"
        yield Finding(about="sources", said=said, state=State.FAULT, mend=mend)
    if source.licence is None:
        yield Finding(
            about="sources",
            said=f"{source.place}: {source.name} says nothing of its licence",
            state=State.NOTE,
            mend='write what you may do with its articles: "licence: …"',
        )
