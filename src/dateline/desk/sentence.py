"""An event in one sentence, for people: what ``data/desk/sentences.yaml`` makes of its fields."""

from functools import cache
from typing import Any

from dateline.books.countries import name_of
from dateline.books.names import same_person
from dateline.books.source import read_yaml
from dateline.model.day import Days
from dateline.model.event import Event, Status

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WITH_ARTICLE = ("sea", "building")


def sentence(event: Event) -> str:
    """What took place, who took part, where and under which name; the days are told apart, by ``when``."""
    words, forms = _told(event), _forms(event)
    if event.has_lapsed:
        is_made = event.status is Status.HELD
        ends = _sentences()["unanswered" if is_made else "lapsed"]
        promise = forms[(Status.HELD if is_made else Status.PLANNED).value]
        text = str(ends.format(promise=promise.format(**words)))
    else:
        text = str(forms[event.status.value].format(**words))
    return text[0].upper() + text[1:]


def _forms(event: Event) -> dict[str, str]:
    """The forms of an event's type, or of what is told of it."""
    every = _sentences()
    people, parties = event.shown("people") or (), _parties(event)
    kind = "call" if event.shown("mode") == "call" else event.kind
    if not people and f"{kind}_unnamed" in every:
        kind = f"{kind}_unnamed"
    elif len(people or parties) == 1 and f"{kind}_alone" in every:
        kind = f"{kind}_alone"
    forms: dict[str, str] = every.get(kind) or every["other"]
    return forms


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
    people, parties = list(event.shown("people") or ()), _parties(event)
    served = _served(event)
    named = [f"{name} ({name_of(served[name])})" if name in served else name for name in people]
    stood_for = {name_of(served[name]) for name in people if name in served}
    others = [party for party in parties if party not in stood_for] if people else []
    several = len(people or parties) != 1
    name = event.shown("name")
    return {
        "kind": event.kind.replace("_", " "),
        "parties": listed(parties),
        "who": listed(named or parties),
        "others": f", for {listed(others)}" if others else "",
        "people": f" ({listed(named)})" if named else "",
        "at": _where(event.shown("place"), "in"),
        "to": _where(event.shown("place"), "to") or (f" ({listed(parties)})" if people and parties else ""),
        "named": f", “{name}”" if name else "",
        "is": "are" if several else "is",
        "was": "were" if several else "was",
    }


def _parties(event: Event) -> list[str]:
    return [*map(name_of, event.shown("countries") or ()), *(event.shown("organizations") or ())]


def _served(event: Event) -> dict[str, str]:
    """The country that each person serves, as the first article that tells it has it."""
    served: dict[str, str] = {}
    for kept in event.claims:
        for who in kept.claim.participants:
            if who.country:
                served.setdefault(who.name, who.country)
    return {name: of for name in event.shown("people") or () if (of := served.get(name) or _near(name, served))}


def _near(name: str, served: dict[str, str]) -> str | None:
    """The country of a person whose name an article spells otherwise."""
    return next((country for other, country in served.items() if same_person(name, other)), None)


def _where(place: dict[str, Any] | None, word: str) -> str:
    if not place:
        return ""
    name, country = place["name"], place.get("country")
    behind = name_of(country) if country else ""
    where = f"{name}, {behind}" if behind and behind != name else name
    article = "the " if place.get("precision") in _WITH_ARTICLE and not name.lower().startswith("the ") else ""
    return f" {word} {article}{where}"


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
