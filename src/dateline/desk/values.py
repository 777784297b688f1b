"""Values as people write them on one line → the forms in which a field of an event has them."""

from collections.abc import Callable
from typing import Any

from dateline.books.countries import name_of, party_of
from dateline.books.gazetteer import Gazetteer
from dateline.desk.names import kind, state, topic
from dateline.model.day import Days, TimeExpression
from dateline.model.day_codec import days_to_json
from dateline.model.mention import Label, Mention
from dateline.store.base import Store


def value_of(store: Store, field: str, words: str) -> Any:
    """A value as a person writes it: days in words or in EDTF, lists parted by commas, a place with its country, none.

    A place without a country has that of the place that the books know by its name.

    Raises:
        ReviewError: It names a country, a type or a topic that there is not.
    """
    told = words.strip()
    if told.lower() == "none":
        return None
    if field == "type":
        return kind(store, told)
    return _READ_BY.get(field, str)(told)


def remark(field: str, value: Any) -> str:
    """What whoever wrote a value should know of it, in a sentence; "" where there is nothing to say."""
    if field == "place" and isinstance(value, str) and _known(value) is None:
        return (
            f"No place is known by the name “{value}” alone: it is kept as a name without a country."
            f" With one: “{value}, NOR”."
        )
    return ""


def _days(words: str) -> Any:
    """Days as the record has them; words that tell none, or more than one, as they stand."""
    try:
        Days.from_edtf(words)
    except ValueError:
        from dateline.reading.times import resolve  # noqa: PLC0415  (its grammar is slow to make; EDTF needs none)

        read = (time for time in resolve(words, None) if time.at.of(words) == words and _is_plain(time))
        days = next((time.days for time in read if time.days), None)
        return days_to_json(days) if days else words
    return words


def _is_plain(time: TimeExpression) -> bool:
    """Whether it can be read in one way alone, apart from its ends: "11/03/2025" may be in November."""
    days = time.days
    return days is not None and all(
        days.earliest_start <= other.earliest_start and other.latest_end <= days.latest_end for other in time.others
    )


def _place(words: str) -> Any:
    *names, last = _parted(words) or [words]
    if names:
        return {"name": ", ".join(names), "country": state(last)}
    if name_of(code := party_of(words)) != code:
        return {"name": words, "country": code, "precision": "country"}
    known = _known(words)
    return {"name": words, "country": known.country} if known and known.country else words


def _parted(words: str) -> list[str]:
    return [part.strip() for part in words.split(",") if part.strip()]


def _known(name: str) -> Mention | None:
    """The place that the books know by its name alone: not a small town, whose name may be another's."""
    found = Gazetteer.load().scan(name)
    return next((one for one in found if one.label is Label.PLACE and one.at.of(name) == name), None)


_READ_BY: dict[str, Callable[[str], Any]] = {
    "days": _days,
    "place": _place,
    "countries": lambda words: [state(part) for part in _parted(words)],
    "topics": lambda words: [topic(part) for part in _parted(words)],
    "organizations": _parted,
    "people": _parted,
    "status": str.lower,
    "mode": str.lower,
}
