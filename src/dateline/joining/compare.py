"""How alike two claims are: one small named function to a feature, each finding with its reason.

Whether two claims are one occasion depends on the two alone. Each feature looks at one side of them and finds one thing
("the same countries"); what each finding weighs was fitted (``data/joining/weights.yaml``), and some findings rule out
that the two are one at all.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from math import log

from dateline.books.source import read_yaml
from dateline.joining.alike import same_name, same_place, shared_persons
from dateline.joining.features import Face, Person, Span
from dateline.joining.scale import GROUNDS, NEVER, Compared, Decision, Scale
from dateline.model.mention import Modality

_NEVER_BOTH = frozenset(frozenset(two) for two in read_yaml("joining", "words.yaml")["never_both"])
_MANY_SIDED = frozenset({"exercise"})  # kinds whose parties need not all be told by everybody
_NEAR = {1: "days.next", 2: "days.near"}
_LENGTHS = ((31, "month"), (100, "season"))  # days, and what a time of no more than that is called
_WRITTEN_LATE, _WRITTEN_EARLY = 92, 200  # days between an occasion and an article that tells no day of it
_WRITTEN_TOGETHER = 120  # days between two articles that may tell one occasion and tell no day of it
_TWO = 2
_A_HAIR = 1e-9  # by which a sum may differ that is added up in another order


def compare(one: Face, other: Face, by: Scale) -> Compared:
    """Compare two claims; the order of the two does not matter."""
    return _decided(by, findings_of(one, other))


@lru_cache(maxsize=1 << 16)
def _decided(by: Scale, findings: tuple[str, ...]) -> Compared:
    """As ``Scale.decide``; few sets of findings make up most pairs."""
    return by.decide(findings)


def findings_of(one: Face, other: Face) -> tuple[str, ...]:
    """What each feature finds, and on how many grounds of its own that stands.

    Ends with the first finding that rules out that the two are one.
    """
    found = []
    for feature in FEATURES:
        finding = feature(one, other)
        found.append(finding)
        if finding in NEVER:
            return tuple(found)
    return (*found, f"grounds.{len(GROUNDS.intersection(found))}")


def are_same(one: Face, other: Face, by: Scale) -> bool:
    """Whether ``compare`` decides that two claims are the same; of most that are not, what costs little tells."""
    found: list[str] = []
    for features in _BY_COST:
        for feature in features:
            finding = feature(one, other)
            if finding in NEVER:
                return False
            found.append(finding)
        if not _may_be_same(by, tuple(found)):
            return False
    return compare(one, other, by).decision is Decision.SAME


@lru_cache(maxsize=1 << 16)
def _may_be_same(by: Scale, found: tuple[str, ...]) -> bool:
    """Whether two claims can be the same after some findings, if the other features find the best that there is."""
    asked = {_side(finding) for finding in found}
    left = [feature.__name__ for feature in FEATURES if feature.__name__ not in asked]
    best = sum(max(_weights(by, side).values()) for side in left)
    grounds = len(GROUNDS.intersection(found))
    best += max(by.weights.get(f"grounds.{count}", 0.0) for count in range(grounds, grounds + len(left) + 1))
    known = sum(by.weights.get(finding, 0.0) for finding in found)
    return by.weights["bias"] + known + best + _A_HAIR >= log(by.same / (1 - by.same))


@cache
def _weights(by: Scale, side: str) -> Mapping[str, float]:
    """What the findings of one feature weigh; one that the scale does not tell weighs nothing."""
    return {"": 0.0} | {finding: weight for finding, weight in by.weights.items() if _side(finding) == side}


def _side(finding: str) -> str:
    return finding.partition(".")[0]


# ---- the features


def kind(one: Face, other: Face) -> str:
    """An article gives one entry to an occasion, of one type."""
    return f"kind.{one.kind}" if one.kind == other.kind else "kind.other"


def days(one: Face, other: Face) -> str:
    """Whether both may have been on one day, and how finely that is told."""
    if one.days is None or other.days is None:
        return _undated(one, other)
    first, second = one.days, other.days
    gap = first.gap(second)
    if gap > 0:
        return _NEAR.get(gap, "days.apart")
    if not (first.is_fine and second.is_fine):
        return _coarse(first, second)
    return "days.same" if first == second else "days.overlap"


def _coarse(first: Span, second: Span) -> str:
    length = max(span.last - span.first for span in (first, second) if not span.is_fine)
    name = next((name for longest, name in _LENGTHS if length <= longest), "year")
    one_is_fine = first.is_fine or second.is_fine
    return f"days.in_{name}" if one_is_fine else f"days.{'same' if first == second else 'both'}_{name}"


def _undated(one: Face, other: Face) -> str:
    first, second = one.days or one.window, other.days or other.window
    if first is None or second is None:
        return "days.unknown"
    if first.gap(second) > 0:
        return "days.apart"
    if one.written is not None and other.written is not None:
        return "days.both_untold" if abs(one.written - other.written) <= _WRITTEN_TOGETHER else "days.apart"
    days, written = one.days or other.days, one.written or other.written
    assert days is not None and written is not None  # noqa: S101, PT018  (one is dated, the other has a window)
    is_near = days.first - _WRITTEN_EARLY <= written <= days.last + _WRITTEN_LATE
    return "days.untold" if is_near else "days.untold_far"


def mode(one: Face, other: Face) -> str:
    """A call is no meeting in person, a contract no delivery."""
    if one.mode is None or other.mode is None:
        return "mode.untold"
    if one.mode == other.mode:
        return "mode.same"
    return "mode.never" if frozenset((one.mode, other.mode)) in _NEVER_BOTH else "mode.other"


def countries(one: Face, other: Face) -> str:
    """How far the states are the same."""
    ours, theirs = one.countries, other.countries
    if not ours or not theirs:
        return "countries.untold"
    if ours == theirs:
        return {1: "countries.same_one", _TWO: "countries.same_two"}.get(len(ours), "countries.same_many")
    shared = len(ours & theirs)
    if not shared:
        return "countries.others" if _is_open(one, other) else "countries.none"
    if shared == min(len(ours), len(theirs)):
        return "countries.subset"
    if shared >= _TWO:
        return "countries.overlap"
    return "countries.counterparts" if _are_two_sided(one, other) else "countries.one_shared"


def _is_open(one: Face, other: Face) -> bool:
    """Whether they may be gatherings of many, of which each text names parties that the other leaves out."""
    return bool(one.organizations & other.organizations) or one.mode == other.mode == "multilateral"


def _are_two_sided(one: Face, other: Face) -> bool:
    """Whether both are between two parties, so that another party makes another occasion."""
    return (
        len(one.countries) == len(other.countries) == _TWO
        and one.kind not in _MANY_SIDED
        and "multilateral" not in (one.mode, other.mode)
        and not _is_open(one, other)
    )


def organizations(one: Face, other: Face) -> str:
    """Whether an organisation is party or forum of both."""
    if one.organizations and other.organizations:
        return "organizations.shared" if one.organizations & other.organizations else "organizations.other"
    return "organizations.one" if one.organizations or other.organizations else "organizations.untold"


def persons(one: Face, other: Face) -> str:
    """Whether the same persons take part, however their names are spelt."""
    if not one.persons or not other.persons:
        return "persons.one_untold" if one.persons or other.persons else "persons.untold"
    shared, ours, theirs = shared_persons(one.persons, other.persons)
    if not ours and not theirs:
        return "persons.same" if shared >= _TWO else "persons.same_one"
    if shared and not (ours and theirs):
        return "persons.subset"
    return _leftover(one, other, shared, _of_one_side(ours, theirs))


def _leftover(one: Face, other: Face, shared: int, of_one_side: bool) -> str:  # noqa: FBT001  (the last thing to know)
    if not shared:
        return "persons.others" if of_one_side else "persons.sides"
    meets_one = one.kind == other.kind == "meeting" and "multilateral" not in (one.mode, other.mode)
    return "persons.rivals" if shared == 1 and of_one_side and meets_one else "persons.some"


def _of_one_side(ours: tuple[Person, ...], theirs: tuple[Person, ...]) -> bool:
    """Whether one of ours and one of theirs serve, or may serve, one state."""
    return any(a.country is None or b.country is None or a.country == b.country for a in ours for b in theirs)


def place(one: Face, other: Face) -> str:
    """Whether it was at one place; a building stands in its city, a city in its country."""
    first, second = one.place, other.place
    if first is None or second is None:
        return "place.untold"
    if same_place(first.names, second.names):
        return "place.same"
    if first.country is None or second.country is None:
        return "place.sea"
    if first.country != second.country:
        return "place.other"
    if first.is_country or second.is_country:
        return "place.within"
    return "place.ports" if one.mode == other.mode == "port_call" else "place.same_country"


def name(one: Face, other: Face) -> str:
    """Whether both bear one proper name; the year and the number of an edition have to agree where both tell them."""
    first, second = one.name, other.name
    if first is None or second is None:
        return "name.one_untold" if first or second else "name.untold"
    if not same_name(first, second):
        return "name.other"
    years, numbers = (first.year, second.year), (first.number, second.number)
    return "name.edition" if any(None not in two and two[0] != two[1] for two in (years, numbers)) else "name.same"


def status(one: Face, other: Face) -> str:
    """How the two tell it: a plan is followed by a report, or called off."""
    if one.status is other.status:
        return "status.same"
    said = {one.status, other.status}
    if Modality.CANCELLED not in said:
        return "status.course"
    return "status.called_off" if Modality.PLANNED in said else "status.contrary"


FEATURES: tuple[Callable[[Face, Face], str], ...] = (
    kind,
    days,
    mode,
    countries,
    name,
    persons,
    organizations,
    place,
    status,
)
"""In the order in which they are asked: those that cost least and part most come first."""

_BY_COST = ((kind, days, mode, countries, status, organizations), (name, place))
"""Those that ``are_same`` asks first, and next: what costs most, the persons, comes last."""
