"""How many parties an event has, and which: the likeliest set, not each country for itself.

A visit has a visitor and a host, a bilateral meeting two sides; what the head says of each country is weighed against
how often events of that type and mode have so many parties in the coded articles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dateline.books.register import Register
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.destinations import Destinations
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame
from dateline.reading.heads import Floats, Role

MOST = 7  # parties that are told apart; the last number stands for as many and more
_NEVER, _SURE = 1e-4, 1 - 1e-4
_SIDES = 2
AT_ITS_PLACE, OF_A_TERRITORY = "host.of-its-place@1", "state.of-a-territory@1"
_LED = 3  # words from the trigger of a visit to the place to which it leads: "was in Tunis", "arrived at Apia"
_STAYS = 0.8  # how sure the least sure party of a deployment must be to stay beside the host
_FEW = 4  # states of a series that all come, as a rule


def likeliest(p: Floats, counts: Floats, weight: float) -> list[int]:
    """The set of values that is likeliest, as numbers, the likeliest value first.

    Args:
        p: How likely each value is to be a party, taken alone: (values,).
        counts: Logarithms of how likely it is that there are 0, 1, … ``MOST`` or more parties: (MOST + 1,).
        weight: How much the counts weigh beside the values.
    """
    order = np.argsort(-p, kind="stable")
    sure = np.clip(p[order], _NEVER, _SURE).astype(np.float64)
    taken = np.concatenate([[0.0], np.cumsum(np.log(sure))])
    left = np.concatenate([np.cumsum(np.log1p(-sure)[::-1])[::-1], [0.0]])
    prior = counts[np.minimum(np.arange(len(p) + 1), MOST)]
    best = int(np.argmax(taken + left + weight * prior))
    return [int(i) for i in order[:best]]


def served(occurrences: Sequence[Occurrence]) -> dict[int, str]:
    """The state that each person most likely serves, by the number of his naming."""
    likeliest_last = sorted((o for o in occurrences if o.kind is Kind.PERSON), key=lambda o: o.weight)
    return {o.source: o.value for o in likeliest_last}


def for_one_state(told: Sequence[Occurrence | None], serves: Mapping[int, str]) -> list[int]:
    """Which countries stay parties, as numbers: one that a person tells who serves another of them does not.

    Two are left in any case: which of them was meant is not for this rule to say.

    Args:
        told: What tells of each country, nearest to the trigger.
        serves: The state that each person most likely serves.
    """
    values = {o.value for o in told if o}
    kept = [
        i
        for i, o in enumerate(told)
        if o is None or o.kind is not Kind.PERSON or serves[o.source] == o.value or serves[o.source] not in values
    ]
    return kept if len(kept) >= _SIDES else list(range(len(told)))


def sent_by(found: Sequence[Found], p: Floats, role: Role, weight: float) -> Floats:
    """Probabilities of countries, raised to those of the persons who take part and serve them: (triggers, values).

    ``weight`` is how sure it is that who takes part does so for his country.
    """
    serves = [
        (o.source, int(i), np.exp(o.weight))
        for o, i in zip(role.occurrences, role.numbers, strict=True)
        if o.kind is Kind.PERSON
    ]
    out = p.copy()
    for row, event in zip(out, found, strict=True):
        taking = {int(c.value): c.score for c in event.people}
        for person, country, sure in serves:
            if person in taking:
                row[country] = max(row[country], weight * taking[person] * sure)
    return out


def hosted_by(found: Sequence[Found], p: Floats, role: Role, frame: Frame, sure: float) -> Floats:
    """Probabilities of countries, raised for visits to those to which they lead: (triggers, values)."""
    bound, out = Destinations(frame), p.copy()
    for row, event in zip(out, found, strict=True):
        host = bound.of(event.at) if event.kind == "visit" else None
        if host and host.country in role.values:
            row[role.values.index(host.country)] = max(row[role.values.index(host.country)], sure)
    return out


def by_their_states(found: Sequence[Found], people: Sequence[str | None], register: Register) -> list[Found]:
    """Events with the state that a territory belongs to in its place: who calls at Nouméa visits France.

    A territory for which somebody takes part acts for itself.

    Args:
        found: Events with their values.
        people: The country of each person, by the number that choices of persons carry.
        register: Knows which territory belongs to which state.
    """
    out = []
    for event in found:
        acting = {people[int(choice.value)] for choice in event.people}
        states = {c.value: _state_of(c.value, register) for c in event.countries if c.value not in acting}
        parties = {states.get(c.value, c.value): c for c in reversed(event.countries)}
        told = [
            replace(c, value=state, rule=OF_A_TERRITORY if state != c.value else c.rule)
            for state, c in reversed(parties.items())
        ]
        out.append(event if states.keys() == set(states.values()) else replace(event, countries=told))
    return out


def _state_of(country: str, register: Register) -> str:
    """The state to which a territory belongs; a state itself."""
    known = register.country(country)
    return known.of if known and known.of else country


def of_series(found: Sequence[Found], p: Floats, role: Role, frame: Frame, sure: float) -> Floats:
    """Probabilities of countries, raised for exercises of a few states to those who take part in them as a rule.

    Of a large exercise not everybody comes each time, and a state that the article does not name is nobody's guess.
    """
    out = p.copy()
    for row, event in zip(out, found, strict=True):
        for country in _usual(event, frame):
            if country in role.values:
                row[role.values.index(country)] = max(row[role.values.index(country)], sure)
    return out


def _usual(event: Found, frame: Frame) -> Sequence[str]:
    """Who takes part in the exercise that an event's name is that of, as a rule."""
    at = event.name.at
    known = frame.mentions[at.source].means if event.kind == "exercise" and at and at.source >= 0 else None
    series = frame.register.series(known) if known else None
    return series.parties if series and len(series.parties) <= _FEW else ()


def with_their_hosts(found: Sequence[Found], frame: Frame, people: Sequence[str | None]) -> list[Found]:
    """Deployments, and visits whose trigger leads to a place, with the state of that place as a party.

    "Two Japanese aircraft took up its share in Djibouti", "the chief of staff was in Tunis": where the heads took a
    state that is named beside it, the likeliest of the others stay, and those whose officials take part.

    Args:
        found: Events with their values.
        frame: The article.
        people: The country of each person, by the number that choices of persons carry.
    """
    return [_with_its_host(event, frame, people) for event in found]


def _with_its_host(event: Found, frame: Frame, people: Sequence[str | None]) -> Found:
    at = event.place.at
    host = frame.mentions[at.source].country if at is not None and at.source >= 0 else None
    if at is None or host is None or host in event.parties or not event.countries:
        return event
    leads = event.at[0] <= at.last and at.first - event.at[1] <= _LED
    if not (event.kind == "deployment" or (event.kind == "visit" and leads)):
        return event
    sent = {people[int(choice.value)] for choice in event.people}
    others = sorted(event.countries, key=lambda choice: (choice.value not in sent, -choice.score))
    told = Choice(host, event.place.score, at, rule=AT_ITS_PLACE)
    wrong = len(others) > 1 and (event.kind == "visit" or others[-1].score < _STAYS)
    return replace(event, countries=[*others[: len(others) - wrong], told], merged=list(event.merged))
