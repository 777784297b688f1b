"""Commands that fill a record and keep it sound: add, reread, rebuild, verify."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import KEPT, NOTHING, NoEncoder, Paths, Published, Record, Rules, settings_of, tell, told
from dateline.cli.wording import clean, some

if TYPE_CHECKING:
    from dateline.desk.intake import Added
    from dateline.desk.open import Desk

_NAMED = 3  # articles that one line names
_REBUILDING = "the log is whole; the next command that opens the record joins what is left"


def add(
    paths: Paths,
    record: Record = None,
    published: Published = None,
    codings: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Take the claims from hand-made codings (ID.json) and read nothing."),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who coded them, with --codings.")] = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Read articles into the record.

    What the record has already is passed over, so a run that was cut off goes on with the same command. Exit status 1
    if an article could not be read; the others are kept all the same.
    """
    from dateline.cli.progress import shown
    from dateline.desk.open import Desk

    with told():
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        with Desk.open(record, settings=settings) as desk, shown() as progress, _counted(desk):
            if codings:
                added = desk.add_codings(codings, *paths, by=by or desk.settings.coder or "unnamed")
            else:
                added = desk.add(*paths, published=published, progress=progress)
            counts = desk.store.counts()
    for fault in added.failed:
        tell(fault)
    typer.echo(_added(added))
    if added.undated:
        typer.echo(_undated(added.undated))
    typer.echo(f"The record holds {some(counts['articles'], 'article')} and {some(counts['events'], 'event')}.")
    raise typer.Exit(1 if added.failed else 0)


@contextmanager
def _counted(desk: "Desk") -> Iterator[None]:
    """Whoever interrupts the adding is told how much of it is kept."""
    before = desk.store.counts()["readings"]
    try:
        yield
    except KeyboardInterrupt:
        kept = desk.store.counts()["readings"] - before
        typer.echo(f"interrupted: {some(kept, 'article')} kept; the same command goes on from there", err=True)
        raise typer.Exit(130) from None


def rebuild(record: Record = None) -> None:
    """Drop what was joined and make it anew from the log of claims and rulings; the same log gives the same record."""
    from dateline.cli.progress import shown
    from dateline.desk.open import Desk

    with told(_REBUILDING), Desk.open(record, create=False) as desk, shown() as progress:
        desk.rebuild(progress)
        counts, digest = desk.store.counts(), desk.store.digest()
    typer.echo(f"Made anew: {some(counts['events'], 'event')} of {some(counts['claims'], 'claim')}; digest {digest}.")


def verify(record: Record = None) -> None:
    """Hash every article and reading again, and look up the words of every value where they are said to stand.

    Exit status 1 if anything is not as it was kept.
    """
    from dateline.desk.open import Desk

    with told(), Desk.open(record, create=False) as desk:
        faults = 0
        for fault in desk.verify():
            faults += 1
            typer.echo(f"error: {fault.place}: {fault.what}", err=True)
        counts = desk.store.counts()
    sys.stdout.flush()
    kept = ", ".join(some(counts[f"{thing}s"], thing) for thing in ("article", "reading", "claim"))
    typer.echo(f"{kept}: {some(faults, 'fault') if faults else 'all as they were kept'}.")
    raise typer.Exit(1 if faults else 0)


def reread(
    record: Record = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show each claim that came, went or changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing: only show what would change.")] = False,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Read anew what other versions of the reader or the codebook had read; the old claims stay in the log."""
    from dateline.cli.changes import changes
    from dateline.cli.progress import shown
    from dateline.cli.show import console
    from dateline.desk.open import Desk

    with told(NOTHING if dry_run else KEPT):
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        with Desk.open(record, create=False, settings=settings) as desk, shown() as progress:
            found = desk.reread(keep=not dry_run, progress=progress)
    console().print(changes(found, each=diff or dry_run, kept=not dry_run))


def _added(added: "Added") -> str:
    parts = [f"{some(added.new - added.told, 'article')} added"]
    if added.told:
        parts.append(f"{added.told} read anew from the day now told")
    if added.known:
        parts.append(f"{added.known} already there")
    if added.foreign:
        parts.append(f"{len(added.foreign)} not in English: kept, not coded")
    if added.failed:
        parts.append(f"{len(added.failed)} could not be read")
    return ", ".join(parts) + "."


def _undated(ids: Sequence[str]) -> str:
    """How many articles have no day of publication, the first few of them, and the mend."""
    told = list(dict.fromkeys(ids))
    named = ", ".join(map(clean, told[:_NAMED])) + (" …" if len(told) > _NAMED else "")
    mend = "give it: dateline add PATH --published DATE"
    return f"{some(len(ids), 'article')} without a day of publication, which no dateline tells either: {named}; {mend}"
