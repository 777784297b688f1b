"""Articles and readings told of elsewhere: of other names, among other countries, on other days; every place kept.

A few hundred articles that were really read become very many. Copies of one article are no twins of each other and
tell other occasions, and all that holds of the original (which words stand where, who met whom, which articles tell one
story) holds of them.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Any
from zlib import crc32

from dateline.model.article import Article, OffsetMap
from dateline.model.claim import Evidence, Reading, Versions
from dateline.model.span import Span

_VOWELS, _OTHERS = "aeiouy", "bcdfghjklmnpqrstvwxz"
_WORD, _ISO = re.compile(r"[^\W\d_]+"), re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_BACK = 3650  # days: over so many years copies are spread
_SHORT, _IN_THREE = 4, 3  # of the words without a capital those of so many letters change, one in three
_NAMES = {"name", "office", "organizations", "people", "speaker", "addressee", "asserted_by", "place", "chain", "value"}
_NAMES |= {"text", "raw", "title", "byline", "words"}
_CODES = {"country", "countries", "chain", "value", "means"}
_DAYS = {"value", "anchor"}
_CODED = ("type", "mode", "status")  # fields whose evidence tells a word of the codebook
_AS_THEY_ARE = (Enum, Span, Versions, OffsetMap, Article)


class Elsewhere:
    """A world like ours in which names, countries and days are others.

    Letters of every word with a capital, and of some of the others, give way to others, vowels to vowels, the same in
    the whole world. Countries change places, so that few are spoken of by most, there as here; all days lie as much
    earlier.

    Args:
        number: Which world; the same number is the same.
        countries: Codes of the countries that change places, the most frequent first.
        kept: Words that stay, in small letters: for texts that are to be read, those that are no names.
    """

    def __init__(self, number: int, countries: Sequence[str] = (), kept: Collection[str] = ()) -> None:
        chance = Random(number)
        self._number, self._kept = number, kept
        self._back = timedelta(days=chance.randrange(_BACK))
        self._codes = dict(zip(countries, _drawn(countries, chance), strict=True))
        self._words: dict[str, str] = {}
        others = "".join("".join(chance.sample(some, len(some))) for some in (_VOWELS, _OTHERS))
        ours = _VOWELS + _OTHERS
        self._letters = str.maketrans(ours + ours.upper(), others + others.upper())

    def article(self, article: Article) -> Article:
        """An article of that world, by another key, id and address."""
        told = replace(article, **self._fields(article, ""))
        source = f"{told.publisher or ''}\n{told.text if told.raw is None else told.raw}"
        return replace(
            told,
            id=f"{article.id}-{self._number}",
            key=hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
            url=f"{article.url}?{self._number}" if article.url else None,
        )

    def reading(self, reading: Reading) -> Reading:
        """What was read of the article, as it would be read there: all stands where it stood."""
        article = self.article(reading.article)
        return replace(replace(reading, **self._fields(reading, article.text)), article=article)

    def words(self, text: str) -> str:
        """A text, or any words of one, as they are there; as long as they were."""
        return _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if word not in self._words:
            self._words[word] = word.translate(self._letters) if self._changes(word) else word
        return self._words[word]

    def _changes(self, word: str) -> bool:
        if word.lower() in self._kept:
            return False
        if word[0].isupper():
            return True
        return len(word) >= _SHORT and crc32(word.encode()) % _IN_THREE == self._number % _IN_THREE

    def _fields(self, value: Any, text: str) -> dict[str, Any]:
        """The fields of a value as they are there; ``text`` is the text there, in which its words stand."""
        told = {one.name: self._told(getattr(value, one.name), one.name, text) for one in fields(value)}
        if "words" in told:
            told["words"] = value.at.of(text)
        if isinstance(value, Evidence) and value.field in _CODED:
            told["value"] = value.value
        return told

    def _told(self, value: Any, name: str, text: str) -> Any:
        if isinstance(value, _AS_THEY_ARE):
            return value
        if isinstance(value, str):
            return self._string(value, name)
        if isinstance(value, tuple):
            return tuple(self._told(one, name, text) for one in value)
        if isinstance(value, date):
            return self._day(value)
        if is_dataclass(value):
            return replace(value, **self._fields(value, text))  # type: ignore[type-var]
        return value

    def _string(self, value: str, name: str) -> str:
        if name in _CODES and value in self._codes:
            return self._codes[value]
        if name in _DAYS:
            value = _ISO.sub(self._iso, value)
        return self.words(value) if name in _NAMES else value

    def _iso(self, found: re.Match[str]) -> str:
        try:
            return self._day(date.fromisoformat(found[0])).isoformat()
        except ValueError:
            return found[0]

    def _day(self, day: date) -> date:
        """The day there; the first and the last of all days stand for none, and stay."""
        return day if day in (date.min, date.max) or day - date.min <= self._back else day - self._back


def frequent(readings: Iterable[Reading]) -> list[str]:
    """The countries that claims are about, the most frequent first."""
    met = Counter(country for one in readings for claim in one.claims for country in claim.countries)
    return sorted(met, key=lambda country: (-met[country], country))


def _drawn(countries: Sequence[str], chance: Random) -> list[str]:
    """The countries in another order, in which the frequent ones are likely to come early."""
    drawn = [(chance.random() ** (1 + rank), country) for rank, country in enumerate(countries)]
    return [country for _, country in sorted(drawn, reverse=True)]
