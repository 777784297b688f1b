"""A record in an SQLite file or in PostgreSQL: the one store there is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from dateline.model.article import Article
from dateline.model.claim import Versions
from dateline.model.event import Event
from dateline.model.kept import Kept, Source
from dateline.model.review import Judgement, Verdict
from dateline.store import faults, log, projection, query, verify, view
from dateline.store.base import Fault, Held, Incoming, KeptReading, Store, Wanted
from dateline.store.engine import engine_of, writing
from dateline.store.held import every
from dateline.store.lock import Place
from dateline.store.pulse import Pulse
from dateline.store.upgrade import make_ready

T = TypeVar("T")
P = ParamSpec("P")

_WAIT = 10.0  # seconds for which a writer waits for another

Clock = Callable[[], datetime]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def open_store(where: str | Path, *, create: bool = True, wait: float = _WAIT, clock: Clock = now) -> "SqlStore":
    """Open a record; one of an older version is brought up to this one.

    Args:
        where: A file, or a URL: ``postgresql://USER@HOST/NAME``, ``sqlite:///PATH``.
        create: Whether to make it where there is none.
        wait: Seconds to wait for another program that writes.
        clock: What tells when an article is read again; for tests.

    Raises:
        StoreError: It cannot be opened; the code says why.
    """
    engine, place = engine_of(where, wait)
    held = Place(engine, place, wait)
    try:
        make_ready(engine, held, place, create=create)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, held, place, clock)


class SqlStore(Store):
    """The keeping of a record through SQLAlchemy; see ``Store`` for what each method promises.

    Every question is answered from one moment of the record, even while another program writes to it.
    """

    def __init__(self, engine: Engine, held: Place, place: str, clock: Clock) -> None:
        self.place = place
        self._engine, self._held, self._clock, self._pulse = engine, held, clock, Pulse(engine)

    # ---- the log

    def append(self, incoming: Sequence[Incoming]) -> int:
        """Add articles with their readings; see ``Store``."""
        return self._write(log.append, incoming, self._clock())

    def append_judgements(self, judgements: Sequence[Judgement]) -> int:
        """Add rulings; those about persons' names stir the events in which such names stand."""
        return self._write(log.append_judgements, judgements)

    def has(self, article: str, versions: Versions) -> bool:
        """Whether a reader of these versions has read an article."""
        return self._ask(view.has, article, versions)

    # ---- the view

    def source(self, article: str) -> Source | None:
        """The article of a key, without its text."""
        return self._ask(view.source, article)

    def sources(self) -> Iterator[Source]:
        """All articles, by key."""
        return self._stream(view.sources)

    def versions_of(self, url: str) -> tuple[Source, ...]:
        """All articles that were found under an address."""
        return self._ask(view.versions_of, url)

    def article(self, key: str) -> Article | None:
        """An article as it was given."""
        return self._ask(view.article, key)

    def readings(self, article: str) -> tuple[KeptReading, ...]:
        """All readings of an article, the oldest first."""
        return self._ask(view.readings_of, article)

    def kept(self, keys: Iterable[str] | None = None) -> Iterator[Kept]:
        """The claims of the current readings, by key."""
        return self._stream(view.kept, keys)

    def judgements(self, verdicts: Collection[Verdict] = ()) -> tuple[Judgement, ...]:
        """All rulings, or those of some verdicts."""
        return self._ask(view.rulings, verdicts)

    def counts(self) -> Mapping[str, int]:
        """How many of each thing there are."""
        return self._ask(view.counts)

    def published(self, first: date, last: date, parties: Sequence[str] = ()) -> int:
        """How many articles of these days have a claim on all these parties."""
        return self._ask(view.published, first, last, parties)

    def covered(self) -> Iterator[tuple[str, date, frozenset[str]]]:
        """What articles speak of whom, and when they came out."""
        return self._stream(view.covered)

    def search(self, words: str, limit: int = 50) -> Iterator[tuple[Source, str]]:
        """Articles that have the words."""
        return self._stream(view.found, words, limit)

    # ---- the projection

    def waiting(self) -> tuple[str, ...]:
        """Keys of claims that wait to be projected."""
        return self._ask(projection.waiting)

    def near(self, blocks: Iterable[str]) -> set[str]:
        """Keys of projected claims in any of these blocks."""
        return self._ask(projection.near, blocks)

    def component(self, claims: Iterable[str]) -> set[str]:
        """Keys of projected claims that hang together with these."""
        return self._ask(projection.component, claims)

    def project(
        self,
        gone: Iterable[str],
        blocks: Mapping[str, Iterable[str]],
        events: Iterable[Event],
        links: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Put events in the place of others; hold ``writing`` from ``kept`` to here."""
        self._write(projection.project, gone, blocks, events, links, self.place)

    def unsigned(self, after: str = "", most: int | None = None) -> tuple[str, ...]:
        """Keys of articles not yet compared."""
        return self._ask(projection.unsigned, after, most)

    def texts(self, articles: Iterable[str]) -> Iterator[Article]:
        """The articles of these keys."""
        return self._stream(view.texts, articles)

    def addressed(self, urls: Iterable[str]) -> dict[str, frozenset[str]]:
        """The articles under each address."""
        return self._ask(view.addressed, urls)

    def sign(self, bands: Mapping[str, Iterable[str]], marks: Mapping[str, bytes]) -> None:
        """Keep what texts are compared by."""
        self._write(projection.sign, bands, marks)

    def met(self, bands: Iterable[str]) -> dict[str, list[str]]:
        """The articles that lie in each band."""
        return self._ask(projection.met, bands)

    def marks(self, articles: Iterable[str]) -> dict[str, bytes]:
        """The signatures of articles."""
        return self._ask(projection.marks, articles)

    def stories(self, articles: Iterable[str]) -> dict[str, str]:
        """The story that each article tells."""
        return self._ask(projection.stories_of, articles)

    def telling(self, stories: Iterable[str]) -> frozenset[str]:
        """The articles that tell these stories."""
        return self._ask(projection.telling, stories)

    def tell(self, stories: Mapping[str, str]) -> None:
        """Keep which story articles tell."""
        self._write(projection.tell, stories)

    def drop(self) -> None:
        """Empty the projection."""
        self._write(projection.drop)

    def event(self, id_: str) -> Event | None:
        """The event that an id leads to."""
        return self._ask(query.event, id_)

    def ids(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """The ids that begin so."""
        return self._ask(query.ids, beginning, limit)

    def events_of(self, article: str) -> tuple[str, ...]:
        """The ids of the events that an article speaks of."""
        return self._ask(query.events_of, article)

    def events(self, wanted: Wanted) -> Iterator[Event]:
        """Events in order of their first day, then of id."""
        return self._stream(query.found, wanted)

    def which(self, wanted: Wanted) -> frozenset[str]:
        """The ids of the events that are wanted."""
        return self._ask(query.which, wanted)

    def every(self, held: Held) -> Iterator[Event]:
        """All events; those that are held are not read anew."""
        return self._stream(every, held)

    def digest(self) -> str:
        """Digest of the whole projection."""
        return self._ask(projection.digest)

    # ---- keeping house

    def pulse(self) -> str:
        """A word that changes whenever anything is written."""
        with faults.told(self.place):
            return self._pulse.beat()

    def verify(self, newest: int | None = None) -> Iterator[Fault]:
        """Hash everything again, or the newest."""
        return self._stream(verify.faults, newest)

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one writer's place; see ``Store``."""
        return self._held.held()

    def close(self) -> None:
        """Let the database go."""
        self._pulse.close()
        self._engine.dispose()

    # ---- one transaction each

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with faults.told(self.place), self._engine.connect() as connection:
            yield connection

    def _ask(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs) -> T:
        with self._transaction() as connection:
            return question(connection, *args, **named)

    def _stream(
        self, question: Callable[Concatenate[Connection, P], Iterator[T]], *args: P.args, **named: P.kwargs
    ) -> Iterator[T]:
        with self._transaction() as connection:
            yield from question(connection, *args, **named)

    def _write(self, step: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs) -> T:
        with self.writing(), faults.told(self.place), writing(self._engine) as connection:
            return step(connection, *args, **named)
