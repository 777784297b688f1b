"""What an event of an article may have for its country, person, body, place and name: the words that name each.

The heads of the encoder choose among these, and among the days of ``days``, and never make a value up. They are the
same when heads are fitted (``training/``) and when an article is read, since both call these functions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.people import Naming
from dateline.reading.words import Words

PUBLISHED, UNTOLD = "published", "untold"  # two values of a date that stand in no words


class Kind(IntEnum):
    """By what sort of words an occurrence names its value."""

    NAME = 0
    DEMONYM = 1
    CAPITAL = 2
    METONYM = 3
    PLACE = 4
    BODY = 5
    PERSON = 6
    OFFICE = 7
    SEA = 8
    ORGANIZATION = 9
    SERIES = 10
    ENCODER = 11
    DATE = 12
    OPENING = 13
    DERIVED = 14
    OTHER = 15


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words ``first`` to ``last`` (both counted) of the document that name ``value``.

    ``extra`` tells of dates: which reading of the words this is, which way it lies from the day of publication, how
    finely it is told; 0 for everything else.
    """

    first: int
    last: int
    value: str
    kind: Kind
    extra: int = 0
    weight: float = 0.0  # added to the score: the logarithm of a probability, for a person's country
    source: int = -1  # index of the mention, time expression or naming that it comes from


_KINDS = {
    (Label.COUNTRY, "demonym"): Kind.DEMONYM, (Label.COUNTRY, "metonym"): Kind.METONYM,
    (Label.PLACE, "capital"): Kind.CAPITAL, (Label.PLACE, "sea"): Kind.SEA, (Label.OFFICE, "rank"): Kind.OTHER,
}  # fmt: skip
_LABELS = {
    Label.COUNTRY: Kind.NAME, Label.PLACE: Kind.PLACE, Label.BODY: Kind.BODY, Label.ORGANIZATION: Kind.ORGANIZATION,
    Label.OFFICE: Kind.OFFICE, Label.NAME: Kind.SERIES,
}  # fmt: skip


def kind_of(mention: Mention) -> Kind:
    """By what sort of words a mention names."""
    return _KINDS.get((mention.label, mention.how)) or _LABELS.get(mention.label, Kind.OTHER)


def of_countries(words: Words, mentions: Sequence[Mention], favoured: set[str]) -> list[Occurrence]:
    """Words that name a country or something of a country, persons left out.

    A country of the publisher or the title that the text itself never names ("the President spoke with ...") stands at
    the first word, as ``Kind.OTHER``: it may be chosen, and its evidence is the publisher.
    """
    found = []
    for source, mention in enumerate(mentions):
        if mention.country and mention.label is not Label.ORGANIZATION and (reach := words.within(mention.at)):
            found.append(Occurrence(*reach, mention.country, kind_of(mention), source=source))
    unnamed = sorted(favoured - {o.value for o in found}) if words.texts else []
    return found + [Occurrence(0, 0, country, Kind.OTHER) for country in unnamed]


def of_organizations(words: Words, mentions: Sequence[Mention]) -> list[Occurrence]:
    """Words that name an international body."""
    return [
        Occurrence(*reach, mention.means, Kind.ORGANIZATION, source=source)
        for source, mention in enumerate(mentions)
        if mention.label is Label.ORGANIZATION and mention.means and (reach := words.within(mention.at))
    ]


def of_people(words: Words, people: Sequence[Naming]) -> list[Occurrence]:
    """Words that name a person; the value is the number of the naming."""
    return [
        Occurrence(*reach, str(number), Kind.PERSON, source=number)
        for number, person in enumerate(people)
        for span in person.spans
        if (reach := words.within(span))
    ]


def labelled(words: Words, text: str, named: Sequence[Span], taken: set[tuple[int, int]]) -> list[Occurrence]:
    """Names that the encoder alone knows."""
    return [
        Occurrence(*reach, " ".join(span.of(text).split()), Kind.ENCODER)
        for span in named
        if (reach := words.within(span)) and reach not in taken
    ]


def of_names(words: Words, text: str, mentions: Sequence[Mention], named: Sequence[Span]) -> list[Occurrence]:
    """Words that may be the proper name of the occasion or the thing."""
    found = [
        Occurrence(*reach, mention.words, Kind.SERIES, source=source)
        for source, mention in enumerate(mentions)
        if mention.label is Label.NAME and (reach := words.within(mention.at))
    ]
    return found + labelled(words, text, named, {(o.first, o.last) for o in found})
