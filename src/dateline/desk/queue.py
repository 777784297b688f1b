"""Which events a person is asked to look at, and in which order: where a look is worth most."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from dateline.model.event import Event
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict, holding

_HALF = 365  # days in which what fresh news is worth beyond old news halves
_LEAST = 0.5  # what news of long ago is worth beside that of today
_SETTLES = frozenset({Verdict.ACCEPT, Verdict.AMEND, Verdict.MERGE, Verdict.SPLIT})

Changed = Callable[[Kept, datetime], bool]
"""Whether a claim reads otherwise than it did at a moment."""


def unchanged(_kept: Kept, _since: datetime) -> bool:
    """No claim was read anew."""
    return False


def queue(
    events: Iterable[Event],
    judgements: Sequence[Judgement],
    *,
    by: str,
    today: date,
    changed: Changed = unchanged,
) -> list[Event]:
    """The events that await a look, the one where it is worth most first.

    What a look is worth is the event's doubt × its weight: a doubtful line that five sources tell, or that is of last
    week, misleads more readers than one of one source and of long ago. Of events that nothing casts doubt on, the
    weightiest come first. A function of its arguments; the order of the events never matters.

    Args:
        events: Any, as the record shows them.
        judgements: All rulings of the record, in the order in which they were passed.
        by: Who looks.
        today: From which day the age of news is counted.
        changed: Whether a claim was read otherwise since a moment; then its event is asked about again.
    """
    ruled = holding(tuple(judgements))
    open_ = (event for event in events if not is_settled(event, ruled, by, changed))
    return sorted(open_, key=lambda event: (-worth(event, today), -weight(event, today), event.id))


def worth(event: Event, today: date) -> float:
    """What a look at an event is worth: its doubt × its weight."""
    return event.doubt * weight(event, today)


def weight(event: Event, today: date) -> float:
    """How much hangs on an event: 1 for one source and news of today; more for more sources, less for older news.

    Each doubling of the independent sources adds one, and each doubling of the articles a quarter. News is worth its
    whole when it is fresh and at least half, however old it is.
    """
    told = 1 + math.log2(event.sources) + math.log2(event.articles) / 4
    age = max(0, (today - max(kept.source.known for kept in event.claims)).days)
    return told * (_LEAST + (1 - _LEAST) * math.pow(0.5, age / _HALF))


def is_settled(event: Event, ruled: Iterable[Judgement], by: str, changed: Changed = unchanged) -> bool:
    """Whether a person has looked at an event as it now is.

    A ruling settles it that is about every claim that it has, none of which reads otherwise since: acceptance as a
    whole, an amendment, a merger, a split. Who was unsure is not asked again, but others are. Notes settle nothing.

    Args:
        event: The event as it is.
        ruled: The rulings that hold.
        by: Who would look.
        changed: See ``queue``.
    """
    keys = {kept.key for kept in event.claims}
    return any(
        keys <= {*one.claims, *one.others} and not any(changed(kept, one.on) for kept in event.claims)
        for one in ruled
        if _settles(one, by)
    )


def _settles(ruling: Judgement, by: str) -> bool:
    if ruling.verdict is Verdict.UNSURE:
        return ruling.by == by
    return ruling.verdict in _SETTLES and (ruling.verdict is not Verdict.ACCEPT or ruling.field is None)
