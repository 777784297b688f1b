"""Who writes in the first person for a state takes part for it: "I spoke with the Amir", says a presidency's text."""

from collections.abc import Sequence

from dateline.reading.found import Found
from dateline.reading.frame import Frame
from dateline.reading.heads import Floats, Role

_BEFORE = 4  # words up to a trigger in which its subject is looked for: "I have again spoken"
_KINDS = frozenset({"meeting", "visit", "invitation"})  # what somebody does himself


def for_the_writer(found: Sequence[Found], p: Floats, role: Role, frame: Frame, sure: float) -> Floats:
    """Probabilities of countries, raised to that for which the article is written, where its writer is the subject."""
    out = p.copy()
    if frame.speaks_for not in role.values:
        return out
    state = role.values.index(frame.speaks_for)
    for row, event in zip(out, found, strict=True):
        if event.kind in _KINDS and _by_the_writer(event, frame):
            row[state] = max(row[state], sure)
    return out


def _by_the_writer(event: Found, frame: Frame) -> bool:
    """Whether "I" stands a few words before the trigger, in its sentence and in no quotation."""
    words, first = frame.words, event.at[0]
    near = range(max(0, first - _BEFORE), first)
    if not any(words.texts[i] == "I" and words.sentences[i] == words.sentences[first] for i in near):
        return False
    return not any((reach := words.within(quote)) and reach[0] <= first <= reach[1] for quote in frame.quotes)
