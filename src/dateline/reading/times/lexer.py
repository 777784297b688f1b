"""A text as words of dates: each word with the classes that it belongs to, written as one character."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]
"""What a word means in each of its classes."""

OTHER = "x"
_FIRST_CODE = 0x4E00  # letters that mean nothing to a regular expression
_TWO_YEARS = "|".join(f"20{n:02}-{n + 1:02}" for n in range(12))  # "the 2009-10 season": no months, though they look so
_TOKEN = re.compile(
    rf"""
      (?P<iso>(?!(?:{_TWO_YEARS})(?![0-9-]))[0-9]{{4}}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?(?![0-9-]))
    | (?P<dotted>(?<![0-9./])[0-3]?[0-9][./][0-3]?[0-9][./](?:[12][0-9]{{3}}|[0-9]{{2}})(?![0-9/]|\.[0-9]))
    | (?P<clock>(?<![0-9:.])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:]))
    | (?P<big>[0-9]+(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+)
    | (?P<fiscal>\bFY[ -]?(?:20)?[0-9]{{2}}(?:[-/–](?:20)?[0-9]{{2}})?\b)
    | (?P<period>\b[QH][1-4]\b)
    | (?P<number>[0-9]+)(?P<suffix>(?:st|nd|rd|th)\b|(?<=0)['’]?s\b)?
    | (?P<meridiem>(?<=[0-9 ])[ap]\.m\.?|(?<=[0-9])[ap]m\b)
    | (?P<word>[^\W\d_]+)
    | (?P<gap>\n\s*\n)
    | \S
    """,
    re.VERBOSE,
)
_MONTHS, _LAST_DAY, _EARLIEST_YEAR, _LATEST_YEAR = 12, 31, 1000, 2199
_LONGEST_NUMBER, _YEAR_DIGITS = 4, 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into words: lower-case, with their characters, their codes and their values."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    codes: str
    values: Sequence[Values]

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


class Lexer:
    """Knows the classes of every word that stands in a date.

    Args:
        classes: Words with their values, by class.
        capital: Classes of which a word has to begin with a capital letter.
        literals: Words that patterns name themselves.
    """

    def __init__(
        self, classes: Mapping[str, Mapping[str, Any]], capital: Iterable[str], literals: Iterable[str]
    ) -> None:
        self._codes: dict[frozenset[str], str] = {}
        capitals = frozenset(capital)
        upper: dict[str, dict[str, Any]] = {}
        for name, words in classes.items():
            for word, value in words.items():
                upper.setdefault(word, {})[name] = value
        for word in literals:
            upper.setdefault(word, {})[f"'{word}'"] = word
        lower = {w: {c: v for c, v in values.items() if c not in capitals} for w, values in upper.items()}
        self._upper = {word: (self._code(values), values) for word, values in upper.items()}
        self._lower = {word: (self._code(values), values) for word, values in lower.items()}
        self._numbers: dict[tuple[str, str], tuple[str, Values]] = {}

    def _code(self, values: Iterable[str]) -> str:
        """The character that stands for a set of classes."""
        classes = frozenset(values)
        if not classes:
            return OTHER
        return self._codes.setdefault(classes, chr(_FIRST_CODE + len(self._codes)))

    def codes_of(self, name: str) -> str:
        """Every character that stands for words of a class."""
        return "".join(sorted(code for classes, code in self._codes.items() if name in classes))

    def cut(self, text: str) -> Tokens:
        """Cut a text into words."""
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        codes: list[str] = []
        values: list[Values] = []
        nothing: tuple[str, Values] = (OTHER, {})
        for match in _TOKEN.finditer(text):
            word = match[0]
            group = match.lastgroup
            low = word.lower()
            if group == "word" or group is None:
                held = self._upper if word[0] != low[0] else self._lower
                code, value = held.get(low, nothing)
            else:
                code, value = self._number(group, match)
            words.append(low)
            starts.append(match.start())
            ends.append(match.end())
            codes.append(code)
            values.append(value)
        return Tokens(text, words, starts, ends, "".join(codes), values)

    def _number(self, group: str, match: re.Match[str]) -> tuple[str, Values]:
        """The code and the values of a word with digits."""
        key = group, match[0]
        if key not in self._numbers:
            values = _VALUES[group](match)
            if len(self._numbers) > 50_000:  # noqa: PLR2004  (a bound on what a long-lived reader holds)
                self._numbers.clear()
            self._numbers[key] = self._code(values), values
        return self._numbers[key]

    def prime(self) -> None:
        """Give every class that numbers can have its character, so that patterns know them all."""
        for sample in _SAMPLES:
            self.cut(sample)


_SAMPLES = (
    "1 7 31 45 99 100 500 1st 32nd 1500 2020 9999 2020s 90s 1500s 12345 2020-09-03 2020-09 03.09.2020 3/9/20 10:30",
    "1,000 3.5 FY2024 Q3 H2 9 p.m. 9pm\n\n0 00 05 013 0th 1500th 1000 2199 2200 0100 2359 24 2060 1960 1259",
)


def _of_number(match: re.Match[str]) -> Values:
    """Classes of a whole number: a day, a year, a count, the hour of a day."""
    digits, suffix = match["number"], match["suffix"]
    if len(digits) > _LONGEST_NUMBER:
        return {}
    number = int(digits)
    if suffix:
        if suffix.endswith("s") and not suffix.startswith("st"):
            return {"DECADE": number} if number % 10 == 0 and len(digits) in (2, _YEAR_DIGITS) else {}
        values: dict[str, Any] = {"NTH": number}
        return values | {"DAY": number, "ORDDAY": number} if 1 <= number <= _LAST_DAY else values
    values = {"NUMBER": number}
    if 1 <= number <= _LAST_DAY and len(digits) <= 2:  # noqa: PLR2004
        values["DAY"] = number
    if len(digits) == 2:  # noqa: PLR2004
        values["YY"] = number
    if len(digits) == _YEAR_DIGITS:
        if _EARLIEST_YEAR <= number <= _LATEST_YEAR:
            values["YEAR"] = number
        if number // 100 < 25 and number % 100 < 60:  # noqa: PLR2004
            values["HHMM"] = f"T{digits[:2]}:{digits[2:]}"
    return values


def _of_clock(match: re.Match[str]) -> Values:
    hour, _, rest = match[0].partition(":")
    return {"CLOCK": f"T{int(hour):02}:{rest}"}


def _of_fiscal(match: re.Match[str]) -> Values:
    last = re.findall("[0-9]+", match[0])
    return {"FISCAL": [int(year) for year in last]}


_VALUES: Mapping[str, Callable[[re.Match[str]], Values]] = {
    "iso": lambda m: {"ISO": m[0]},
    "dotted": lambda m: {"DOTTED": m[0]},
    "clock": _of_clock,
    "big": lambda m: {"BIG": m[0]},
    "fiscal": _of_fiscal,
    "period": lambda m: {"PERIOD": (m[0][0], int(m[0][1]))},
    "number": _of_number,
    "suffix": _of_number,
    "meridiem": lambda m: {"MERIDIEM": m[0][0].lower()},
    "gap": lambda _: {"GAP": ""},
}
