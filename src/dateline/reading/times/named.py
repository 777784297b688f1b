"""What depends on the state that an article speaks of: holidays and fiscal years."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.books.source import read_yaml
from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import dated
from dateline.reading.times.lexer import Tokens
from dateline.reading.times.setting import UNRESOLVED, FiscalYear, Reading, Setting
from dateline.reading.times.timex import value_of

_REACH = 60  # words around a name that may tell whose it is
RULE = "holiday@2"


@dataclass(frozen=True, slots=True)
class Kept:
    """A date at which a named day is kept, and the words for those who keep it.

    ``day`` is of the month; or the ``nth`` such ``weekday`` is kept, -1 being the month's last. With ``year`` the name
    is of one day of history.
    """

    month: int
    day: int = 0
    weekday: int = 0
    nth: int = 0
    year: int | None = None
    words: frozenset[str] = frozenset()

    def on(self, year: int) -> date | None:
        """The day in a year."""
        if self.nth:
            return reckon.nth_weekday(year, self.month, self.weekday, self.nth)
        return reckon.day_in(year, self.month, self.day)

    def value(self) -> str:
        """What TIMEX3 has where no year can be told."""
        return f"XXXX-{self.month:02}" + ("" if self.nth else f"-{self.day:02}")


class Holidays:
    """Named days, found as they are written.

    Args:
        listed: The content of ``data/times/holidays.yaml``.
    """

    def __init__(self, listed: Sequence[Mapping[str, Any]]) -> None:
        self._dates: dict[str, list[Kept]] = {}
        for entry in listed:
            dates = entry.get("dates") or [{name: told for name, told in entry.items() if name != "names"}]
            kept = [Kept(**(d | {"words": frozenset(d.get("words", ()))})) for d in dates]
            self._dates |= dict.fromkeys(entry["names"], kept)
        names = sorted(self._dates, key=len, reverse=True)
        any_name = "|".join(map(re.escape, names))
        self._search = re.compile(rf"\b(?<!Chinese )(?<!Lunar )(?:{any_name})(?!\w)(?! [A-Z]| holiday)").finditer

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text names such days: first and last character, the last not counted."""
        return (match.span() for match in self._search(text))

    def read(self, name: str, around: frozenset[str], at: Setting) -> Reading:
        """The day that a name means: of the state that the words around it name, else the one listed first."""
        dates = self._dates[name]
        own = [d for d in dates if d.words & around] or [d for d in dates if not d.words]
        kept = own or dates
        if (year := kept[0].year) and (day := kept[0].on(year)):
            return dated(Days.day(day))
        if at.told is None:
            return Reading("DATE", kept[0].value(), anchor=UNRESOLVED)
        told, tense = at.told.day, at.tense()
        days = [Days.day(day) for d in kept for day in reckon.yearly_around(told, d.on, tense)[:2]]
        months = [Days.month(days[0].earliest_start.year, kept[0].month)]
        if kept[0].month == 1 == kept[0].day:
            months.append(Days.month(days[0].earliest_start.year - 1, 12))
        rest = tuple(dict.fromkeys([*days[1:4], *months]))
        return Reading("DATE", value_of(days[0]), days[0], rest, anchor=at.anchor)


@lru_cache(maxsize=1)
def holidays() -> Holidays:
    """The named days of ``data/times``."""
    return Holidays(read_yaml("times", "holidays.yaml"))


@lru_cache(maxsize=1)
def _fiscal() -> Mapping[str, Any]:
    held: Mapping[str, Any] = read_yaml("times", "fiscal.yaml")
    return held


def fiscal_year(words: Sequence[str]) -> FiscalYear:
    """The fiscal year of the state that words name most often; the calendar's where they name none."""
    counted = {state: sum(words.count(w) for w in held["words"]) for state, held in _fiscal()["states"].items()}
    state, count = max(counted.items(), key=lambda item: item[1])
    held = _fiscal()["states"][state] if count else _fiscal()["default"]
    return FiscalYear(held["month"], held["years"])


def words_around(tokens: Tokens, first: int) -> frozenset[str]:
    """The words near a token."""
    return frozenset(tokens.words[max(0, first - _REACH) : first + _REACH])
