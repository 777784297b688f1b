"""Where an expression stands: what it is counted from, the tense around it, the days told before it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.model.day import Days, TimeExpression
from dateline.reading.times.reckon import Tense


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means, before it is put in its place in the text."""

    type: str
    value: str
    days: Days | None = None
    others: tuple[Days, ...] = ()
    length: int | None = None
    anchor: str | None = None
    extra: int = 0  # words at the end of what the rule matched that are no part of the expression


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day to count from, and why that one."""

    day: date
    why: str

    def __str__(self) -> str:
        """As an expression tells it."""
        return f"{self.why} {self.day.isoformat()}"


UNRESOLVED = "unresolved"
_LONG_AGO = 2  # years


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The month in which a fiscal year begins, and how many years before the year that names it (0 or -1)."""

    month: int
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a reader of expressions may ask of the place where one stands.

    ``told`` is the day of the telling: the article's, or that of the statement around a quotation. ``latest`` are the
    days last spoken of, ``day`` the one that "the same day" means, ``focus`` the single day that has come, ``main`` the
    single day of the tale itself, no aside's ("the guest, who arrived on Tuesday, …"), ``lead`` the day of the first
    sentence; ``beside`` are the days told just before in the sentence, where they are no single day. ``year`` is a year
    that governs the sentence ("In 2018, … on March 3"), ``within`` the week or month that opens it ("Last week … on
    Saturday"), ``named`` the year last named.
    """

    told: Anchor | None
    tense: Callable[[], Tense]
    fiscal: Callable[[], FiscalYear]
    day: Callable[[], Anchor | None]
    focus: Anchor | None = None
    latest: Anchor | None = None
    main: Anchor | None = None
    lead: Anchor | None = None
    beside: Days | None = None
    year: int | None = None
    named: int | None = None
    near: bool = False  # whether that year was named close by, in the same paragraph
    within: TimeExpression | None = None
    month: Anchor | None = None  # the first day of the month, or the day, last spoken of close by

    def past_year(self) -> int | None:
        """The year of a tale of long ago: one named close by, some years before the telling, and told in the past."""
        if not self.near or self.named is None or self.told is None:
            return None
        return self.named if self.named < self.told.day.year - _LONG_AGO and self.tense() is not Tense.FUTURE else None

    @property
    def anchor(self) -> str:
        """What relative expressions are counted from, in words."""
        return str(self.told) if self.told else UNRESOLVED
