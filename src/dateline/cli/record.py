"""Commands that fill a record and keep it sound: add, reread, rebuild, verify."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import NoEncoder, Paths, Published, Record, Rules, settings_of, tell, told


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
        with Desk.open(record, settings=settings) as desk, shown() as progress:
            if codings:
                added = desk.add_codings(codings, *paths, by=by or desk.settings.coder or "unnamed")
            else:
                added = desk.add(*paths, published=published, progress=progress)
            counts = desk.store.counts()
    for fault in added.failed:
        tell(fault)
    typer.echo(_added(added.new, added.known, len(added.foreign), len(added.failed)))
    typer.echo(f"The record holds {_some(counts['articles'], 'article')} and {_some(counts['events'], 'event')}.")
    raise typer.Exit(1 if added.failed else 0)


def rebuild(record: Record = None) -> None:
    """Drop what was joined and make it anew from the log of claims and rulings; the same log gives the same record."""
    from dateline.cli.progress import shown
    from dateline.desk.open import Desk

    with told(), Desk.open(record, create=False) as desk, shown() as progress:
        desk.rebuild(progress)
        counts, digest = desk.store.counts(), desk.store.digest()
    typer.echo(f"Made anew: {_some(counts['events'], 'event')} of {_some(counts['claims'], 'claim')}; digest {digest}.")


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
    kept = ", ".join(_some(counts[f"{thing}s"], thing) for thing in ("article", "reading", "claim"))
    typer.echo(f"{kept}: {_some(faults, 'fault') if faults else 'all as they were kept'}.")
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

    with told():
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        with Desk.open(record, create=False, settings=settings) as desk, shown() as progress:
            found = desk.reread(keep=not dry_run, progress=progress)
    console().print(changes(found, each=diff or dry_run, kept=not dry_run))


def _added(new: int, known: int, foreign: int, failed: int) -> str:
    parts = [f"{_some(new, 'article')} added"]
    if known:
        parts.append(f"{known} already there")
    if foreign:
        parts.append(f"{foreign} not in English: kept, not coded")
    if failed:
        parts.append(f"{failed} could not be read")
    return ", ".join(parts) + "."


def _some(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
