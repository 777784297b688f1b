"""A bulletin of numbered items: what one item tells belongs to it, and its parties to no other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.reading.candidates import Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame

_NUMBERED = re.compile(r"^[ \t]*\(?(\d{1,2})[.)][ \t]+(?=[^\W\d_])", re.MULTILINE)
_FEWEST = 3


def items_of(text: str) -> list[Span]:
    """The items of a bulletin, from one number to the next; none where lines are not numbered 1, 2, 3 and on."""
    starts = [(int(m.group(1)), m.start()) for m in _NUMBERED.finditer(text)]
    if len(starts) < _FEWEST or [number for number, _ in starts] != list(range(1, len(starts) + 1)):
        return []
    stops = [start for _, start in starts[1:]] + [len(text)]
    return [Span(start, stop) for (_, start), stop in zip(starts, stops, strict=True)]


def within_items(found: Sequence[Found], frame: Frame, offered: dict[str, list[Occurrence]]) -> list[Found]:
    """Take from each event of an item the parties and persons whom other items alone name.

    What stands above the first item is told of all.

    Args:
        found: Events with their values.
        frame: The article.
        offered: The candidates of each role.
    """
    items = items_of(frame.article.text)
    if not items:
        return list(found)
    return [_within(event, _item_at(event.at[0], items, frame), items, frame, offered) for event in found]


def _within(
    event: Found, own: Span | None, items: Sequence[Span], frame: Frame, offered: dict[str, list[Occurrence]]
) -> Found:
    if own is None:
        return event

    def told(role: str, choices: Sequence[Choice]) -> list[Choice]:
        here = {o.value for o in offered[role] if _item_at(o.first, items, frame) in (own, None)}
        return [choice for choice in choices if choice.value in here]

    return replace(
        event,
        countries=told("country", event.countries),
        organizations=told("organization", event.organizations),
        people=told("person", event.people),
        merged=list(event.merged),
    )


def _item_at(word: int, items: Sequence[Span], frame: Frame) -> Span | None:
    """The item that a word stands in; None above the first."""
    at = frame.words.starts[word]
    return next((item for item in items if item.start <= at < item.end), None)
