"""Coded articles: their files, and what their codings tell of the names in them."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpora import Text, mark, text_of
from dateline.reading.frame import words_of

Coded = tuple[dict[str, Any], dict[str, Any]]
"""An article and its coding, as their files hold them."""

_SHORTEST = 3  # letters of a part of a name that is sought by itself


def load(folder: Path) -> list[Coded]:
    """The coded articles of a folder, by name of file."""
    return [
        (json.loads(path.read_text(encoding="utf-8")), coding_of(folder / "codings" / path.name))
        for path in sorted((folder / "articles").glob("*.json"))
    ]


def counted(told: str) -> tuple[Path, float]:
    """A folder and how often a round reads its articles: ``DIR:2.5``; once where nothing is said."""
    name, colon, often = told.rpartition(":")
    return (Path(name), float(often)) if colon and re.fullmatch(r"\d*\.?\d+", often) else (Path(told), 1.0)


def coding_of(path: Path) -> dict[str, Any]:
    """One coding."""
    coding: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return coding


def coded(folder: Path) -> Iterator[Text]:
    """Coded articles as documents, with the names that their codings tell."""
    for article, coding in load(folder):
        text = text_of(words_of(article["text"]), folder.name)
        lay_names(text, article["text"], coding)
        yield text


def lay_names(text: Text, raw: str, coding: dict[str, Any]) -> None:
    """Give a document the tags that a coding tells: all of its people; of places and proper names those that it codes.

    Another capitalised word may be a place or a name that no event has: its tag is not known.
    """
    shy = [-1 if word[0].isupper() or word[0].isdigit() else 0 for word in text.words]
    text.names["PER"] = [0] * len(text.words)
    people = [person["name"] for person in coding["people"]]
    _lay(text, raw, "PER", _longest_first(people))
    _lay(text, raw, "PER", [part for name in people for part in _parts(name)])
    for kind, names in (
        ("LOC", {event["place"]["name"] for event in coding["events"] if event["place"]}),
        ("MISC", {event["name"] for event in coding["events"] if event["name"]}),
    ):
        text.names[kind] = list(shy)
        _lay(text, raw, kind, _longest_first(names))


def _lay(text: Text, raw: str, kind: str, names: Iterable[str]) -> None:
    for name in names:
        for start, end in occurrences(raw, name):
            mark(text.names[kind], text.offsets, start, end)


def occurrences(raw: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as whole words."""
    for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", raw):
        yield match.span()


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(sorted(set(names)), key=len, reverse=True)


def _parts(name: str) -> list[str]:
    """Surname and given name, which may stand for a person."""
    parts = [part for part in name.split() if part[0].isupper() and len(part) >= _SHORTEST]
    return parts[-1:] + parts[:1]
