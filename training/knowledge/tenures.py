"""Compile tenures and persons from open sets.

    python training/knowledge/tenures.py --shared ../shared

Writes ``src/dateline/data/register/tenures/uk_ministers.yaml`` (Institute for Government, CC BY 4.0),
``tenures/leaders.yaml`` (REIGN, MIT: who led each state since 1990, mostly by surname) and ``people.tsv`` (Phoenix
actor dictionaries, MIT: names of persons in governments and forces, with the one state that they served).
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.books.source import read_yaml
from dateline.books.words import key_of

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "src/dateline/data/register"
SINCE, LIST_ENDS = "1990", "2021-03"
POSTS = {
    "Secretary of State for Defence": "defence-minister",
    "Minister for the Armed Forces": "deputy-defence-minister",
    "Minister for Armed Forces": "deputy-defence-minister",
    "Minister for Defence Procurement": "deputy-defence-minister",
    "Secretary of State for Foreign and Commonwealth Affairs": "foreign-minister",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "foreign-minister",
    "Prime Minister": "prime-minister",
}
PEERS = re.compile(r"^(?:Lord|Baroness|Viscount|Earl|Dame|Sir) ")
ROLE = re.compile(r"\[([A-Z]{3})(GOV|MIL)?[A-Z]* ?([<>]?)(\d{6})?(?:-(\d{6}))?\]")


def uk_ministers(shared: Path) -> dict[str, list[str]]:
    """Ministers of defence and foreign affairs and heads of government."""
    folder = shared / "data/ifg_uk_ministers"
    posts = {row["id"]: row["name"] for row in _rows(folder / "post.csv")}
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows(folder / "person.csv"):
        names[row["id"]].append(row["name"])
    held: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "appointment.csv"):
        office = POSTS.get(posts[row["post_id"]])
        if office and (row["end_date"] or "9") >= SINCE:
            called = sorted(set(names[row["person_id"]]), key=lambda name: (bool(PEERS.match(name)), name))
            days = f"{row['start_date'][:10]}/{row['end_date'][:10] or '..'}"
            held[f"GBR/{office}"].add(f"{days} {' = '.join(called)}")
    return {office: sorted(lines) for office, lines in sorted(held.items())}


def leaders(shared: Path) -> dict[str, list[str]]:
    """Who led each state, month by month."""
    by_cow = {country.get("cow"): iso3 for iso3, country in read_yaml("register", "countries.yaml").items()}
    by_cow |= {260: "DEU", 365: "RUS", 678: "YEM", 345: "SRB", 347: "XKX"}
    held: dict[str, set[str]] = defaultdict(set)
    for row in _rows(shared / "data/reign/leaderlist_3_21.csv"):
        iso3 = by_cow.get(int(row["ccode"]))
        name = re.sub(r"\.(?=[A-Z])", ". ", re.sub(r" ?\(.*?\)", "", row["leader"]).strip())
        ended = row["eyear"] or "2021"
        if not iso3 or ended < SINCE or not name or "=" in name:
            continue
        first = f"{row['syear']}-{int(row['smonth']):02d}"
        last = LIST_ENDS if ended >= LIST_ENDS[:4] else f"{ended}-{int(row['emonth']):02d}"
        held[f"{iso3}/leader"].add(f"{first}/{last} {name}")
    return {office: sorted(lines) for office, lines in sorted(held.items())}


def people(shared: Path) -> dict[str, str]:
    """Persons of the actor dictionaries whose roles since 1990 are all of one state."""
    states: dict[str, set[str]] = defaultdict(set)
    names: list[str] = []
    roles: list[str] = []
    text = (shared / "data/petrarch/dictionaries/Phoenix.Countries.actors.txt").read_bytes().decode("utf-8", "replace")
    for line in text.splitlines():
        if match := ROLE.search(line) if line.startswith("\t") else None:
            if match[2] and match[3] != "<" and not (match[5] and "30" < match[5][:2] < "90"):
                roles.append(match[1])
            continue
        if not line.startswith("+"):
            for name in names:
                states[name].update(roles)
            names, roles = [], []
        if re.match(r"^\+?[A-Z]+_[A-Z_]+", line):
            names.append(re.split(r"[\s;#\[]", line.lstrip("+"))[0].strip("_").replace("_", " ").title())
    countries = set(read_yaml("register", "countries.yaml"))
    alike = {"KSV": "XKX", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}
    found: dict[str, str] = {}
    for name, held in states.items():
        country = alike.get(next(iter(held)), next(iter(held))) if len(held) == 1 else ""
        if country in countries and not re.search(r"\b(?:Of|The|And|For|Army|Party|Government|Minist\w+)\b", name):
            found[key_of(name)] = country
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from csv.DictReader(file)


def _write(name: str, source: str, checked: str, held: dict[str, list[str]]) -> None:
    body = "".join(f"  {office}:\n" + "".join(f"    - {line!r}\n" for line in lines) for office, lines in held.items())
    head = f"# Made by training/knowledge/tenures.py.\nchecked: {checked}\nsources: [{source}]\ntenures:\n"
    (REGISTER / "tenures" / name).write_text(head + body, encoding="utf-8")
    print(name, sum(map(len, held.values())))


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT / "../shared")
    shared = parser.parse_args().shared
    _write(
        "uk_ministers.yaml",
        "'Institute for Government, ministers database (CC BY 4.0)'",
        "2024-08-30",
        uk_ministers(shared),
    )
    _write("leaders.yaml", "'REIGN leader list, March 2021 (MIT)'", "2021-03-31", leaders(shared))
    found = people(shared)
    (REGISTER / "people.tsv").write_text("".join(f"{k}\t{v}\n" for k, v in sorted(found.items())), encoding="utf-8")
    print(len(found), "people")


if __name__ == "__main__":
    main()
