"""News in JSON (ninjs 1 to 3, IPTC) to the parts of an article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.errors import ArticleError
from dateline.ingest.parts import Parts
from dateline.ingest.shown import fragment

_BODIES = frozenset({"body_text", "body_xhtml", "bodies", "headline", "headlines", "bodyText", "bodyXhtml"})
_CREATED = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_OF_TEXT = frozenset({"", "text", "composite"})


def is_ninjs(value: Any) -> bool:
    """Whether a value of JSON is an item of ninjs: it has a URI and a body or a headline, and no text of ours."""
    return isinstance(value, dict) and "uri" in value and "text" not in value and not _BODIES.isdisjoint(value)


def parts_of(item: Mapping[str, Any], place: str) -> Parts:
    """The text of an item, or what its XHTML shows; its headline, byline, source and the day it was first made.

    Raises:
        ArticleError: It is a picture, a video or a graphic, or has no body.
    """
    parts = _body(item)
    if parts is None:
        what = _words(item.get("type"))
        raise ArticleError(
            f"is an item of ninjs of the type {what}, not text" if what not in _OF_TEXT else "is ninjs without a body",
            place=place,
            mend="ask the feed for body_text, body_xhtml or bodies",
            code="article.record",
        )
    status = _words(item.get("pubstatus") or item.get("pubStatus"))
    return replace(
        parts,
        id=_words(item["uri"]) or None,
        url=_words(item["uri"]) if _words(item["uri"]).startswith(("http:", "https:")) else None,
        published=next((_words(item[key]) for key in _CREATED if _words(item.get(key))), None),
        publisher=_source(item),
        title=_words(item.get("headline")) or _main(item.get("headlines")) or None,
        byline=_words(item.get("byline")) or _main(item.get("bylines")) or None,
        warnings=(f"its publisher marks it as {status}",) if status.lower() in _WITHDRAWN else (),
    )


def _body(item: Mapping[str, Any]) -> Parts | None:
    """The body, as plain text before any other form of it."""
    forms = [
        *((_words(item.get(key)), False) for key in ("body_text", "bodyText")),
        *((_words(body.get("value")), _is_markup(body)) for body in _objects(item.get("bodies"))),
        *((_words(item.get(key)), True) for key in ("body_xhtml", "bodyXhtml")),
    ]
    told = sorted((form for form in forms if form[0].strip()), key=lambda form: form[1])
    return next((fragment(words) if markup else Parts(text=words) for words, markup in told), None)


def _is_markup(body: Mapping[str, Any]) -> bool:
    kind = _words(body.get("contenttype") or body.get("contentType"))
    return "html" in kind or "xml" in kind or (not kind and _words(body.get("value")).lstrip().startswith("<"))


def _source(item: Mapping[str, Any]) -> str | None:
    for key in ("infosources", "infoSources"):
        for source in _objects(item.get(key)):
            if name := _words(source.get("name")):
                return name
    return next((_words(item.get(key)) for key in ("source", "copyrightholder") if _words(item.get(key))), None)


def _main(many: Any) -> str:
    """The value of the main one of several, or of the first."""
    ordered = sorted(_objects(many), key=lambda one: _words(one.get("role")) not in {"main", ""})
    return next((_words(one.get("value")) for one in ordered), "")


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield from (one for one in value if isinstance(one, dict))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
