"""An event in one sentence, for people: what ``data/desk/sentences.yaml`` makes of its fields."""

from functools import cache
from typing import Any

from dateline.books.countries import name_of
from dateline.books.source import read_yaml
from dateline.model.day import Days
from dateline.model.event import Event, Status

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ON_WATER = ("sea",)


def sentence(event: Event) -> str:
    """What took place, who took part, where and under which name; the days are told apart, by ``when``."""
    words = _told(event)
    kind = "call" if event.shown("mode") == "call" else event.kind
    forms = _sentences().get(kind) or _sentences()["other"]
    if event.status is Status.LAPSED:
        text = str(_sentences()["lapsed"].format(promise=forms[Status.PLANNED.value].format(**words)))
    else:
        text = str(forms[event.status.value].format(**words))
    return text[0].upper() + text[1:]


def when(days: Days | None) -> str:
    """Days as a sentence begins with them: "On 3 September 2020", "In June 2020", "From 2 to 5 September 2020"."""
    start, end = days.coded() if days else (None, None)
    if start is None:
        return f"By {_written(end)}" if end else "On a day not told"
    if end:
        return f"{'Some time from' if days and days.is_a_window else 'From'} {_range(start, end)}"
    return f"{'On' if start.count('-') > 1 else 'In'} {_written(start)}"


def listed(names: list[str]) -> str:
    """Names in a row: "India, Pakistan and Russia"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "parties not told"


def _told(event: Event) -> dict[str, str]:
    parties = [*map(name_of, event.shown("countries") or ()), *(event.shown("organizations") or ())]
    people = list(event.shown("people") or ())
    name = event.shown("name")
    return {
        "kind": event.kind.replace("_", " "),
        "parties": listed(parties),
        "who": f"{listed(people)} ({listed(parties)})"
        if people and event.kind == "meeting"
        else listed(people or parties),
        "at": _at(event.shown("place")),
        "named": f", “{name}”" if name else "",
    }


def _at(place: dict[str, Any] | None) -> str:
    if not place:
        return ""
    name, country = place["name"], place.get("country")
    behind = name_of(country) if country else ""
    where = f"{name} ({behind})" if behind and behind != name else name
    return f" {'in the' if place.get('precision') in _ON_WATER and not name.startswith('the') else 'in'} {where}"


def _written(coded: str) -> str:
    year, *rest = coded.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, year])


def _range(start: str, end: str) -> str:
    """Two days, what they share told once: "2 to 5 September 2020"."""
    one, other = _written(start).split(), _written(end).split()
    while len(one) > 1 and one[-1] == other[-1 - (len(_written(start).split()) - len(one))]:
        one.pop()
    return f"{' '.join(one)} to {' '.join(other)}"


@cache
def _sentences() -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml("desk", "sentences.yaml")
    return loaded
