"""Compile the codes of states: ISO alpha-2, M49, the capital's official name, from country_codes (PDDL).

python training/knowledge/codes.py --shared ../shared
"""

import argparse
import csv
from pathlib import Path

from dateline.books.source import read_yaml

ROOT = Path(__file__).parents[2]
TAIWAN = 158  # its numeric code of ISO 3166-1; M49 has none
TARGET = ROOT / "src/dateline/data/register/codes.yaml"


def main() -> None:
    """Write ``src/dateline/data/register/codes.yaml``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT / "../shared")
    table = parser.parse_args().shared / "data/country_codes/country-codes.csv"
    known = set(read_yaml("register", "countries.yaml"))
    lines = ["XKX: {iso2: XK, m49: null}\n"]
    with table.open(encoding="utf-8") as file:
        lines += [
            f"{row['ISO3166-1-Alpha-3']}: {{iso2: '{row['ISO3166-1-Alpha-2']}', m49: {int(row['M49'] or TAIWAN)}}}\n"
            for row in csv.DictReader(file)
            if row["ISO3166-1-Alpha-3"] in known
        ]
    TARGET.write_text(
        "# Made by training/knowledge/codes.py from country_codes (PDDL).\n" + "".join(sorted(lines)), encoding="utf-8"
    )
    print(len(lines), "states of", len(known))


if __name__ == "__main__":
    main()
