"""Find which names of places, series and weapons are English words or persons' names as well.

    python training/knowledge/shy.py --shared ../shared

Writes ``src/dateline/data/places/shy.yaml``: names that the gazetteer takes for themselves only where the words around
speak for it. Sources: lower-case words of the White House briefings (public domain),
names as in ``cities.py``. Only which names are shared is kept, and whether with a word or with persons.
"""

import argparse
from pathlib import Path

from cities import english_words, name_words

from dateline.books.lexicon import Casing
from dateline.books.source import casing_of, read_yaml
from dateline.books.words import fold

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "src/dateline/data/places/shy.yaml"


def candidates() -> set[str]:
    """One-word names of places, series, weapons and companies."""
    register = {key: read_yaml("register", f"{key}.yaml") for key in ("series", "systems", "countries", "bodies")}
    names = [
        name for file in ("places.yaml", "regions.yaml") for held in read_yaml("places", file).values() for name in held
    ]
    names += [name for one in register["series"].values() for name in one["names"]]
    names += [name for held in register["systems"].values() for name in held]
    names += [name for held in register["bodies"]["makers"].values() for name in held]
    return {name for name in names if name.isalpha() and casing_of(name) is Casing.CAPITAL and len(name) > 1}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT / "../shared")
    shared = parser.parse_args().shared
    words, people = english_words(shared), name_words(shared)
    shy = {name: "word" if fold(name) in words else "person" for name in candidates() if fold(name) in words | people}
    lines = [f"{name!r}: {why}\n" for name, why in sorted(shy.items())]
    TARGET.write_text("# Made by training/knowledge/shy.py.\n" + "".join(lines), encoding="utf-8")
    print(len(shy), "names")


if __name__ == "__main__":
    main()
