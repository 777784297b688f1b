"""One record of a feed, in each wire format, to the parts of an article."""

import json
from collections.abc import Iterator
from typing import Any

from dateline.errors import ArticleError
from dateline.ingest.parts import Parts

_MEND = 'write one object an article: {"id": …, "published": "YYYY-MM-DD", "publisher": …, "title": …, "text": …}'
_OTHERS = ("publisher", "title", "byline", "url")


def parsed(text: str, place: str, line: int = 1) -> Any:
    """The value that a text of JSON holds.

    Args:
        text: The JSON.
        place: The file.
        line: The line of the file on which the text begins.

    Raises:
        ArticleError: The JSON is broken; told with line and column.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        where = f"{place}:{line + fault.lineno - 1}:{fault.colno}"
        what = f"is no JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
        raise ArticleError(what, place=where, mend="mend the JSON at this place", code="article.json") from fault
    except (RecursionError, ValueError) as fault:
        raise ArticleError(
            "is no JSON that can be read: nested too deeply, or a number too long",
            place=f"{place}:{line}",
            mend=_MEND,
            code="article.json",
        ) from fault


def record_of(value: Any, place: str) -> Parts:
    """The parts of the article that a JSON value is.

    Raises:
        ArticleError: It is no object, or has no text.
    """
    if not isinstance(value, dict):
        raise _fault(f"holds {_kind(value)} where an article should be", place)
    text = value.get("text")
    if not isinstance(text, str):
        raise _fault('has no "text"' if text is None else f'"text" is {_kind(text)}, not words', place)
    doubts = [
        f'"{key}" is {_kind(value[key])}, not words, and is passed over' for key in _OTHERS if _odd(value.get(key))
    ]
    others = {key: value[key] for key in _OTHERS if isinstance(value.get(key), str)}
    published, key = value.get("published"), value.get("id")
    return Parts(
        text=text,
        id=None if key is None or isinstance(key, dict | list) else str(key),
        published=None if published is None else str(published)[:100],
        warnings=tuple(doubts),
        **others,
    )


def values(value: Any) -> Iterator[Any]:
    """The records of a whole file: of an array each, of anything else itself."""
    if isinstance(value, list):
        yield from value
    else:
        yield value


def _odd(value: Any) -> bool:
    return value is not None and not isinstance(value, str)


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _fault(what: str, place: str) -> ArticleError:
    return ArticleError(what, place=place, mend=_MEND, code="article.record")
