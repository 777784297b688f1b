"""Settings → a desk with its record and its reader: where whoever uses Dateline from Python comes in."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline.desk import project, query, review
from dateline.desk.diary import Diary, diary
from dateline.desk.dossier import Dossier, dossier
from dateline.desk.embargo import embargo_of, under_embargo
from dateline.desk.event_ids import whole_id, withheld
from dateline.desk.ledger import Entry, ledger
from dateline.desk.names import party
from dateline.desk.query import Events
from dateline.desk.recalled import Recalled
from dateline.desk.review import Hand, Preview
from dateline.desk.search import Hit, search
from dateline.desk.sentence import listed
from dateline.desk.stats import Stats, stats
from dateline.desk.view import View
from dateline.desk.withheld import Withheld
from dateline.desk.withholding import Withholding
from dateline.errors import ReviewError, StoreError
from dateline.joining.series import Series, series
from dateline.model.event import Event, Rule
from dateline.model.review import Judgement
from dateline.settings import Settings
from dateline.store.base import Fault, Held, Store, Wanted
from dateline.store.sql import open_store

if TYPE_CHECKING:
    from dateline.desk.intake import Added, Progress
    from dateline.desk.reread import Reread


def now() -> datetime:
    """This moment, in UTC, to the second: what the record calls the time of adding."""
    return datetime.now(UTC).replace(microsecond=0)


class Desk(AbstractContextManager["Desk"]):
    """One record, open: add to it, ask it, correct it, take from it. Close it, or use it in a ``with``.

    Args:
        store: Where the record is kept.
        settings: How articles are read.
        clock: What the time is; a test gives its own.
        embargoed: Whether it shows what is under embargo. If not, nothing that is asked of it or taken from it has any
            of that (``desk.embargo``); what is added and ruled goes into the whole record all the same.
    """

    def __init__(
        self, store: Store, settings: Settings, clock: Callable[[], datetime] = now, *, embargoed: bool = False
    ) -> None:
        self.store, self.settings, self.clock, self.embargoed = store, settings, clock, embargoed

    @property
    def seen(self) -> Store:
        """The record as far as this desk shows it: what is shown of a record is asked of this, and not of ``store``."""
        return self.store if self.embargoed else Withholding.of(self.store, self.under_embargo())

    def whole(self) -> Self:
        """The same record with what is under embargo, for those who rule on it."""
        return type(self)(self.store, self.settings, self.clock, embargoed=True)

    def recalling(self) -> Self:
        """As ``whole``, for whoever asks again and again: what every page asks is remembered until it changes."""
        store = self.store if isinstance(self.store, Recalled | Withholding) else Recalled.of(self.store)
        return type(self)(store, self.settings, self.clock, embargoed=True)

    def without(self, withheld: Withheld) -> Self:
        """The same record, to be read alone, without what is withheld from whoever reads it."""
        return type(self)(Withholding.of(self.store, withheld), self.settings, self.clock, embargoed=True)

    def under_embargo(self) -> Withheld:
        """What is under embargo today."""
        return under_embargo(self.store, self.clock().date())

    def add(self, *paths: str | Path, published: date | None = None, progress: "Progress | None" = None) -> "Added":
        """Read articles into the record; those that it has, read by the same versions, are passed over.

        What was added before a failure or an interruption stays: the same call again goes on from there.

        Args:
            paths: Files and folders; ``-`` is the standard input.
            published: The day of publication of articles that carry none.
            progress: Told after each article.
        """
        from dateline.desk import intake  # noqa: PLC0415  (a reader is slow to load; who asks a record needs none)

        told = progress or intake.silent
        return intake.add(self.store, paths, self.settings, self.clock, published=published, progress=told)

    def add_codings(self, codings: str | Path, *articles: str | Path, by: str) -> "Added":
        """Take the claims of articles from codings made by hand (the codebook's gold files) instead of reading them.

        Args:
            codings: A folder of ``ID.json``, one for each article that is to be added.
            articles: Files and folders of the articles; those without a coding are passed over and listed.
            by: Who coded them: the signature under every value.
        """
        from dateline.desk import intake  # noqa: PLC0415  (as above)

        return intake.add_codings(self.store, Path(codings), articles, self.settings, self.clock, by=by)

    def events(
        self,
        wanted: Wanted | None = None,
        *,
        as_of: date | None = None,
        rule: Rule = Rule.REPRESENTATIVE,
        by_adding: bool = False,
    ) -> Events:
        """The events that are wanted, in order of their days.

        Args:
            wanted: Which; all if not told.
            as_of: As it was known by the end of that day.
            rule: How the value shown is chosen where sources differ.
            by_adding: Whether ``as_of`` counts when things were added to the record, and not when they were published.
        """
        return query.events(self.seen, wanted or Wanted(), self.view(as_of, rule, by_adding=by_adding))

    def everything(self, held: Held) -> Events:
        """As ``events``, of all: for whoever asks again and again. What is held as it now is, is not read anew."""
        return query.everything(self.seen, self.view(), held)

    def event(
        self,
        id_: str,
        *,
        as_of: date | None = None,
        rule: Rule = Rule.REPRESENTATIVE,
        by_adding: bool = False,
    ) -> Event:
        """The event of an id, its own or that of one of its claims.

        Raises:
            StoreError: There is none, it was rejected or is withheld, or nothing was known of it then.
        """
        found = query.event(self.seen, self._whole_id(id_), self.view(as_of, rule, by_adding=by_adding))
        if found is None:
            raise StoreError(
                f'knew nothing of the event "{id_}" on {as_of}',
                place="the record",
                mend="ask for a later day, or for what is known now",
                code="record.event",
            )
        return found

    def _whole_id(self, id_: str) -> str:
        """The id of the event that is meant; of one that this desk withholds, the error says by which ruling."""
        try:
            return whole_id(self.seen, id_)
        except StoreError:
            hidden = () if self.embargoed else filter(None, map(self.store.event, self.store.ids(id_)))
            ruling = next((embargo_of(self.store, event, self.clock().date()) for event in hidden), None)
            if ruling is None:
                raise
            raise withheld(id_, ruling) from None

    def view(self, as_of: date | None = None, rule: Rule = Rule.REPRESENTATIVE, *, by_adding: bool = False) -> View:
        """How the record is looked at: today, or as of a day."""
        return View(today=self.clock().date(), as_of=as_of, rule=rule, by_adding=by_adding)

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Articles that have all the words, best first."""
        return search(self.seen, words, limit)

    def stats(self, *, as_of: date | None = None, by_adding: bool = False) -> Stats:
        """What the record holds, or as of a day what it had that was known by then."""
        return stats(self.seen, self.view(as_of, by_adding=by_adding))

    def dossier(self, *parties: str, as_of: date | None = None, rule: Rule = Rule.REPRESENTATIVE) -> Dossier:
        """The account of two parties, or of one: codes or names.

        Raises:
            ReviewError: Nobody knows such a party, or one is told twice.
        """
        codes = tuple(party(self.seen, words) for words in parties)
        if len({*codes}) < len(codes):
            raise ReviewError(
                f"{listed([*parties])} are one party",
                mend="name two that differ, or one alone for all that the record has of it",
                code="record.parties",
            )
        return dossier(self.seen, codes, self.view(as_of, rule))

    def ledger(self, wanted: Wanted | None = None, *, as_of: date | None = None) -> list[Entry]:
        """Promises and what became of them, those due next first."""
        return ledger(self.seen, wanted or Wanted(), self.view(as_of))

    def series(self, wanted: Wanted | None = None, *, as_of: date | None = None) -> tuple[Series, ...]:
        """Recurring occasions with their editions."""
        return series(self.events(wanted, as_of=as_of))

    def person(self, name: str, *, as_of: date | None = None) -> Diary:
        """The diary of a person, by any part of the name.

        Raises:
            ReviewError: The name is empty.
        """
        if not name.strip():
            raise ReviewError("names nobody", place="NAME", mend="write a name, or part of it", code="record.person")
        return diary(self.seen, name, self.view(as_of))

    def hand(self, by: str | None = None, why: str = "") -> Hand:
        """Who rules, now: under this name, or that of the settings."""
        return Hand(by=by or self.settings.coder, on=self._moment(), why=why)

    def _moment(self) -> datetime:
        """Now; or later by as many microseconds as it takes for no two rulings to be of one moment.

        For the same ruling at the same moment is one ruling, and what was undone within the second could not be ruled
        again.
        """
        taken = {one.on for one in self.store.judgements()}
        moment = self.clock()
        while moment in taken:
            moment += moment.resolution
        return moment

    def rule(self, judgement: Judgement) -> Judgement:
        """Pass a ruling (``desk.review`` makes them) and bring the record up to it."""
        review.pass_(self.store, judgement)
        return judgement

    def preview(self, judgement: Judgement) -> Preview:
        """What a ruling would change; nothing is written."""
        return review.preview(self.store, judgement)

    def history(self, event: Event) -> tuple[tuple[Judgement, bool], ...]:
        """All rulings on an event, each with whether it still holds."""
        return review.history(self.seen, event)

    def rebuild(self, progress: "Progress | None" = None) -> None:
        """Drop the projection and make it anew from the log."""
        project.rebuild(self.store, lambda done, every: progress and progress("join", done, every))

    def reread(self, *, keep: bool = True, progress: "Progress | None" = None) -> "Reread":
        """Read anew what other versions of the reader or the codebook read; see ``desk.reread``."""
        from dateline.desk.intake import silent  # noqa: PLC0415  (as above)
        from dateline.desk.reread import reread  # noqa: PLC0415

        return reread(self.store, self.settings, self.clock, keep=keep, progress=progress or silent)

    def verify(self) -> Iterable[Fault]:
        """Hash everything that is kept again, and look up every span."""
        return self.store.verify()

    def close(self) -> None:
        """Let the record go."""
        self.store.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @classmethod
    def open(
        cls,
        record: str | Path | None = None,
        *,
        create: bool = True,
        settings: Settings | None = None,
        clock: Callable[[], datetime] = now,
        embargoed: bool = False,
    ) -> Self:
        """The desk of a record: a file, or the URL of a PostgreSQL database.

        Args:
            record: Where it is; what ``DATELINE_RECORD`` says if not told, else ``dateline.db`` in this folder.
            create: Whether to begin a record where there is none.
            settings: How articles are read; the environment's if not told.
            clock: What the time is.
            embargoed: Whether it shows what is under embargo.

        Raises:
            StoreError: It cannot be opened, is no record, or is of a newer version.
        """
        settings = settings or Settings.of()
        desk = cls(
            open_store(record or settings.record, create=create, clock=clock), settings, clock, embargoed=embargoed
        )
        project.catch_up(desk.store)
        return desk


def open_desk(record: str | Path | None = None, *, create: bool = True) -> Desk:
    """``Desk.open``, under the name ``dateline.open``."""
    return Desk.open(record, create=create)
