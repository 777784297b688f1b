"""What a page says of itself in its markup: metadata by name, and elements marked as its day, writer or title."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ingest.shown import words_of

HEAD = 300_000  # characters in which metadata is looked for
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_META = re.compile(r"<(meta|link)\b([^<>]{1,2000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>(.{0,1000}?)</title", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"<time\b([^<>]{1,500})>", re.IGNORECASE)
_CHANGED = re.compile(r"updated|modified", re.IGNORECASE)
_HEADING = re.compile(r"<(h[1-4])\b[^<>]*>(.{0,600}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_SIGNED = re.compile(
    r"<(?P<tag>a|span|p|div|address|li)\b(?P<attributes>[^<>]{0,400}?(?:itemprop\s*=\s*[\"']?author|rel\s*=\s*[\"']?author"
    r"|class\s*=\s*[\"'][^\"'<>]{0,80}?\b(?:byline|author-name|author|writer)\b(?![\w-])|class\s*=\s*[\"']?byline)"
    r"[^<>]{0,400})>(?:\s*<(?P=tag)\b[^<>]*>)?(?P<words>(?:(?!</?(?P=tag)\b).){1,400})</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_HEADLINE = re.compile(
    r"<(h[1-6]|div|span|p)\b[^<>]{0,400}?itemprop\s*=\s*[\"']?headline\b[^<>]{0,200}>(.{1,600}?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_RIGHT_BEHIND = 100  # characters of markup
_DAYS = (
    "article:published_time", "og:published_time", "datepublished", "article.published", "parsely-pub-date",
    "sailthru.date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "citation_publication_date", "pubdate", "publishdate", "publish-date", "publish_date", "published",
    "publication_date", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_PEOPLE = (
    "author", "article:author", "byl", "byline", "parsely-author", "sailthru.author", "dc.creator", "citation_author",
    "dcterms.creator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the metadata of a page: of what it tells twice, the first."""

    titles: tuple[str, ...]
    days: tuple[str, ...]
    people: tuple[str, ...]
    site: str | None
    url: str | None
    tag: str | None


def head_of(raw: str) -> Head:
    """The metadata of a page."""
    told = _told(raw)
    times = tuple(_times(raw))
    tag = _TITLE.search(raw)
    return Head(
        titles=tuple(told[name] for name in _TITLES if name in told) + tuple(_marked(_HEADLINE, raw)),
        days=tuple(told[name] for name in _DAYS if name in told) + times,
        people=tuple(told[name] for name in _PEOPLE if name in told),
        site=next((told[name] for name in _SITES if name in told), None),
        url=told.get("canonical") or told.get("og:url"),
        tag=" ".join(html.unescape(tag.group(1)).split()) or None if tag else None,
    )


def signed(raw: str) -> list[str]:
    """What stands in the element that is marked as the writer of a page, and in those that follow right behind it."""
    found: list[str] = []
    end = 0
    for match in _SIGNED.finditer(raw):
        if found and match.start() - end > _RIGHT_BEHIND:
            break
        if words := _on_one_line(match["words"]):
            found.append(words)
            end = match.end()
    return found


def headings(raw: str) -> list[tuple[int, str, str]]:
    """Where each heading ends, its tag and its words."""
    return [
        (match.end(), match[1].lower(), words) for match in _HEADING.finditer(raw) if (words := _on_one_line(match[2]))
    ]


def _told(raw: str) -> dict[str, str]:
    """What the metadata say, by name; of names that come twice, the first."""
    told: dict[str, str] = {}
    for tag, attributes in _META.findall(raw):
        values = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
        if tag.lower() == "link":
            names, value = [values.get("rel", "").lower()], values.get("href", "")
        else:
            names = [values.get(key, "").lower() for key in ("property", "name", "itemprop")]
            value = values.get("content", "")
        for name in names:
            if name and value.strip():
                told.setdefault(name, value)
    return told


def _times(raw: str) -> Iterator[str]:
    """The moments of elements ``time``, those that are marked as publication first, those of changes not at all."""
    found = [
        (attributes, {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(attributes)})
        for attributes in _TIME.findall(raw)
    ]
    kept = [values for attributes, values in found if not _CHANGED.search(attributes) and values.get("datetime")]
    published = [values for values in kept if "publ" in f"{values.get('class')}{values.get('itemprop')}".lower()]
    yield from (values["datetime"] for values in [*published, *kept][:1])


def _marked(pattern: re.Pattern[str], raw: str) -> Iterator[str]:
    yield from (words for match in pattern.finditer(raw) if (words := _on_one_line(match[2])))


def _on_one_line(markup: str) -> str:
    return " ".join(words_of(markup).split())
