"""What a batch is and how far it has come, on the disk: so that whoever cuts it off loses a few minutes, no more.

``manifest.json`` tells what is read by what, and what came of it; ``parts.jsonl`` is the journal, a line to each part
that is done; ``set-aside.jsonl`` has a line to each article that could not be read. The journal alone counts: the
others are made of it.
"""

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline.batch.written import Done, Written, put
from dateline.errors import DatelineError

_MANIFEST, _JOURNAL, _ASIDE, _LOCK = "manifest.json", "parts.jsonl", "set-aside.jsonl", ".lock"
_READING, _WHOLE = "reading", "whole"


class Manifest:
    """The state of a batch in its folder. Use it in a ``with``: nobody else writes there meanwhile.

    Args:
        out: The folder; made if it is not there.
        told: What is read, by what, cut how. A batch goes on where it was if all of this is as it was.
    """

    def __init__(self, out: Path, told: Mapping[str, Any]) -> None:
        self.out, self._told = out, dict(told)
        self.done: dict[str, Done] = {}

    @contextmanager
    def held(self) -> Iterator["Manifest"]:
        """Begin the batch, or go on with it.

        Raises:
            DatelineError: Another program writes there, or the folder holds another batch.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        with _alone(self.out):
            self._compare()
            self._recall()
            self._tell(_READING)
            yield self

    @property
    def finished(self) -> frozenset[int]:
        """The splits that are done: their last part is, and all before it."""
        parts, ended = Counter[str](), dict[str, int]()
        for done in self.done.values():
            split, _, number = done.part.partition("-")
            parts[split] += 1
            if done.last:
                ended[split] = int(number)
        return frozenset(int(split) for split, last in ended.items() if parts[split] == last + 1)

    @property
    def counts(self) -> dict[str, int]:
        """How much of everything there is."""
        every = self.done.values()
        return {
            "parts": len(every),
            "articles": sum(one.articles for one in every),
            "claims": sum(one.claims for one in every),
            "foreign": sum(one.foreign for one in every),
            "set_aside": sum(len(one.aside) for one in every),
        }

    @property
    def digest(self) -> str:
        """Of all parts in the order of the input: equal for the same readings, whoever read them and in which order."""
        lines = (f"{name} {self.done[name].digest}\n" for name in sorted(self.done))
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def versions(self) -> Mapping[str, Any]:
        """By which software, books and weights it is read."""
        told: Mapping[str, Any] = self._told["versions"]
        return told

    def keep(self, done: Done) -> None:
        """Note that a part is done; its files are on the disk already."""
        _append(self.out / _JOURNAL, [asdict(done)])
        _append(self.out / _ASIDE, done.aside)
        self.done[done.part] = done

    def close(self, seconds: float, read: int) -> None:
        """Note that all is done: in so many seconds, so many articles, those of earlier calls left out."""
        rate = {"seconds": round(seconds, 1), "articles_a_second": round(read / seconds, 2) if seconds else 0.0}
        self._tell(_WHOLE, last_call=rate | {"articles": read})

    def _tell(self, state: str, **more: Any) -> None:
        told = {"state": state, "digest": self.digest, "counts": self.counts, **self._told, **more}
        put(self.out / _MANIFEST, json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n")

    def _compare(self) -> None:
        path = self.out / _MANIFEST
        if not path.exists():
            if any(not one.name.startswith(_LOCK) for one in self.out.iterdir()):
                raise _other(self.out, "holds other things")
            return
        try:
            before = json.loads(path.read_bytes())
        except ValueError:
            raise _other(self.out, "holds no manifest of a batch") from None
        changed = [key for key, value in self._told.items() if before.get(key) != json.loads(json.dumps(value))]
        if changed:
            raise _other(self.out, f"holds a batch with other {' and '.join(changed)}")

    def _recall(self) -> None:
        """Read the journal. What was cut off while it was written counts as not done; so does what lost a file."""
        found = [_done(line) for line in _whole_lines(self.out / _JOURNAL)]
        self.done = {one.part: one for one in found if all(_is_there(self.out, file) for file in one.files)}
        _rewrite(self.out / _JOURNAL, [asdict(one) for one in self.done.values()])
        _rewrite(self.out / _ASIDE, [line for one in self.done.values() for line in one.aside])


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold a lock that is free again as soon as its holder is gone: an empty database, which locks on every system."""
    with closing(sqlite3.connect(out / _LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            raise DatelineError(
                f"cannot be held alone: {fault}",
                place=str(out),
                mend="wait for the other dateline batch that writes here, or end it",
                code="batch.locked",
            ) from fault
        yield


def _other(out: Path, what: str) -> DatelineError:
    mend = "name another folder with --out; the same input, settings and versions go on with what is there"
    return DatelineError(what, place=str(out), mend=mend, code="batch.other")


def _append(path: Path, lines: Any) -> None:
    with path.open("ab") as file:
        file.write(_packed(lines))
        file.flush()
        os.fsync(file.fileno())


def _rewrite(path: Path, lines: Any) -> None:
    put(path, _packed(lines))


def _packed(lines: Any) -> bytes:
    return "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines).encode()


def _whole_lines(path: Path) -> list[bytes]:
    if not path.exists():
        return []
    *whole, _ = path.read_bytes().split(b"\n")
    return whole


def _done(line: bytes) -> Done:
    told = json.loads(line)
    files = tuple(Written(**file) for file in told["files"])
    return Done(**(told | {"files": files, "aside": tuple(told["aside"])}))


def _is_there(out: Path, file: Written) -> bool:
    path = out / file.path
    return path.exists() and path.stat().st_size == file.size
