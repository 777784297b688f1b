"""Which triggers of one article speak of one occasion, and which of one trigger's parties met apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.model.day import Days
from dateline.reading.candidates import UNTOLD, Kind
from dateline.reading.days import begin_alike, days_of
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame
from dateline.reading.stays import lasting, length_of

OF_AN_OFFICE, OF_THE_WHOLE = "body.of-an-office@1", "place.of-the-whole@1"
_TOUCHING = 2  # words between two triggers of one phrase: "the exercise Steppe Shield"
_TAKING_PLACE = frozenset({"held", "ongoing"})
_NAMED = frozenset({"exercise", "meeting", "ceremony"})  # types whose proper name is that of the occasion
_BODIES = 3  # how many bodies tell which gathering it is
_FIRST, _LAST = re.compile(r"\d{4}-\d\d-\d\d/"), re.compile(r"/\d{4}-\d\d-\d\d")
_LONG = timedelta(days=60)  # of a stay of which one mention tells the first day, another the last
_SURE_OF_NONE = 0.8  # how sure the heads are at most that no place is told where that of something else is taken
_PARTS = frozenset({"meeting", "agreement", "ceremony", "invitation"})  # what happens on a visit or at a meeting
_WHOLES = frozenset({"visit", "meeting", "ceremony"})


def may_be_one(a: Found, b: Found, frame: Frame) -> bool:
    """Whether two triggers can speak of one occasion: one phrase, one name, or nothing at odds."""
    if a.kind != b.kind:
        return False
    told_alike = _same_name(a, b) or _of_the_same_bodies(a, b) or _one_exercise(a, b)
    told_again = _is_resumed(a, b, frame) or _ends_the_other(a, b) or _ends_the_other(b, a)
    return told_alike or told_again or _touch(a, b, frame) or _nothing_at_odds(a, b, frame)


def _same_name(a: Found, b: Found) -> bool:
    """Whether the two are one by the proper name of the occasion, at no other time."""
    named = a.kind in _NAMED and a.name.value == b.name.value != UNTOLD
    return named and _same_stage(a, b) and _together(a.date, b.date)


def _nothing_at_odds(a: Found, b: Found, frame: Frame) -> bool:
    """Whether stage, parties, persons and days go together; a country sends one visit in a stretch of days."""
    if not _same_stage(a, b) or a.parties != b.parties or not _fit(a.people, b.people):
        return False
    if a.kind == "visit":
        return _together(a.date, b.date)
    if a.status != b.status or not begin_alike(a.date.value, b.date.value) or not _agree(a.name, b.name):
        return False
    return _agree(a.place, b.place) or _is_of_the_dateline(a.place, frame) or _is_of_the_dateline(b.place, frame)


def _is_of_the_dateline(place: Choice, frame: Frame) -> bool:
    """Whether a place was only taken from where the article was filed: that is where its writer was."""
    reach = frame.words.within(frame.opening.at) if frame.opening else None
    return place.at is not None and reach is not None and reach[0] <= place.at.first <= reach[1]


def _is_resumed(a: Found, b: Found, frame: Frame) -> bool:
    """Whether a sentence that opens with "The meeting" and tells no day takes up the meeting told before it."""
    first, again = sorted((a, b), key=lambda event: event.at)
    words, at = frame.words, again.at[0]
    opens = at > 0 and words.texts[at - 1] == "The" and (at == 1 or words.sentences[at - 2] != words.sentences[at])
    told_anew = opens and first.kind == "meeting" and again.date.value == UNTOLD and again.name.value == UNTOLD
    return told_anew and first.status == again.status and a.parties == b.parties and _fit(a.people, b.people)


def _ends_the_other(end: Found, visit: Found) -> bool:
    """Whether a visit to come of which an end alone is told is the end of one under way: "leaves on Friday"."""
    if end.kind != "visit" or end.status != "planned" or visit.status not in _TAKING_PLACE:
        return False
    return (
        _from_and_until(visit.date, end.date) is not None
        and end.parties == visit.parties
        and _fit(end.people, visit.people)
    )


def _of_the_same_bodies(a: Found, b: Found) -> bool:
    """Whether the two are gatherings of the same bodies, three or more, of which one mention may name a part.

    "The combined meeting of the SCO's ministers, the CSTO and …", "the joint meeting of the SCO, CSTO and CIS states".
    """
    ours, theirs = ({c.value for c in one.organizations} for one in (a, b))
    part, whole = sorted((ours, theirs), key=len)
    return a.kind == "meeting" and len(part) > 1 and part <= whole and len(whole) >= _BODIES and _same_stage(a, b)


def _one_exercise(a: Found, b: Found) -> bool:
    """Whether two mentions are of one exercise: the same days, no other name, all parties of one among the other's."""
    if a.kind != "exercise" or UNTOLD in (a.date.value, b.date.value) or a.date.value != b.date.value:
        return False
    return _agree(a.name, b.name) and (a.parties <= b.parties or b.parties <= a.parties)


def _same_stage(a: Found, b: Found) -> bool:
    """Whether both take or took place, or both have one status."""
    return a.status == b.status or {a.status, b.status} <= _TAKING_PLACE


def _touch(a: Found, b: Found, frame: Frame) -> bool:
    """Whether two triggers stand in one phrase, with no comma and no "and" between them."""
    if a.at == b.at:
        return False
    first, second = sorted((a.at, b.at))
    between = frame.words.texts[first[1] + 1 : second[0]]
    return second[0] - first[1] - 1 <= _TOUCHING and not {",", "and", ".", ";", "or"} & set(between)


def _together(a: Choice, b: Choice) -> bool:
    """Whether two dates share a day, or one is not told."""
    if UNTOLD in (a.value, b.value):
        return True
    return days_of(a.value).shares_a_day(days_of(b.value))


def _fit(a: Sequence[Choice], b: Sequence[Choice]) -> bool:
    """Whether the persons of one are among those of the other, or one names none."""
    x, y = ({choice.value for choice in people} for people in (a, b))
    return not x or not y or x <= y or y <= x


def _agree(a: Choice, b: Choice) -> bool:
    """Whether two values are one, or one is not told."""
    return len({a.value, b.value} - {UNTOLD}) < 2  # noqa: PLR2004


def with_their_bodies(found: Sequence[Found], bodies: Sequence[str | None]) -> list[Found]:
    """Add the international body that an official takes part for: an under-secretary-general's UN.

    Args:
        found: Events with their values.
        bodies: The body that each person serves, by the number that choices of persons carry.
    """
    out = []
    for event in found:
        named = {c.value for c in event.organizations}
        sent = [(body, c) for c in event.people if (body := bodies[int(c.value)]) not in named]
        added = {body: Choice(body, c.score, c.at, rule=OF_AN_OFFICE) for body, c in reversed(sent) if body}
        out.append(replace(event, organizations=[*event.organizations, *added.values()], merged=list(event.merged)))
    return out


def one_occasion_each(found: Sequence[Found], frame: Frame) -> list[Found]:
    """Join the triggers that speak of one occasion: the surest names it, and takes what the others alone tell."""
    out: list[Found] = []
    for event in sorted(found, key=lambda f: -f.score):
        for kept in out:
            if may_be_one(kept, event, frame):
                _take(kept, event, frame)
                break
        else:
            out.append(replace(event, merged=list(event.merged)))
    return sorted(out, key=lambda f: (f.at, f.kind))


def _take(kept: Found, other: Found, frame: Frame) -> None:
    """Give the kept event what it lacks: days (a stay with both its ends before a day), place, name, people, forces."""
    kept.merged.append(other.at)
    for part in ("date", "place", "name"):
        if getattr(kept, part).value == UNTOLD:
            setattr(kept, part, getattr(other, part))
    if other.place.value != UNTOLD and _is_of_the_dateline(kept.place, frame):
        kept.place = other.place
    if _ends_the_other(kept, other) or _ends_the_other(other, kept):
        kept.status, kept.status_score = "ongoing", min(kept.status_score, other.status_score)
    if whole := _from_and_until(kept.date, other.date):
        kept.date = whole
    elif _tells_both_ends(other, frame) and kept.date.value.endswith("/"):
        kept.date = other.date
    if not kept.people:
        kept.people = other.people
    if (kept.kind == "exercise" or _of_the_same_bodies(kept, other)) and kept.parties < other.parties:
        kept.countries = other.countries


def _from_and_until(a: Choice, b: Choice) -> Choice | None:
    """From the first day that one mention tells to the last that the other does, if it is not long; else None.

    Where the two are one, nothing more is told than that day.
    """
    first, last = (next((c for c in (a, b) if form.fullmatch(c.value)), None) for form in (_FIRST, _LAST))
    if first is None or last is None:
        return None
    lasted = date.fromisoformat(last.value.lstrip("/")) - date.fromisoformat(first.value.rstrip("/"))
    if not timedelta(0) <= lasted <= _LONG:
        return None
    return first if not lasted else replace(first, value=f"{first.value}{last.value.lstrip('/')}")


def _tells_both_ends(event: Found, frame: Frame) -> bool:
    """Whether the days of an event have an end of their own: a visit lasts four days, not what it was made for."""
    if event.date.value == UNTOLD or event.date.value.endswith("/"):
        return False
    of_a_stay = event.date.at is not None and event.date.at.kind is Kind.DERIVED
    return event.kind == "visit" or not of_a_stay or length_of(event, frame) is not None


def placed_with_others(found: Sequence[Found], frame: Frame) -> list[Found]:
    """Where a meeting, a signing, a ceremony or an invitation tells no place, the place of what it was part of.

    That is the nearest other event of the article that shares its days and two of its parties and tells a place: the
    visit on which the talks were held, the meeting after which the plan was signed. Where the heads are sure that none
    is told, none is. A call is held nowhere.
    """
    placed = [event for event in found if event.kind in _WHOLES and event.place.value != UNTOLD]
    out = []
    for event in found:
        place = event.place
        if event.mode == "call":
            place = Choice(UNTOLD, 1.0)
        elif place.value == UNTOLD and place.score < _SURE_OF_NONE and event.kind in _PARTS:
            around = [other for other in placed if other is not event and _is_part(event, other, frame)]
            if around:
                nearest = min(around, key=lambda other: abs(other.at[0] - event.at[0])).place
                place = replace(nearest, score=nearest.score / 2, rule=OF_THE_WHOLE)
        out.append(replace(event, place=place))
    return out


def _is_part(event: Found, other: Found, frame: Frame) -> bool:
    """Whether an event may have been part of another: two of its parties were there, on days that both had."""
    if not _same_stage(event, other) or len(event.parties & other.parties) < 2:  # noqa: PLR2004
        return False
    days, around = _days(event, frame), _days(other, frame)
    return days is not None and around is not None and days.shares_a_day(around)


def _days(event: Found, frame: Frame) -> Days | None:
    """The days of an event, all of them where it lasts longer than the one that is told; None where it tells none."""
    if event.date.value == UNTOLD:
        return None
    days = days_of(event.date.value)
    whole = lasting(event, frame, days)
    return whole.days if whole else days
