"""How much of what coders found the books know: states, places and organisations of coded events.

python training/knowledge/measure.py ../shared/gold/train [--misses]
"""

import argparse
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from dateline.books.gazetteer import Gazetteer
from dateline.books.register import Register
from dateline.books.words import key_of
from dateline.model.mention import Label


class Tally:
    """Counts of one field: found, all, and what was missed."""

    def __init__(self) -> None:
        self.found, self.all, self.missed = 0, 0, Counter[str]()

    def add(self, value: str, *, found: bool) -> None:
        """Count one coded value."""
        self.all += 1
        self.found += found
        if not found:
            self.missed[value] += 1

    def __str__(self) -> str:
        """As one figure."""
        return f"{self.found / max(1, self.all):.4f} ({self.found} of {self.all})"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--before", default="", help="only ids that sort before this one")
    options = parser.parse_args()
    gazetteer, register = Gazetteer.load(), Register.load()
    names = (
        "countries",
        "countries by person",
        "places",
        "places with country",
        "organizations",
        "names",
        "extra countries",
        "persons known",
        "persons known right",
    )
    tallies = {name: Tally() for name in names}
    seconds, words = 0.0, 0
    for path in sorted((options.gold / "codings").glob("*.json")):
        if options.before and path.stem >= options.before:
            continue
        article = json.loads((options.gold / "articles" / path.name).read_text(encoding="utf-8"))
        began = time.perf_counter()
        mentions = gazetteer.scan(article["text"])
        seconds += time.perf_counter() - began
        words += len(article["text"].split())
        coding = json.loads(path.read_text(encoding="utf-8"))
        _count(coding, mentions, register, article, tallies)
    for name, tally in tallies.items():
        print(f"{name:22} {tally}")
        if options.misses:
            print("   ", ", ".join(f"{value} {count}" for value, count in tally.missed.most_common(400)))
    print(f"{words / seconds:,.0f} words/s")


def _count(
    coding: dict[str, Any], mentions: list[Any], register: Register, article: dict[str, Any], tallies: dict[str, Tally]
) -> None:
    day = date.fromisoformat(article["published"]) if article.get("published") else None
    found = {mention.country for mention in mentions if mention.country}
    people = {person["name"]: register.country_of(person["name"], day) for person in coding["people"]}
    with_people = found | set(people.values())
    places = {key_of(mention.words): mention.country for mention in mentions}
    organizations = {mention.means for mention in mentions if mention.label is Label.ORGANIZATION}
    names = [mention.words for mention in mentions if mention.label is Label.NAME]
    coded: set[str] = set()
    for event in coding["events"]:
        for country in event["countries"]:
            coded.add(country)
            tallies["countries"].add(f"{country} {coding['id']}", found=country in found)
            tallies["countries by person"].add(f"{country} {coding['id']}", found=country in with_people)
        for organization in event["organizations"]:
            tallies["organizations"].add(f"{organization} {coding['id']}", found=organization in organizations)
        if event["place"]:
            key = key_of(event["place"]["name"])
            tallies["places"].add(f"{event['place']['name']} ({event['place']['country']})", found=key in places)
            if key in places:
                right = places[key] == event["place"]["country"]
                tallies["places with country"].add(
                    f"{event['place']['name']} {places[key]} {coding['id']}", found=right
                )
        if event["name"]:
            tallies["names"].add(
                event["name"], found=any(name in event["name"] or event["name"] in name for name in names)
            )
    for person in coding["people"]:
        if person["country"]:
            known, who = people[person["name"]], f"{person['name']} {coding['id']}"
            tallies["persons known"].add(who, found=known is not None)
            if known:
                tallies["persons known right"].add(f"{who} {known}", found=known == person["country"])
    for country in sorted(found - coded):
        tallies["extra countries"].add(f"{country}", found=False)
    tallies["extra countries"].found += len(found & coded)
    tallies["extra countries"].all += len(found & coded)


if __name__ == "__main__":
    main()
