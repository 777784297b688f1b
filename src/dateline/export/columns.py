"""The columns of the record, once: name, type, meaning. One row to an event, in the order of the codebook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dateline.export.text import writable
from dateline.model.day import Days
from dateline.model.event import Event


class Type(StrEnum):
    """What a cell of a column holds; any cell may be empty."""

    TEXT = "text"
    TEXTS = "texts"  # a list of texts; an empty list is an empty cell
    DAY = "day"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    ``of`` gives its value for an event: text, a tuple of texts, a date, a number, or None. ``field`` is the field of
    the event whose evidence bears the value out; "" where it is reckoned from all claims of the event.
    """

    name: str
    type: Type
    meaning: str
    of: Callable[[Event], Any]
    field: str = ""


def row_of(event: Event) -> dict[str, Any]:
    """The values of an event by column.

    An empty text is None, a list that is not told is empty, and empty texts of a list are left out; half a surrogate
    pair becomes the replacement character.
    """
    return {column.name: _told(column.of(event), column.type) for column in COLUMNS}


def _told(value: Any, kind: Type) -> Any:
    if kind is Type.TEXTS:
        return tuple(writable(str(one)) for one in value or () if one)
    return (writable(value) or None) if isinstance(value, str) else value


# ---- days


def messydate(days: Days) -> str | None:
    """The days as the R package messydates reads them: ``2020-11..2020-12``, ``..2020-09-05``; None for no bound.

    Its ranges are written with two full stops where EDTF has a slash, and it knows no seasons; those are the ranges of
    their months.
    """
    start, end = days.coded()
    if start is None:
        return f"..{end}" if end else None
    if days.latest_end == date.max:
        return f"{start}.."
    return f"{start}..{end}" if end else start


def _published(event: Event) -> list[date]:
    """The days of publication of its articles; those that have none are left out."""
    return [kept.source.published for kept in event.claims if kept.source.published]


def first_day(days: Days) -> date:
    """The first day on which it may have been under way; where the start is open, the first of its end."""
    return days.earliest_end if days.earliest_start == date.min else days.earliest_start


def last_day(days: Days) -> date:
    """The last day on which it may have been under way; where the end is open, the last of its start."""
    return days.latest_start if days.latest_end == date.max else days.latest_end


def _coded(which: int) -> Callable[[Event], str | None]:
    return lambda event: event.days.coded()[which] if event.days else None


def _bound(name: str) -> Callable[[Event], date | None]:
    def bound(event: Event) -> date | None:
        day: date | None = getattr(event.days, name) if event.days else None
        return None if day in (date.min, date.max) else day

    return bound


# ---- the other fields


def _shown(name: str) -> Callable[[Event], Any]:
    return lambda event: event.shown(name)


def _place(key: str) -> Callable[[Event], Any]:
    return lambda event: (event.shown("place") or {}).get(key)


def _disputed(event: Event) -> tuple[str, ...]:
    return tuple(name for name, field in event.fields.items() if field.disputed)


def _text(name: str, meaning: str, of: Callable[[Event], Any], field: str = "") -> Column:
    return Column(name=name, type=Type.TEXT, meaning=meaning, of=of, field=field)


def _texts(name: str, meaning: str, of: Callable[[Event], Any], field: str = "") -> Column:
    return Column(name=name, type=Type.TEXTS, meaning=meaning, of=of, field=field)


def _day(name: str, meaning: str, of: Callable[[Event], Any], field: str = "") -> Column:
    return Column(name=name, type=Type.DAY, meaning=meaning, of=of, field=field)


def _integer(name: str, meaning: str, of: Callable[[Event], Any], field: str = "") -> Column:
    return Column(name=name, type=Type.INTEGER, meaning=meaning, of=of, field=field)


def _number(name: str, meaning: str, of: Callable[[Event], Any], field: str = "") -> Column:
    return Column(name=name, type=Type.NUMBER, meaning=meaning, of=of, field=field)


COLUMNS: tuple[Column, ...] = (
    _text("event", "The record's id of the event; an id that was ever shown leads to it for ever.", lambda e: e.id),
    _text("type", "What kind of occasion it is, as in the codebook.", lambda e: e.kind, "type"),
    _text("mode", "The mode of its type; empty where none fits or none is told.", _shown("mode"), "mode"),
    _text(
        "status",
        "What was last known of it: planned, ongoing, held, cancelled, or lapsed: its days passed and no report of it "
        "was found, which is not to say that it did not happen.",
        lambda e: e.status.value,
        "status",
    ),
    _text(
        "start",
        "When it began: an ISO date as fine as sources tell, 2020-09-03, 2020-09 or 2020; of a window, its first.",
        _coded(0),
        "days",
    ),
    _text(
        "end",
        "When it ended, where it lasted longer than the precision of start; of a window, its last.",
        _coded(1),
        "days",
    ),
    _text(
        "date",
        "Its days in EDTF level 1 (ISO 8601-2): A/B is from A to B, A~/B~ some time between them, .. an open end; "
        "months 21 to 24 are spring, summer, autumn and winter.",
        lambda e: e.days.edtf() if e.days else None,
        "days",
    ),
    _text(
        "messydate",
        "The same for the R package messydates: A..B is from A to B or some time between them.",
        lambda e: messydate(e.days) if e.days else None,
        "days",
    ),
    _day("earliest_start", "The first day on which it may have begun.", _bound("earliest_start"), "days"),
    _day("latest_start", "The last day on which it may have begun.", _bound("latest_start"), "days"),
    _day("earliest_end", "The first day on which it may have ended.", _bound("earliest_end"), "days"),
    _day("latest_end", "The last day on which it may have ended.", _bound("latest_end"), "days"),
    _text(
        "grain",
        "How finely the days are told: day, week, month, season, quarter, half or year.",
        lambda e: e.days.grain.value if e.days else None,
        "days",
    ),
    _texts("countries", "The parties' countries, ISO 3166-1 alpha-3.", _shown("countries"), "countries"),
    _texts(
        "organizations",
        "International organisations that are a party or the forum, by acronym.",
        _shown("organizations"),
        "organizations",
    ),
    _texts("people", "Individual participants, by full name as far as it is given.", _shown("people"), "people"),
    _text("place", "The most specific named place where it was held.", _place("name"), "place"),
    _text(
        "place_country", "The country in which the place lies, alpha-3; empty for a sea.", _place("country"), "place"
    ),
    _text(
        "place_precision", "What the place is: building, city, region, country or sea.", _place("precision"), "place"
    ),
    _text(
        "name",
        "The proper name of an exercise, forum, agreement, weapon system or operation.",
        _shown("name"),
        "name",
    ),
    _integer("duration", "How many days it lasted, as told.", _shown("duration"), "duration"),
    _texts("topics", "What it was about, from the codebook's list of topics.", _shown("topics"), "topics"),
    _text("series", "The series of which it is an edition.", lambda e: e.series),
    _text("edition", "Which edition, as told.", lambda e: e.edition),
    _text("follows", "The event whose new date this is.", lambda e: e.follows),
    _text("followed_by", "The event that is its new date.", lambda e: e.followed_by),
    _text("answered_by", "The event by which an invitation was answered.", lambda e: e.answered_by),
    _day(
        "status_since", "The day of publication from which the status holds.", lambda e: e.dated(e.standing), "status"
    ),
    _text("status_why", "Why, where the status is not simply what claims say.", lambda e: e.standing.why, "status"),
    _day(
        "first_reported",
        "The day on which the first article on it was published.",
        lambda e: min(_published(e), default=None),
    ),
    _day(
        "last_reported",
        "The day on which the newest article on it was published.",
        lambda e: max(_published(e), default=None),
    ),
    _integer("articles", "How many articles speak of it.", lambda e: e.articles),
    _integer("sources", "How many independent sources: articles with one text count once.", lambda e: e.sources),
    _number("confidence", "How likely what is shown is right, 0 to 1.", lambda e: e.confidence),
    _texts("disputed", "Fields on which sources say what cannot both be so.", _disputed),
    _number("doubt", "How much it needs a person's look, 0 (none) to 1.", lambda e: e.doubt),
    _texts("doubts", "Why, in sentences.", lambda e: e.doubts),
    _text("accepted", "The id of the ruling by which a person accepted it.", lambda e: e.accepted),
    _texts("notes", "What people noted, with their signature.", lambda e: e.notes),
)
