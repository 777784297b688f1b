"""All expressions of a text, each resolved in its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from dateline.books.source import read_yaml
from dateline.model.day import Days, Grain, TimeExpression
from dateline.model.span import Span
from dateline.reading.times import absolute, counted, lasting, months, periods, relative
from dateline.reading.times.grammar import Found, Grammar, Rule
from dateline.reading.times.lexer import Tokens
from dateline.reading.times.named import RULE as HOLIDAY
from dateline.reading.times.named import fiscal_year, holidays, words_around
from dateline.reading.times.readers import READERS
from dateline.reading.times.reckon import Tense
from dateline.reading.times.setting import Anchor, FiscalYear, Reading, Setting
from dateline.reading.times.tense import Tenses

_READ_BY = (absolute, months, periods, relative, counted, lasting)  # importing them makes their readers known


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The rules of ``data/times``, compiled."""
    words, rules = read_yaml("times", "words.yaml"), read_yaml("times", "rules.yaml")
    made = [Rule(r["id"], r["version"], r["reads"], tuple(r["patterns"])) for r in rules["rules"]]
    return Grammar(words["classes"], words["capital"], rules["macros"], made)


@lru_cache(maxsize=1)
def tenses() -> Tenses:
    """The words of tense of ``data/times``, compiled."""
    return Tenses(read_yaml("times", "tense.yaml"))


def resolve(text: str, published: date | None, *, quotes: Sequence[Span] = ()) -> list[TimeExpression]:
    """Every expression of time in a text, in its order, none overlapping another.

    Args:
        text: An article's text, opening and all.
        published: Its day; where None, the day that the opening gives, and where that is missing too, what is relative
            stays unresolved.
        quotes: Where words of others stand: time words there are counted from the day on which they were said.
    """
    return _Pass(text, published, quotes).read()


_OPENING = 240  # characters: a full date so near the beginning is the article's own
_HEAD = 60  # characters before it
_LATELY = 3  # days: a statement is of the day of the lead's event if that has just been
_CLOSE = 240  # characters between a year and what it may govern in the next sentences
_LATE = 120  # characters between a month and a day of it that follows
_STANDING = re.compile(r"\b(?:since|of)\s+$", re.IGNORECASE)
_LED = 8  # characters before a year in which that is looked for
_NEAR = 24  # characters between a year and a day that it governs


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the text has told: where, and whether it was told alone and not as the beginning of a stretch."""

    anchor: Anchor
    at: Span
    alone: bool


class _Pass:
    """One reading of one text."""

    def __init__(self, text: str, published: date | None, quotes: Sequence[Span]) -> None:
        self.text, self.quotes = text, sorted(quotes)
        self._opened = [quote.start for quote in self.quotes]
        self.grammar, self.tenses = grammar(), tenses()
        self.tokens: Tokens = self.grammar.lexer.cut(text)
        self.told = Anchor(published, "published") if published else None
        self.latest: Anchor | None = None
        self.days: list[_Told] = []
        self.focus: Anchor | None = None
        self.main: Anchor | None = None
        self.lead: Anchor | None = None
        self.named: int | None = None
        self.named_at = 0
        self.made: list[TimeExpression] = []

    def read(self) -> list[TimeExpression]:
        """All expressions, in the order of the text."""
        start = 0
        while found := self.grammar.find(self.tokens, start):
            start = found.last if self._keep(found) else found.first + 1
        return self._with_holidays()

    def _keep(self, found: Found) -> bool:
        """Read what a rule found; whether it was an expression."""
        at = Span(self.tokens.starts[found.first], self.tokens.ends[found.last - 1])
        try:
            reading = READERS[found.rule.reads](found, self._setting(found.first, found.last, at))
        except (ValueError, OverflowError):  # a day beyond the ends of the calendar
            return False
        if reading is None:
            return False
        at = Span(at.start, self.tokens.ends[found.last - 1 - reading.extra])
        rule = found.rule.ref
        if self._opens(found, at, reading):
            rule = f"opening.{rule}"
            if self.told is None and reading.days:
                self.told = Anchor(reading.days.earliest_start, "opening")
        else:
            self._look_at(at, reading)
        self._make(at, reading, rule)
        return True

    def _make(self, at: Span, reading: Reading, rule: str) -> None:
        """Put a reading in its place."""
        self.made.append(
            TimeExpression(
                at=at,
                words=at.of(self.text),
                type=reading.type,
                value=reading.value,
                days=reading.days,
                others=reading.others,
                length=reading.length,
                anchor=reading.anchor,
                rule=rule,
            )
        )

    def _with_holidays(self) -> list[TimeExpression]:
        """What was found, and the named days that no other expression holds."""
        named = holidays()
        taken = [e.at for e in self.made]
        ends = [at.end for at in taken]
        for start, end in named.find(self.text):
            at = Span(start, end)
            if any(at.overlaps(other) for other in taken[bisect_right(ends, start) :][:1]):
                continue
            first = bisect_left(self.tokens.starts, start)
            setting = self._setting(first, bisect_left(self.tokens.starts, end), at)
            self._make(at, named.read(at.of(self.text), words_around(self.tokens, first), setting), HOLIDAY)
        return sorted(self.made, key=lambda e: e.at)

    def _opens(self, found: Found, at: Span, reading: Reading) -> bool:
        """Whether an expression is the article's own date: after "date", in an opening, on a line of its own."""
        if at.start > _OPENING or found.rule.reads not in ("day_of_year", "iso", "numeric"):
            return False
        if reading.days is None or not reading.days.is_one_day:
            return False
        if found.before() == "date":
            return True
        head, tail = self.text[: at.start], self.text[at.end : at.end + 12].lstrip(" .")
        if head.rstrip(" ")[-1:] in ("", "\n") and tail[:1] in ("", "\n"):
            return True  # on a line of its own
        if head.count("(") > head.count(")"):
            return ")" in tail
        bare = head.strip(" ,.(\n")
        return not bare or (tail[:1] in _DASHES and len(bare) < _HEAD and ". " not in bare)

    def _setting(self, first: int, last: int, at: Span) -> Setting:
        """The place of an expression."""
        before = bisect_right(self._opened, at.start)
        quoted = before > 0 and at.start < self.quotes[before - 1].end
        return Setting(
            told=self._statement_day() if quoted else self.told,
            tense=lambda: self.tenses.at(self.tokens, first, last),
            fiscal=lambda: self._fiscal,
            focus=self.focus,
            latest=self.latest,
            day=lambda: self._day_meant(first, last),
            main=self.main,
            lead=self.lead,
            beside=self._beside(first),
            year=self._year_before(first),
            named=self.named,
            near=self._is_near(at),
            within=self._within(first),
            month=self._month_before(at),
        )

    @cached_property
    def _fiscal(self) -> FiscalYear:
        return fiscal_year(self.tokens.words)

    def _statement_day(self) -> Anchor | None:
        """The day on which quoted words were said: that of the lead's event if it has just been, else the article's."""
        if self.told and self.lead and 0 < (self.told.day - self.lead.day).days <= _LATELY:
            return Anchor(self.lead.day, "statement")
        return self.told

    def _day_meant(self, first: int, last: int) -> Anchor | None:
        """The day that "the same day" is: the one last told in its sentence; else the last told alone before it.

        A tale of what has been passes over days that are still to come.
        """
        start = self.tokens.starts[self.tenses.sentence(self.tokens, first)[0]]
        if self.days and self.days[-1].at.start >= start:
            return self.days[-1].anchor
        alone = (one.anchor for one in reversed(self.days) if one.alone)
        if self.told and self.tenses.at(self.tokens, first, last) is Tense.PAST:
            published = self.told.day
            return next((anchor for anchor in alone if anchor.day <= published), self.told)
        return next(alone, self.told)

    def _year_before(self, first: int) -> int | None:
        """A year that governs what follows: it opens the sentence, or stands close by in it."""
        last = self.made[-1] if self.made else None
        if last is None or last.days is None or last.anchor or last.rule.startswith("opening"):
            return None
        if last.days.earliest_start.year != last.days.latest_end.year or self._is_background(last.at):
            return None
        between = self.text[last.at.end : self.tokens.starts[first]]
        if "," in between and self._is_aside(last.at):
            return None
        into = last.at.start - self.tokens.starts[self.tenses.sentence(self.tokens, first)[0]]
        governs = 0 <= into <= len("In the ") or (into >= 0 and len(between) <= _NEAR)
        return last.days.earliest_start.year if governs else None

    def _is_background(self, at: Span) -> bool:
        """Whether a year only dates something of long standing: "the first since 2003", "the accord of 2012"."""
        return _STANDING.search(self.text[max(0, at.start - _LED) : at.start]) is not None

    def _month_before(self, at: Span) -> Anchor | None:
        """The month or the day last spoken of, a little before a place in its paragraph."""
        last = self.made[-1] if self.made else None
        if last is None or last.days is None or last.days.grain not in (Grain.DAY, Grain.MONTH):
            return None
        if (
            last.rule.startswith("opening")
            or at.start - last.at.end > _LATE
            or "\n" in self.text[last.at.end : at.start]
        ):
            return None
        return Anchor(last.days.earliest_start, last.at.of(self.text).strip())

    def _within(self, first: int) -> TimeExpression | None:
        """The week or month that opens the sentence, where it governs what stands at a place of it."""
        begins = self.tokens.starts[self.tenses.sentence(self.tokens, first)[0]]
        for opening in reversed(self.made):
            if opening.at.start < begins:
                break
            if opening.at.start - begins > len("In the ") or self.text.startswith(_OWNERS, opening.at.end):
                continue
            last = bisect_left(self.tokens.starts, opening.at.end)
            days = opening.days
            is_long = days is not None and days.is_a_window and days.grain in (Grain.WEEK, Grain.MONTH)
            return opening if is_long and self.tenses.holds_on(self.tokens, last, first) else None
        return None

    def _beside(self, first: int) -> Days | None:
        """The days of the expression just before in the sentence, where they are no single day."""
        last = self.made[-1] if self.made else None
        if last is None or last.days is None or last.days.is_one_day or last.length:
            return None
        start = self.tokens.starts[self.tenses.sentence(self.tokens, first)[0]]
        return last.days if start <= last.at.start else None

    def _is_near(self, at: Span) -> bool:
        """Whether a year was named a little before a place, in its paragraph."""
        return at.start - self.named_at < _CLOSE and "\n" not in self.text[self.named_at : at.start]

    def _look_at(self, at: Span, reading: Reading) -> None:
        """Remember the day last spoken of, the year last named, and the day of the first sentence."""
        days = reading.days
        if days is None or reading.type not in ("DATE", "TIME"):
            return
        anchor = Anchor(days.earliest_start, at.of(self.text).strip())
        aside = self._is_aside(at)
        if days.earliest_start.year == days.latest_end.year and not aside:
            self.named = days.earliest_start.year
            self.named_at = -_CLOSE if self._is_background(at) else at.end
        self.latest = anchor
        if days.grain is not Grain.DAY:
            return
        self.days.append(_Told(anchor, at, days.is_one_day))
        self.main = self.main if aside else anchor
        if self.told is None or days.earliest_start <= self.told.day:
            self.focus = anchor
        if self.lead is None and days.is_one_day and self._in_first_sentence(at):
            self.lead = anchor

    def _is_aside(self, at: Span) -> bool:
        return self.tenses.is_aside(self.tokens, bisect_left(self.tokens.starts, at.start))

    def _in_first_sentence(self, at: Span) -> bool:
        """Whether an expression stands in the sentence that follows the opening, or before it ends."""
        first = bisect_left(self.tokens.starts, at.start)
        start = self.tokens.starts[self.tenses.sentence(self.tokens, first)[0]]
        return start <= _OPENING


_OWNERS = ("'s", "’s")  # "last week's talks"
_DASHES = ("-", "–", "—", "(", "/")
