"""The options that several commands share, and how a command tells faults."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError, SettingsError, StoreError
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.desk.open import Desk


def day(text: str) -> date:
    """A day of an option; what is none is told in a line, as every fault is."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        fault = SettingsError(f'"{text}" is no day', mend="write it as 2024-05-16", code="option.day")
        tell(fault)
        raise typer.Exit(1) from None


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files and folders of articles: plain text, HTML, JSON, JSON Lines, mail. - is standard input."
    ),
]
OnePath = Annotated[str, typer.Argument(metavar="PATH", help="The file that holds the article.")]
Published = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="Day of publication (2024-05-16) of articles that carry none."),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Read by the event rules of this YAML file, too; may be told several times."),
]
NoEncoder = Annotated[
    bool,
    typer.Option("--no-encoder", help="Read by the rules of the codebook alone; DATELINE_ENCODER=off does so too."),
]
Record = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|URL",
        help="The record: a file, or postgresql://…; else DATELINE_RECORD, else dateline.db in this folder.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON, one object on a line.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a heading.")]
AsOf = Annotated[
    date | None, typer.Option(parser=day, metavar="DATE", help="The record as it was known by the end of that day.")
]


class Known(StrEnum):
    """What makes a thing known on a day."""

    PUBLISHED = "published"
    ADDED = "added"


KnownBy = Annotated[
    Known, typer.Option(help="With --as-of: known when it was published, or when it was added to this record.")
]


class Choice(StrEnum):
    """How the value shown is chosen where sources differ: ``model.event.Rule``, without loading it for --help."""

    REPRESENTATIVE = "representative"
    CONSERVATIVE = "conservative"
    INFORMATIVE = "informative"
    OFFICIAL_FIRST = "official-first"


ByRule = Annotated[Choice, typer.Option("--rule", help="Which value is shown where sources differ.")]
First = Annotated[date | None, typer.Option("--from", parser=day, metavar="DATE", help="On this day or later.")]
Last = Annotated[date | None, typer.Option("--to", parser=day, metavar="DATE", help="On this day or earlier.")]
Parties = Annotated[
    list[str] | None,
    typer.Option("--party", metavar="IND", help="A country (alpha-3) or organisation; of several, all take part."),
]
PersonName = Annotated[str | None, typer.Option("--person", metavar="NAME", help="Part of a participant's name.")]
Kinds = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="meeting, visit, exercise, …")]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="planned, ongoing, held, cancelled, lapsed."),
]
FromSource = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Part of a publisher's name, or a class of source.")
]
Words = Annotated[str | None, typer.Option("--words", help="Words that the articles or the event must have.")]

Embargoed = Annotated[bool, typer.Option("--embargoed", help="With what is under embargo, which is left out else.")]


def environment(*, no_encoder: bool, rules: list[Path] | None = None) -> dict[str, str]:
    """The environment with what the options say instead."""
    told = {"DATELINE_ENCODER": "off"} if no_encoder else {}
    if rules:
        told["DATELINE_RULES"] = os.pathsep.join(map(str, rules))
    return os.environ | told


def settings_of(*, no_encoder: bool, rules: list[Path] | None = None) -> Settings:
    """The settings of the environment and the options.

    Raises:
        SettingsError: A setting is not what it may be.
    """
    return Settings.of(environment(no_encoder=no_encoder, rules=rules))


NOTHING = "nothing is kept; the same command begins anew"
ANEW = "the same command begins anew"
KEPT = "what was done is kept; the same command goes on from there"


@contextmanager
def told(interrupted: str = NOTHING) -> Iterator[None]:
    """Faults that stop the run are told in a line, as those of an article are.

    Args:
        interrupted: What holds where the run is broken off by Ctrl-C.
    """
    try:
        yield
    except DatelineError as fault:
        tell(fault)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo(f"interrupted: {interrupted}", err=True)
        raise typer.Exit(130) from None


@contextmanager
def asked(record: str | None, *, embargoed: bool = False) -> Iterator["Desk"]:
    """The desk of a record that is to be asked or ruled on; the faults of what is done with it are told.

    What is under embargo is shown to whoever rules, and to whoever asks for it. A record that nothing was added to is a
    fault: whoever asks it has most likely named another than was meant.
    """
    from dateline.desk.open import Desk

    with told(ANEW), Desk.open(record, create=False, embargoed=embargoed) as desk:
        if next(iter(desk.store.sources()), None) is None:
            raise StoreError(
                "the record is empty",
                place=record or desk.settings.record.rpartition("@")[2],
                mend="dateline add PATH… reads articles into it; DATELINE_RECORD or --record names another",
                code="record.empty",
            )
        yield desk


def told_one(**options: bool) -> None:
    """Refuse options of which one alone can be followed.

    Raises:
        SettingsError: More than one was told.
    """
    if len(both := [f"--{name}" for name, is_told in options.items() if is_told]) > 1:
        raise SettingsError(f"{' and '.join(both)} exclude each other", mend="leave one out", code="option.both")


def tell_left_out(desk: "Desk", as_of: date | None, known: Known = Known.PUBLISHED) -> None:
    """How many articles an answer as of a day leaves out because nothing tells when they were published."""
    from dateline.desk.query import left_out

    if number := left_out(desk.seen, desk.view(as_of, by_adding=known is Known.ADDED)):
        one = (
            "1 article without a day of publication was"
            if number == 1
            else (f"{number:,} articles without a day of publication were")
        )
        typer.echo(f"note: {one} added after {as_of}, and left out; dateline doctor names them", err=True)


def tell(fault: DatelineError) -> None:
    """One fault, on one line, where faults belong; of a file with many, each on lines of its own, as they stand."""
    sys.stdout.flush()
    said = str(fault) if fault.code.endswith(".faults") else " ".join(str(fault).split())
    typer.echo(f"error: {said}", err=True)
