"""Compile the members of organisations about 2020 from igo_membership (MIT).

    python training/knowledge/memberships.py --shared ../shared

Writes ``src/dateline/data/register/members.yaml`` for those organisations of ``organizations.yaml`` that
``memberships.yaml`` does not date by hand.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from dateline.books.source import read_yaml

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "src/dateline/data/register/members.yaml"
FULL = {"member", "regional", "nonregional member"}
ALIKE = {
    "LAS": "Arab League",
    "AL": "Arab League",
    "CE": "Council of Europe",
    "C": "Commonwealth",
    "ICCT": "ICC",
    "G-77": "G77",
    "ARCTIC_COUNCIL": "Arctic Council",
    "PACIFIC_ALLIANCE": "Pacific Alliance",
    "BA": "Baltic Assembly",
    "NC": "Nordic Council",
    "BENELUX": "Benelux",
    "AFDB": "AfDB",
}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT / "../shared")
    table = parser.parse_args().shared / "data/igo_membership/CountrycodesOrgs.csv"
    wanted = set(read_yaml("register", "organizations.yaml")) - set(read_yaml("register", "memberships.yaml"))
    members: dict[str, set[str]] = defaultdict(set)
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = ALIKE.get(row["org_id"], row["org_id"])
            if key in wanted and row["org_member"].strip() in FULL and len(row["ISO_3166_3"]) == len("ISO"):
                members[key].add(row["ISO_3166_3"])
    lines = [f"{key}: [{', '.join(sorted(states))}]\n" for key, states in sorted(members.items())]
    head = "# Members about 2020. Made by training/knowledge/memberships.py from igo_membership (MIT).\n"
    TARGET.write_text(head + "".join(lines), encoding="utf-8")
    print(len(lines), "organisations")


if __name__ == "__main__":
    main()
