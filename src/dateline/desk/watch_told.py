"""What became of one source in one round of the watcher."""

from dataclasses import dataclass, field
from datetime import datetime

from dateline.desk.intake import Added
from dateline.errors import ArticleError, SourceError
from dateline.ingest.listed import Listed


@dataclass(slots=True, kw_only=True)
class Told:
    """What became of one source in one round.

    Attributes:
        unchanged: Whether the source said that nothing has changed since it was last looked at.
        new, known: Articles added; those that were there, or that the watcher had seen.
        foreign: Ids of those in other languages: kept, not coded.
        failed: What could not be had or read, and why.
        left: Entries that are left for a later round.
        fault: Why nothing could be had of the source at all.
        notes: What the user may want to mend: a feed that moved, XML that is broken.
        due: When it is looked at next.
    """

    source: Listed
    unchanged: bool = False
    new: int = 0
    known: int = 0
    foreign: list[str] = field(default_factory=list)
    failed: list[SourceError | ArticleError] = field(default_factory=list)
    left: int = 0
    fault: SourceError | None = None
    notes: list[str] = field(default_factory=list)
    due: datetime | None = None

    def counts(self, added: Added) -> None:
        """Take note of what went into the record."""
        self.new += added.new
        self.known += added.known
        self.foreign += added.foreign
        self.failed += added.failed
