"""Which of several values is shown: four named rules, each with its version, each reproducible."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.books.register import Register
from dateline.joining.agree import at_odds, days, fineness, is_fuller, name_words
from dateline.joining.confidence import likelihood
from dateline.joining.fields import SETS, Told, canonical, score_of, stories
from dateline.model.day import Days
from dateline.model.day_codec import days_to_json
from dateline.model.event import Rule

RULES: Mapping[Rule, tuple[int, str]] = {
    Rule.REPRESENTATIVE: (
        1,
        """What most independent sources say; whoever tells it coarser speaks for the finer value, too. Of equals, what
        an official source says, then the newest. Of parties and persons, those whom all name or who are likelier
        right than not.""",
    ),
    Rule.CONSERVATIVE: (
        1,
        """The finest that all sources, or at least two, agree upon; where none do, nothing finer than they share: the
        months, the country, no value. Of parties and persons, those whom all or at least two name.""",
    ),
    Rule.INFORMATIVE: (
        1,
        """The finest and the fullest that any source says: the shortest stretch of days, the smallest place, the
        longest name, all parties and persons.""",
    ),
    Rule.OFFICIAL_FIRST: (
        1,
        """What official sources say, chosen among them as by representative; where none says anything, among all.""",
    ),
}

_AGREED = 2
_LIKELY = 0.5
_MONTHS = 3  # that sources may share; beyond it they share a year at most


def name_of(rule: Rule) -> str:
    """``name@version``, as a field tells it."""
    return f"{rule.value}@{RULES[rule][0]}"


def choose(field: str, told: Sequence[Told], rule: Rule, *, several: bool = False) -> Any:
    """The value to be shown of those told; None, or an empty list, where the rule finds none.

    The order of ``told`` never matters. A set may be put together of what several sources tell; of parties, if the
    occasion has ``several``, else only of what can be so beside the best supported pair.
    """
    if not told:
        return [] if field in SETS else None
    if len(told) == 1:
        return told[0].value
    if rule is Rule.OFFICIAL_FIRST:
        told = [one for one in told if one.official] or told
    if field not in SETS:
        return _OF_VALUES[rule](field, told)
    if rule is Rule.CONSERVATIVE:
        return _agreed_members(field, told)
    base = max(told, key=lambda one: _standing(field, one, told))
    beside = [one for one in told if not at_odds(field, one.value, base.value, several=several)]
    members = _members(field, beside)
    everyone = stories(kept for one in beside for kept in one.claims)
    return list(members) if rule is Rule.INFORMATIVE else _likely(field, members, everyone) or list(base.value)


# ---- one value


def _representative(field: str, told: Sequence[Told]) -> Any:
    return max(told, key=lambda one: _standing(field, one, told)).value


def _standing(field: str, one: Told, told: Sequence[Told]) -> tuple[Any, ...]:
    """What a value is ranked by."""
    backing = stories(k for other in told if _backs(field, other, one) for k in other.claims)
    newest = max(kept.order for kept in one.claims)
    return (len(backing), len(one.sources), one.official, newest, canonical(one.value))


def _backs(field: str, other: Told, one: Told) -> bool:
    return other is one or is_fuller(field, one.value, other.value)


def _conservative(field: str, told: Sequence[Told]) -> Any:
    everyone = stories(kept for one in told for kept in one.claims)
    agreeing = {canonical(one.value): _agreeing(field, one, told) for one in told}
    enough = [one for one in told if len(agreeing[canonical(one.value)]) >= min(_AGREED, len(everyone))]
    if not enough:
        return _shared(field, told)
    finest = [one for one in enough if not any(is_fuller(field, other.value, one.value) for other in enough)]
    return max(finest, key=lambda one: (len(agreeing[canonical(one.value)]), _standing(field, one, told))).value


def _agreeing(field: str, one: Told, told: Iterable[Told]) -> frozenset[str]:
    """Who says a value or a fuller one."""
    return stories(
        k for other in told if other is one or is_fuller(field, other.value, one.value) for k in other.claims
    )


def _shared(field: str, told: Sequence[Told]) -> Any:
    if field == "days":
        return _shared_days([days(one.value) for one in told])
    return _shared_country([one.value for one in told]) if field == "place" else None


def _shared_days(told: Sequence[Days]) -> Any:
    """The months in which all of them lie, or the year."""
    first, last = min(one.earliest_start for one in told), max(one.latest_end for one in told)
    if (last.year - first.year) * 12 + last.month - first.month < _MONTHS:
        return days_to_json(Days.months((first.year, first.month), (last.year, last.month)))
    return days_to_json(Days.year(first.year)) if first.year == last.year else None


def _shared_country(told: Sequence[Any]) -> Any:
    countries = {place["country"] for place in told}
    country = countries.pop() if len(countries) == 1 else None
    if country is None:
        return None
    known = Register.load().country(country)
    return {
        "name": known.names[0] if known else country,
        "country": country,
        "precision": "country",
        "chain": [country],
    }


def _informative(field: str, told: Sequence[Told]) -> Any:
    return max(told, key=lambda one: (_fineness(field, one.value), _standing(field, one, told))).value


def _fineness(field: str, value: Any) -> tuple[int, ...]:
    """The greater, the finer or fuller."""
    if field == "days":
        when = days(value)
        return (
            -(when.latest_start - when.earliest_start).days - (when.latest_end - when.earliest_end).days,
            _length(when),
        )
    if field == "place":
        return (-fineness(value), len(value["chain"]))
    return (len(name_words(value)),) if field == "name" else ()


def _length(when: Days) -> int:
    return (when.latest_end - when.earliest_start).days


# ---- sets


def _likely(field: str, members: Mapping[Any, Sequence[Told]], everyone: frozenset[str]) -> list[Any]:
    """Those whom all name, and those who are likelier right than not."""
    return [member for member, who in members.items() if _likelihood(field, member, who, everyone) >= _LIKELY]


def _likelihood(field: str, member: Any, who: Sequence[Told], everyone: frozenset[str]) -> float:
    claims = [kept for one in who for kept in one.claims]
    naming = stories(claims)
    return (
        1.0 if naming == everyone else likelihood(field, max(score_of(field, k, member) for k in claims), len(naming))
    )


def _agreed_members(field: str, told: Sequence[Told]) -> list[Any]:
    needed = min(_AGREED, len(stories(kept for one in told for kept in one.claims)))
    members = _members(field, told)
    return [m for m, who in members.items() if len(stories(k for one in who for k in one.claims)) >= needed]


def _members(field: str, told: Sequence[Told]) -> dict[Any, list[Told]]:
    """Each member with the values that have it: persons as they came to be known, all else by letter."""
    found: dict[Any, list[Told]] = {}
    for one in sorted(told, key=lambda t: t.claims[0].order):
        for member in one.value:
            found.setdefault(member, []).append(one)
    return found if field == "people" else dict(sorted(found.items()))


_OF_VALUES: dict[Rule, Callable[[str, Sequence[Told]], Any]] = {
    Rule.REPRESENTATIVE: _representative,
    Rule.CONSERVATIVE: _conservative,
    Rule.INFORMATIVE: _informative,
    Rule.OFFICIAL_FIRST: _representative,
}
