"""Commands by which a person rules on the record: accept, amend, reject, merge, split and the others."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.ask import EventId
from dateline.cli.options import Record, asked, day

if TYPE_CHECKING:
    from dateline.desk.open import Desk
    from dateline.model.review import Judgement

By = Annotated[str | None, typer.Option(metavar="NAME", help="Who rules; else DATELINE_CODER, else your name here.")]
Why = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask after the preview.")]
FieldName = Annotated[
    str, typer.Argument(metavar="FIELD", help="type, mode, status, days, countries, people, place, …")
]


def accept(
    event: EventId,
    field: Annotated[str | None, typer.Argument(metavar="[FIELD]", help="One field; else the whole event.")] = None,
    by: By = None,
    why: Why = "",
    record: Record = None,
) -> None:
    """Rule that an event, or one field of it, is right as it is shown."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _passed(desk, review.accept(desk.event(event), desk.hand(by, why), field))


def amend(
    event: EventId,
    field: FieldName,
    value: Annotated[
        str,
        typer.Argument(help="As people write it: “2-5 September 2020”, IND,RUS, “Moscow, RUS”; none for no value."),
    ],
    by: By = None,
    why: Why = "",
    record: Record = None,
) -> None:
    """Rule that a field of an event has another value; what sources say stays beside it."""
    from dateline.desk import review
    from dateline.desk.values import remark, value_of

    with asked(record, embargoed=True) as desk:
        told = value_of(desk.store, field, value)
        _passed(desk, review.amend(desk.event(event), desk.hand(by, why), field, told))
        if said := remark(field, told):
            typer.echo(said)


def reject(event: EventId, by: By = None, why: Why = "", record: Record = None) -> None:
    """Rule that what an event's claims say is no event; the claims stay in the log."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        found = desk.event(event)
        _passed(desk, review.reject([kept.key for kept in found.claims], desk.hand(by, why)))


def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT...", help="Events that are one occasion.")],
    by: By = None,
    why: Why = "",
    record: Record = None,
    yes: Yes = False,
) -> None:
    """Rule that events are one occasion. Their ids all lead to it; undo parts them again."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _asked(desk, review.merge([desk.event(one) for one in events], desk.hand(by, why)), yes=yes)


def split(
    event: EventId,
    claims: Annotated[
        list[str],
        typer.Argument(metavar="CLAIM...", help="The claims (show tells them) that speak of another occasion."),
    ],
    by: By = None,
    why: Why = "",
    record: Record = None,
    yes: Yes = False,
) -> None:
    """Rule that some claims of an event speak of another occasion."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _asked(desk, review.split(desk.event(event), claims, desk.hand(by, why)), yes=yes)


def unsure(event: EventId, by: By = None, why: Why = "", record: Record = None) -> None:
    """Say that you looked at an event and are not sure."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _passed(desk, review.doubt(desk.event(event), desk.hand(by, why)))


def note(
    event: EventId,
    words: Annotated[str, typer.Argument(help="The note.")],
    by: By = None,
    record: Record = None,
) -> None:
    """Leave a note on an event."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _passed(desk, review.note(desk.event(event), desk.hand(by, words)))


def alias(
    name: Annotated[str, typer.Argument(help="A spelling that articles have.")],
    real: Annotated[str, typer.Argument(help="The person's name, as the record is to have it.")],
    country: Annotated[str | None, typer.Option(metavar="IND", help="Only of persons of this country.")] = None,
    by: By = None,
    why: Why = "",
    record: Record = None,
    yes: Yes = False,
) -> None:
    """Rule that two spellings are one person: first shows every event that this would change, then asks."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _asked(desk, review.alias(desk.store, name, real, desk.hand(by, why), country), yes=yes)


def undo(
    ruling: Annotated[str, typer.Argument(metavar="RULING", help="A ruling's id, or enough of its beginning.")],
    by: By = None,
    why: Why = "",
    record: Record = None,
) -> None:
    """Let a ruling hold no longer; an undo can be undone, too."""
    from dateline.desk import review

    with asked(record, embargoed=True) as desk:
        _passed(desk, review.undo(desk.store, ruling, desk.hand(by, why)))


def embargo(
    what: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id; with --article, an article's id.")],
    until: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="The day on which it is free again; else until you undo this."),
    ] = None,
    article: Annotated[
        bool, typer.Option("--article", help="Withhold an article with all that it alone tells.")
    ] = False,
    by: By = None,
    why: Why = "",
    record: Record = None,
) -> None:
    """Withhold an event or an article: no list, page, feed or export has it, but for those who rule on the record."""
    from dateline.desk import embargo as under

    with asked(record, embargoed=True) as desk:
        hand = desk.hand(by, why)
        made = (
            under.embargo_article(desk.store, what, hand, until)
            if article
            else under.embargo(desk.event(what), hand, until)
        )
        _passed(desk, made)


def rulings(record: Record = None) -> None:
    """List all rulings in the order in which they were passed, undone ones too, each with its event as it stood."""
    from dateline.cli.ruled import whole
    from dateline.cli.show import console
    from dateline.desk.review import every_ruling
    from dateline.desk.stood import passed

    with asked(record, embargoed=True) as desk:
        every = every_ruling(desk.store)
        for one in passed(desk.store, every):
            console().print(whole(one))
    if not every:
        typer.echo("No ruling was passed.")


def _passed(desk: "Desk", judgement: "Judgement") -> None:
    desk.rule(judgement)
    typer.echo(
        f"Ruling {judgement.id[:8]} by {judgement.by} is kept. To take it back: dateline undo {judgement.id[:8]}"
    )


def _asked(desk: "Desk", judgement: "Judgement", *, yes: bool) -> None:
    """Show what would change, ask, and pass the ruling."""
    from dateline.cli.events import preview
    from dateline.cli.show import console

    console().print(preview(desk.preview(judgement)))
    if yes or typer.confirm("Pass this ruling?"):
        _passed(desk, judgement)
    else:
        typer.echo("Nothing was changed.")
