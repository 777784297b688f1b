"""The books compiled to one file that loads at once, and what makes it."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from dateline.books.lexicon import Entry

_FILE = files("dateline") / "data" / "register" / "compiled.json"


def lexicon() -> dict[str, list[Entry]]:
    """The entries of the lexicon, by the key of their names."""
    held: dict[str, list[list[str]]] = _content()["lexicon"]
    return {key: [Entry(*fields) for fields in entries] for key, entries in held.items()}


def around() -> dict[str, list[str]]:
    """Words that speak for one meaning of a name or another."""
    held: dict[str, list[str]] = _content()["around"]
    return held


@cache
def digest() -> str:
    """What tells this state of the register from any other: the SHA-256 of the compiled file."""
    return sha256(_FILE.read_bytes()).hexdigest()


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return content


def as_json() -> str:
    """What the compiled file has to hold, from the YAML."""
    from dateline.books.source import lexicon_entries, read_yaml  # noqa: PLC0415  (YAML is read only to compile)

    content = {"lexicon": {key: _rows(entries) for key, entries in lexicon_entries().items()},
               "around": read_yaml("register", "around.yaml")}  # fmt: skip
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _rows(entries: Iterable[Entry]) -> list[list[str]]:
    return [[str(field) for field in entry] for entry in entries]


def write() -> None:
    """Compile the YAML anew: ``python -m dateline.books.compiled``."""
    with open(str(_FILE), "w", encoding="utf-8") as file:  # noqa: PTH123  (a Traversable is no Path)
        file.write(as_json())


if __name__ == "__main__":
    write()
