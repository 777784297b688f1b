"""The command for a sitting: review."""

from dateline.cli.options import First, FromSource, Kinds, Last, Parties, PersonName, Record, Statuses, asked
from dateline.cli.rule import By


def review(
    record: Record = None,
    by: By = None,
    first: First = None,
    last: Last = None,
    party: Parties = None,
    person: PersonName = None,
    kind: Kinds = None,
    status: Statuses = None,
    source: FromSource = None,
) -> None:
    """Look at events one after another and rule on each; those where a look is worth most come first.

    The sentences stand above, the fields below them, and under these the keys. Every ruling is kept at once: leave when
    you like, and the next sitting goes on with what is open. What was settled is asked again only if its claims change.
    """
    from dateline.cli.ask import wanted_of
    from dateline.cli.show import console
    from dateline.cli.sitting import Sitting

    with asked(record, embargoed=True) as desk:
        wanted = wanted_of(
            desk, first=first, last=last, parties=party, person=person, kinds=kind, statuses=status, source=source
        )
        Sitting(desk, desk.hand(by).by, wanted, console()).hold()
