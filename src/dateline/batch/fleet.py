"""Many machines: Ray Data cuts the splits to parts, readers on all machines read them, this program writes.

A part is the unit of work. Where a machine goes, what it had in hand is read again elsewhere; which machine read a part
leaves no trace in what is written. Nothing but this program writes, so the machines need no disk in common, unless the
input lies there.
"""

import logging
import os
import pickle
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any, Self

from dateline.batch.parts import Cut, Part, parts
from dateline.batch.splits import Split
from dateline.batch.worker import Loads, Watch, Worker
from dateline.batch.written import Result
from dateline.errors import ArticleError, DatelineError

LOCAL = "local"
_OURS = "DATELINE_"
_Batch = dict[str, list[bytes]]  # a column of values that Ray does not look into


class Fleet:
    """Readers on the machines of a Ray cluster.

    Args:
        address: Of the cluster; ``auto`` is the one that this machine belongs to, ``local`` one begun here and now.
        workers: Readers, each on one core.
        watch: What a reader may use.
        loads: What makes a reader.
    """

    def __init__(self, address: str, workers: int, watch: Watch, loads: Loads) -> None:
        self._workers, self._watch, self._loads = workers, watch, loads
        self._ray = _ray()
        ours = {name: value for name, value in os.environ.items() if name.startswith(_OURS)}
        self._ray.init(
            None if address == LOCAL else address,
            num_cpus=workers + 1 if address == LOCAL else None,
            runtime_env={"env_vars": ours},
            include_dashboard=False if address == LOCAL else None,
            log_to_driver=False,
        )
        logging.getLogger("ray.data").setLevel(logging.WARNING)  # what it has to say of success is in the manifest

    def read(
        self, splits: Sequence[Split], cut: Cut, done: Collection[str], each: Callable[[], None]
    ) -> Iterator[tuple[Part, Sequence[Result]]]:
        """What was read of each part that is not done, as it comes in; the part is without its articles."""
        data = self._ray.data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.target_max_block_size = 1  # a block to a part, or one reader would get what is there for all
        items = data.from_items([{"split": pickle.dumps(one)} for one in splits], override_num_blocks=len(splits))
        cuts = items.map_batches(_cut, batch_size=1, fn_kwargs={"cut": cut, "done": frozenset(done)}, num_cpus=0.5)
        told = {"watch": self._watch, "loads": self._loads}
        readers = data.ActorPoolStrategy(size=self._workers)
        read = cuts.map_batches(_Reads, batch_size=1, num_cpus=1, compute=readers, fn_constructor_kwargs=told)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "The minimum number of concurrent actors", UserWarning)  # a small input
            for row in read.iter_rows():
                part, results = pickle.loads(row["read"])  # noqa: S301  (from a process that we started)
                for _ in results:
                    each()
                yield part, results

    def close(self) -> None:
        """Let the cluster go."""
        self._ray.shutdown()

    def __enter__(self) -> Self:
        """It is let go at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the cluster go."""
        self.close()


class _Reads:
    """A reader where Ray has put it; under a watch, as no article may take Ray's own process with it."""

    def __init__(self, watch: Watch, loads: Loads) -> None:
        self._worker = Worker(watch, loads)

    def __call__(self, batch: _Batch) -> _Batch:
        return {"read": [self._read(packed) for packed in batch["part"]]}

    def _read(self, packed: bytes) -> bytes:
        part: Part = pickle.loads(packed)  # noqa: S301  (``_cut`` packed it)
        results = [one if isinstance(one, ArticleError) else self._worker.read(one) for one in part.found]
        return pickle.dumps((replace(part, found=()), results))


def _cut(batch: _Batch, cut: Cut, done: Collection[str]) -> Iterator[_Batch]:
    for packed in batch["split"]:
        split: Split = pickle.loads(packed)  # noqa: S301  (``Fleet.read`` packed it)
        yield from ({"part": [pickle.dumps(part)]} for part in parts(split, cut, done))


def _ray() -> ModuleType:
    """The library.

    Raises:
        DatelineError: It is not installed.
    """
    try:
        import ray  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  (an extra)
        import ray.data  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    except ImportError as fault:
        raise DatelineError(
            "reading on a cluster needs the package ray, which is not installed",
            mend='install the extra that has it: pip install "dateline[ray]"',
            code="batch.extra",
        ) from fault
    found: Any = ray
    return found  # type: ignore[no-any-return]
