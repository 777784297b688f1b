"""Commands that ask the record: events, show, search, stats."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import (
    AsCsv,
    AsJson,
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
    told_one,
)
from dateline.errors import ReviewError

if TYPE_CHECKING:
    from dateline.desk.open import Desk
    from dateline.store.base import Wanted

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or enough of its beginning.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="No more than so many.")]


def events(
    record: Record = None,
    first: First = None,
    last: Last = None,
    party: Parties = None,
    person: PersonName = None,
    kind: Kinds = None,
    status: Statuses = None,
    source: FromSource = None,
    words: Words = None,
    series: Annotated[str | None, typer.Option(metavar="KEY", help="The editions of one series.")] = None,
    as_of: AsOf = None,
    known: KnownBy = Known.PUBLISHED,
    rule: ByRule = Choice.REPRESENTATIVE,
    limit: Limit = None,
    embargoed: Embargoed = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List events in order of their days: one line an occasion, however many articles speak of it."""
    from dateline.cli import events as look
    from dateline.cli.show import console
    from dateline.desk.take import take
    from dateline.model.event import Rule

    with asked(record, embargoed=embargoed) as desk:
        told_one(json=as_json, csv=as_csv)
        wanted = wanted_of(
            desk, first=first, last=last, parties=party, person=person, kinds=kind, statuses=status, source=source,
            words=words, series=series, limit=limit,
        )  # fmt: skip
        found = desk.events(wanted, as_of=as_of, rule=Rule(rule.value), by_adding=known is Known.ADDED)
        if as_json:
            lines(found.to_json())
        elif as_csv:
            take(desk, found, "csv", sys.stdout.buffer)
        else:
            console().print(look.listing(found))
        tell_left_out(desk, as_of, known)


def show(
    event: EventId,
    record: Record = None,
    as_of: AsOf = None,
    known: KnownBy = Known.PUBLISHED,
    rule: ByRule = Choice.REPRESENTATIVE,
    embargoed: Embargoed = False,
    as_json: AsJson = False,
) -> None:
    """Show one event: every value with who said so, its status over time, the sentences that tell of it."""
    from dateline.cli import one_event
    from dateline.cli.show import console
    from dateline.desk.stood import passed
    from dateline.desk.told import full, sentences
    from dateline.model.event import Rule

    with asked(record, embargoed=embargoed) as desk:
        found = desk.event(event, as_of=as_of, rule=Rule(rule.value), by_adding=known is Known.ADDED)
        if as_json:
            lines([full(found)])
        else:
            console().print(
                one_event.whole(found, sentences(desk.seen, found), [*passed(desk.seen, desk.history(found))])
            )
        tell_left_out(desk, as_of, known)


def search(
    words: Annotated[
        str, typer.Argument(help='Words, all of which must stand in an article; "in marks" side by side.')
    ],
    record: Record = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Find articles by their words, and the events that they speak of."""
    from dateline.cli import events as look
    from dateline.cli.show import console

    with asked(record) as desk:
        found = desk.search(words, limit=limit or 20)
        if as_json:
            lines([one.to_json() for one in found])
        else:
            console().print(look.hits(found, words))


def stats(record: Record = None, as_of: AsOf = None, known: KnownBy = Known.PUBLISHED, as_json: AsJson = False) -> None:
    """Tell what the record holds: articles, independent sources, events by type and status, and from when to when."""
    from dateline.cli import events as look
    from dateline.cli.show import console

    with asked(record) as desk:
        found = desk.stats(as_of=as_of, by_adding=known is Known.ADDED)
        if as_json:
            lines([found.to_json()])
        else:
            console().print(look.numbers(found))
        tell_left_out(desk, as_of, known)


def wanted_of(
    desk: "Desk",
    *,
    parties: list[str] | None = None,
    kinds: list[str] | None = None,
    statuses: list[str] | None = None,
    first: date | None = None,
    last: date | None = None,
    limit: int | None = None,
    person: str | None = None,
    source: str | None = None,
    words: str | None = None,
    series: str | None = None,
) -> "Wanted":
    """What the options ask for.

    Raises:
        ReviewError: A party, a type or a status is none that is known, or the days end before they begin.
    """
    from dateline.desk.names import kind, party
    from dateline.model.event import Status
    from dateline.store.base import Wanted

    if first and last and last < first:
        raise ReviewError(
            f"no day lies from {first} to {last}", mend="write the earlier day behind --from", code="record.range"
        )
    return Wanted(
        parties=tuple(party(desk.seen, word) for word in parties or ()),
        kinds=tuple(kind(desk.seen, word) for word in kinds or ()),
        statuses=among(statuses, tuple(Status), "status"),
        first=first,
        last=last,
        limit=limit,
        person=person,
        source=source,
        words=words,
        series=series,
    )


def lines(objects: list[dict[str, object]]) -> None:
    """Each as JSON on a line of its own."""
    for one in objects:
        typer.echo(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace"))


def among(given: list[str] | None, allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The words of an option, each of which must be one of these.

    Raises:
        ReviewError: One is none of them.
    """
    chosen = tuple(word.strip().lower() for word in given or ())
    if wrong := [word for word in chosen if word not in allowed]:
        raise ReviewError(f'"{wrong[0]}" is no {what}', mend=f"there are {', '.join(allowed)}", code=f"record.{what}")
    return chosen
