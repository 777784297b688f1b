"""What the parties talk about: words of a text → topics of the codebook."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from dateline.books.source import read_yaml
from dateline.model.span import Span

_WORD = re.compile(r"\w+")

Phrase = tuple[str, ...]


@cache
def topics() -> Mapping[str, Mapping[str, Any]]:
    """The topics of the codebook, by id: what each ``says``, its ``plover`` context and its ``phrases``."""
    found: Mapping[str, Mapping[str, Any]] = read_yaml("codebook", "topics.yaml")["topics"]
    return found


def topics_in(text: str) -> list[tuple[str, Span]]:
    """The topics that a text names, in its order, each with the words that name it.

    Cost: one pass over the words, however many phrases there are.
    """
    words = [(match.group().lower(), match.span()) for match in _WORD.finditer(text)]
    found = []
    i = 0
    while i < len(words):
        if hit := _longest(words, i):
            topic, length = hit
            found.append((topic, Span(words[i][1][0], words[i + length - 1][1][1])))
            i += length
        else:
            i += 1
    return found


def _longest(words: list[tuple[str, tuple[int, int]]], i: int) -> tuple[str, int] | None:
    for phrase, topic in _phrases().get(words[i][0], ()):
        if phrase == tuple(word for word, _ in words[i : i + len(phrase)]):
            return topic, len(phrase)
    return None


@cache
def _phrases() -> Mapping[str, list[tuple[Phrase, str]]]:
    """Phrases by their first word, the longest first."""
    table: dict[str, list[tuple[Phrase, str]]] = {}
    for topic, entry in topics().items():
        for text in entry["phrases"]:
            for phrase in _forms(text):
                table.setdefault(phrase[0], []).append((phrase, topic))
    for known in table.values():
        known.sort(key=lambda entry: (-len(entry[0]), entry))
    return table


def _forms(text: str) -> Iterator[Phrase]:
    words = tuple(_WORD.findall(text.lower()))
    yield words
    if not words[-1].endswith("s"):
        yield (*words[:-1], words[-1] + "s")
