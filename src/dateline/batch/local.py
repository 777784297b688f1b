"""Many readers on this machine: articles go to whoever is free, and come back in the order of input."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue
from typing import Self

from dateline.batch.parts import Cut, Part, parts
from dateline.batch.splits import Split
from dateline.batch.worker import Loads, Watch, Worker
from dateline.batch.written import Result
from dateline.errors import ArticleError
from dateline.ingest.found import Found

_AHEAD = 4  # articles a reader that wait for one: none is idle, and what waits stays on the disk


class Crew:
    """Readers that share the work, each in a process and under a watch of its own."""

    def __init__(self, workers: int, watch: Watch, loads: Loads) -> None:
        self._every = [Worker(watch, loads) for _ in range(workers)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._every:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, "reader")

    def read(
        self, splits: Sequence[Split], cut: Cut, done: Collection[str], each: Callable[[], None]
    ) -> Iterator[tuple[Part, Sequence[Result]]]:
        """What was read of each part that is not done, in order; ``each`` is called at each article.

        No more parts are taken from the input than keep every reader busy: two, unless there are very many readers.
        """
        waiting: deque[tuple[Part, list[Future[Result]]]] = deque()
        for part in chain.from_iterable(parts(split, cut, done) for split in splits):
            waiting.append((part, [self._threads.submit(self._read, one) for one in part.found]))
            while len(waiting) > 1 and sum(len(results) for _, results in list(waiting)[1:]) >= self._enough:
                yield _whole(*waiting.popleft(), each)
        while waiting:
            yield _whole(*waiting.popleft(), each)

    @property
    def _enough(self) -> int:
        return _AHEAD * len(self._every)

    def _read(self, one: Found) -> Result:
        if isinstance(one, ArticleError):
            return one
        worker = self._idle.get()
        try:
            return worker.read(one)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End all of them at once, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._every:
            worker.close()

    def __enter__(self) -> Self:
        """They are ended at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        self.close()


def _whole(part: Part, results: Sequence[Future[Result]], each: Callable[[], None]) -> tuple[Part, Sequence[Result]]:
    read = []
    for result in results:
        read.append(result.result())
        each()
    return part, read
