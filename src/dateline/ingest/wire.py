"""One record of a feed, in each wire format, to the parts of an article."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from dateline.books.source import read_yaml
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
    """The parts of the article that a JSON value is, whether its keys are ours or among those of ``data/records.yaml``.

    Raises:
        ArticleError: It is no object, or has no text.
    """
    if not isinstance(value, dict):
        raise _fault(f"holds {_kind(value)} where an article should be", place)
    keys = _keys(value)
    text = value.get(keys["text"])
    if not isinstance(text, str):
        raise _fault('has no "text"' if text is None else f'"{keys["text"]}" is {_kind(text)}, not words', place)
    told = {ours: value.get(keys[ours]) for ours in _OTHERS}
    doubts = [
        f'"{keys[ours]}" is {_kind(one)}, not words, and is passed over' for ours, one in told.items() if _odd(one)
    ]
    others: dict[str, Any] = {ours: one for ours, one in told.items() if isinstance(one, str)}
    published, key = value.get(keys["published"]), value.get("id")
    return Parts(
        text=text,
        id=None if key is None or isinstance(key, dict | list) else str(key),
        published=None if published is None else str(published)[:100],
        warnings=tuple(doubts),
        **others,
    )


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """What our keys are called elsewhere: ``data/records.yaml``."""
    names: Mapping[str, Sequence[str]] = read_yaml("records.yaml")
    return names


def _keys(record: Mapping[str, Any]) -> dict[str, str]:
    """Under which key of a record stands what ours tell: ours, else the first that others use for it."""
    there: dict[str, str] = {}
    for key, value in record.items():
        if value not in (None, ""):
            there.setdefault(re.sub("[^a-z]", "", key.casefold()), key)
    return {ours: next((there[name] for name in names if name in there), ours) for ours, names in _names().items()}


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
