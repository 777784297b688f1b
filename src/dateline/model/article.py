"""One text as one source published it; its opening line."""

from bisect import bisect_right
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

    ``starts[i]`` (cleaned) and ``raws[i]`` (raw) begin the i-th stretch, copied character by character up to the next;
    ``ends[i]`` (raw) is where it ends there, which is further on where a character was written longer (``&amp;``). A
    stretch that came from no one place of the raw text has -1 for both. Empty means the two texts are the same.
    """

    starts: tuple[int, ...] = ()
    raws: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def to_raw(self, offset: int) -> int | None:
        """Where the character at a cleaned offset begins in the raw text; None where it came from no one place."""
        if not self.starts:
            return offset
        i = bisect_right(self.starts, offset) - 1
        if i < 0 or self.raws[i] < 0:
            return None
        return min(self.raws[i] + offset - self.starts[i], max(self.raws[i], self.ends[i] - 1))

    def span(self, at: Span) -> Span | None:
        """The raw stretch from the first to the last character of a cleaned one; None where either is not mapped."""
        if not self.starts:
            return at
        first, last = self.to_raw(at.start), self.to_raw(max(at.start, at.end - 1))
        if first is None or last is None or last < first:
            return None
        if not len(at):
            return Span(first, first)
        i = bisect_right(self.starts, at.end - 1) - 1
        ends_here = i + 1 < len(self.starts) and self.starts[i + 1] == at.end
        return Span(first, self.ends[i] if ends_here else min(last + 1, self.ends[i]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one source published, once.

    ``text`` is what every span of a reading counts in: for plain text and JSON it is the text as given, for HTML and
    mail the cleaned body, whose characters ``raw_map`` leads back to ``raw``. ``origin`` cites the place inside a file
    of many where the article lay: "news.warc.gz#<urn:uuid:…>", "letters.zip#a/story.txt"; None where it was a file.
    ``encoding`` is told of a page of a web archive that was not in UTF-8: ``raw`` written in it is the page's bytes.
    """

    id: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    key: str = ""
    raw: str | None = field(default=None, repr=False)
    raw_map: OffsetMap = field(default=OffsetMap(), repr=False)
    warnings: tuple[str, ...] = ()
    origin: str | None = None
    encoding: str | None = None

    @classmethod
    def of(cls, text: str, published: date | None = None, **more: str | None) -> Self:
        """An article of a bare text; for tests and for the Python prompt."""
        return cls(id=more.pop("id", None) or "text", text=text, published=published, **more)  # type: ignore[arg-type]
