"""Where an expression stands: what it is counted from, the tense around it, the days told before it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dateline.model.day import Days
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
    clock: str = ""  # the hour or part of the day, as TIMEX3 writes it


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day to count from, and why that one."""

    day: date
    why: str

    def __str__(self) -> str:
        """As an expression tells it."""
        return f"{self.why} {self.day.isoformat()}"


UNRESOLVED = "unresolved"


@dataclass(slots=True)
class Setting:
    """What a reader of expressions may ask of the place where one stands.

    ``told`` is the day of the telling: the article's, or that of the statement around a quotation. ``focus`` is the
    day last spoken of; ``year`` the year last named in the same sentence.
    """

    told: Anchor | None
    tense: Callable[[], Tense]
    focus: Anchor | None = None
    year: int | None = None
    extra: dict[str, Days] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """What relative expressions are counted from, in words."""
        return str(self.told) if self.told else UNRESOLVED

    def fiscal(self, two_years: bool) -> "FiscalYear":  # noqa: FBT001
        """When the fiscal year begins of the country that the article speaks of."""
        return FiscalYear(4, -1) if two_years else FiscalYear(10, -1)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The month in which a fiscal year begins, and how many years before the year that names it (0 or -1)."""

    month: int
    years: int
