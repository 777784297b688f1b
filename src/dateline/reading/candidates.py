"""What an event of an article may have for its country, person, body, date, place and name; and how each stands to it.

The heads of the encoder choose among these and never make a value up. Whatever a number in here means, it means the
same when heads are fitted (``training/``) and when an article is read, since both call these functions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from dateline.model.article import Article
from dateline.model.day import Days, TimeExpression
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.people import Naming
from dateline.reading.pieces import FLAGS

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


@dataclass(slots=True)
class Words:
    """The words of an article as the encoder sees them: white space left out."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    sentences: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    def within(self, span: Span) -> tuple[int, int] | None:
        """The first and last word that a stretch of the text touches; None where it touches none."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end) - 1
        return (first, last) if first <= last else None


_STOPS = frozenset({".", "!", "?", "…", "..", "..."})
# Words that a stop shortens before a name or a number; that stop ends no sentence.
_SHORT = frozenset({
    "adm", "amb", "brig", "capt", "cdr", "cmdr", "cmdre", "col", "cpl", "dr", "gen", "gov", "hon", "lieut", "lt", "ltc",
    "maj", "mr", "mrs", "ms", "no", "prof", "radm", "rep", "sen", "sgt", "st", "vadm",
})  # fmt: skip
_RETIRED = frozenset({"ret", "Ret", "retd", "Retd"})
_CLOSERS = frozenset("\"”’')]»")


def sentences_of(words: Words) -> NDArray[np.int32]:
    """The number of the sentence that each word stands in, told by stops, capitals and paragraphs alone."""
    numbers = np.zeros(len(words.texts), np.int32)
    breaks, number, ended = set(words.breaks), 0, False
    for i, word in enumerate(words.texts):
        if i and (i in breaks or (ended and word not in _CLOSERS and (word[0].isupper() or word[0] in "\"“‘'«(["))):
            number += 1
        if word not in _CLOSERS or i in breaks:
            ended = (word in _STOPS and not _shortens(words, i)) or (
                word.endswith(".") and len(word) > 5 and not _is_short(word[:-1])  # noqa: PLR2004
            )
        numbers[i] = number
    return numbers


def _shortens(words: Words, i: int) -> bool:
    """Whether a stop belongs to the word before it: "Capt", "."."""
    return i > 0 and words.texts[i] == "." and words.ends[i - 1] == words.starts[i] and _is_short(words.texts[i - 1])


def _is_short(word: str) -> bool:
    return word in _RETIRED or (word[0].isupper() and word.lower() in _SHORT)


_KINDS = {
    (Label.COUNTRY, "demonym"): Kind.DEMONYM, (Label.COUNTRY, "metonym"): Kind.METONYM,
    (Label.PLACE, "capital"): Kind.CAPITAL, (Label.PLACE, "sea"): Kind.SEA, (Label.OFFICE, "rank"): Kind.OTHER,
}  # fmt: skip
_LABELS = {
    Label.COUNTRY: Kind.NAME, Label.PLACE: Kind.PLACE, Label.BODY: Kind.BODY, Label.ORGANIZATION: Kind.ORGANIZATION,
    Label.OFFICE: Kind.OFFICE, Label.NAME: Kind.SERIES,
}  # fmt: skip
_FLAG = {
    Kind.NAME: 0, Kind.DEMONYM: 1, Kind.CAPITAL: 2, Kind.PLACE: 3, Kind.SEA: 4, Kind.ORGANIZATION: 5, Kind.BODY: 6,
    Kind.OFFICE: 7, Kind.OTHER: 8, Kind.SERIES: 9, Kind.METONYM: 14,
}  # fmt: skip
DATE_FLAG, DURATION_FLAG, QUOTE_FLAG, RESIDUE_FLAG, HEADER_FLAG = 10, 11, 12, 13, 15


def kind_of(mention: Mention) -> Kind:
    """By what sort of words a mention names."""
    return _KINDS.get((mention.label, mention.how)) or _LABELS.get(mention.label, Kind.OTHER)


def flags_of(
    words: Words,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quotes: Sequence[Span],
    residue: Sequence[Span],
) -> NDArray[np.float32]:
    """What the books and rules know of each word, for the encoder: (words, FLAGS), 0 or 1."""
    flags = np.zeros((len(words.texts), FLAGS), np.float32)

    def lay(span: Span, flag: int) -> None:
        if reach := words.within(span):
            flags[reach[0] : reach[1] + 1, flag] = 1

    for mention in mentions:
        lay(mention.at, _FLAG.get(kind_of(mention), 8))
    for time in times:
        lay(time.at, DURATION_FLAG if time.days is None and time.length else DATE_FLAG)
    for span in quotes:
        lay(span, QUOTE_FLAG)
    for span in residue:
        lay(span, RESIDUE_FLAG)
    return flags


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


def coded_value(days: Days) -> str:
    """Days as ``start/end`` in the codebook's form; empty where it is null."""
    start, end = days.coded()
    return f"{start or ''}/{end or ''}"


def days_of(value: str) -> Days:
    """Days of a coded value ``start/end``."""
    start, _, end = value.partition("/")
    if not start:
        return Days.from_edtf(f"../{end}")
    first, last = _bounds(start), _bounds(end or start)
    if end or len(start) == 10:  # noqa: PLR2004
        return Days.between(first[0], last[1])
    return Days.month(first[0].year, first[0].month) if len(start) == 7 else Days.year(first[0].year)  # noqa: PLR2004


def _bounds(text: str) -> tuple[date, date]:
    """The first and the last day of a calendar date at any precision."""
    parts = [int(p) for p in text.split("-")]
    whole = Days.day(date(*parts)) if len(parts) == 3 else Days.month(*parts) if len(parts) == 2 else Days.year(*parts)  # noqa: PLR2004
    return whole.earliest_start, whole.latest_end


def extra_of(days: Days, published: date | None, reading: int, *, derived: bool) -> int:
    """What is told of a reading of a date besides its words: four numbers in one, below 3 * 4 * 4 * 2 = 96."""
    if published is None:
        side = 3
    elif days.latest_end < published:
        side = 0
    else:
        side = 1 if days.earliest_start <= published else 2
    length = (days.latest_end - days.earliest_start).days
    size = 0 if length == 0 else 1 if length < 27 else 2 if length < 100 else 3  # noqa: PLR2004
    return ((min(reading, 2) * 4 + side) * 4 + size) * 2 + derived


def of_dates(words: Words, article: Article, times: Sequence[TimeExpression]) -> list[Occurrence]:
    """Every reading of every expression; what ends then; and days made of a day and a length told near it.

    "Arrived on Wednesday for a four-day visit" is a stay of which neither expression alone tells both ends.
    """
    found: list[Occurrence] = []
    lengths = [(reach, time) for time in times if time.length and (reach := words.within(time.at))]
    for source, time in enumerate(times):
        if not (reach := words.within(time.at)):
            continue
        kind = Kind.OPENING if time.rule.startswith("opening") else Kind.DATE
        readings = [time.days, *time.others] if time.days else list(time.others)
        for number, days in enumerate(readings):
            extra = extra_of(days, article.published, number, derived=False)
            found.append(Occurrence(*reach, coded_value(days), kind, extra, source=source))
            if number or kind is Kind.OPENING or not days.is_a_window:
                continue
            until = extra_of(days, article.published, number, derived=True)
            found.append(Occurrence(*reach, coded_value(Days.until(days)), Kind.OTHER, until, source=source))
            if not days.is_one_day:
                continue
            for other, length in lengths:
                if abs(int(words.sentences[other[0]]) - int(words.sentences[reach[0]])) <= 1:
                    found += _stays(reach, days.earliest_start, length.length or 1, number, article.published, source)
    return found


def _stays(
    reach: tuple[int, int], day: date, length: int, number: int, published: date | None, source: int
) -> list[Occurrence]:
    """A stay of so many days that begins on a day, and one that ends on it."""
    if not 1 < length <= 400:  # noqa: PLR2004
        return []
    made = []
    for first in (day, day - timedelta(days=length - 1)):
        days = Days.between(first, first + timedelta(days=length - 1))
        extra = extra_of(days, published, number, derived=True)
        made.append(Occurrence(*reach, coded_value(days), Kind.DERIVED, extra, source=source))
    return made


_DISTANCES = np.array([-120, -60, -30, -15, -8, -4, -1, 1, 2, 4, 8, 15, 30, 60, 120])
DISTANCE_STEPS, SENTENCE_STEPS, RANK_STEPS, EXTRA_STEPS = 17, 9, 9, 96


class Standing:
    """How the occurrences of one role stand to any trigger of their article."""

    def __init__(self, occurrences: Sequence[Occurrence], words: Words) -> None:
        self._first = np.array([o.first for o in occurrences], np.int64)
        self._last = np.array([o.last for o in occurrences], np.int64)
        self._words = words
        self._sentence = words.sentences[self._first]
        self._paragraph = np.searchsorted(words.breaks, self._first, side="right")
        self._kinds = np.array([int(o.kind) for o in occurrences], np.int64)
        self._extras = np.array([o.extra for o in occurrences], np.int64)

    def to(self, trigger: tuple[int, int]) -> NDArray[np.int64]:
        """Relations to one trigger: (occurrences, 6).

        Columns: distance in words, in steps; distance in sentences, -4 to 4; rank among the occurrences on its side of
        the trigger, nearest first; kind; extra; 1 in the article's first sentence and 2 in the trigger's paragraph.
        """
        a, b = trigger
        gap = np.where(self._first > b, self._first - b, np.minimum(self._last - a, 0))
        far = np.abs(gap)
        step = np.where(gap == 0, DISTANCE_STEPS - 1, np.searchsorted(_DISTANCES, gap, side="right"))
        apart = np.clip(self._sentence - self._words.sentences[a], -4, 4) + 4
        rank = np.zeros(len(gap), np.int64)
        for side, base in ((gap < 0, 1), (gap > 0, 5)):
            rank[side] = np.minimum(np.searchsorted(np.unique(far[side]), far[side]), 3) + base
        lead = (self._sentence == 0) + 2 * (self._paragraph == bisect_right(self._words.breaks, a))
        return np.stack([step, apart, rank, self._kinds, self._extras, lead], 1).astype(np.int64)


def relations(trigger: tuple[int, int], occurrences: Sequence[Occurrence], words: Words) -> NDArray[np.int64]:
    """How each occurrence stands to a trigger, (occurrences, 6), as ``Standing.to`` tells it."""
    return Standing(occurrences, words).to(trigger) if occurrences else np.zeros((0, 6), np.int64)


def value_features(
    values: Sequence[str], occurrences: Sequence[Occurrence], words: Words, favoured: set[str]
) -> NDArray[np.float32]:
    """What is told of a value by the whole article: (values, 5).

    Columns: how often it is named (logarithm), its share of all namings, whether it is ``favoured`` (the publisher's
    own, or named in the title), whether the first sentence names it, whether it is the first named of all.
    """
    out = np.zeros((len(values), 5), np.float32)
    place = {value: i for i, value in enumerate(values)}
    for order, o in enumerate(sorted(occurrences, key=lambda o: o.first)):
        i = place[o.value]
        out[i, 0] += 1
        out[i, 3] = max(out[i, 3], float(words.sentences[o.first] == 0))
        out[i, 4] = max(out[i, 4], float(order == 0))
    out[:, 1] = out[:, 0] / max(1.0, float(out[:, 0].sum()))
    out[:, 0] = np.log1p(out[:, 0])
    out[:, 2] = [float(value in favoured) for value in values]
    return out
