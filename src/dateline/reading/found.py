"""Events before they become claims: what was chosen for each, how likely it was, and the words that tell it."""

from dataclasses import dataclass, field

from dateline.model.span import Span
from dateline.reading.candidates import UNTOLD, Occurrence
from dateline.reading.frame import Frame


@dataclass(slots=True)
class Choice:
    """A value that was chosen, how likely it was, the occurrence that tells it (None: it stands in no words).

    ``rule`` is the rule that chose it; empty where the heads did. ``because`` tells the words by which it did so, where
    they are others than those that tell the value.
    """

    value: str
    score: float
    at: Occurrence | None = None
    rule: str = ""
    because: str = ""


@dataclass(slots=True)
class Found:
    """One event before it becomes a claim; ``at`` are the first and last word of its trigger, both counted."""

    at: tuple[int, int]
    kind: str
    score: float
    status: str = "held"
    status_score: float = 1.0
    mode: str | None = None
    mode_score: float = 1.0
    mode_rule: str = ""  # the rule that told it; empty: the head did
    mode_because: str = ""  # the words by which it did so, where they are not the trigger's
    date: Choice = field(default_factory=lambda: Choice(UNTOLD, 1.0))
    countries: list[Choice] = field(default_factory=list)
    organizations: list[Choice] = field(default_factory=list)
    people: list[Choice] = field(default_factory=list)
    place: Choice = field(default_factory=lambda: Choice(UNTOLD, 1.0))
    name: Choice = field(default_factory=lambda: Choice(UNTOLD, 1.0))
    merged: list[tuple[int, int]] = field(default_factory=list)
    rule: str = ""  # the rule of the codebook that found it; empty: the heads did
    roles: dict[str, str] = field(default_factory=dict)  # of countries, organisations, persons, where a rule tells them

    @property
    def parties(self) -> frozenset[str]:
        """Its countries as a set."""
        return frozenset(c.value for c in self.countries)


def trigger_span(event: Found, frame: Frame) -> Span:
    """The characters of an event's trigger."""
    return Span(frame.words.starts[event.at[0]], frame.words.ends[event.at[1]])
