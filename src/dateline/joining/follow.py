"""Which event is the new date of another, and which visit answers an invitation.

A postponed occasion is called off, and what takes its place follows it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from dateline.joining.agree import same_human
from dateline.joining.life import TOOK_PLACE, first_told
from dateline.joining.naming import series_key
from dateline.model.claim import Participant
from dateline.model.event import Event, Status

_LATER = timedelta(days=270)  # a new date told elsewhere is no more than this behind the old one
_ANSWERED = timedelta(days=540)  # an invitation is answered by a visit within this
_OVERDUE = timedelta(days=400)  # a session that was expected is no more than this late
_GOING = frozenset({Status.PLANNED, Status.ONGOING, Status.HELD})
_A_DAY = timedelta(days=1)
_PAIR = 2

ANSWERS = ("meeting", "visit")
"""The kinds of what answers an invitation."""


def near(event: Event) -> tuple[str, ...]:
    """Keys that an event shares with every event that it can be linked with.

    These are its articles with its kind, and its kind with each pair of its parties. The link of an event hangs on the
    events that share a key with it, and on those that share one with these: whoever links a part of the record anew
    takes in both, and keeps the links of those that share a key with what changed.
    """
    articles = {f"{event.kind}@{kept.source.key}" for kept in event.claims}
    return (*sorted(articles), *(f"{event.kind}:{pair}" for pair in _pairs(event)))


def follows(events: Iterable[Event]) -> tuple[Event, ...]:
    """The same events in the same order, each with ``follows`` and ``followed_by``.

    What was called off is followed by an event of its kind with a later day, of parties that fit: told in one article
    side by side, or known no earlier and of the same persons, series or name. A session of a series that was expected
    and not heard of is followed by the one that took place after its days, unless they are told as two editions. Each
    is linked with at most one, where either is the other's best match; the order of the events never matters.
    """
    given = tuple(events)
    matches = _matches(given)
    ranked = sorted(matches, key=lambda pair: (matches[pair], pair), reverse=True)
    new_of: dict[str, str] = {}
    old_of: dict[str, str] = {}
    for old, new in ranked:
        new_of.setdefault(old, new)
        old_of.setdefault(new, old)
    links = {old: new for old, new in new_of.items() if old_of[new] == old}
    back = {new: old for old, new in links.items()}
    return tuple(replace(e, follows=back.get(e.id), followed_by=links.get(e.id)) for e in given)


# ---- what answers an invitation


def answers(events: Iterable[Event]) -> dict[str, Event]:
    """By the id of each invitation that was answered, the event by which it was: for ``lapsed`` and ``promise_state``.

    An invitation is compared with what that one of its parties took part in that did least, while it could be answered.
    """
    given = tuple(events)
    of: dict[str, list[tuple[date, Event]]] = defaultdict(list)
    for event in sorted((one for one in given if one.kind in ANSWERS and one.days), key=_begins):
        for party in parties_of(event):
            of[party].append((_begins(event), event))
    found = ((one.id, answer_to(one, _within_reach(one, of))) for one in given if one.kind == "invitation")
    return {invitation: answer for invitation, answer in found if answer}


def answer_to(invitation: Event, events: Iterable[Event]) -> Event | None:
    """The visit or meeting that answers an invitation: of its parties, with a guest of it where both tell persons.

    It took place, neither by phone nor at the guests' own home; of several it is the one that was told first.
    """
    first, last = answered_within(invitation)
    parties, guests, home = parties_of(invitation), _guests(invitation), _home_of_guests(invitation)
    fit = [
        (told, _begins(event), event.id, event)
        for event in events
        if event.kind in ANSWERS
        and (told := first_told(event))
        and first <= _begins(event) <= last
        and parties
        and parties <= parties_of(event)
        and (not guests or not _people(event) or _shared(guests, _people(event)) > 0)
        and event.shown("mode") != "call"
        and (event.shown("place") or {}).get("country") not in home
    ]
    return min(fit, key=lambda one: one[:-1])[-1] if fit else None


def answered_within(invitation: Event) -> tuple[date, date]:
    """The first and the last day on which what answers an invitation may begin."""
    days = invitation.days
    given = days.earliest_start if days and days.earliest_start != date.min else invitation.steps[0].day
    return given + min(_A_DAY, date.max - given), given + min(_ANSWERED, date.max - given)


def _within_reach(invitation: Event, of: Mapping[str, Sequence[tuple[date, Event]]]) -> list[Event]:
    """What began in time, of the party that has least."""
    least = min((of.get(party, ()) for party in parties_of(invitation)), key=len, default=())
    first, last = answered_within(invitation)
    began = bisect_left(least, first, key=lambda one: one[0]), bisect_right(least, last, key=lambda one: one[0])
    return [event for _, event in least[slice(*began)]]


def _guests(invitation: Event) -> Sequence[str]:
    """The persons who were invited; all whom it tells of, where it does not tell which."""
    people = {name for kept in invitation.claims for name in kept.claim.people}
    guests = {who.name for who in _in_role(invitation, "guest")} & people
    return sorted(guests) or _people(invitation)


def _home_of_guests(invitation: Event) -> frozenset[str]:
    """The states that the guests serve, and nobody who invites."""
    served, serves = ({who.country for who in _in_role(invitation, role)} for role in ("guest", "inviter"))
    return frozenset(country for country in served - serves if country)


def _in_role(event: Event, role: str) -> list[Participant]:
    return [who for kept in event.claims for who in kept.claim.participants if who.role == role]


# ---- who can be linked


def _matches(events: Sequence[Event]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every pair (put off, later) that can be linked, with how good a match it is."""
    blocks: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for key in near(event):
            blocks[key].append(event)
    pairs: dict[tuple[str, str], tuple[Any, ...]] = {}
    for event in events:
        if _was_left_open(event):
            others = {other.id: other for key in near(event) for other in blocks[key] if other.id != event.id}
            found = ((event.id, other.id, _match(event, other)) for other in others.values())
            pairs |= {(old, new): match for old, new, match in found if match}
    return pairs


def _was_left_open(event: Event) -> bool:
    """Whether another event can take its place: it was called off, or is a session that was not heard of."""
    unheard = event.status in (Status.PLANNED, Status.LAPSED) and event.kind == "meeting"
    return event.status is Status.CANCELLED or (unheard and bool(event.series or event.shown("name")))


def _match(old: Event, new: Event) -> tuple[Any, ...] | None:
    """How well the one takes the place of the other, the greater the better; None where it cannot."""
    called_off = old.status is Status.CANCELLED
    if not (_was_going(new) and _is_later(old, new) if called_off else _took_place_late(old, new)):
        return None
    named, together = _same_series(old, new), _side_by_side(old, new)
    if not (_fits(old, new, together=together, named=named) if called_off else named):
        return None
    gap = abs((new.days.earliest_start - old.days.latest_end).days) if new.days and old.days else _LATER.days
    return together, named, _shared(_people(old), _people(new)), parties_of(old) == parties_of(new), -gap


def _fits(old: Event, new: Event, *, together: bool, named: bool) -> bool:
    """Whether parties and persons are those of what was called off: beside it some, elsewhere all, or the name is."""
    ours, theirs = _people(old), _people(new)
    if together:
        some = named or not ours or not theirs or _shared(ours, theirs) > 0
        return some and bool(parties_of(old) & parties_of(new))
    return parties_of(old) == parties_of(new) and (named or _shared(ours, theirs) == 1) and _is_soon(old, new)


def _took_place_late(old: Event, new: Event) -> bool:
    """Whether a session that was expected and not heard of took place after its days: no other edition than it."""
    if new.status not in TOOK_PLACE or not (old.days and new.days):
        return False
    same = parties_of(old) == parties_of(new) and (old.edition == new.edition or None in (old.edition, new.edition))
    return same and old.days.latest_end < new.days.earliest_start <= old.days.latest_end + _OVERDUE


def _was_going(event: Event) -> bool:
    """Whether it was to take place, or did: a new date may be called off in its turn."""
    return event.status in _GOING or any(step.status is Status.PLANNED for step in event.steps)


def _is_later(old: Event, new: Event) -> bool:
    """Whether the new one's day is behind the old one's; where one has no day, articles tell by their order."""
    if new.days is None or old.days is None:
        return new.claims[-1].source.known >= old.claims[0].source.known
    return new.days.latest_end > old.days.latest_end and new.days.latest_start > old.days.latest_start


def _is_soon(old: Event, new: Event) -> bool:
    """Whether it became known no earlier, and its day is not too far behind."""
    if old.days is None or new.days is None:
        return False
    known = new.claims[-1].source.known >= old.claims[0].source.known
    return known and new.days.earliest_start <= old.days.latest_end + _LATER


def _side_by_side(old: Event, new: Event) -> bool:
    return not {kept.source.key for kept in old.claims}.isdisjoint(kept.source.key for kept in new.claims)


def _same_series(one: Event, other: Event) -> bool:
    if one.series and other.series:
        return one.series == other.series
    names = one.shown("name"), other.shown("name")
    return bool(names[0] and names[1] and series_key(names[0]) == series_key(names[1]))


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Which share of the fewer persons the others have, too; 0 where one side tells none."""
    fewer, more = sorted((ours, theirs), key=len)
    return sum(any(same_human(a, b) for b in more) for a in fewer) / len(fewer) if fewer else 0.0


def _people(event: Event) -> Sequence[str]:
    return event.shown("people") or ()


def parties_of(event: Event) -> frozenset[str]:
    """The countries and organisations that take part, as they are shown."""
    return frozenset(event.shown("countries") or ()) | frozenset(event.shown("organizations") or ())


def _pairs(event: Event) -> list[str]:
    parties = sorted(parties_of(event))
    return ["+".join(pair) for pair in combinations(parties, _PAIR)] or parties


def _begins(event: Event) -> date:
    return event.days.earliest_start if event.days else date.max
