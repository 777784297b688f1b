"""What a page says of itself in JSON-LD: its articles' titles, days, writers, and whether they are live or paid for."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_SCRIPT = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_CLOSED = re.compile(r"</script", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|Posting|PressRelease|Report)$")
_DAY = re.compile(r"\"(?:datePublished|dateCreated)\"\s*:\s*\"([^\"]{8,40})\"")
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
_DEEPEST = 6
_NOT_FREE = (False, "False", "false")


@dataclass(frozen=True, slots=True)
class Linked:
    """What the JSON-LD of a page tells of its article; None and nothing where it does not."""

    title: str | None = None
    day: str | None = None
    people: tuple[str, ...] = ()
    site: str | None = None
    body: str | None = None
    is_live: bool = False
    is_paid: bool = False


def linked(raw: str) -> Linked:
    """The first article of the JSON-LD of a page; broken JSON tells its day at most."""
    values: list[Any] = []
    broken = ""
    for script in _scripts(raw):
        try:
            values.append(json.loads(_bare(script), strict=False))
        except (ValueError, RecursionError):
            broken += script
    nodes = [node for value in values for node in _nodes(value)]
    named = {name: node for node in nodes if isinstance(name := node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if _is_article(node)), None)
    if article is None:
        day = _DAY.search(broken)
        return Linked(day=day[1] if day else None)
    return _told(article, named)


def _told(article: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Linked:
    parts = article.get("hasPart")
    paid = [article, *(part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict))]
    return Linked(
        title=_words(article.get("headline")) or _words(article.get("name")),
        day=_words(article.get("datePublished")) or _words(article.get("dateCreated")),
        people=tuple(_names(article.get("author") or article.get("creator"), named)),
        site=next(_names(article.get("publisher"), named), None),
        body=_words(article.get("articleBody"), on_one_line=False),
        is_live="LiveBlogPosting" in _types(article),
        is_paid=any(part.get("isAccessibleForFree") in _NOT_FREE for part in paid),
    )


def _scripts(raw: str) -> Iterator[str]:
    """What stands in the scripts of JSON-LD; of one that is never closed, nothing."""
    end = 0
    while opened := _SCRIPT.search(raw, end):
        closed = _CLOSED.search(raw, opened.end())
        if closed is None:
            return
        yield raw[opened.end() : closed.start()]
        end = closed.end()


def _bare(script: str) -> str:
    """The JSON of a script, without the marks of a comment around it."""
    return _COMMENT.sub("", script).strip()


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The nodes of a value and those within it that may be an article, the outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _WITHIN:
            yield from _nodes(value.get(name), depth + 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node))


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _names(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The names of people or bodies, however they are written: a word, an object, a reference, a list of these."""
    for one in value if isinstance(value, list) else [value]:
        node = named.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        name = node.get("name") if isinstance(node, dict) else node
        for words in name if isinstance(name, list) else [name]:
            if told := _words(words):
                yield told


def _words(value: Any, *, on_one_line: bool = True) -> str | None:
    if not isinstance(value, str):
        return None
    words = html.unescape(value)
    return (" ".join(words.split()) if on_one_line else words.strip()) or None
