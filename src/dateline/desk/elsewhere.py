"""What a person put right once, where else it stands: events with the same value, by the same words and rule."""

from collections.abc import Iterable, Iterator

from dateline.desk.review import Hand, amend
from dateline.joining.fields import canonical
from dateline.model.event import Event
from dateline.model.review import Judgement

_EVIDENCE = {"days": ("start", "dates", "days", "end"), "status": ("status", "modality")}  # how the reader calls them
_NOT_ALIKE = frozenset({"days", "status", "duration", "name"})  # what is of one occasion alone


def elsewhere(events: Iterable[Event], amended: Event, field: str) -> list[Event]:
    """The other events in which a field shows what it wrongly showed in this one.

    They are offered where the reader had the same grounds: the same words under the same rule, whatever its version.
    Days, statuses and names of occasions are of one occasion each and are never offered.

    Args:
        events: Among which they are sought.
        amended: The event that was put right.
        field: Which field was.
    """
    if field in _NOT_ALIKE or field not in amended.fields:
        return []
    right = canonical(amended.shown(field))
    wrong = {canonical(said.value) for said in amended.fields[field].said if said.claims} - {right}
    why = set(_grounds(amended, field))
    return [
        event
        for event in events
        if event.id != amended.id and canonical(event.shown(field)) in wrong and why & set(_grounds(event, field))
    ]


def put_right(events: Iterable[Event], amended: Event, field: str, hand: Hand) -> Iterator[Judgement]:
    """The rulings that give other events the value that a person gave to this one; each is passed on its own."""
    for event in events:
        yield amend(event, hand, field, amended.shown(field))


def _grounds(event: Event, field: str) -> Iterator[tuple[str, str]]:
    for kept in event.claims:
        for why in kept.claim.evidence:
            if why.field in _EVIDENCE.get(field, (field,)):
                yield why.rule.partition("@")[0], why.words.casefold()
