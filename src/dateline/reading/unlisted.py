"""Places and proper names that no book lists: what the encoder takes for them, where the words around bear it out."""

import re
from collections.abc import Sequence
from functools import cache

from dateline.books.source import read_yaml
from dateline.model.mention import Label
from dateline.model.span import Span
from dateline.reading.frame import Frame

_WORD = re.compile(r"\S+")
_HYPHENED = re.compile(r"[-\u2010\u2011](?:[A-Z0-9][\w\u2019']*)(?:[ -][A-Z][\w\u2019']*)*")

_FOLLOWS = re.compile(r"[ ]((?!(?:19|20)\d\d\b)(?:[A-Z][\w\u2019'-]*?|\d{1,3})(?=(?:['\u2019]s)?(?![\w'\u2019-])))")
_ACRONYM = 5  # letters of a word in capitals that may be one


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml("places", "unlisted.yaml").items()}


def unlisted_places(spans: Sequence[Span], people: Sequence[Span], frame: Frame) -> list[Span]:
    """Those of the encoder's places that stand behind a word that leads to one, and name no person and no time."""
    text = frame.article.text
    named = _named(people, text)
    return [
        span
        for span in spans
        if not set(span.of(text).split()) <= named
        and not any(other.overlaps(span) for other in people)
        and not any(time.at.overlaps(span) for time in frame.times)
        and _is_led_to(span, frame)
    ]


def _named(people: Sequence[Span], text: str) -> set[str]:
    """The parts of all persons' names."""
    return {part for person in people for part in person.of(text).split()}


def _is_led_to(span: Span, frame: Frame) -> bool:
    """Whether "in", "at", "near" … stands before the name, with an article between at most."""
    words = frame.words
    reach = words.within(span)
    if reach is None:
        return False
    before = [word.lower() for word in words.texts[max(0, reach[0] - 2) : reach[0]]]
    if before and before[-1] in _lists()["articles"]:
        before.pop()
    return bool(before) and before[-1] in _lists()["leads"]


def unlisted_names(spans: Sequence[Span], people: Sequence[Span], frame: Frame) -> list[Span]:
    """Those of the encoder's proper names (of exercises, forums, systems) that are no person, place, party or time.

    Whoever stands in the opening line filed the article, and is no name of an event.

    Little words at either end are cut off ("Northern Lantern in").
    """
    text = frame.article.text
    others = [m.at for m in frame.mentions if m.label is not Label.NAME] + list(people)
    others += [time.at for time in frame.times] + ([frame.opening.at] if frame.opening else [])
    booked, named = [m.at for m in frame.mentions if m.label is Label.NAME], _named(people, text)
    out: list[Span] = []
    for span in spans:
        words = [(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
        while words and text[words[-1][0]].islower():
            words.pop()
        while words and text[words[0][0]].islower():
            words.pop(0)
        if words:
            kept = _whole(_to_its_end(Span(words[0][0], words[-1][1]), others, text), [*spans, *booked], text)
            part = any(name.covers(kept) and name != kept for name in booked)
            known = part or any(name.covers(kept) for name in out) or _is_covered(kept, others, text)
            if not known and not _says_too_little(kept.of(text)) and not set(kept.of(text).split()) <= named:
                out.append(kept)
    return out


def _is_covered(name: Span, others: Sequence[Span], text: str) -> bool:
    """Whether every letter of a name stands in something else: "Russian-Indian" is two states and no name."""
    return all(
        any(other.start <= i < other.end for other in others) for i in range(name.start, name.end) if text[i].isalnum()
    )


def _to_its_end(name: Span, others: Sequence[Span], text: str) -> Span:
    """A name that was cut short, with the capitalised words right behind it: "Sea" → "Sea Bridge", "Block 70".

    No year, no little word, nothing of another sort of name, and nothing in a line of capitals.
    """
    if name.of(text).isupper() and len(name.of(text).split()) > 1:
        return name
    end = name.end
    while following := _FOLLOWS.match(text, end):
        word = Span(following.start(1), following.end(1))
        shouted = word.of(text).isalpha() and word.of(text).isupper() and len(word.of(text)) > _ACRONYM
        little = word.of(text).lower() in _lists()["leads"] | _lists()["articles"] | _lists()["joins"]
        if shouted or little or any(other.overlaps(word) for other in others):
            break
        end = word.end
    return Span(name.start, end)


def _whole(name: Span, spans: Sequence[Span], text: str) -> Span:
    """A name that was cut at a hyphen, with its rest: "High" → "High-Level Economic Dialogue".

    Where another name reaches beyond the rest, it is left as it is.
    """
    rest = _HYPHENED.match(text, name.end)
    if rest is None:
        return name
    whole = Span(name.start, rest.end())
    return whole if all(whole.covers(other) for other in spans if other.overlaps(whole)) else name


def _says_too_little(name: str) -> bool:
    """Whether a name is one word that names a sort of thing only ("Summit"), or a number."""
    told = _lists()
    return name.isdigit() or name.lower() in told["sorts"] or name.upper().startswith(tuple(told["illnesses"]))
