"""iCalendar (RFC 5545): a calendar of what was held and what is expected, which later exports update."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import first_day, last_day
from dateline.export.extra import needing
from dateline.export.text import one_line
from dateline.export.where import where
from dateline.model.day import Days
from dateline.model.event import EVENT, Event, Status
from dateline.model.kept import Kept

if TYPE_CHECKING:
    from icalendar import Event as Entry

EXTRA = "calendar"
_PREFIX = {
    Status.PLANNED: "Planned: ",
    Status.CANCELLED: "Cancelled: ",
    Status.LAPSED: "No report found: ",
}
_COUNTED = ("countries", "organizations", "people")


def uid(event: Event) -> str:
    """The same for ever: the id that the event had when the record first held a claim of it.

    An article that comes later but was published earlier may give an event another id; all of them lead to it.
    """
    first = min(event.claims, key=_seen, default=None)
    return EVENT + first.key if first else event.id


def sequence(event: Event) -> int:
    """How often it may have moved or changed its status; it never falls when a claim is added.

    Counted are its changes of status, the rulings on its days, and the claims that came when not all agreed on the
    days: whatever rule chooses the day that is shown, only such a claim can move it.
    """
    moved, told = 0, set()
    for kept in sorted(event.claims, key=_seen):
        told.add(kept.claim.days)
        moved += len(told) > 1
    ruled = sum(said.judgement is not None for said in event.fields["days"].said) if "days" in event.fields else 0
    return len(event.steps) - 1 + moved + ruled


def status(event: Event) -> str:
    """CANCELLED what is called off, CONFIRMED what has known days; TENTATIVE a window, and what lapsed."""
    if event.status is Status.CANCELLED:
        return "CANCELLED"
    known = event.days is not None and _known(event.days)
    return "CONFIRMED" if known and event.status is not Status.LAPSED else "TENTATIVE"


def _known(days: Days) -> bool:
    """Whether its first and its last day are told to the day."""
    is_open = days.earliest_start == date.min or days.latest_end == date.max
    return not is_open and days.earliest_start == days.latest_start and days.earliest_end == days.latest_end


def _seen(kept: Kept) -> tuple[Any, ...]:
    return (kept.first_seen, *kept.order)


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write a calendar with an all-day entry to each event that has days."""
    with needing(EXTRA):
        from icalendar import Calendar  # noqa: PLC0415  (of the extra)
    tally = Tally()
    calendar = Calendar()
    calendar.add("prodid", f"-//Dateline//Dateline {one_line(about.software)}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(about.record or "Dateline"))
    calendar.add("x-wr-caldesc", one_line(about.in_words()))
    for event in tally.each(events):
        if event.days is None:
            tally.lose("events that have no day are left out")
            continue
        calendar.add_component(_entry(event, event.days))
        tally.written += 1
        tally.lose("values that sources give beside the one that is shown are left out", _others(event))
    out.write(calendar.to_ical())
    return tally.loss()


def _entry(event: Event, days: Days) -> "Entry":
    from icalendar import Event as Entry  # noqa: PLC0415  (of the extra)

    entry = Entry()
    for name, value in _properties(event, days):
        entry.add(name, value)
    return entry


def _properties(event: Event, days: Days) -> Iterator[tuple[str, Any]]:
    seen = sorted(kept.first_seen for kept in event.claims)
    yield "uid", uid(event)
    yield "sequence", sequence(event)
    yield "status", status(event)
    yield "summary", _summary(event)
    yield "dtstart", first_day(days)
    yield "dtend", min(last_day(days), date.max - timedelta(days=1)) + timedelta(days=1)
    yield "transp", "TRANSPARENT"
    yield "categories", [event.kind]
    yield "description", "\n".join(_description(event, days))
    if seen:
        yield from (("dtstamp", seen[-1]), ("created", seen[0]), ("last-modified", seen[-1]))
    yield from _place(event)
    if event.follows:
        yield "related-to", one_line(event.follows)
    yield "x-dateline-status", event.status.value
    yield "x-dateline-date", days.edtf()


def _summary(event: Event) -> str:
    named = event.shown("name")
    what = f"{event.kind.replace('_', ' ').capitalize()}{f' {named}' if named else ''}"
    parties = [*(event.shown("countries") or ()), *(event.shown("organizations") or ())]
    return one_line(_PREFIX.get(event.status, "") + what + (f": {', '.join(parties)}" if parties else ""))


def _description(event: Event, days: Days) -> Iterator[str]:
    if not _known(days):
        yield f"Some time between {first_day(days)} and {last_day(days)}."
    if event.standing.why:
        yield one_line(event.standing.why)
    for name in _COUNTED:
        if value := event.shown(name):
            yield f"{name.capitalize()}: {one_line(', '.join(value))}"
    if disputed := [name for name, field in event.fields.items() if field.disputed]:
        yield f"Sources disagree on: {', '.join(disputed)}"
    yield f"Sources ({event.sources} independent):"
    for source in dict.fromkeys(kept.source for kept in event.claims):
        published = source.published and source.published.isoformat()
        told = (source.publisher or source.id, source.title, published, source.url)
        yield one_line("- " + ", ".join(part for part in told if part))


def _place(event: Event) -> Iterator[tuple[str, Any]]:
    if place := event.shown("place"):
        yield "location", one_line(", ".join(part for part in (place["name"], place.get("country")) if part))
    if point := where(place).point:
        yield "geo", point


def _others(event: Event) -> int:
    return sum(max(0, len(field.said) - 1) for field in event.fields.values())


FORMAT = Format(
    name="ics",
    extensions=(".ics",),
    says="An iCalendar with an all-day entry to an event that has days, which later exports update and never double.",
    stream=write,
)
