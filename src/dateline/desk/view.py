"""How the record is looked at: on which day, as known when, by which rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.model.event import Rule
from dateline.model.kept import Kept, Source
from dateline.model.review import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the record is to be looked at.

    Attributes:
        today: The day on which it is asked: promises whose window has passed by then have lapsed.
        as_of: As it was known by the end of this day; None: with all that it has.
        by_adding: Whether what counts is when a thing was added to this record, and not when it was published. Rulings
            passed later are then not known either; as known by publication, they correct what was read of old texts.
        rule: How the value shown is chosen where sources differ.
    """

    today: date
    as_of: date | None = None
    by_adding: bool = False
    rule: Rule = Rule.REPRESENTATIVE

    @property
    def day(self) -> date:
        """The day on which the record is looked at."""
        return self.as_of or self.today

    @property
    def is_the_record(self) -> bool:
        """Whether the record's own events can be shown as they were projected."""
        return self.as_of is None and self.rule is Rule.REPRESENTATIVE

    def knows(self, kept: Kept) -> bool:
        """Whether a claim was known by then."""
        if self.as_of is None:
            return True
        return (kept.first_seen.date() if self.by_adding else kept.source.known) <= self.as_of

    def has(self, source: Source) -> bool:
        """Whether an article was known by then; one whose day of publication nothing tells, from when it was added."""
        return self.as_of is None or (source.added.date() if self.by_adding else source.known) <= self.as_of

    def rulings(self, every: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """The rulings that were known by then."""
        if self.as_of is None or not self.by_adding:
            return tuple(every)
        return tuple(one for one in every if one.on.date() <= self.as_of)
