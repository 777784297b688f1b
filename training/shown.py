"""What the record would show of readings, held against what coders tell: what calibrate.py fits its curves to."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import eq
from typing import Any

from dateline.evaluate.gold import Coding
from dateline.evaluate.pairing import pair, same_name, set_f1, words
from dateline.joining.account import account
from dateline.joining.agree import same_human
from dateline.joining.fields import SETS, score, score_of
from dateline.model.claim import Claim
from dateline.model.claim_codec import claim_from_json
from dateline.model.day_codec import days_from_json
from dateline.model.event import Event
from dateline.model.kept import Kept, Source, digest_of

FIELDS = ("type", "mode", "days", "countries", "organizations", "people", "place", "name")
MEMBERS = ("countries", "organizations", "people")
ADDED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Example:
    """One shown value: of which article, how sure the reader was, by how many sources, and whether it is right."""

    article: str
    score: float
    right: bool
    sources: int = 1
    against: int = 0


@dataclass
class Examples:
    """By field: shown values, members of sets, and whether an empty field is rightly empty."""

    told: dict[str, list[Example]]
    members: dict[str, list[Example]]
    absent: dict[str, list[Example]]


def kept(reading: Coding, event: Mapping[str, Any]) -> Kept:
    """A claim of a reading as the record would keep it."""
    claim = claim_from_json(event)
    source = Source(key=str(reading["id"]), id=str(reading["id"]), added=ADDED)
    return Kept(key=digest_of(source.key, claim.id), claim=claim, source=source, first_seen=ADDED)


def examples(codings: Sequence[Coding], readings: Mapping[str, Coding]) -> Examples:
    """What the record would show of each claim alone, held against the coded event that it pairs with."""
    found = Examples(defaultdict(list), defaultdict(list), defaultdict(list))
    for coding in codings:
        reading = readings.get(str(coding["id"]), {"id": coding["id"], "events": []})
        pairs = {j: i for i, j in pair(coding["events"], reading["events"])}
        for j, event in enumerate(reading["events"]):
            one = kept(reading, event)
            found.told["type"].append(Example(str(coding["id"]), score_of("type", one), j in pairs))
            if j in pairs:
                _of_fields(one, coding["events"][pairs[j]], found)
    return found


def _of_fields(one: Kept, truth: Mapping[str, Any], found: Examples) -> None:
    shown = account([one])
    for field in FIELDS[1:]:
        right = is_right(field, shown.shown(field), truth)
        into = found.told if shown.shown(field) else found.absent
        into[field].append(Example(one.source.id, score_of(field, one), right))
    for field in MEMBERS:
        for member in getattr(one.claim, field):
            right = any(_same(field)(member, other) for other in truth.get(field) or ())
            found.members[field].append(Example(one.source.id, score_of(field, one, member), right))


def is_right(field: str, shown: Any, truth: Mapping[str, Any]) -> bool:
    """Whether a shown value is the coded one: days in both ends, sets as a whole."""
    told = truth.get(field)
    match field:
        case "days":
            when = days_from_json(shown)
            start, end = when.coded() if when else (None, None)
            return start == truth["start"] and (end or start) == (truth["end"] or truth["start"])
        case "place":
            names = (words(place["name"]) if place else [] for place in (shown, told))
            ours, theirs = map(set, names)
            return bool(ours & theirs) or not (ours or theirs)
        case "name":
            return same_name(shown, told) if shown and told else not shown and not told
        case _ if field in SETS:
            return set_f1(told, shown, _same(field)) == 1.0
        case _:
            return bool(shown == told)


def _same(field: str) -> Callable[[Any, Any], bool]:
    """Whether two members are one; of persons, in whichever spelling: the record shows the register's own."""
    return _same_person if field == "people" else eq


def _same_person(one: str, other: str) -> bool:
    return same_name(one, other) or same_human(one, other)


# ---- clusters of articles on one story


def clusters(codings: Sequence[Coding], readings: Mapping[str, Coding]) -> dict[str, list[Example]]:
    """What the record shows of claims that are coded as one occasion in several articles, against what coders tell.

    Sets stay out: which members are shown hangs on the very curves that are to be fitted.
    """
    groups: dict[str, list[tuple[Kept, Mapping[str, Any]]]] = defaultdict(list)
    for coding in codings:
        events = readings.get(str(coding["id"]), {}).get("events", [])
        for i, j in pair(coding["events"], events):
            if story := coding["events"][i].get("story"):
                groups[story].append((kept({"id": coding["id"]}, events[j]), coding["events"][i]))
    told: dict[str, list[Example]] = defaultdict(list)
    for group in groups.values():
        if len({one.source.key for one, _ in group}) > 1:
            _of_cluster([one for one, _ in group], [truth for _, truth in group], told)
    return told


def _of_cluster(group: Sequence[Kept], truths: Sequence[Mapping[str, Any]], told: dict[str, list[Example]]) -> None:
    event = account(group)
    for field in (name for name in FIELDS[1:] if name not in SETS):
        if event.shown(field):
            right = any(is_right(field, event.shown(field), truth) for truth in truths)
            backing = [one for one in group if _gives(field, one.claim)]
            backers, against = _sources(event, field)
            told[field].append(Example(event.id, score(field, backing), right, backers, against))


def _gives(field: str, claim: Claim) -> bool:
    return bool(getattr(claim, field))


def _sources(event: Event, field: str) -> tuple[int, int]:
    """How many sources give the shown value, or one that does not dispute it, and how many another."""
    told = event.fields[field]
    every = sum(said.sources for said in told.said)
    ours = sum(said.sources for said in told.said if said.value == told.shown)
    return (max(1, ours), every - ours) if told.disputed else (every, 0)
