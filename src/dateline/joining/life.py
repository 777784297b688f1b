"""Status over time: what the claims that were known by each day make of an occasion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from dateline.joining.fields import is_official, stories
from dateline.model.event import Event, Status, Step
from dateline.model.kept import Kept
from dateline.model.mention import Modality

STATUSES = {
    Modality.PLANNED: Status.PLANNED,
    Modality.ONGOING: Status.ONGOING,
    Modality.HELD: Status.HELD,
    Modality.CANCELLED: Status.CANCELLED,
}
TOOK_PLACE = frozenset({Status.HELD, Status.ONGOING})

_EARLY = timedelta(days=1)  # a day's news may be dated the day before where it was published further west
_WORDS = {Status.HELD: "held", Status.ONGOING: "under way", Status.PLANNED: "planned", Status.CANCELLED: "called off"}
_ORDER = (Status.PLANNED, Status.CANCELLED, Status.ONGOING, Status.HELD)  # of equals the later one counts


@dataclass(frozen=True, slots=True)
class _Report:
    """What one claim makes of the event, as of its publication."""

    kept: Kept
    status: Status


def steps(group: Iterable[Kept]) -> tuple[Step, ...]:
    """The status of an event over time, a step for each day of publication that changed it.

    Later reports decide: that it was held, is under way or was called off. A plan told again after such a report does
    not undo it, unless it was called off and the plan lies ahead. Reports of one day that cannot all be so: what
    official sources say, else what most independent sources say, explained in ``why``. What is known on a day hangs on
    nothing that was published later, so the steps as of a day are the first ones of all.
    """
    reports = sorted((r for kept in group if (r := _report(kept))), key=lambda r: r.kept.order)
    told: list[Step] = []
    known: list[_Report] = []
    for day, of_day in groupby(reports, key=lambda r: r.kept.source.known):
        news = list(of_day)
        step = _step(day, news, known, told[-1].status if told else None)
        known += news
        if step is not None:
            told.append(step)
    return tuple(told)


def contested(group: Iterable[Kept]) -> str | None:
    """A sentence where some report that it took place and others, after its day, that it was not; else None."""
    reports = [r for kept in group if (r := _report(kept))]
    held = _who(reports, *TOOK_PLACE)
    off = [r.kept for r in reports if r.status is Status.CANCELLED and _is_past(r.kept)]
    if not held or not off:
        return None
    return f"{_sources(held)} that it took place, {_sources(off)} after its day that it was called off"


def first_told(event: Event) -> date | None:
    """The day on which it was first told to have taken place; None of what did not."""
    if event.status not in TOOK_PLACE:
        return None
    return next(step.day for step in event.steps if step.status in TOOK_PLACE)


def status_of(kept: Kept) -> Status | None:
    """What one claim makes of the event; None where it asserts none (a rumour, a denial)."""
    report = _report(kept)
    return report.status if report else None


def _report(kept: Kept) -> _Report | None:
    """A claim as a report. What is told as having happened on a day still to come is a plan."""
    status = STATUSES.get(kept.claim.modality)
    days = kept.claim.days
    if status in TOOK_PLACE and days and days.earliest_start > kept.source.known + _EARLY:
        status = Status.PLANNED
    return _Report(kept, status) if status else None


def _step(day: date, news: Sequence[_Report], known: Sequence[_Report], now: Status | None) -> Step | None:
    """The step that a day's reports make; None where they change nothing."""
    telling = [r for r in news if _tells(r, now, day)]
    if not telling:
        return None
    status, why = _decided(telling)
    if status in TOOK_PLACE and now is Status.CANCELLED:
        why = why or "held all the same: it had been reported as called off"
    elif status is Status.PLANNED and now is Status.CANCELLED:
        why = why or "planned again after it was called off"
    elif status is Status.CANCELLED and now in TOOK_PLACE:
        held = _who(known, *TOOK_PLACE)
        off = [r.kept for r in (*known, *telling) if r.status is Status.CANCELLED]
        if len(stories(off)) < len(stories(held)) and not _overrules(off, held):
            return None
        why = f"{_sources(off)} that it was called off, {_sources(held)} before that it took place"
    if status is now:
        return None
    claims = tuple(r.kept.key for r in telling if r.status is status)
    return Step(day=day, status=status, claims=claims, why=why)


def _tells(report: _Report, now: Status | None, day: date) -> bool:
    """Whether a report can change what holds."""
    if report.status is Status.PLANNED:
        ahead = report.kept.claim.days is not None and report.kept.claim.days.latest_end >= day
        return now is None or (now is Status.CANCELLED and ahead)
    if report.status is Status.ONGOING and now is Status.HELD:
        return report.kept.claim.days is not None and report.kept.claim.days.latest_end > day
    return True


def _decided(news: Sequence[_Report]) -> tuple[Status, str]:
    """The status that the reports of a day give, and why where they cannot all be so."""
    reported = [r for r in news if r.status is not Status.PLANNED]
    if not reported:
        return Status.PLANNED, ""
    if {r.status for r in reported} <= TOOK_PLACE:
        return _most(reported), ""
    off, held = _who(reported, Status.CANCELLED), _who(reported, *TOOK_PLACE)
    if not held:
        return Status.CANCELLED, ""
    if _overrules(off, held) or (len(stories(off)) > len(stories(held)) and not _overrules(held, off)):
        return Status.CANCELLED, _because(off, held, "that it was called off", "that it took place")
    took_place = [r for r in reported if r.status in TOOK_PLACE]
    return _most(took_place), _because(held, off, "that it took place", "that it was called off")


def _most(reports: Sequence[_Report]) -> Status:
    return max(_ORDER, key=lambda status: (len(stories(_who(reports, status))), _ORDER.index(status)))


def _who(reports: Iterable[_Report], *statuses: Status) -> list[Kept]:
    return [r.kept for r in reports if r.status in statuses]


def _overrules(some: Sequence[Kept], others: Sequence[Kept]) -> bool:
    """Whether official sources are among the one side alone."""
    return any(map(is_official, some)) and not any(map(is_official, others))


def _because(some: Sequence[Kept], others: Sequence[Kept], these: str, those: str) -> str:
    reason = "an official source decides" if _overrules(some, others) else "the greater number decides"
    if len(stories(some)) == len(stories(others)) and not _overrules(some, others):
        reason = "as many on either side: whoever saw it decides"
    return f"{_sources(some)} {these}, {_sources(others)} on the same day {those}; {reason}"


def _sources(claims: Sequence[Kept]) -> str:
    number = len(stories(claims))
    return f"{number} independent source{'s report' if number > 1 else ' reports'}"


def _is_past(kept: Kept) -> bool:
    days = kept.claim.days
    return days is not None and days.latest_end < kept.source.known


def with_ruling(told: Sequence[Step], ruling: Step) -> tuple[Step, ...]:
    """The steps with a person's ruling: what claims said before it stays, what they say after it does not count."""
    before = [step for step in told if step.day <= ruling.day]
    return (*before, replace(ruling, day=max(ruling.day, before[-1].day) if before else ruling.day))
