"""The books compiled to files that load at once, and what makes them.

``lexicon.json`` holds what the gazetteer needs, ``register.json`` what the register needs, ``origins.json`` what names
say of states. They are made from the YAML and from ``people.tsv`` by ``python -m dateline.books.compiled``; a test
holds them to it.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.books.lexicon import Entry

_FOLDER = files("dateline") / "data" / "register"
_REGISTER = ("countries", "codes", "organizations", "memberships", "members")


def lexicon() -> dict[str, list[Entry]]:
    """The entries of the lexicon, by the key of their names."""
    held: dict[str, list[list[str]]] = _content("lexicon.json")["lexicon"]
    return {key: [Entry(*fields) for fields in entries] for key, entries in held.items()}


def around() -> dict[str, Any]:
    """Words that speak for one meaning of a name or another."""
    held: dict[str, Any] = _content("lexicon.json")["around"]
    return held


def register() -> dict[str, Any]:
    """States, organisations, memberships, series and tenures as their files have them."""
    return _content("register.json")


def origins() -> dict[str, Any]:
    """In how many names of each state letters stand."""
    return _content("origins.json")


def people() -> dict[str, str]:
    """Officials of no known days, and the states that they served."""
    lines = (_FOLDER / "people.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def _content(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return content


def sources() -> dict[str, str]:
    """What each compiled file has to hold, from its sources."""
    from dateline.books.origins import counted  # noqa: PLC0415  (as what follows)
    from dateline.books.register import sounds_in  # noqa: PLC0415
    from dateline.books.source import lexicon_entries, read_series, read_tenures, read_yaml  # noqa: PLC0415  (to compile only)

    words = {key: _rows(entries) for key, entries in lexicon_entries().items()}
    books = {name: read_yaml("register", f"{name}.yaml") for name in _REGISTER}
    tenures = json.loads(_as_json(read_tenures()))  # in the order in which they will be read, and are counted
    return {
        "lexicon.json": _as_json({"lexicon": words, "around": read_yaml("register", "around.yaml")}),
        "origins.json": _as_json(counted(people().items())),
        "register.json": _as_json({**books, "series": read_series(), "tenures": tenures, "sounds": sounds_in(tenures)}),
    }


def _as_json(content: dict[str, Any]) -> str:
    """One line of JSON, keys in order; days as they are written."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str) + "\n"


def _rows(entries: Iterable[Entry]) -> list[list[str]]:
    return [[str(field) for field in entry] for entry in entries]


def main() -> None:
    """Compile the YAML anew."""
    for name, content in sources().items():
        Path(str(_FOLDER / name)).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
