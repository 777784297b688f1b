"""The command that takes the record away: export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.ask import wanted_of
from dateline.cli.options import (
    AsOf,
    ByRule,
    Choice,
    Embargoed,
    First,
    FromSource,
    Kinds,
    Known,
    KnownBy,
    Last,
    Parties,
    PersonName,
    Record,
    Statuses,
    Words,
    asked,
    tell_left_out,
)
from dateline.errors import SettingsError

_JSON = ("claims", "events")


def export(
    what: Annotated[
        str, typer.Argument(metavar="FORMAT", help="claims, events, csv, parquet, ics, geojson, …; list shows all.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="For claims and events: one JSON object a line (their only form).")
    ] = False,
    record: Record = None,
    first: First = None,
    last: Last = None,
    party: Parties = None,
    person: PersonName = None,
    kind: Kinds = None,
    status: Statuses = None,
    source: FromSource = None,
    words: Words = None,
    as_of: AsOf = None,
    known: KnownBy = Known.PUBLISHED,
    rule: ByRule = Choice.REPRESENTATIVE,
    embargoed: Embargoed = False,
) -> None:
    """Take the record, or a part of it, away in a format of others; what the format cannot hold is told at the end."""
    from dateline.desk.take import formats, take
    from dateline.model.event import Rule

    if what == "list":
        for format_ in formats().values():
            typer.echo(f"{format_.name:12} {format_.says}")
        return
    with asked(record, embargoed=embargoed) as desk:
        if as_json and what not in _JSON:
            raise SettingsError(
                f"--json is for {' and '.join(_JSON)} alone, whose only form it is; {what} has its own",
                mend="leave --json out, or export events",
                code="option.both",
            )
        wanted = wanted_of(
            desk, first=first, last=last, parties=party, person=person, kinds=kind, statuses=status, source=source,
            words=words,
        )  # fmt: skip
        found = desk.events(wanted, as_of=as_of, rule=Rule(rule.value), by_adding=known is Known.ADDED)
        loss = take(desk, found, what, out or sys.stdout.buffer)
        tell_left_out(desk, as_of, known)
    sys.stdout.flush()
    for sentence in loss.sentences:
        typer.echo(f"not held: {sentence}", err=True)
