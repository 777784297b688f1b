"""What every format comes down to: the parts of an article, and the article made of them."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

from dateline.books.written import day_of, either_in
from dateline.errors import ArticleError
from dateline.ingest.clean import mended
from dateline.model.article import Article, OffsetMap

_PREFIX = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s|$)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}(?:Z|[+-]\d{2}:?\d{2})?)?\s*")
_BY = re.compile(r"^by\b:?\s*", re.IGNORECASE)
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a call says of all its articles: the day of those that tell none, and how long a text may be."""

    published: date | None = None
    longest: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An article as one format gives it: words as they stand there, nothing decided yet.

    ``made`` is a day near that of publication, and how it is known: ("2024-06-03", "the page was fetched then"). It is
    used, with a warning, where nothing else tells a day.
    """

    text: str
    id: str | None = None
    published: str | None = None
    made: tuple[str, str] | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    raw: str | None = None
    raw_map: OffsetMap = field(default=OffsetMap())
    warnings: tuple[str, ...] = ()
    encoding: str | None = None


def article_of(parts: Parts, name: str, place: str, terms: Terms, origin: str | None = None) -> Article:
    """The article that the parts make.

    Args:
        parts: What the file or record gives.
        name: The id, where the parts bear none.
        place: What an error is to name.
        terms: What the call says.
        origin: Where inside a file of many it lay.

    Raises:
        ArticleError: There is no text, or too much of it.
    """
    text, damaged = mended(parts.text)
    _refuse(text, place, terms)
    published, doubts = _published(parts, text, terms)
    warnings = [*parts.warnings, *doubts]
    if damaged:
        warnings.append(
            "holds characters that are none (NUL or half of a pair); each is read as \N{REPLACEMENT CHARACTER}"
        )
    return Article(
        id=mended(_line(parts.id) or name)[0],
        text=text,
        published=published,
        publisher=_line(parts.publisher),
        title=_line(parts.title),
        byline=_BY.sub("", _line(parts.byline) or "") or None,
        url=_line(parts.url),
        key=_key(parts),
        raw=parts.raw,
        raw_map=parts.raw_map,
        warnings=tuple(warnings),
        origin=origin,
        encoding=parts.encoding,
    )


def published_in(words: str) -> date | None:
    """The day that a file gives as that of publication: ISO 8601, RFC 2822, or in words; None where it is open."""
    if compact := _COMPACT.fullmatch(words):
        words = "-".join(compact.groups())
    return day_of(words)


def _refuse(text: str, place: str, terms: Terms) -> None:
    if not text.strip("\ufeff\ufffd \t\r\n\f\v"):
        raise ArticleError(
            "holds no text", place=place, mend="check that the file was saved whole", code="article.empty"
        )
    if len(text) > terms.longest:
        raise ArticleError(
            f"holds {len(text):,} characters of text, more than the {terms.longest:,} that one article may have",
            place=place,
            mend="split it into its articles, or raise the limit: DATELINE_LONGEST",
            code="article.long",
        )


def _published(parts: Parts, text: str, terms: Terms) -> tuple[date | None, list[str]]:
    """The day of publication: as the file gives it, else the text's prefix, else the call, else a day that is near it.

    Where there is none, the reader says so: it alone knows whether the dateline tells one and whether one is needed.
    """
    doubts = []
    prefix = _PREFIX.match(text)
    before = published_in(prefix.group(1)) if prefix else None
    given = published_in(parts.published) if parts.published else None
    if parts.published and parts.published.strip() and given is None:
        doubts.append(f'"{_line(parts.published[:_SHOWN])}" {_untold(parts.published)}; write it as YYYY-MM-DD')
    if given and before and given != before:
        doubts.append(f"the text begins with {before}, yet {given} is given as its day of publication and is used")
    day = given or before or terms.published
    if day is None and parts.made and (day := published_in(parts.made[0])):
        doubts.append(f"tells no day of publication; {day} is used, as {parts.made[1]}")
    return day, doubts


def _untold(words: str) -> str:
    """Why words tell no day of publication."""
    either = " or ".join(map(str, either_in(words)))
    return f"may be {either} and is not guessed" if either else "tells no day of publication"


def _key(parts: Parts) -> str:
    source = f"{parts.publisher or ''}\n{parts.text if parts.raw is None else parts.raw}"
    return hashlib.sha256(source.encode("utf-8", errors="surrogatepass")).hexdigest()


def _line(words: str | None) -> str | None:
    """Words of a header on one line; None where there are none."""
    return " ".join(mended(words)[0].split()) or None if words else None
