"""A web page to the parts of an article: its body, with the map from its characters to those of the page."""

import html
import logging
import re

from dateline.ingest.clean import aligned
from dateline.ingest.parts import Parts, published_in
from dateline.ingest.shown import lines_of, shown

_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_META = re.compile(r"<(meta|link)\b([^<>]{1,2000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>(.{0,1000}?)</title", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"<time\b[^<>]{0,300}?\bdatetime\s*=\s*[\"']?([^\"'<>]{8,40})", re.IGNORECASE)
_LINKED = re.compile(r"\"(?:datePublished|dateCreated)\"\s*:\s*\"([^\"]{8,40})\"")
_SILENT = logging.NullHandler()
_HEAD = 300_000  # characters in which metadata is looked for
_DAYS = (
    "article:published_time", "og:published_time", "datepublished", "article.published", "parsely-pub-date",
    "sailthru.date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "citation_publication_date", "pubdate", "publishdate", "publish-date", "publish_date", "published",
    "publication_date", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher")


def page_parts(raw: str) -> Parts:
    """The body of a page as trafilatura tells it from the furniture, with what the page says of itself in its head.

    The day of publication is taken from metadata alone, never guessed from the page's words. Whatever the markup, this
    does not fail; a page whose body cannot be told is read as a whole, with a warning.
    """
    words, places = shown(raw)
    body = _body(raw)
    text = body or lines_of(words)
    told = _told(raw[:_HEAD])
    return Parts(
        text=text,
        published=_day(told, raw[:_HEAD]),
        publisher=_first(told, _SITES),
        title=_first(told, _TITLES) or _title(raw[:_HEAD]),
        url=told.get("canonical") or told.get("og:url"),
        raw=raw,
        raw_map=aligned(text, words, places),
        warnings=() if body else ("the body could not be told from the page, so all of its words are read",),
    )


def _body(raw: str) -> str | None:
    from trafilatura import bare_extraction  # noqa: PLC0415  (a quarter of a second, which texts and JSON need not pay)

    logging.getLogger("trafilatura").addHandler(_SILENT)  # what it has to say of a page helps no reader of ours
    try:
        found = bare_extraction(raw, with_metadata=False, include_comments=False, include_links=False)
    except Exception:  # noqa: BLE001  (whatever stands in a page, reading it must not fail)
        return None
    text: str | None = getattr(found, "text", None)
    return text if text and text.strip() else None


def _told(head: str) -> dict[str, str]:
    """What the head of a page says, by name; of names that come twice, the first."""
    told: dict[str, str] = {}
    for tag, attributes in _META.findall(head):
        values = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
        if tag.lower() == "link":
            names, value = [values.get("rel", "").lower()], values.get("href", "")
        else:
            names, value = (
                [values.get(key, "").lower() for key in ("property", "name", "itemprop")],
                values.get("content", ""),
            )
        for name in names:
            if name and value.strip():
                told.setdefault(name, value)
    return told


def _day(told: dict[str, str], head: str) -> str | None:
    """The first of the days told that can be understood; if none can, the first told, for a warning."""
    days = [told[name] for name in _DAYS if name in told]
    days += [match.group(1) for pattern in (_LINKED, _TIME) if (match := pattern.search(head))]
    return next((day for day in days if published_in(day)), days[0] if days else None)


def _first(told: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if name in told), None)


def _title(head: str) -> str | None:
    match = _TITLE.search(head)
    return html.unescape(match.group(1)) if match else None
