"""The occasion that claims speak of: its fields with all their values, its status over time, what it follows."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dateline.model.day import Days
from dateline.model.kept import Kept

EVENT = "e-"  # event ids begin so


class Status(StrEnum):
    """What is known of an occasion on a day."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    HELD = "held"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"  # its window passed and no report of it was found: this is not "did not happen"


class Rule(StrEnum):
    """How the value that is shown is chosen from those that sources give."""

    REPRESENTATIVE = "representative"  # what most independent sources say
    CONSERVATIVE = "conservative"  # what all, or at least two, agree upon; else nothing finer than they share
    INFORMATIVE = "informative"  # the finest, the fullest
    OFFICIAL_FIRST = "official-first"  # what the parties' own ministries say, else as representative


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value of a field, and who gave it.

    Attributes:
        value: In the form that the codec gives it: text, a list of texts, a place's object, the four bounds of days.
        claims: Keys of the claims that say so, in the order in which they came to be known.
        sources: How many independent sources they are.
        judgement: The id of the ruling that says so instead of claims.
    """

    value: Any
    claims: tuple[str, ...] = ()
    sources: int = 0
    judgement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """All that is said of one field of an event.

    Attributes:
        name: As in the codebook: ``type``, ``mode``, ``days``, ``countries``, ``organizations``, ``people``, ``place``,
            ``name``, ``duration``, ``topics``.
        shown: The value that the rule chose; None where it chose none.
        said: Every value, the best supported first.
        rule: ``name@version`` of the rule that chose, or ``judgement`` where a person ruled.
        confidence: How likely the shown value is right, 0 to 1.
        disputed: Whether two values cannot both be so; a fuller or a finer one does not dispute the other.
        reconciled: How values that differ come to be the same after all, in a sentence.
    """

    name: str
    shown: Any
    said: tuple[Said, ...]
    rule: str
    confidence: float = 1.0
    disputed: bool = False
    reconciled: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From a day on, the status that claims gave to an event. ``day`` is that of the claims' publication."""

    day: date
    status: Status
    claims: tuple[str, ...]
    why: str = ""  # a sentence, where it is not simply what the claims say


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occasion in the world, as the record knows it on a day.

    Attributes:
        id: ``e-`` and the key of its first known claim. Each of its claims makes such an id, and all lead here, so an
            id that was ever shown resolves for ever.
        claims: All claims that speak of it, in the order in which they came to be known.
        fields: By name, in the codebook's order.
        steps: Its status over time, and what became of what it promised; ``standing`` is the one that holds.
        follows: The id of the event whose new date this is, or None.
        answered_by: The id of the event by which an invitation was answered, or None.
        series: The key of the series of which it is an edition, or None.
        edition: Which edition, as told ("2020", "5th"), or None.
        articles: How many articles speak of it.
        sources: How many independent ones.
        doubt: 0 (none) to 1: how much it needs a person's look; ``doubts`` say why, in sentences.
        accepted: The id of the ruling by which a person accepted it, or None.
        notes: What people noted, with their signature.
    """

    id: str
    kind: str
    claims: tuple[Kept, ...]
    fields: dict[str, Field] = field(hash=False)
    steps: tuple[Step, ...]
    days: Days | None = None
    follows: str | None = None
    followed_by: str | None = None
    answered_by: str | None = None
    series: str | None = None
    edition: str | None = None
    articles: int = 1
    sources: int = 1
    confidence: float = 1.0
    doubt: float = 0.0
    doubts: tuple[str, ...] = ()
    accepted: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """What holds now."""
        return self.standing.status

    @property
    def standing(self) -> Step:
        """The step that holds: the newest, but for a lapse of what was held.

        What lapsed then is what it asked for: an invitation was made, though no visit in answer was found.
        """
        told = [step for step in self.steps if step.status is not Status.LAPSED]
        return told[-1] if told and told[-1].status is Status.HELD else self.steps[-1]

    @property
    def has_lapsed(self) -> bool:
        """Whether no report was found of what it promised or asked for."""
        return self.steps[-1].status is Status.LAPSED

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that leads here, its own first."""
        others = sorted(EVENT + kept.key for kept in self.claims if EVENT + kept.key != self.id)
        return (self.id, *others)

    def shown(self, name: str) -> Any:
        """The value that a field shows; None where there is none."""
        return self.fields[name].shown if name in self.fields else None

    def has_ruled(self, name: str) -> bool:
        """Whether the value that a field shows is a person's."""
        return name in self.fields and self.fields[name].rule == "judgement"

    def dated(self, step: Step) -> date | None:
        """The day of a step; None where only articles without a day of publication put it there."""
        there = [kept for kept in self.claims if kept.key in step.claims and kept.source.known == step.day]
        return step.day if not there or any(kept.source.published for kept in there) else None
