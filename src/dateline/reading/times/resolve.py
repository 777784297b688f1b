"""All expressions of a text, each resolved in its place."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dateline.books.source import read_yaml
from dateline.model.day import Days, TimeExpression
from dateline.model.span import Span
from dateline.reading.times import absolute, lasting, periods, relative
from dateline.reading.times.grammar import Found, Grammar, Rule
from dateline.reading.times.lexer import Tokens
from dateline.reading.times.readers import READERS
from dateline.reading.times.setting import Anchor, Reading, Setting
from dateline.reading.times.tense import Tenses

_READ_BY = (absolute, periods, relative, lasting)  # importing them makes their readers known


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


_OPENING = 160  # characters: a full date so near the beginning is the article's own
_FOCUS_GRAINS = ("day",)


class _Pass:
    """One reading of one text."""

    def __init__(self, text: str, published: date | None, quotes: Sequence[Span]) -> None:
        self.text, self.quotes = text, sorted(quotes)
        self.grammar, self.tenses = grammar(), tenses()
        self.tokens: Tokens = self.grammar.lexer.cut(text)
        self.told = Anchor(published, "published") if published else None
        self.focus: Anchor | None = None
        self.focus_at = 0
        self.lead: Anchor | None = None
        self.made: list[TimeExpression] = []

    def read(self) -> list[TimeExpression]:
        start = 0
        while found := self.grammar.find(self.tokens, start):
            start = found.last if self._keep(found) else found.first + 1
        return self.made

    def _keep(self, found: Found) -> bool:
        at = Span(self.tokens.starts[found.first], self.tokens.ends[found.last - 1])
        quoted = any(q.start <= at.start < q.end for q in self.quotes)
        try:
            reading = READERS[found.rule.reads](found, self._setting(found, at, quoted=quoted))
        except (ValueError, OverflowError):  # a day beyond the ends of the calendar
            return False
        if reading is None:
            return False
        rule = found.rule.ref
        if self._opens(found, at, reading):
            rule = f"opening.{rule}"
            if self.told is None and reading.days:
                self.told = Anchor(reading.days.earliest_start, "opening")
        else:
            self._look_at(found, at, reading)
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
        return True

    def _opens(self, found: Found, at: Span, reading: Reading) -> bool:
        """Whether an expression is the article's own date."""
        if at.start > _OPENING or reading.days is None or not reading.days.is_one_day:
            return False
        if self.tokens.words[found.first - 1 : found.first] == ["date"]:
            return True
        head = self.text[: at.start]
        tail = self.text[at.end : at.end + 40].lstrip()
        inside = head.count("(") > head.count(")") and ")" in self.text[at.end : at.end + 12]
        closes = tail[:1] in "-–—" or tail[:2] == "--" or tail[:1] == "(" or tail[:1] == "/"
        upper = head.strip(" ,.(")
        return found.rule.reads in ("day_of_year", "iso", "numeric") and (
            inside or (closes and len(upper) < 60 and "." not in upper.replace("U.S.", "")) or not upper  # noqa: PLR2004
        )

    def _setting(self, found: Found, at: Span, *, quoted: bool) -> Setting:
        told = self._statement_day() if quoted and self.told else self.told
        return Setting(
            told=told,
            tense=lambda: self.tenses.at(self.tokens, found.first, found.last),
            focus=self.focus,
            year=self._year_before(found),
        )

    def _statement_day(self) -> Anchor | None:
        """The day on which quoted words were said: that of the lead's event if it has just been, else the article's."""
        if self.told and self.lead and 0 < (self.told.day - self.lead.day).days <= 3:  # noqa: PLR2004
            return Anchor(self.lead.day, "statement")
        return self.told

    def _year_before(self, found: Found) -> int | None:
        """A year that the same sentence has named."""
        if not self.made or found.first == 0:
            return None
        last = self.made[-1]
        if last.days is None or last.rule.startswith("opening") or last.anchor or last.days.earliest_start.year != last.days.latest_end.year:
            return None
        between = self.text[last.at.end : self.tokens.starts[found.first]]
        if len(between) > 120 or ". " in between or "\n" in between:  # noqa: PLR2004
            return None
        return last.days.earliest_start.year

    def _look_at(self, found: Found, at: Span, reading: Reading) -> None:
        """Remember the day last spoken of, and that of the first sentence."""
        days = reading.days
        if days is None or not reading.type in ("DATE", "TIME") or days.grain != "day":
            return
        self.focus = Anchor(days.earliest_start, at.of(self.text).strip())
        if self.lead is None and ". " not in self.text[: at.start].replace("Gen. ", "")[-200:] and days.is_one_day:
            self.lead = Anchor(days.earliest_start, "lead")


Days_ = Days
