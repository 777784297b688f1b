"""Places that no book lists: names that the encoder takes for places, where the words before them bear it out."""

from collections.abc import Sequence

from dateline.model.span import Span
from dateline.reading.frame import Frame

_LEADS = frozenset({
    "in", "at", "near", "off", "outside", "around", "via", "through", "toward", "towards", "into", "between", "across",
    "of", "from", "to",
})  # fmt: skip
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
