"""An article read without the encoder: names by titles and the register, events by rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.books.codebook import Codebook
from dateline.reading.candidates import Occurrence
from dateline.reading.found import Found
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


def read_unaided(frame: Frame, book: Codebook | None = None) -> Unaided:
    """Persons and events of an article by rules alone."""
    people = people_by_rules(frame)
    nations = nations_by_rules(frame, people)
    offered = offers(frame, people, [nation.likely for nation in nations], [], [])
    book = book or Codebook.load()
    scene = Scene(frame, [nation.country for nation in nations], offered, book.lists)
    return Unaided(people, nations, offered, scene, events_in(scene, book))


def of_own_types(
    frame: Frame, nations: Sequence[str | None], offered: dict[str, list[Occurrence]], book: Codebook
) -> list[Found]:
    """Events of types that the heads do not know, by rules of somebody's own."""
    own = book.only(*(rule.id for rule in book.rules if rule.kind not in TYPES))
    if not own.rules:
        return []
    return events_in(Scene(frame, nations, offered, own.lists), own)
