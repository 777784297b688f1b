"""Promises and what time makes of them: due, overdue, kept, moved, called off, or lapsed with no report found.

That no report was found never says that nothing took place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from dateline.joining.agree import lies_within
from dateline.joining.life import TOOK_PLACE, first_told, status_of
from dateline.model.day import Days, Grain
from dateline.model.event import Event, Status, Step
from dateline.model.kept import Kept

_A_DAY = timedelta(days=1)
_GRACE = {Grain.DAY: 14, Grain.WEEK: 14, Grain.MONTH: 30}  # days after the last one in which a report may still come
_LONG_GRACE = 60  # where no month is told
_UNTOLD = timedelta(days=365)  # within which a promise without a day is due


class Promise(StrEnum):
    """How it stands with what was promised."""

    DUE = "due"  # its days have not passed
    OVERDUE = "overdue"  # they have, and a report may still come
    KEPT = "kept"
    MOVED = "moved"  # called off for a new date
    CANCELLED = "cancelled"
    LAPSED = "lapsed"  # no report found


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the record holds on an event's parties between two days, both counted.

    Attributes:
        articles: How many articles.
        parties: The countries and organisations that were looked for, as a reader knows them.
    """

    articles: int
    parties: tuple[str, ...]
    first: date
    last: date


Covers = Callable[[Event, date, date], Coverage]
"""Gives what the record holds on an event's parties between two days."""


def lapsed(event: Event, today: date, coverage: Covers, answer: Event | None = None) -> Event:
    """The event with what time alone made of it until ``today``, and what answered it.

    A promise (a planned event, an expected session, an invitation) whose days and some grace passed with no report gets
    the step ``lapsed``, with what coverage the record has. A report that came later stays the last step, and tells that
    it was held late, or late reported; so does the report of what answers an invitation, which stands again then.
    What was under way is held once its days are over.

    Args:
        event: As ``account`` gave it.
        today: The day on which one asks.
        coverage: Asked once, for the days from the first due one to the last of grace, where a promise lapsed.
        answer: The event by which an invitation was answered (``follow.answers``), where one was.
    """
    steps: list[Step] = []
    for i, step in enumerate(event.steps):
        until = event.steps[i + 1].day if i + 1 < len(event.steps) else today
        steps += [step, *_passed(event, step, until, coverage, answer)]
    said = [replace(s, why=s.why or _late(event, steps[i - 1], s)) if i else s for i, s in enumerate(steps)]
    return replace(event, steps=tuple(said), answered_by=answer.id if answer else None)


def promise_state(event: Event, today: date) -> Promise | None:
    """How a promise stands on a day; None for what never was one.

    Args:
        event: One that ``follows`` and ``lapsed`` have been through.
        today: The day on which one asks.
    """
    if not _is_promise(event):
        return None
    if event.status is Status.CANCELLED:
        return Promise.MOVED if event.followed_by else Promise.CANCELLED
    if event.has_lapsed:
        return Promise.MOVED if event.followed_by else Promise.LAPSED
    if event.answered_by or (event.status in TOOK_PLACE and event.kind != "invitation"):
        return Promise.KEPT
    return Promise.DUE if today <= due(event).latest_end else Promise.OVERDUE


def due(event: Event) -> Days:
    """When a promise is due: on the days that a person ruled; else by the newest plan, as finely as plans tell it.

    Where none are told, it is due within a year of the first report.
    """
    return _window(event, date.max)


def grace_ends(window: Days) -> date:
    """The last day on which a report may still come."""
    grace = timedelta(days=_GRACE.get(window.grain, _LONG_GRACE))
    return window.latest_end + min(grace, date.max - window.latest_end)


def _passed(event: Event, step: Step, until: date, coverage: Covers, answer: Event | None) -> list[Step]:
    """The steps that passing days add between a step and the next report, or today."""
    if step.status is Status.ONGOING:
        return _ended(event, step, until)
    if step.status is Status.PLANNED or (step.status is Status.HELD and event.kind == "invitation"):
        heard = first_told(answer) if answer else None
        if answer is None or heard is None or heard > until:
            return list(_unheard(event, step, until, coverage))
        told = list(_unheard(event, step, heard, coverage))
        return [*told, *_answered(event, told, heard, answer)]
    return []


def _unheard(event: Event, step: Step, until: date, coverage: Covers) -> Iterator[Step]:
    """A lapse after each window in which nothing was heard; a plan told after it, for days to come, promises anew."""
    news = sorted({k.source.known for k in _plans(event) if step.day < k.source.known < until})
    lapse = False
    for day, following in pairwise((step.day, *news, until)):
        window = _window(event, day)
        if lapse and window.latest_end < day:
            continue
        if lapse:
            keys = tuple(k.key for k in _plans(event) if k.source.known == day)
            yield Step(day=day, status=Status.PLANNED, claims=keys, why="planned anew after no report was found")
        last = max(grace_ends(window), day)
        lapse = last < following
        if lapse:
            covered = coverage(event, max(window.earliest_start, event.steps[0].day), last)
            yield Step(day=last + _A_DAY, status=Status.LAPSED, claims=(), why=_no_report(covered))


def _answered(event: Event, told: list[Step], heard: date, answer: Event) -> Iterator[Step]:
    """An invitation that had lapsed stands again from the day on which it was told what answers it."""
    if told and told[-1].status is Status.LAPSED:
        yield Step(day=heard, status=Status.HELD, claims=(), why=_came_late(due(event), answer.days, heard))


def _ended(event: Event, step: Step, until: date) -> list[Step]:
    """What was under way is held once its days, as they were told then, are over.

    Whoever says on a later day that it goes on, and tells its beginning alone, leaves its end to what was told before.
    """
    days = _told_days(event, step)
    if days and days.latest_end < step.day:
        days = _around(event, step.day)
    if days is None or days.latest_end >= until:
        return []
    why = f"it was under way on {step.day}, and its days ended on {days.latest_end}"
    return [Step(day=days.latest_end + _A_DAY, status=Status.HELD, claims=step.claims, why=why)]


def _no_report(covered: Coverage) -> str:
    number = {0: "no article", 1: "one article"}.get(covered.articles, f"{covered.articles:,} articles")
    on = " and ".join(covered.parties) or "no party"
    return f"no report found; the record holds {number} on {on} from {covered.first} to {covered.last}"


def _late(event: Event, before: Step, step: Step) -> str:
    """Why a report comes after a lapse."""
    if before.status is not Status.LAPSED or step.status not in TOOK_PLACE:
        return ""
    return _came_late(due(event), _told_days(event, step), step.day)


def _came_late(window: Days, told: Days | None, day: date) -> str:
    if told and told.earliest_start > window.latest_end:
        return f"held late: it was due by {window.latest_end} and took place on {told.edtf()}"
    return f"reported late: no report was found until {day}"


def _told_days(event: Event, step: Step) -> Days | None:
    told = [kept.claim.days for kept in event.claims if kept.key in step.claims and kept.claim.days]
    return _finest(told) if told else None


def _around(event: Event, day: date) -> Days | None:
    """The finest days that take in a day on which something goes on, of those told until then."""
    told = [kept.claim.days for kept in event.claims if kept.claim.days and kept.source.known <= day]
    around = [days for days in told if days.earliest_start <= day <= days.latest_end]
    return _finest(around) if around else None


def _is_promise(event: Event) -> bool:
    return event.kind == "invitation" or any(step.status is Status.PLANNED for step in event.steps)


def _plans(event: Event) -> list[Kept]:
    return [kept for kept in event.claims if status_of(kept) is Status.PLANNED]


def _window(event: Event, day: date) -> Days:
    """When a promise was due by what was known on a day: by the newest plan, or a finer one that it leaves standing.

    A ruling on its days corrects what was read of old texts, and holds from the first of them on.
    """
    told = [k.claim.days for k in _plans(event) if k.claim.days and k.source.known <= day]
    if event.has_ruled("days"):
        told = [event.days] if event.days else []
    if event.kind == "invitation" or not told:
        return _within_a_year(event)
    standing = [days for days in told if lies_within(days, told[-1])]
    return _finest(standing)


def _within_a_year(event: Event) -> Days:
    """A year from when it was given, or first told, on."""
    told = event.days if event.days and event.kind == "invitation" else None
    first = told.earliest_start if told and told.earliest_start != date.min else event.steps[0].day
    return Days.within(first, first + min(_UNTOLD, date.max - first), Grain.YEAR)


def _finest(told: list[Days]) -> Days:
    """The days that leave least open; of equals the last told."""
    return min(reversed(told), key=lambda days: days.latest_end - days.earliest_start)
