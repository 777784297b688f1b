"""The command that reads by the million: batch."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import KEPT, NoEncoder, Published, Rules, settings_of, told
from dateline.cli.wording import some

if TYPE_CHECKING:
    from dateline.batch.manifest import Manifest
    from dateline.batch.run import Pace, Tell

_PART, _LIMIT, _MEMORY = 256, 300.0, 4096  # as in ``batch``, which --help need not load


def batch(
    paths: Annotated[
        list[str],
        typer.Argument(help="As for read; also Parquet of articles, and addresses (s3://…) that fsspec can open."),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Where readings, manifest and journal are written.")
    ],
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Readers, each a process; else DATELINE_WORKERS.")
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Read on a Ray cluster: its address, auto, or local to begin one here."),
    ] = None,
    part: Annotated[int, typer.Option(metavar="N", min=1, help="Articles that are written together.")] = _PART,
    limit: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="An article that takes longer is set aside.")
    ] = _LIMIT,
    memory: Annotated[
        int, typer.Option(metavar="MIB", min=0, help="Memory that one reader may have; 0 is no limit.")
    ] = _MEMORY,
    published: Published = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Read very many articles into Parquet, for a record to take: dateline add DIR.

    A run that was cut off goes on with the same command. What could not be read is set aside in DIR/set-aside.jsonl
    with the reason; exit status 1 if there is any.
    """
    from dateline.batch.parts import Cut
    from dateline.batch.run import How, read_batch
    from dateline.batch.worker import Watch

    with told(KEPT), _shown() as tell:
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        cut = Cut(part=part, longest=settings.longest, published=published)
        watch = Watch(seconds=limit, memory=memory)
        how = How(settings=settings, workers=workers or settings.workers, ray=ray, watch=watch)
        manifest = read_batch(paths, out, cut, how, tell)
    typer.echo(_closing(manifest))
    raise typer.Exit(1 if manifest.counts["set_aside"] else 0)


def _closing(manifest: "Manifest") -> str:
    counts = manifest.counts
    parts = [f"{some(counts['articles'], 'article')} read", some(counts["claims"], "claim")]
    if counts["foreign"]:
        parts.append(f"{counts['foreign']:,} not in English: kept, not coded")
    if counts["set_aside"]:
        parts.append(f"{counts['set_aside']:,} set aside")
    return f"{', '.join(parts)}; digest {manifest.digest}.\nInto a record: dateline add {quote(str(manifest.out))}"


@contextmanager
def _shown() -> Iterator["Tell"]:
    """A function to be told of the pace: drawn at a terminal, else a line a minute, both on the error stream."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    with Progress(SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True)) as bar:
        task = bar.add_task("readers are starting", total=None)

        def tell(pace: "Pace") -> None:
            bar.update(task, description=_words(pace), total=1 if pace.share else None, completed=pace.share)

        yield tell


class _Lines:
    """Tells the pace in a line now and then: for a log."""

    _EVERY = 60.0  # seconds

    def __init__(self) -> None:
        self._next = self._EVERY

    def __call__(self, pace: "Pace") -> None:
        if pace.seconds >= self._next:
            self._next = pace.seconds + self._EVERY
            typer.echo(_words(pace), err=True)


def _words(pace: "Pace") -> str:
    told = f"{some(pace.articles, 'article')} read, {pace.rate:.1f} a second"
    return f"{told}, {timedelta(seconds=round(pace.left))} left" if pace.left is not None else told
