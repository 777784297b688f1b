"""Paths → readings: one process for a few articles, several for many, in the order of input whatever happens."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dateline.books.crosswalk import crosswalk
from dateline.errors import ArticleError, DatelineError
from dateline.ingest.files import articles
from dateline.model import codec
from dateline.model.article import Article
from dateline.model.claim import Reading
from dateline.model.span_codec import Json
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

T = TypeVar("T")

_BATCH = 8  # articles that go to a worker at a time: enough that the way there costs nothing
_READERS = 2  # that one process keeps: rules alone, and with the encoder
_AHEAD = 4  # batches that wait for a worker: enough that none is idle, few enough that a long feed stays on disk


def read(
    paths: Sequence[str | Path],
    then: Callable[[Reading], T],
    *,
    published: date | None = None,
    settings: Settings | None = None,
) -> Iterator[T | ArticleError]:
    """Read every article that the paths lead to.

    Args:
        paths: Files and folders; ``-`` is the standard input.
        then: What to make of each reading, in the process that read it: a function of a module, as it is sent there by
            name. ``as_is`` gives the readings themselves.
        published: The day of publication of articles that carry none.
        settings: How many processes; the environment's where none are given.

    Yields:
        For each article in the order of input what ``then`` made of it, or why it could not be read.

    Raises:
        ModelError, CodebookError, RegisterError: Something of ours is not sound; nothing more is read.
    """
    settings = settings or Settings.of()
    return read_all(articles(paths, published, longest=settings.longest), then, settings)


def read_all(
    found: Iterable[Article | ArticleError], then: Callable[[Reading], T], settings: Settings
) -> Iterator[T | ArticleError]:
    """As ``read``, of articles that are at hand; what could not be made into one is passed on in its place."""
    left = iter(found)
    first = list(islice(left, settings.many))
    every = chain(first, left)
    if settings.workers == 1 or len(first) < settings.many:
        return (_read(one, then, settings) for one in every)
    return _read_elsewhere(every, then, settings)


def as_is(reading: Reading) -> Reading:
    """The reading itself, for ``read``."""
    return reading


def as_json(reading: Reading) -> Json:
    """A JSON object with the codes of the crosswalk, for ``read``."""
    return codec.to_json(reading, crosswalk().codes)


def as_line(reading: Reading) -> str:
    """A line of JSON with the codes of the crosswalk, for ``read``."""
    return codec.to_line(reading, crosswalk().codes)


def reader(settings: Settings) -> "Reader":
    """The reader of such settings in this process, loaded when it is first asked for."""
    return _reader(settings.encoder, settings.rules)


@lru_cache(_READERS)
def _reader(encoder: bool, rules: tuple[Path, ...]) -> "Reader":  # noqa: FBT001  (what tells one reader from another)
    _keep_to_one_thread()
    from dateline.reading.reader import Reader  # noqa: PLC0415  (spaCy takes two seconds; faults of input need none)

    return Reader.load(encoder=encoder, rules=rules)


def _read(one: Article | ArticleError, then: Callable[[Reading], T], settings: Settings) -> T | ArticleError:
    if isinstance(one, ArticleError):
        return one
    ours = reader(settings)
    try:
        return then(ours.read(one))
    except ArticleError as error:
        return error
    except DatelineError:
        raise
    except Exception as fault:  # noqa: BLE001  (whatever an article sets off, the other articles are still read)
        return ArticleError(
            f"the reader stumbled over this article ({type(fault).__name__}: {fault})",
            place=one.id,
            mend="this is a fault of Dateline's: please report it with the article",
            code="article.stumbled",
        )


def _read_elsewhere(
    every: Iterable[Article | ArticleError], then: Callable[[Reading], T], settings: Settings
) -> Iterator[T | ArticleError]:
    others = {*active_children()}
    pool = ProcessPoolExecutor(settings.workers, mp_context=get_context("spawn"), initializer=_leave_it_to_the_first)
    waiting: deque[Future[list[T | ArticleError]]] = deque()
    try:
        for batch in _batches(every):
            waiting.append(pool.submit(_read_batch, batch, then, settings))
            if len(waiting) > _AHEAD * settings.workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as fault:
        raise DatelineError(
            "a process that read was ended from outside, most likely for want of memory",
            mend="read with one process: DATELINE_WORKERS=1",
            code="desk.worker",
        ) from fault
    except BaseException:  # also where nobody asks for more: what is still being read is wanted by nobody
        for process in {*active_children()} - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_it_to_the_first() -> None:
    """Ctrl-C goes to every process of a terminal: the one that was called ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _keep_to_one_thread() -> None:
    """Processes, not threads, share the work: the arithmetic of one article is too small to be parted."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def _read_batch(
    batch: Sequence[Article | ArticleError], then: Callable[[Reading], T], settings: Settings
) -> list[T | ArticleError]:
    return [_read(one, then, settings) for one in batch]


def _batches(every: Iterable[Article | ArticleError]) -> Iterator[list[Article | ArticleError]]:
    left = iter(every)
    while batch := list(islice(left, _BATCH)):
        yield batch
