"""An article read without the encoder: names by titles and the register, events by rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.books.codebook import Codebook
from dateline.books.register import Register
from dateline.model.span import Span
from dateline.reading.candidates import Occurrence
from dateline.reading.cues import cues_in
from dateline.reading.events import Found
from dateline.reading.frame import Frame, offers
from dateline.reading.heads import TYPES
from dateline.reading.nations import Nation
from dateline.reading.people import Naming
from dateline.reading.persons import nations_by_rules, people_by_rules
from dateline.reading.rules import events_in
from dateline.reading.scene import Scene


@dataclass(frozen=True, slots=True)
class Unaided:
    """What rules read of an article: its persons with their countries, what is offered for events, the events."""

    people: list[Naming]
    nations: list[Nation]
    offered: dict[str, list[Occurrence]]
    scene: Scene
    found: list[Found]


def read_unaided(frame: Frame, register: Register, book: Codebook | None = None) -> Unaided:
    """Persons and events of an article by rules alone."""
    people = people_by_rules(frame, register)
    nations = nations_by_rules(frame, people, register)
    offered = offers(frame, people, [nation.likely for nation in nations], [], [])
    cues = cues_in(frame.article.text, sentences_of(frame))
    book = book or Codebook.load()
    scene = Scene(frame, [nation.country for nation in nations], offered, cues, book.lists)
    return Unaided(people, nations, offered, scene, events_in(scene, book))


def of_own_types(
    frame: Frame, nations: Sequence[str | None], offered: dict[str, list[Occurrence]], book: Codebook
) -> list[Found]:
    """Events of types that the heads do not know, by rules of somebody's own."""
    own = book.only(*(rule.id for rule in book.rules if rule.kind not in TYPES))
    if not own.rules:
        return []
    cues = cues_in(frame.article.text, sentences_of(frame))
    return events_in(Scene(frame, nations, offered, cues, own.lists), own)


def sentences_of(frame: Frame) -> list[Span]:
    """The sentences of an article as stretches of its text, told by stops, capitals and paragraphs."""
    words, numbers = frame.words, frame.words.sentences
    firsts = [i for i in range(len(numbers)) if not i or numbers[i] != numbers[i - 1]]
    return [Span(words.starts[a], words.ends[b - 1]) for a, b in pairwise([*firsts, len(numbers)])]
