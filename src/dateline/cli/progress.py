"""How far a long piece of work has come, for a person at a terminal; silent where there is none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from dateline.desk.intake import Progress as Told

_WORDS = {"read": "articles read", "join": "claims joined", "find": "articles looked at"}


@contextmanager
def shown() -> Iterator["Told"]:
    """A function to be told of progress, drawn on the error stream while the work lasts."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, every: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(_WORDS.get(what, what), total=None)
            bar.update(tasks[what], completed=done, total=every or None)

        yield tell
