"""Of what a dossier tells, section by section, before a line of it is written: so much of each may be taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.desk.sentence import sentence
from dateline.desk.wording import said_by
from dateline.model.event import Event, Field, Status

_KINDS = (
    ("meetings", "Meetings and visits", ("meeting", "visit", "invitation", "ceremony")),
    ("exercises", "Exercises and deployments", ("exercise", "deployment")),
    ("agreements", "Agreements", ("agreement",)),
    ("arms", "Arms and assistance", ("arms_transfer", "assistance")),
)
_KNOWN = frozenset(kind for _, _, kinds in _KINDS for kind in kinds)
_RULED = (
    ("promises", "Promised and due", (Status.PLANNED, Status.LAPSED)),
    ("off", "Called off or put off", (Status.CANCELLED,)),
)
_DONE = (Status.HELD, Status.ONGOING)
OTHER, DISAGREEMENTS = "other", "disagreements"


@dataclass(frozen=True, slots=True)
class Matter:
    """What one line tells of: an event, or a field of it on which sources differ."""

    event: Event
    field: Field | None = None

    @property
    def name(self) -> str:
        """What tells it from all others of its chapter."""
        return self.event.id if self.field is None else f"{self.event.id}.{self.field.name}"

    def text(self) -> str:
        """It in a sentence."""
        if self.field is not None:
            return said_by(self.event, self.field)
        is_put_off = self.event.status not in _DONE and self.event.followed_by
        return sentence(self.event) + (" A new date was told." if is_put_off else "")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section: what it is called, and of what it tells, in order of day."""

    key: str
    title: str
    matters: tuple[Matter, ...]

    @property
    def newest_first(self) -> tuple[Matter, ...]:
        """Of what it tells, from the newest day to the oldest; what has no day comes last here, too."""
        dated = [one for one in self.matters if one.event.days]
        return (*reversed(dated), *(one for one in self.matters if not one.event.days))

    def only(self, some: Iterable[Matter]) -> "Chapter":
        """The same, of some of what it tells alone."""
        names = {one.name for one in some}
        return replace(self, matters=tuple(one for one in self.matters if one.name in names))


def chapters(found: Sequence[Event]) -> tuple[Chapter, ...]:
    """What took place, by kind; then promises, what was called off, and where sources differ; none that is empty."""
    return tuple(chapter for chapter in _every(found) if chapter.matters)


def _every(found: Sequence[Event]) -> Iterator[Chapter]:
    done = [event for event in found if event.status in _DONE]
    for key, title, kinds in _KINDS:
        yield _chapter(key, title, (event for event in done if event.kind in kinds))
    yield _chapter(OTHER, "Other", (event for event in done if event.kind not in _KNOWN))
    for key, title, statuses in _RULED:
        yield _chapter(key, title, (event for event in found if event.status in statuses))
    disputed = ((event, field) for event in found for field in event.fields.values() if field.disputed)
    yield Chapter(DISAGREEMENTS, "Where sources differ", tuple(Matter(*one) for one in disputed))


def _chapter(key: str, title: str, events: Iterable[Event]) -> Chapter:
    return Chapter(key, title, tuple(map(Matter, events)))
