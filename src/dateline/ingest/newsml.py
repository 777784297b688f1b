"""News in NewsML-G2 to the parts of an article: single items, and messages of many."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.errors import ArticleError
from dateline.ingest import nitf, xml
from dateline.ingest.clean import behind
from dateline.ingest.found import Found, Reads, Spot, made, none_here
from dateline.ingest.parts import Parts
from dateline.ingest.shown import fragment

_ITEM = frozenset({"newsItem"})
_WITHDRAWN = ("canceled", "cancelled", "withheld")


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """Each item that has a text; items of pictures and packages have none and are told."""
    found = 0
    for found, (item, faults) in enumerate(xml.elements(stream, _ITEM, spot.place), start=1):
        name = item.get("guid") or str(found)
        at = spot.part(name)
        try:
            parts = parts_of(item, at.place)
            yield made(replace(parts, warnings=(*parts.warnings, *faults)), at)
        except ArticleError as error:
            yield error
    if not found:
        raise none_here(spot, "holds no items of news")


def parts_of(item: Any, place: str) -> Parts:
    """What one item tells.

    Raises:
        ArticleError: It has no text.
    """
    body = _body(item)
    if body is None:
        kind = xml.attribute(item, "qcode", "itemMeta", "itemClass") or "no text"
        raise ArticleError(
            f"is an item of news without a text ({kind[:40]})",
            place=place,
            mend="ask the feed for inline text",
            code="article.record",
        )
    status = (xml.attribute(item, "qcode", "itemMeta", "pubStatus") or "").rpartition(":")[2]
    provider = xml.all_of(item, "itemMeta", "provider")
    guid = item.get("guid") or None
    return replace(
        body,
        id=guid or body.id,
        url=guid if guid and guid.startswith(("http:", "https:")) else None,
        published=xml.words(item, "itemMeta", "firstCreated")
        or xml.words(item, "contentMeta", "contentCreated")
        or xml.words(item, "itemMeta", "versionCreated")
        or body.published,
        publisher=next((name for one in provider if (name := _name(one))), None)
        or xml.words(item, "contentMeta", "creditline")
        or body.publisher,
        title=xml.words(item, "contentMeta", "headline") or xml.words(item, "itemMeta", "title") or body.title,
        byline=xml.words(item, "contentMeta", "by") or body.byline,
        warnings=(f"its publisher marks it as {status}",) if status in _WITHDRAWN else (),
    )


def _body(item: Any) -> Parts | None:
    """The text of an item: NITF or XHTML inside it, or plain."""
    opening = xml.words(item, "contentMeta", "dateline")
    for inline in xml.all_of(item, "contentSet", "inlineXML"):
        if found := xml.all_of(inline, "…nitf"):
            return nitf.parts_of(found[0])
        bodies = xml.all_of(inline, "…body") or [inline]
        if (parts := fragment(xml.source(bodies[0]))).text:
            return _opened(parts, opening)
    for data in xml.all_of(item, "contentSet", "inlineData"):
        if text := "".join(data.itertext()).strip():
            is_markup = "html" in (data.get("contenttype") or "")
            return _opened(fragment(text) if is_markup else Parts(text=text), opening)
    return None


def _opened(parts: Parts, opening: str | None) -> Parts:
    """With the dateline before the text, where a feed keeps the two apart; that is no word of the raw text."""
    if not opening or parts.text.startswith(opening[:20]):
        return parts
    text, way = behind(f"{opening} - ", parts.text, parts.raw_map)
    return replace(parts, text=text, raw=parts.text if parts.raw is None else parts.raw, raw_map=way)


def _name(provider: Any) -> str | None:
    return (
        xml.words(provider, "name")
        or provider.get("literal")
        or (provider.get("qcode") or "").rpartition(":")[2]
        or None
    )
