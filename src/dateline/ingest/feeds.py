"""A feed, RSS or Atom, to its entries; feedparser reads it, broken or not."""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.errors import ArticleError, SourceError
from dateline.ingest.decode import decoded
from dateline.ingest.parts import published_in
from dateline.ingest.shown import words_of

_ENDS = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s*>\s*(?:<!--[^>]{0,2000}-->\s*)?\Z", re.IGNORECASE)
_TAIL = 4096
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}\?>")
_ENTITY = "<!ENTITY"
_MOST = 50_000  # entries of one feed
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})
_GOES_ON = re.compile(
    r"(?:\[?(?:\.\.\.|…)\]?|\(more\)|(?:read|see) (?:more|the full \w+|full \w+)\W*|continue reading\W*)\s*\Z",
    re.IGNORECASE,
)
_SHORT = 120  # words: what is shorter is most likely the beginning alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed: an article, or the beginning of one.

    Attributes:
        id: What the feed calls it; stays when the entry is changed.
        digest: Of all that the feed says of it: another one is another version.
        published: The day, in the words of the feed.
        markup: Its text, as the feed gives it; perhaps the beginning alone.
        is_markup: Whether that is HTML; else it is plain.
        is_whole: Whether the feed gives it as the content, not as a summary.
    """

    id: str
    digest: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    markup: str = field(default="", repr=False)
    is_markup: bool = True
    is_whole: bool = False

    @property
    def words(self) -> str:
        """Its text without markup."""
        return words_of(self.markup) if self.is_markup else self.markup

    @property
    def is_stub(self) -> bool:
        """Whether the text seems to go on elsewhere: it is a short one, only a summary, or says so at its end."""
        words = self.words
        return not self.is_whole or len(words.split()) < _SHORT or bool(_GOES_ON.search(words[-80:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed held when it was fetched, in its own order, and what is wrong with it."""

    entries: tuple[Entry, ...]
    title: str | None = None
    warnings: tuple[str, ...] = ()


def feed_of(data: bytes, url: str, kind: str = "", charset: str | None = None) -> Feed:
    """The entries of a feed.

    Args:
        data: Its bytes.
        url: Where it lies: what its addresses are counted from.
        kind: What its server calls it.
        charset: In which characters, by its server; the feed's own word counts where the two differ and fit.

    Raises:
        SourceError: It is no feed.
    """
    told = _parsed(data, url, kind, charset)
    entries = list(_entries(told.get("entries", ()), url))
    broken = _broken(told)
    warnings = [broken] if broken else []
    if broken and entries and not _ENDS.search(data[-_TAIL:].replace(b"\0", b"")):
        entries.pop()  # the feed is cut off, and this entry with it
        warnings.append("its end is missing, and its last entry is left for another time")
    if not entries and (broken or not told.get("version")):
        raise _none(broken, url)
    return Feed(entries=tuple(entries), title=_line(told.get("feed", {}).get("title")), warnings=tuple(warnings))


def _parsed(data: bytes, url: str, kind: str, charset: str | None) -> Any:
    """What feedparser makes of it; it is given text that defines no entities, and fetches nothing."""
    library = feedparser(url)
    headers = {"content-location": url, "content-type": f"{kind or 'application/xml'}; charset=utf-8"}
    try:
        text = _DECLARATION.sub("", decoded(data, url, charset).text, count=1)
        stream = io.BytesIO(_without_entities(text).encode("utf-8", "replace"))
        return library.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except ArticleError as fault:
        raise _none(fault.what, url) from fault
    except Exception as fault:  # what a broken feed sets off in a parser is not to be foreseen
        raise SourceError(
            f"is a feed that cannot be read ({type(fault).__name__})",
            place=url,
            mend="it is tried again, later each time",
            code="feed.broken",
        ) from fault


def _without_entities(text: str) -> str:
    """A text without the entities that it defines: few lines of them can spell out to more than a machine holds.

    Raises:
        ArticleError: They are hidden in one another.
    """
    if _ENTITY not in text:
        return text
    first, *others = text.split(_ENTITY)
    bare = first + "".join(other.partition(">")[2] for other in others)
    if _ENTITY in bare:
        raise ArticleError("hides entities in entities", mend="leave it alone", code="feed.entities")
    return bare


def _none(why: str | None, url: str) -> SourceError:
    return SourceError(
        "is no feed of RSS or Atom" + (f": {why}" if why else ""),
        place=url,
        mend="check the address in a browser; a page's own source tells where its feed lies (application/rss+xml)",
        code="feed.none",
    )


def feedparser(place: str) -> Any:
    """The library.

    Raises:
        SourceError: It is not installed.
    """
    try:
        return import_module("feedparser")
    except ImportError as fault:
        raise SourceError(
            "is a feed, and feedparser is not installed to read it",
            place=place,
            mend="pip install 'dateline[feeds]'",
            code="feed.extra",
        ) from fault


def _broken(told: Any) -> str | None:
    """What is wrong with the XML; that the server names other characters than the feed is nothing."""
    fault = told.get("bozo_exception")
    if not told.get("bozo") or fault is None or type(fault).__name__ in _HARMLESS:
        return None
    words = " ".join(str(getattr(fault, "getMessage", lambda: fault)()).split())[:120]
    line = getattr(fault, "getLineNumber", lambda: None)()
    return f"its XML is broken{f' in line {line}' if line else ''} ({words})"


_HARMLESS = frozenset({"CharacterEncodingOverride", "NonXMLContentType"})


def _entries(told: Sequence[Any], url: str) -> Iterator[Entry]:
    seen = set()
    for one in told[:_MOST]:
        entry = _entry(one, url)
        if entry is not None and entry.id not in seen:
            seen.add(entry.id)
            yield entry


def _entry(told: Any, url: str) -> Entry | None:
    """One entry; None where it says nothing."""
    link, title = _link(told, url), _line(told.get("title"))
    content, whole = _content(told)
    markup = str(content.get("value") or "")
    day = _day(told)
    name = _line(told.get("id")) or link or title
    if not name or not (link or markup.strip()):
        return None
    said = [name, title, link, markup, str(day or ""), dict.get(told, "updated")]
    return Entry(
        id=name[:_LONGEST_ID],
        digest=hashlib.sha256("\x1f".join(map(str, said)).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        url=link,
        title=words_of(title) if title else None,
        published=day,
        byline=_line(told.get("author")),
        markup=markup,
        is_markup=content.get("type", "") in _HTML or "<" in markup,
        is_whole=whole,
    )


_LONGEST_ID = 500


def _day(told: Any) -> str | None:
    """The day of publication in the feed's own words, for it is the day where it was published; else by feedparser."""
    for name in ("published", "updated"):
        words, parsed = dict.get(told, name), dict.get(told, f"{name}_parsed")
        if words and published_in(str(words)):
            return str(words)[:100]
        if parsed:
            return "{:04}-{:02}-{:02}".format(*parsed[:3])
    return None


def _content(told: Any) -> tuple[Any, bool]:
    """The longest text that an entry carries, and whether it is given as its content."""
    contents = [(one, True) for one in told.get("content") or ()]
    if told.get("summary"):
        contents.append((told.get("summary_detail") or {"value": told["summary"]}, False))
    return max(contents, key=lambda one: len(str(one[0].get("value") or "")), default=({}, False))


def _link(told: Any, url: str) -> str | None:
    """The page of an entry, counted from the feed's own address."""
    said = told.get("feedburner_origlink") or told.get("link")
    if not said:
        return None
    try:
        found = urljoin(url, str(said).strip())
        return found if urlsplit(found).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _line(words: object) -> str | None:
    return " ".join(str(words).split()) or None if words else None
