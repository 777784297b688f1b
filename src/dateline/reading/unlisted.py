"""Places and proper names that no book lists: what the encoder takes for them, where the words around bear it out."""

import re
from collections.abc import Sequence

from dateline.model.mention import Label
from dateline.model.span import Span
from dateline.reading.frame import Frame

_LEADS = frozenset({
    "in", "at", "near", "off", "outside", "around", "via", "through", "toward", "towards", "into", "between", "across",
    "of", "from", "to",
})  # fmt: skip
_WORD = re.compile(r"\S+")
_ARTICLES = frozenset(["the", "a", "an"])


def unlisted_places(spans: Sequence[Span], people: Sequence[Span], frame: Frame) -> list[Span]:
    """Those of the encoder's places that stand behind a word that leads to one, and name no person and no time."""
    text = frame.article.text
    named = {part for person in people for part in person.of(text).split()}
    return [
        span
        for span in spans
        if not set(span.of(text).split()) <= named
        and not any(other.overlaps(span) for other in people)
        and not any(time.at.overlaps(span) for time in frame.times)
        and _is_led_to(span, frame)
    ]


def _is_led_to(span: Span, frame: Frame) -> bool:
    """Whether "in", "at", "near" … stands before the name, with an article between at most."""
    words = frame.words
    reach = words.within(span)
    if reach is None:
        return False
    before = [word.lower() for word in words.texts[max(0, reach[0] - 2) : reach[0]]]
    if before and before[-1] in _ARTICLES:
        before.pop()
    return bool(before) and before[-1] in _LEADS


def unlisted_names(spans: Sequence[Span], people: Sequence[Span], frame: Frame) -> list[Span]:
    """Those of the encoder's proper names (of exercises, forums, systems) that are no person, place, state or body.

    Little words at either end are cut off ("Northern Lantern in").
    """
    text = frame.article.text
    others = [m.at for m in frame.mentions if m.label is not Label.NAME] + list(people)
    out = []
    for span in spans:
        words = [(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
        while words and text[words[-1][0]].islower():
            words.pop()
        while words and text[words[0][0]].islower():
            words.pop(0)
        if words:
            kept = Span(words[0][0], words[-1][1])
            if not any(other.covers(kept) for other in others):
                out.append(kept)
    return out
