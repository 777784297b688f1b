"""Values as people write them in a form: what ``desk.values.value_of`` reads back."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from dateline.books.countries import name_of, party_of
from dateline.books.source import read_yaml
from dateline.desk.names import kinds
from dateline.model.day_codec import days_from_json
from dateline.model.event import Status

HINTS = {
    "type": "one of the codebook’s types",
    "mode": "as the codebook has it for the type, or none",
    "status": "planned, ongoing, held, cancelled or lapsed",
    "days": "3 September 2020, 2-5 September 2020, September 2020, 2020-09-02/2020-09-05 or none",
    "countries": "names or codes, parted by commas",
    "organizations": "parted by commas",
    "people": "full names, parted by commas",
    "place": "Corva, BLM: the country last",
    "name": "the proper name of the occasion, or none",
    "duration": "a whole number of days, or none",
    "topics": "the codebook’s topics, parted by commas, or none",
}


def written(field: str, value: Any) -> str:
    """A value on one line."""
    if value in (None, "", [], ()):
        return "none"
    if isinstance(value, str):  # as a ruling may hold it: days in EDTF, a place by its name alone
        return value
    if field == "days":
        days = days_from_json(value)
        return days.edtf() if days else "none"
    if field == "place":
        country = value.get("country")
        is_its_own = not country or party_of(value["name"]) == country
        return str(value["name"]) if is_its_own else f"{value['name']}, {name_of(country)}"
    if field == "countries":
        return ", ".join(map(name_of, value))
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def choices(kind: str) -> dict[str, tuple[str, ...]]:
    """The fields that have but a few values, with these; the modes are those of a type."""
    return {"type": kinds(), "mode": modes().get(kind, ()), "status": tuple(one.value for one in Status)}


@cache
def modes() -> Mapping[str, tuple[str, ...]]:
    """The modes of each type that has some."""
    types = read_yaml("codebook", "types.yaml")["types"]
    return {kind: tuple(about["modes"]) for kind, about in types.items() if about.get("modes")}
