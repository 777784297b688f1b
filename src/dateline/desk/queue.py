"""Which events a person is asked to look at, and in which order: where a look is worth most."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from dateline.model.event import Event
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict, holding

_HALF = 365  # days in which what fresh news is worth beyond old news halves
_OLD = 0.5  # what news of long ago is worth beside that of today
_SOURCE, _ARTICLE = 0.1, 0.025  # what each doubling of the sources, and of the articles, adds
_COUNT = ("type", "days", "countries")  # the fields by which events are found and counted
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

    What a look is worth is how doubtful an event is × its weight. Of events that nothing casts doubt on, the weightiest
    come first. A function of its arguments; the order of the events never matters.

    Args:
        events: Any, as the record shows them.
        judgements: All rulings of the record, in the order in which they were passed.
        by: Who looks.
        today: From which day the age of news is counted.
        changed: Whether a claim was read otherwise since a moment; then its event is asked about again.
    """
    settles = settling(judgements, by)
    open_ = (event for event in events if not is_settled(event, settles(event), by, changed))
    return sorted(open_, key=lambda event: place(event, today))


def settling(judgements: Sequence[Judgement], by: str) -> Callable[[Event], Sequence[Judgement]]:
    """A function that tells which rulings may settle an event: without it, each event would be held against each."""
    about: dict[str, list[Judgement]] = defaultdict(list)
    for one in holding(tuple(judgements)):
        if _settles(one, by):
            for key in {*one.claims, *one.others}:
                about[key].append(one)
    return lambda event: about.get(event.claims[0].key, ())


def place(event: Event, today: date) -> tuple[float, float, str]:
    """Where an event stands in the queue: the smaller, the earlier."""
    heavy = weight(event, today)
    return (-doubtful(event) * heavy, -heavy, event.id)


def worth(event: Event, today: date) -> float:
    """What a look at an event is worth: how doubtful it is × its weight."""
    return doubtful(event) * weight(event, today)


def doubtful(event: Event) -> float:
    """How doubtful an event is, 0 to 1: what its reasons for doubt leave of the confidence in what, when and who.

    Confidence is calibrated, so it finds what the reader was unsure of; the reasons add what confidence does not know:
    that a person was unsure, that sources contradict each other, that no day is told.
    """
    sure = math.prod(event.fields[name].confidence for name in _COUNT if event.shown(name))
    return 1 - sure * (1 - event.doubt)


def weight(event: Event, today: date) -> float:
    """How much hangs on an event: 1 for one source and news of today; more for more sources, less for older news.

    It is kept small beside doubt: what many sources tell is mostly right, and a queue that put it first would find
    errors later than chance does (measured: ``tests/desk/test_queue.py``).
    """
    told = 1 + _SOURCE * math.log2(event.sources) + _ARTICLE * math.log2(event.articles)
    age = max(0, (today - max(kept.source.known for kept in event.claims)).days)
    return told * (_OLD + (1 - _OLD) * math.pow(0.5, age / _HALF))


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
