"""The books compiled to one file that loads at once, and what makes it."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from dateline.books.lexicon import Casing, Entry

_FILE = files("dateline") / "data" / "register" / "compiled.json"


def lexicon() -> dict[str, list[Entry]]:
    """The entries of the lexicon, by the key of their names."""
    held: dict[str, list[list[str]]] = json.loads(_FILE.read_text(encoding="utf-8"))["lexicon"]
    return {key: [Entry(*fields) for fields in entries] for key, entries in held.items()}


def as_json() -> str:
    """What the compiled file has to hold, from the YAML."""
    from dateline.books.source import lexicon_entries  # noqa: PLC0415  (YAML is read only to compile)

    content: dict[str, Any] = {"lexicon": {key: _rows(entries) for key, entries in sorted(lexicon_entries().items())}}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _rows(entries: Iterable[Entry]) -> list[list[str]]:
    return [[str(field) for field in entry] for entry in entries]


def write() -> None:
    """Compile the YAML anew: ``python -m dateline.books.compiled``."""
    with open(str(_FILE), "w", encoding="utf-8") as file:  # noqa: PTH123  (a Traversable is no Path)
        file.write(as_json())


_ = Casing

if __name__ == "__main__":
    write()
