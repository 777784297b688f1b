"""Mentions, cues, modality: what is read inside one sentence."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.span import Span


class Label(StrEnum):
    """What a mention names."""

    PERSON = "person"
    COUNTRY = "country"  # a state by its name, its demonym, a metonym ("Hanoi", "the Kremlin", "South Block")
    ORGANIZATION = "organization"  # an international body with members
    BODY = "body"  # a ministry, service, agency, company, unit
    PLACE = "place"  # a place on the map, states left out; seas and straits too
    OFFICE = "office"  # "defence minister", "Raksha Mantri"
    NAME = "name"  # the proper name of an exercise, forum, agreement, weapon system, operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of the text that name something.

    ``means`` is the key under which the books know it: ISO alpha-3 of a country, acronym of an organisation, id of an
    office or series, "name, ISO" of a place; None where the books do not know it. ``country`` is the state behind it.
    ``how`` says by which route it was known: "name", "demonym", "capital", "metonym", "gazetteer", "title", "encoder" …
    ``rule`` names the rule or the head, and its version.
    """

    at: Span
    label: Label
    words: str
    means: str | None = None
    country: str | None = None
    how: str = ""
    rule: str = ""
    score: float = 1.0


class Modality(StrEnum):
    """How an article says that something took place."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    RUMOURED = "rumoured"
    HABITUAL = "habitual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that turn the sense of a claim, and the stretch of the sentence that they turn."""

    at: Span
    scope: Span
    modality: Modality
    rule: str
