"""One text as one source published it; its opening line."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The dateline of an article: where it was filed, by whom, when.

    ``at`` covers all of it in the article's text; the others are None where it does not tell.
    ``day`` is the day of filing as the opening (or a date prefix) gives it, not yet compared to ``Article.published``.
    """

    at: Span
    place: str | None = None
    country: str | None = None
    day: date | None = None
    agency: str | None = None
    origin: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Which character of the raw text each stretch of the cleaned text came from.

    ``starts[i]`` (cleaned) and ``raws[i]`` (raw) begin the i-th stretch, copied character by character up to the
    next. Empty means the two texts are the same.
    """

    starts: tuple[int, ...] = ()
    raws: tuple[int, ...] = ()

    def to_raw(self, offset: int) -> int:
        """The raw offset of a cleaned one."""
        from bisect import bisect_right  # noqa: PLC0415  (rarely asked for)

        if not self.starts:
            return offset
        i = max(0, bisect_right(self.starts, offset) - 1)
        return self.raws[i] + offset - self.starts[i]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one source published, once.

    ``text`` is what every span of a reading counts in: for plain text and JSON it is the text as given, for HTML and
    mail the cleaned body, whose characters ``raw_map`` leads back to ``raw``.
    """

    id: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    key: str = ""
    raw: str | None = field(default=None, repr=False)
    raw_map: OffsetMap = field(default=OffsetMap(), repr=False)
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, published: date | None = None, **more: str | None) -> Self:
        """An article of a bare text; for tests and for the Python prompt."""
        return cls(id=more.pop("id", None) or "text", text=text, published=published, **more)  # type: ignore[arg-type]
