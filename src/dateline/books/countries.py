"""States by their codes, and the codes by their names: for whoever asks, and for whoever is told."""

from functools import cache

from dateline.books import compiled
from dateline.books.words import key_of


def _countries() -> dict[str, dict[str, list[str]]]:
    countries: dict[str, dict[str, list[str]]] = compiled.register()["countries"]
    return countries


@cache
def _names() -> dict[str, str]:
    return {code: names[0] for code, about in _countries().items() if (names := about.get("names"))}


@cache
def _capitals() -> dict[str, str]:
    return {code: capitals[0] for code, about in _countries().items() if (capitals := about.get("capital"))}


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, about in _countries().items():
        for name in (code, *about.get("names", ()), *about.get("adjectives", ())):
            codes.setdefault(key_of(name), code)
    return codes


def name_of(code: str) -> str:
    """What a state is called: "India" for ``IND``; what is no state's code stays as it is."""
    return _names().get(code, code)


def capital_of(code: str) -> str | None:
    """The seat of a state's government, as it is first named: "New Delhi" for ``IND``; None where none is known."""
    return _capitals().get(code)


def party_of(words: str) -> str:
    """The code of a party that a person named: ``IND`` for "ind", "India" and "Indian"; else the words in capitals."""
    return _codes().get(key_of(words), words.strip().upper())
