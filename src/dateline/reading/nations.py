"""Which country each person of an article serves: what stands beside the name, the register, the head's choice."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from dateline.books.register import Register
from dateline.model.mention import Label, Mention
from dateline.reading.beside import Beside, Phrase, Reach
from dateline.reading.beside_words import words_beside
from dateline.reading.candidates import UNTOLD, Occurrence, kind_of
from dateline.reading.frame import Frame
from dateline.reading.heads import Floats, Heads, Role, log_softmax, log_sum
from dateline.reading.people import Naming
from dateline.reading.standing import value_features

_MENTIONS = 3  # the first mentions of a person are where his country is told
_LIKELY = 0.05
_FAVOURED = 0.5  # added to the head's score of the one state that publisher and title name
_NAME = 2.5  # what a full name says weighs so much: of 899 persons whom the head decides 713 are right, not 670
_HEAD, _NAMED = "head:nation", "name.origin@1"
_OF_A_BODY = "un-official"  # an office that serves no state, though no body is named beside it
_REGISTER, _REGISTERED = "register.tenure@1", "register.body@1"
_A_BODY = ""  # what somebody serves who serves no state, as far as the register goes
_SURE = {  # how often each source is right, on the coded articles; the rest is the head's
    _REGISTER: 0.98, "title.state@1": 0.96, "apposition.state@1": 0.96, _REGISTERED: 0.98, "title.body@1": 0.85,
    "owner.state@1": 0.85, "title.local@1": 0.8, "title.kin@1": 0.8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nation:
    """The country that a person serves (None: not told), how likely each is, and what decided."""

    country: str | None
    likely: dict[str, float]  # logarithms of probabilities
    score: float
    rule: str
    at: Occurrence | None
    phrases: tuple[Phrase, ...] = ()  # what stands beside his names, by which offices are told


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says of a person's country, and the words that say so; ``owner`` is the person whose man he is."""

    rule: str
    country: str | None
    at: Occurrence | None = None
    owner: int | None = None


def served_by(register: Register, name: str, day: date | None) -> str | None:
    """The state that somebody serves on that day; empty for a body's official; None where neither is known."""
    if day and register.body_of(name, day):
        return _A_BODY
    return register.country_of(name, day)


def role_of(occurrences: Sequence[Occurrence], frame: Frame, extra: Sequence[str] = ()) -> Role:
    """Number the values of a role; ``extra`` are those that stand in no words and come first."""
    values = [*extra, *dict.fromkeys(o.value for o in occurrences if o.value not in extra)]
    number = {value: i for i, value in enumerate(values)}
    whole = value_features(values, occurrences, frame.words, frame.favoured)
    return Role(occurrences, values, np.array([number[o.value] for o in occurrences], np.int64), whole)


def nations_of(
    heads: Heads,
    x: Floats,
    frame: Frame,
    people: Sequence[Naming],
    countries: Sequence[Occurrence],
    known: Sequence[str | None],
) -> list[Nation]:
    """One answer a person: the register's if it knows him, else what stands beside his name, else the head's.

    Args:
        heads: The fitted heads.
        x: Word vectors.
        frame: The article.
        people: Its persons.
        countries: Words that name a country.
        known: For each person what the register knows on the day of the article (``served_by``).
    """
    role = role_of(countries, frame, (UNTOLD,))
    likely = _likely(heads, x, frame, people, role)
    named = [_by_name(one, person.name, frame.register) for one, person in zip(likely, people, strict=True)]
    out = _answers(frame, people, countries, known, named)
    return [_said_by(nation, one) for nation, one in zip(out, likely, strict=True)]


def nations_told(
    frame: Frame, people: Sequence[Naming], countries: Sequence[Occurrence], known: Sequence[str | None]
) -> list[Nation | None]:
    """As ``nations_of``, by the register and by rules alone; None for a person of whom neither says anything."""
    answers = _answers(frame, people, countries, known, [{}] * len(people))
    return [None if nation.rule == _HEAD else nation for nation in answers]


def _answers(
    frame: Frame,
    people: Sequence[Naming],
    countries: Sequence[Occurrence],
    known: Sequence[str | None],
    likely: Sequence[dict[str, float]],
) -> list[Nation]:
    """One answer a person; those told by whose man somebody is come last, when his master's country is known.

    Where nothing beside a full name tells another, the register speaks for any country; of a bare surname only for one
    that the article, its title or its publisher names: namesakes abound.
    """
    named = {o.value for o in countries}
    beside = Beside(frame, people)
    told = [_told(person, i, beside, frame) for i, person in enumerate(people)]
    said = [_weighed(booked, rule, person, named) for booked, person, rule in zip(known, people, told, strict=True)]
    out = [_decided(one, mine, countries) for one, mine in zip(said, likely, strict=True)]
    for i, rule in enumerate(said):
        if rule is not None and rule.owner is not None and (country := out[rule.owner].country):
            out[i] = _decided(Told(rule.rule, country), likely[i], countries)
    return [replace(nation, phrases=tuple(beside.of_all(person))) for nation, person in zip(out, people, strict=True)]


def _weighed(booked: str | None, rule: Told | None, person: Naming, named: AbstractSet[str]) -> Told | None:
    """What is to be believed of the register and of what stands beside a name."""
    alone = " " in person.name and rule is None
    if booked == _A_BODY:
        return Told(_REGISTERED, None) if alone else rule
    return Told(_REGISTER, booked) if booked and (booked in named or alone) else rule


def _likely(heads: Heads, x: Floats, frame: Frame, people: Sequence[Naming], role: Role) -> list[dict[str, float]]:
    """The head's log probabilities for each person, of every country, and of none under the key of what is untold."""
    at = [[r for span in person.spans[:_MENTIONS] if (r := frame.words.within(span))] for person in people]
    flat = [reach for reaches in at for reach in reaches]
    if not flat:
        return [{} for _ in people]
    scores = heads.scores("nation", heads.names_of(x, flat), role, heads.pairing(x, flat, role, frame.words))
    own = len(frame.favoured) == 1
    favour = np.array([_FAVOURED * (own and value in frame.favoured) for value in role.values], np.float32)
    out, stop = [], 0
    for reaches in at:
        mine, stop = scores[stop : stop + len(reaches)], stop + len(reaches)
        out.append(_shared(mine, favour, role) if reaches else {})
    return out


def _by_name(likely: dict[str, float], name: str, register: Register) -> dict[str, float]:
    """Log probabilities with what a full name says of the states; what is untold is as likely as before."""
    states = [value for value in likely if value != UNTOLD]
    said = register.origins.of(name, states) if len(states) > 1 else {}
    if not said:
        return likely
    told = np.array([likely[state] for state in states])
    leaning = told + _NAME * np.array([said[state] for state in states])
    leaning += np.logaddexp.reduce(told) - np.logaddexp.reduce(leaning)
    return likely | dict(zip(states, map(float, leaning), strict=True))


def _said_by(nation: Nation, likely: dict[str, float]) -> Nation:
    """The answer with the rule of names, where the head alone would have given another state."""
    states = {value: each for value, each in likely.items() if value != UNTOLD}
    if nation.rule != _HEAD or nation.country is None or nation.country == max(states, key=lambda s: states[s]):
        return nation
    return replace(nation, rule=_NAMED)


def _shared(scores: Floats, favour: Floats, role: Role) -> dict[str, float]:
    """The scores of one person's mentions taken together: a country is told by any, "untold" by all."""
    whole = np.concatenate([scores[:, :1].mean(0), log_sum(scores[:, 1:], 0)]) + favour
    return dict(zip(role.values, map(float, log_softmax(whole[None])[0]), strict=True))


def _decided(told: Told | None, likely: dict[str, float], countries: Sequence[Occurrence]) -> Nation:
    """Mix what a rule says with the head's say; without a rule the head decides."""
    p = {value: float(np.exp(logp)) for value, logp in likely.items()}
    rule = _HEAD
    if told is not None and told.owner is None:
        rule, sure = told.rule, _SURE[told.rule]
        p = {value: each * (1 - sure) for value, each in p.items()}
        said = told.country or UNTOLD
        p[said] = p.get(said, 0.0) + (sure if likely else 1.0)
    best = max(p, key=lambda value: p[value], default=UNTOLD)
    country = None if best == UNTOLD else best
    at = told.at if told and told.at else next((o for o in countries if o.value == country), None)
    kept = {value: float(np.log(each)) for value, each in p.items() if each > _LIKELY and value != UNTOLD}
    return Nation(country, kept, p.get(best, 1.0), rule, at)


def _told(person: Naming, number: int, beside: Beside, frame: Frame) -> Told | None:
    """The surest of what stands beside any mention: a state in the title or behind the name, a body, an owner."""
    said = [one for phrase in beside.of_all(person) for one in _said(phrase, beside, frame)]
    said = [one for one in said if one.owner != number]
    return min(said, key=lambda one: _ORDER.index(one.rule), default=None)


_ORDER = ("title.state@1", "apposition.state@1", "title.body@1", "title.kin@1", "owner.state@1", "title.local@1")


def _said(phrase: Phrase, beside: Beside, frame: Frame) -> Iterator[Told]:
    """What one phrase says, surest first."""
    inside = [(reach, m) for reach, m in beside.inside(phrase) if not _is_post(reach, phrase, beside)]
    states = [(reach, m) for reach, m in inside if m.country and m.label in (Label.COUNTRY, Label.BODY)]
    if states:
        yield _of(*states[0], "title.state@1" if phrase.before else "apposition.state@1")
    elif any(m.label is Label.ORGANIZATION or m.means == _OF_A_BODY for _, m in inside):
        yield Told("title.body@1", None)
    elif phrase.owner is not None:
        yield from _owned(phrase, beside, frame)
    for reach, m in inside:
        if m.label is Label.OFFICE and m.country:
            yield _of(reach, m, "title.local@1")


def _is_post(reach: Reach, phrase: Phrase, beside: Beside) -> bool:
    """Whether a state is where somebody is posted, not one whose title begins behind "to": "given to [Arland's] …"."""
    begins_a_title = reach[0] == phrase.first and reach[1] < phrase.last
    return not begins_a_title and beside.is_post(reach[0])


def _of(reach: Reach, mention: Mention, rule: str) -> Told:
    return Told(rule, mention.country, Occurrence(*reach, mention.country or "", kind_of(mention)))


def _owned(phrase: Phrase, beside: Beside, frame: Frame) -> Iterator[Told]:
    """The country of the person or state whose man he is: "Maren's spokesman", "its foreign minister"."""
    told = words_beside()
    if told.kin & {word.lower() for word in frame.words.texts[phrase.first : phrase.last + 1]}:
        yield Told("title.kin@1", None)
        return
    if isinstance(phrase.owner, int):
        yield Told("owner.state@1", None, owner=phrase.owner)
    elif phrase.owner in told.persons:
        owner = beside.person_before(phrase.first)
        if owner is not None and "counterpart" not in frame.words.texts[phrase.first : phrase.last + 1]:
            yield Told("owner.state@1", None, owner=owner)
    elif state := beside.state_before(phrase.first):
        yield _of(*state, "owner.state@1")
