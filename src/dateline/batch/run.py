"""A batch from its beginning, or from where it was cut off, to its end."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from dateline.batch.fleet import Fleet
from dateline.batch.local import Crew
from dateline.batch.manifest import Manifest
from dateline.batch.parts import Cut, Part
from dateline.batch.splits import Split, digest_of, splits
from dateline.batch.worker import Loads, Watch, warm
from dateline.batch.written import Result, write
from dateline.desk.readings import pyarrow
from dateline.errors import ArticleError, DatelineError
from dateline.reading.versions import versions
from dateline.settings import Settings

_VERSIONS = ("software", "codebook", "register", "encoder")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a batch is read; none of it changes what comes out.

    Attributes:
        workers: Readers.
        ray: The cluster on which they are; None is this machine, without Ray.
        watch: What a reader may use.
        settings: What the readers read by.
        loads: What makes a reader, if not those settings; tests give their own.
    """

    workers: int = 1
    ray: str | None = None
    watch: Watch = field(default=Watch())
    settings: Settings = field(default_factory=Settings.of)
    loads: Loads | None = None

    @property
    def made_by(self) -> Loads:
        """What makes a reader."""
        return self.loads or partial(warm, self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far a batch has come in this call.

    Attributes:
        articles: Read by this call.
        seconds: Since it began.
        share: Of the bytes of the input, those that lie behind it; and those that did when it began.
    """

    articles: int
    seconds: float
    share: float
    began: float = 0.0

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until the end, if it goes on like this; None while nothing tells."""
        done = self.share - self.began
        return self.seconds * (1 - self.share) / done if done > 0 else None


Tell = Callable[[Pace], None]


def nobody(_pace: Pace) -> None:
    """Tells nobody."""


def read_batch(paths: Sequence[str], out: Path, cut: Cut, how: How, tell: Tell = nobody) -> Manifest:
    """Read all that the paths lead to into Parquet; the same call again goes on where it was cut off.

    Args:
        paths: Files, folders and addresses; of each, what ``ingest.files.articles`` reads, and Parquet of articles.
        out: The folder for readings, manifest, journal and what was set aside.
        cut: How the input is cut to parts.
        how: By whom it is read.
        tell: Told of the pace at each article.

    Raises:
        DatelineError: Something of ours is not sound, something is not installed, or ``out`` holds something else.
    """
    pyarrow()
    every = list(splits(paths))
    if not every:
        raise DatelineError("there is nothing to read", mend="name files or folders with articles", code="batch.none")
    with Manifest(out, _told(paths, every, cut, how.settings)).held() as manifest:
        left = [split for split in every if split.number not in manifest.finished]
        march = _March(every, left, tell)
        if left:
            with _engine(how) as engine:
                ours = _Ours(manifest.versions if how.loads is None else None)
                for part, results in engine.read(left, cut, manifest.done.keys(), march.each):
                    ours.check(results)
                    manifest.keep(write(out, part, results))
                    march.at(part)
        manifest.close(march.seconds, march.articles)
    return manifest


def _engine(how: How) -> Crew | Fleet:
    if how.ray is None:
        return Crew(how.workers, how.watch, how.made_by)
    return Fleet(how.ray, how.workers, how.watch, how.made_by)


def _told(paths: Sequence[str], every: Sequence[Split], cut: Cut, settings: Settings) -> dict[str, object]:
    """What makes a batch this one and no other."""
    size = sum(split.size for split in every)
    files = sum(len(split.files) for split in every)
    terms = asdict(cut) | {"published": cut.published.isoformat() if cut.published else None}
    return {
        "input": {"paths": list(paths), "files": files, "bytes": size, "digest": digest_of(every)},
        "terms": terms,
        "versions": asdict(versions(encoder=settings.encoder, rules=settings.rules)),
    }


class _Ours:
    """Holds all readers to one version: those of other machines may have another Dateline, or other books."""

    def __init__(self, versions: Mapping[str, Any] | None) -> None:
        self._versions = versions

    def check(self, results: Iterable[Result]) -> None:
        """Look at what was read of a part.

        Raises:
            DatelineError: Something else read it than read the others.
        """
        for row in results:
            if isinstance(row, ArticleError):
                continue
            found = {name: row[name] for name in _VERSIONS}
            self._versions = self._versions or found
            if found != self._versions:
                raise DatelineError(
                    f"was read by {_told_of(found)}; the batch is read by {_told_of(self._versions)}",
                    place=row["id"],
                    mend="install the same Dateline, and the same rules of yours, on all machines; what is done stays",
                    code="batch.versions",
                )


def _told_of(versions: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {versions[name]}" for name in _VERSIONS)


class _March:
    """Keeps the pace."""

    def __init__(self, every: Sequence[Split], left: Sequence[Split], tell: Tell) -> None:
        self._whole = sum(split.size for split in every)
        self._sizes = {split.number: split.size for split in left}
        self._first = self._behind = self._whole - sum(self._sizes.values())
        self._at: dict[int, int] = {}
        self._began, self._tell = time.monotonic(), tell
        self.articles = 0

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._began

    def each(self) -> None:
        """One article more."""
        self.articles += 1
        share, began = (bytes_ / max(1, self._whole) for bytes_ in (self._behind, self._first))
        self._tell(Pace(articles=self.articles, seconds=self.seconds, share=share, began=began))

    def at(self, part: Part) -> None:
        """A part more."""
        before = self._at.get(part.split, 0)
        self._at[part.split] = self._sizes[part.split] if part.last else max(before, part.at)
        self._behind += self._at[part.split] - before
