"""A small book of invented states, and frames made with it: what the rules of the reading room are tried on."""

import re
from collections.abc import Sequence
from typing import Any

from dateline.books.register import Register
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.frame import Frame, frame_of
from dateline.reading.people import Naming, namings
from tests import make

_STATES = {"Arland": "ARL", "Belmar": "BLM", "Corvia": "COR"}
_PEOPLES = {"Arlandic": "ARL", "Belmarian": "BLM", "Corvian": "COR"}
_BODIES = {"Arlandic Navy": "ARL", "Belmarian Northern Command": "BLM"}
_TOWNS = {"Arden": "ARL", "Ruhstadt": "BLM"}
_OFFICES = {
    "Defence Minister": "defence-minister", "Minister of Defence": "defence-minister", "President": "president",
    "Foreign Minister": "foreign-minister", "Ambassador": "ambassador", "Chief of Staff": "chief-of-defence",
    "Senator": "legislator", "Princess": "royal", "Amir": "monarch",
}  # fmt: skip
_RANKS = ("General", "Gen.", "Rear Admiral", "Captain", "Capt.", "Commodore", "Lt. Col.", "Admiral", "Brig. Gen.")


def _entries() -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = {}
    told |= {name: {"label": Label.COUNTRY, "country": iso, "how": "name"} for name, iso in _STATES.items()}
    told |= {name: {"label": Label.COUNTRY, "country": iso, "how": "demonym"} for name, iso in _PEOPLES.items()}
    told |= {name: {"label": Label.BODY, "country": iso, "how": "name"} for name, iso in _BODIES.items()}
    told |= {name: {"label": Label.PLACE, "country": iso, "how": "gazetteer"} for name, iso in _TOWNS.items()}
    told |= {name: {"label": Label.OFFICE, "means": kind, "how": "title"} for name, kind in _OFFICES.items()}
    told |= {name: {"label": Label.OFFICE, "means": name, "how": "rank"} for name in _RANKS}
    told["Northern Pact"] = {"label": Label.ORGANIZATION, "means": "NP", "how": "name"}
    told["Amber Shield"] = {"label": Label.NAME, "means": "amber-shield", "how": "name"}
    return told


_ENTRIES = _entries()
_LONGEST_FIRST = sorted(_ENTRIES, key=len, reverse=True)
_ANY = re.compile("|".join(rf"\b{re.escape(name)}(?!\w)" for name in _LONGEST_FIRST), re.IGNORECASE)


def scan(text: str) -> list[Mention]:
    """What the small book knows, longest names first; states inside a body follow it."""
    found = []
    for match in _ANY.finditer(text):
        name = next(name for name in _ENTRIES if name.lower() == match.group().lower())
        if match.group().islower() and _ENTRIES[name].get("how") != "title":
            continue
        found.append(_mention(name, Span(*match.span()), text))
        if name in _BODIES:
            state = name.split()[0]
            found.append(_mention(state, Span(match.start(), match.start() + len(state)), text))
    return found


def _mention(name: str, at: Span, text: str) -> Mention:
    return Mention(at=at, words=at.of(text), rule="small@1", **_ENTRIES[name])


def frame(text: str, register: Register | None = None, **more: Any) -> Frame:
    """An article framed with the small book, and the register that ships if no other is given."""
    return frame_of(make.article(text, **({"publisher": None} | more)), scan, register)


def spans(text: str, names: Sequence[str]) -> list[Span]:
    """Where names stand, each behind the one before."""
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Span(at, at + len(name)))
        at += len(name)
    return found


def people(text: str, *names: str) -> list[Naming]:
    """The persons of a text whose mentions are these."""
    return namings(text, spans(text, names))
