"""What any store can do: a writer that appends, a view that reads, a projection that can be dropped and made anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from typing import Protocol

from dateline.model.article import Article
from dateline.model.claim import Reading, Versions
from dateline.model.event import Event
from dateline.model.kept import Kept, Source
from dateline.model.review import Judgement, Verdict

Mark = bytes
"""A digest of what an event is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An article with what was read of it, on its way into the log.

    ``keys`` are those of ``reading.claims``, in their order; ``by`` is who coded it where a person did and no reader.
    """

    source: Source
    reading: Reading
    keys: tuple[str, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReading:
    """One reading of an article as it lies in the log; ``current`` is the newest, whose claims make the record."""

    reading: Reading
    keys: tuple[str, ...]
    added: datetime
    current: bool
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are asked for; what is None is not asked.

    ``first`` and ``last`` both count: an event is wanted if it may have been under way on a day of theirs. ``parties``
    are countries (alpha-3) or organisations, all of which must take part; ``person`` is the beginning of a
    name or of a part of one, folded of case and accents. ``after`` is the id after which the next page begins.
    """

    first: date | None = None
    last: date | None = None
    parties: tuple[str, ...] = ()
    person: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    source: str | None = None  # part of a publisher's name, or a source class
    words: str | None = None  # full text: of the articles' titles and texts, and of names and persons of the events
    series: str | None = None
    ids: tuple[str, ...] = ()
    limit: int | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What ``verify`` found wrong: of which thing, and what."""

    place: str
    what: str


@dataclass(slots=True)
class Held:
    """Events as they were last read, in order, each with the mark of what it was made of."""

    events: dict[str, tuple[Mark, Event]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class Store(Protocol):
    """A record's keeping. Whatever writes is one transaction: it is there whole or not at all.

    Raises:
        StoreError: The database is locked, full, damaged, or of a newer version.
    """

    # ---- the log: added to, never changed

    def append(self, incoming: Sequence[Incoming]) -> int:
        """Add articles with their readings in one transaction; what is there already is passed over.

        An article is there if its key is; a reading, if the article has one by the same versions (and the same ``by``)
        from the same day. What an article was given stays as it is; a day of publication that its source has besides
        (``Source.dated``) is kept beside it, once as told and once as its dateline has it.

        Returns:
            How many readings were new.
        """

    def append_judgements(self, judgements: Sequence[Judgement]) -> int:
        """Add rulings in one transaction; returns how many were new.

        The claims that a new one is about (``claims`` and ``others``) wait to be projected again.
        """

    def has(self, article: str, versions: Versions) -> bool:
        """Whether an article (by its key) was read by these versions."""

    # ---- the view

    def source(self, article: str) -> Source | None:
        """The article of a key, without its text."""

    def sources(self) -> Iterator[Source]:
        """All articles, by key."""

    def versions_of(self, url: str) -> tuple[Source, ...]:
        """All articles that were found under an address, in the order in which they were added."""

    def article(self, key: str) -> Article | None:
        """An article with its text, its raw text and the way from one to the other."""

    def readings(self, article: str) -> tuple[KeptReading, ...]:
        """All readings of an article, the oldest first."""

    def kept(self, keys: Iterable[str] | None = None) -> Iterator[Kept]:
        """The claims of the current readings, by key; of these keys alone where they are given."""

    def judgements(self, verdicts: Collection[Verdict] = ()) -> tuple[Judgement, ...]:
        """All rulings in the order in which they were added, undone ones too; of these verdicts alone if told."""

    def counts(self) -> Mapping[str, int]:
        """How many articles, readings, claims, judgements, events the record holds."""

    # ---- the projection: can be dropped and made anew

    def waiting(self) -> tuple[str, ...]:
        """Keys of claims that are in the log and not yet in the projection, or no longer of a current reading."""

    def near(self, blocks: Iterable[str]) -> set[str]:
        """Keys of projected claims that lie in any of these blocks."""

    def component(self, claims: Iterable[str]) -> set[str]:
        """Keys of all projected claims that hang together with these: by one event, or by links, however far.

        These claims themselves are among them if they are projected.
        """

    def project(
        self,
        gone: Iterable[str],
        blocks: Mapping[str, Iterable[str]],
        events: Iterable[Event],
        links: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Put events in the place of all events that had a claim of theirs or of ``gone``, in one transaction.

        Args:
            gone: Keys of claims that belong to no event any more.
            blocks: Of each claim of the events, the blocks that it lies in.
            events: What now stands; their claims leave whatever event they were in.
            links: Pairs of claims that look like one occasion, though they may stand in two events: ``component``
                follows them. They take the place of all links of the claims of ``events`` and ``gone``.
        """

    # which articles repeat one another: part of the projection, too

    def unsigned(self, after: str = "", most: int | None = None) -> tuple[str, ...]:
        """Keys of articles in the log whose text was not yet compared with the others', in their order.

        Of those behind ``after``, so many at most.
        """

    def texts(self, articles: Iterable[str]) -> Iterator[Article]:
        """The articles of these keys, for whoever compares them: of many at once, as ``article`` gives one."""

    def addressed(self, urls: Iterable[str]) -> dict[str, frozenset[str]]:
        """By address, keys of the articles that were found under it."""

    def sign(self, bands: Mapping[str, Iterable[str]], marks: Mapping[str, bytes]) -> None:
        """Keep what articles' texts are compared by: the bands in which copies meet, and the signature itself."""

    def met(self, bands: Iterable[str]) -> dict[str, list[str]]:
        """By band, keys of the articles that lie in it; bands in which none lies are left out."""

    def marks(self, articles: Iterable[str]) -> dict[str, bytes]:
        """The signatures of these articles, by key."""

    def stories(self, articles: Iterable[str]) -> dict[str, str]:
        """The story that each of these articles tells: its own where nothing was told of it."""

    def telling(self, stories: Iterable[str]) -> frozenset[str]:
        """Keys of all articles that tell one of these stories, with those whose own they are."""

    def tell(self, stories: Mapping[str, str]) -> None:
        """Keep of each article the story that it tells (``Source.story``); the claims of those that change wait anew.

        An article of which nothing was told tells its own.
        """

    def drop(self) -> None:
        """Empty the projection; the log stays."""

    def event(self, id_: str) -> Event | None:
        """The event that an id leads to, its own or that of one of its claims."""

    def ids(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """The ids of events that begin so, with ``e-`` or without; each event's own ids and those of its claims."""

    def events_of(self, article: str) -> tuple[str, ...]:
        """The ids of the events that an article speaks of, in order."""

    def events(self, wanted: Wanted) -> Iterator[Event]:
        """Events in order of their first day (those without, last), then of id."""

    def which(self, wanted: Wanted) -> frozenset[str]:
        """The ids of the events that are wanted."""

    def every(self, held: Held) -> Iterator[Event]:
        """All events, in that order; of those that are held as they now are, the very objects. The others are held."""

    def published(self, first: date, last: date, parties: Sequence[str] = ()) -> int:
        """How many articles were published from one day to another, both counted; with a claim on all these parties."""

    def covered(self) -> Iterator[tuple[str, date, frozenset[str]]]:
        """Of each projected claim with parties, its article, the day on which that was published, and the parties."""

    def search(self, words: str, limit: int = 50) -> Iterator[tuple[Source, str]]:
        """Articles that have the words, best first, each with a snippet that marks them as ``[`` … ``]``."""

    def digest(self) -> str:
        """Digest of the whole projection: equal if and only if it is the same byte by byte."""

    # ---- keeping house

    def pulse(self) -> str:
        """A word that changes whenever the record does, whoever writes; to be asked often, it costs next to nothing.

        It is of this store alone, and may change where the record does not.
        """

    def verify(self, newest: int | None = None) -> Iterator[Fault]:
        """Hash everything again: articles, texts, readings; every claim's span against its text.

        Of as many of the newest articles and readings as are asked for, or of all.
        """

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one writer's place; a second writer waits a while, then gets a StoreError."""

    def close(self) -> None:
        """Let the database go."""
