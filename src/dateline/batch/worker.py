"""One reader in a process of its own, watched: an article that ends it, or holds it up, is set aside."""

import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Self

from dateline.desk.read import read_all
from dateline.desk.readings import Row, row_of
from dateline.errors import ArticleError, DatelineError
from dateline.model.article import Article
from dateline.settings import Settings

Answer = Row | DatelineError
Reads = Callable[[Article], Row | ArticleError]
Loads = Callable[[], Reads]

_START = 600.0  # seconds in which a reader is warm, on a slow machine that is busy
_MIB = 2**20
_READY = "ready"
_TRIES = 2  # who ends a reader twice is set aside: the first time, it may have been ended from outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a reader may use.

    Attributes:
        seconds: Of one article, at most.
        memory: MiB of the whole process, at most; 0 is no limit. Only systems that can hold it to that do.
    """

    seconds: float = 300.0
    memory: int = 4096


def warm(settings: Settings) -> Reads:
    """The reader of this process, loaded: the one that ships, as the settings have it."""
    from dateline.desk.read import reader  # noqa: PLC0415  (only the process that reads asks for it)

    reader(settings)
    alone = replace(settings, workers=1)
    return lambda article: next(read_all([article], row_of, alone))


class Worker:
    """A reader in another process. It is started when it is first asked, and anew when it was ended.

    Args:
        watch: What it may use.
        loads: What makes the reader there, such as ``warm`` of some settings; functions are sent there by name.
    """

    def __init__(self, watch: Watch, loads: Loads) -> None:
        self._watch, self._loads = watch, loads
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._over = False

    def read(self, article: Article) -> Row | ArticleError:
        """The row of an article's reading, or why there is none.

        Raises:
            DatelineError: Something of ours is not sound, or no reader can be started.
        """
        for _ in range(_TRIES):
            try:
                answer: Answer = self._asked(article)
            except (EOFError, OSError):
                self._stop()
                continue
            if isinstance(answer, DatelineError) and not isinstance(answer, ArticleError):
                raise answer
            return answer
        return ArticleError(
            f"ended the process that read it, {_TRIES} times",
            place=article.id,
            mend="this is a fault of Dateline's, or too little memory: please report it with the article",
            code="batch.died",
        )

    def _asked(self, article: Article) -> Answer:
        pipe = self._started()
        pipe.send(article)
        if pipe.poll(self._watch.seconds):
            answer: Answer = pipe.recv()
            return answer
        self._stop()
        return ArticleError(
            f"was not read within {self._watch.seconds:g} seconds",
            place=article.id,
            mend="give it longer (--limit), or split the article",
            code="batch.slow",
        )

    def _started(self) -> Connection:
        if self._over:
            raise DatelineError("this reader was ended", mend="run the same command again", code="batch.over")
        if self._pipe is None:
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._loads, self._watch.memory), daemon=True)
            process.start()
            self._process = process  # only now: whoever closes us ends a process that there is
            theirs.close()
            if self._over:
                self._stop()
                return self._started()
            self._await(self._pipe)
        return self._pipe

    def _await(self, pipe: Connection) -> None:
        """Wait until the reader is warm.

        Raises:
            DatelineError: It never is.
        """
        try:
            answer = pipe.recv() if pipe.poll(_START) else None
        except (EOFError, OSError):
            answer = None
        if isinstance(answer, DatelineError):
            self._stop()
            raise answer
        if answer != _READY:
            self._stop()
            raise DatelineError(
                "a process that reads could not be started",
                mend="look for what it says above; if it lacks memory, use fewer: --workers 1",
                code="batch.start",
            )

    def _stop(self) -> None:
        """End the process, whatever it is doing; whoever asks next starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def close(self) -> None:
        """End the process, and start no other. Another thread may be waiting for it: that one sees it go."""
        self._over = True
        if (process := self._process) is not None:
            process.kill()

    def __enter__(self) -> Self:
        """It is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()


def _serve(pipe: Connection, loads: Loads, memory: int) -> None:
    """Read what comes, until nobody asks any more. Ctrl-C is for whoever started us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hold_to(memory)
    with contextlib.suppress(EOFError, OSError):
        try:
            reads = loads()
        except DatelineError as fault:
            pipe.send(fault)
            return
        pipe.send(_READY)
        while True:
            pipe.send(_answer(reads, pipe.recv()))


def _answer(reads: Reads, article: Article) -> Answer:
    try:
        return reads(article)
    except DatelineError as fault:
        return fault


def _hold_to(memory: int) -> None:
    """Let this process have so many MiB and no more; what asks for more gets a MemoryError."""
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return
    if memory:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory * _MIB, memory * _MIB))
