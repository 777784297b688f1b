"""Commands that give an account: dossier, ledger, series, person."""

from typing import Annotated

import typer

from dateline.cli.ask import among, lines, wanted_of
from dateline.cli.options import (
    AsJson,
    AsOf,
    ByRule,
    Choice,
    First,
    Kinds,
    Last,
    Parties,
    PersonName,
    Record,
    asked,
    tell_left_out,
)


def dossier(
    parties: Annotated[
        list[str], typer.Argument(metavar="PARTY...", help="Two parties, or one: IND RUS, India Russia, NATO.")
    ],
    record: Record = None,
    as_of: AsOf = None,
    rule: ByRule = Choice.REPRESENTATIVE,
    as_json: AsJson = False,
) -> None:
    """Tell everything between two parties, or about one; every sentence carries its sources."""
    from dateline.cli import account_of
    from dateline.cli.show import console
    from dateline.model.event import Rule

    with asked(record) as desk:
        found = desk.dossier(*parties, as_of=as_of, rule=Rule(rule.value))
        if as_json:
            lines([found.to_json()])
        else:
            console().print(account_of.dossier(found))
        tell_left_out(desk, as_of)


def ledger(
    record: Record = None,
    first: First = None,
    last: Last = None,
    party: Parties = None,
    person: PersonName = None,
    kind: Kinds = None,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="due, overdue, kept, moved, cancelled, lapsed; may be told several times."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List promises (planned occasions, invitations) and what became of them."""
    from dateline.cli import account_of
    from dateline.cli.show import console
    from dateline.joining.lapse import Promise

    with asked(record) as desk:
        states = among(state, tuple(Promise), "state")
        wanted = wanted_of(desk, first=first, last=last, parties=party, person=person, kinds=kind)
        found = [entry for entry in desk.ledger(wanted, as_of=as_of) if not states or entry.state in states]
        if as_json:
            lines([entry.to_json() for entry in found])
        else:
            console().print(account_of.ledger(found, desk.view(as_of).day))
        tell_left_out(desk, as_of)


def series(
    record: Record = None,
    party: Parties = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """List recurring exercises, commissions and forums: their editions, the gaps between them, the next due."""
    from dateline.cli import account_of
    from dateline.cli.show import console
    from dateline.desk.series import to_json

    with asked(record) as desk:
        found = desk.series(wanted_of(desk, parties=party), as_of=as_of)
        if as_json:
            lines([to_json(one) for one in found])
        else:
            console().print(account_of.series(found))
        tell_left_out(desk, as_of)


def person(
    name: Annotated[str, typer.Argument(help="A person's name, or part of it.")],
    record: Record = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Tell where a person was and whom he or she met: stays abroad as trips, with what happened on them."""
    from dateline.cli import account_of
    from dateline.cli.show import console

    with asked(record) as desk:
        found = desk.person(name, as_of=as_of)
        if as_json:
            lines([found.to_json()])
        else:
            console().print(account_of.person(found))
        tell_left_out(desk, as_of)
