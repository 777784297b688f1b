"""A command of Dateline run as a person runs it, and what it took."""

import os
import platform
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import run as bench  # noqa: E402


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took, with all processes that it started.

    Attributes:
        seconds: By the clock.
        core_seconds: Of all cores together, the system's own work for it included.
        peak_mib: Memory at the most, pages that processes share once; 0 without /proc.
    """

    seconds: float
    core_seconds: float
    peak_mib: int

    def told(self) -> dict[str, Any]:
        """As JSON has it."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


def spent(*words: str | Path) -> Spent:
    """Run a command, ``dateline`` left out, and tell what it took. Whether it did its work is for the caller to see."""
    before = _core_seconds()
    seconds, peak = bench.cost([*bench.DATELINE, *map(str, words)])
    return Spent(seconds, _core_seconds() - before, peak)


def machine() -> dict[str, Any]:
    """What it was measured on; ``cores`` are those that this process may use."""
    told = f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    return {"machine": told, "cores": len(os.sched_getaffinity(0))}


def sizes(words: Sequence[str]) -> list[int]:
    """Sizes as a person writes them ("10k", "1,000"), each once, the smallest first.

    Raises:
        SystemExit: One is no size.
    """
    found = set()
    for word in words:
        digits = word.replace(",", "").replace("_", "")
        number, times = (digits[:-1], 1000) if digits[-1:] in {"k", "K"} else (digits, 1)
        if not number.isdecimal() or not int(number):
            sys.exit(f'"{word}" is no size; write 200, 1,000 or 10k')
        found.add(int(number) * times)
    return sorted(found)


def _core_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
