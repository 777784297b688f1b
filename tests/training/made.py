"""Invented coded articles, invented books that know the names in them, and the parts of training/ as modules."""

import importlib
import random
import re
from pathlib import Path
from typing import Any

import pytest

from dateline.model.mention import Label, Mention
from dateline.model.span import Span

TOKENIZER = Path(__file__).parents[2] / "src" / "dateline" / "data" / "encoder" / "tokenizer.json"
BOOK = {
    "Arland": (Label.COUNTRY, "ARL", "name"),
    "Arlandic": (Label.COUNTRY, "ARL", "demonym"),
    "Arden": (Label.PLACE, "ARL", "capital"),
    "Belmar": (Label.COUNTRY, "BLM", "name"),
    "Belmarian": (Label.COUNTRY, "BLM", "demonym"),
    "Corvania": (Label.COUNTRY, "CRV", "name"),
    "Corvanian": (Label.COUNTRY, "CRV", "demonym"),
    "Dorne": (Label.COUNTRY, "DRN", "name"),
    "Dornish": (Label.COUNTRY, "DRN", "demonym"),
    "Dornport": (Label.PLACE, "DRN", "gazetteer"),
    "LNS": (Label.ORGANIZATION, None, "name"),
    "Northern Shield": (Label.NAME, None, "name"),
}
_WORD = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(BOOK, key=len, reverse=True)))

FIRST = (
    "ARDEN, June 3 (NWA) - Arland's Defence Minister Ines Maren met her Belmarian counterpart Tomas Ruh in Arden on "
    "Saturday.\n\nMaren will visit Lake Orrin in Belmar on 12 November, an Arlandic official said. The two also spoke "
    "of Northern Shield, an exercise of the LNS."
)
SECOND = (
    "Corvania and Dorne began a joint exercise off Dornport on Monday.\n\nThe Corvanian navy chief, Pell Okun, and the "
    "Dornish admiral Rhea Tamm watched it."
)


def part(name: str) -> Any:
    """A script of training/ as a module; a test that asks for one that needs torch is skipped where there is none."""
    if name not in {"card", "coded", "corpora", "fetch", "samples", "augment"}:
        pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
    return importlib.import_module(name)


def scan(text: str) -> list[Mention]:
    """What the invented books know."""
    return [_mention(Span(*match.span()), match[0]) for match in _WORD.finditer(text)]


def _mention(at: Span, words: str) -> Mention:
    label, country, how = BOOK[words]
    return Mention(at=at, label=label, words=words, means=country or words, country=country, how=how)


def event(text: str, trigger: str, **more: Any) -> dict[str, Any]:
    start = text.index(trigger)
    values: dict[str, Any] = {
        "type": "meeting",
        "mode": None,
        "status": "held",
        "start": None,
        "end": None,
        "countries": [],
        "organizations": [],
        "people": [],
        "place": None,
        "name": None,
        "trigger": {"start": start, "end": start + len(trigger), "text": trigger},
    }
    return values | more


def coded() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Two articles with their codings."""
    maren, ruh = {"name": "Ines Maren", "country": "ARL"}, {"name": "Tomas Ruh", "country": "BLM"}
    okun, tamm = {"name": "Pell Okun", "country": "CRV"}, {"name": "Rhea Tamm", "country": "DRN"}
    met = event(
        FIRST, "met", mode="bilateral", start="2024-06-01", end="2024-06-01", countries=["ARL", "BLM"],
        people=["Ines Maren", "Tomas Ruh"], place={"name": "Arden", "country": "ARL"},
    )  # fmt: skip
    visit = event(
        FIRST, "visit", type="visit", status="planned", start="2024-11-12", countries=["ARL", "BLM"],
        people=["Ines Maren"], place={"name": "Lake Orrin", "country": "BLM"},
    )  # fmt: skip
    shield = event(FIRST, "exercise", type="exercise", name="Northern Shield", organizations=["LNS"])
    drill = event(
        SECOND, "exercise", type="exercise", mode="naval", status="ongoing", countries=["CRV", "DRN"],
        start="2024-06-03", place={"name": "Dornport", "country": "DRN"},
    )  # fmt: skip
    first = {"id": "n01", "published": "2024-06-03", "publisher": "Arland Wire", "title": "Belmarian in Arden"}
    second = {"id": "n02", "published": "2024-06-05", "publisher": "Northern Wire", "title": "Dorne at sea"}
    return [
        (first | {"text": FIRST}, {"id": "n01", "events": [met, visit, shield], "people": [maren, ruh]}),
        (second | {"text": SECOND}, {"id": "n02", "events": [drill], "people": [okun, tamm]}),
    ]


def dice(seed: int = 1) -> random.Random:
    return random.Random(seed)  # noqa: S311
