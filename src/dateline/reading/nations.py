"""Which country each person of an article serves: the head's choice, and the books'."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.reading.candidates import UNTOLD, Occurrence, value_features
from dateline.reading.frame import Frame
from dateline.reading.heads import Floats, Heads, Role, log_softmax, log_sum
from dateline.reading.people import Naming

_MENTIONS = 3  # the first mentions of a person are where his country is told
_LIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Nation:
    """The country that a person serves (None: not told), how likely each is, and what decided."""

    country: str | None
    likely: dict[str, float]  # logarithms of probabilities
    score: float
    rule: str
    at: Occurrence | None


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
    """One answer a person.

    Args:
        heads: The fitted heads.
        x: Word vectors.
        frame: The article.
        people: Its persons.
        countries: Words that name a country.
        known: For each person the country that the register knows, on the day of the article; None where it does not.
    """
    role = role_of(countries, frame, (UNTOLD,))
    out = []
    for person, booked in zip(people, known, strict=True):
        at = [reach for span in person.spans[:_MENTIONS] if (reach := frame.words.within(span))]
        if not at:
            out.append(Nation(booked, {booked: 0.0} if booked else {}, 1.0, "register.tenure@1", None))
            continue
        scores = heads.scores("nation", heads.names_of(x, at), role, heads.pairing(x, at, role, frame.words))
        whole = np.concatenate([scores[:, :1].mean(0), log_sum(scores[:, 1:], 0)])
        logp = log_softmax(whole[None])[0]
        best = int(logp.argmax())
        country = role.values[best] if best else None
        likely = {role.values[i]: float(logp[i]) for i in range(1, len(logp)) if logp[i] > np.log(_LIKELY)}
        rule, score = "head:nation", float(np.exp(logp[best]))
        if booked and booked != country and score < 0.9:  # noqa: PLR2004
            country, rule, likely = booked, "register.tenure@1", likely | {booked: -0.1}
        where = next((o for o in countries if o.value == country), None)
        out.append(Nation(country, likely, score, rule, where))
    return out
