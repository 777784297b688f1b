"""Words of a text as the lexicon compares them: without case and accents, with what parts them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "\u0131": "i",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ə": "a",
        "ħ": "h",
    }
)
_GAP = re.compile(
    r"(?:[ \t\u00a0\u202f]+|[ \t]*\n[ \t]*|\s?[-\u2010\u2011\u2013]\s?|['\u2019\u2018\u02bb\u02bc`] ?"
    r"|\.[ \t\n]?|,[ \t\n]|\s?[&/+]\s?| ?\(|\)[ \t])"
)
_SIMPLE = {" ": " ", "-": " ", "'": "'", "\u2019": "'", ". ": ".", ".": ".", ", ": ",", "\n": " "}


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case and accents: ``fold("Côte") == "cote"``."""
    if word.isascii():
        return word.lower()
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    return plain.translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: where each stands, its folded form, and what parts it from the next.

    ``gaps[i]`` stands between words i and i + 1 in a common form (a hyphen counts as a space, ". " as "."), and is None
    where no name runs across it.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]
    gaps: tuple[str | None, ...]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.keys)


def words_of(text: str) -> Words:
    """Part a text into words. Never fails, whatever the text."""
    found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    starts = tuple(start for start, _ in found)
    ends = tuple(end for _, end in found)
    keys = tuple([fold(text[start:end]) for start, end in found])
    gaps = tuple([_gap(text[end:start]) for end, start in zip(ends, starts[1:], strict=False)])
    return Words(text, starts, ends, keys, (*gaps, None) if found else ())


def folded_words(text: str) -> list[str]:
    """The folded words of a text alone: ``words_of(text).keys``, for whoever does not ask where they stand."""
    return [fold(word) for word in _WORD.findall(text)]


def _gap(between: str) -> str | None:
    simple = _SIMPLE.get(between)
    return simple if simple is not None else _rare_gap(between)


@lru_cache(maxsize=4096)
def _rare_gap(between: str) -> str | None:
    """The common form of what parts two words; None where no name runs across it."""
    if len(between) > 6 or not _GAP.fullmatch(between):  # noqa: PLR2004  (a name has no wider gap than this)
        return None
    mark = between.strip()[:1]
    if mark in {"", "-", "\u2010", "\u2011", "\u2013"}:
        return " "
    return "'" if mark in "'\u2019\u2018\u02bb\u02bc`" else mark


def key_of(phrase: str) -> str:
    """The form under which the lexicon keeps a phrase."""
    words = words_of(phrase)
    parts: list[str] = []
    for key, gap in zip(words.keys, words.gaps, strict=True):
        parts += [key, gap or ""]
    return "".join(parts)
