"""The calendar, read back by icalendar."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings

from dateline.export.formats import FORMATS
from dateline.export.ics import sequence, uid
from dateline.model.day import Days
from dateline.model.event import Event, Field, Said, Status, Step
from dateline.model.kept import Kept
from dateline.model.mention import Modality
from tests import make
from tests.export import made


def calendar(*events: Event) -> bytes:
    out = BytesIO()
    FORMATS["ics"].write(events, out, made.ABOUT)
    return out.getvalue()


def entries(*events: Event) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar(*events)).walk("VEVENT"))


def on(days: Days, **more: Any) -> Event:
    return made.event(made.kept(claim=make.claim(days=days, **more)))


def planned(key: str, day: date, seen: int, *, said: Modality = Modality.PLANNED) -> Kept:
    """What an article said of a meeting on a day, and when the record came to hold it."""
    source = made.source(f"a-{key}", published=date(2024, 5, 1) + timedelta(days=seen))
    claim = make.claim(days=Days.day(day), modality=said)
    return made.kept(key, claim, source, first_seen=made.SEEN + timedelta(days=seen))


FIRST = planned("k1", date(2024, 6, 1), 1)
AGAIN = planned("k2", date(2024, 6, 1), 2)
MOVED = planned("k3", date(2024, 6, 9), 3)
HELD = planned("k4", date(2024, 6, 9), 50, said=Modality.HELD)


def test_an_entry_ends_on_the_day_after_its_last():
    (entry,) = entries(on(make.days(date(2024, 6, 1), date(2024, 6, 3))))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt, entry["STATUS"]) == (
        date(2024, 6, 1),
        date(2024, 6, 4),
        "CONFIRMED",
    )
    assert (entry["UID"], entry["SUMMARY"]) == ("e-k1", "Meeting: ARL, BLM")


def test_a_window_is_a_tentative_range_of_days():
    (entry,) = entries(on(Days.month(2024, 11)))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2024, 11, 1), date(2024, 12, 1))
    assert entry["STATUS"] == "TENTATIVE"
    assert entry["DESCRIPTION"].startswith("Some time between 2024-11-01 and 2024-11-30.")


@pytest.mark.parametrize("days", [Days.until(Days.day(date(2024, 6, 3))), Days.from_edtf("2024-06-03/..")])
def test_an_open_end_is_never_drawn(days: Days):
    (entry,) = entries(on(days))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2024, 6, 3), date(2024, 6, 4))
    assert entry["STATUS"] == "TENTATIVE"


def test_what_was_called_off_is_cancelled():
    (entry,) = entries(on(make.days(), modality=Modality.CANCELLED))
    assert (entry["STATUS"], entry["SUMMARY"]) == ("CANCELLED", "Cancelled: Meeting: ARL, BLM")


def test_what_lapsed_is_not_confirmed_and_says_why():
    event = made.event(FIRST)
    late = Step(day=date(2024, 7, 1), status=Status.LAPSED, claims=(), why="No report of it was found.")
    (entry,) = entries(replace(event, steps=(*event.steps, late)))
    assert (entry["STATUS"], entry["SUMMARY"]) == ("TENTATIVE", "No report found: Meeting: ARL, BLM")
    assert "No report of it was found." in entry["DESCRIPTION"]


def test_another_report_of_the_same_day_raises_nothing():
    assert sequence(made.event(FIRST)) == sequence(made.event(FIRST, AGAIN)) == 0


def test_a_move_and_a_change_of_status_each_raise_the_sequence():
    grows = [made.event(FIRST), made.event(FIRST, MOVED), made.event(FIRST, MOVED, HELD)]
    first, moved, held = map(sequence, grows)
    assert first < moved < held
    assert len({uid(event) for event in grows}) == 1


def test_a_ruling_on_its_days_raises_the_sequence():
    event = made.event(FIRST)
    event.fields["days"] = Field(name="days", shown=None, said=(Said(value=None, judgement="j1"),), rule="judgement")
    assert sequence(event) == 1


def test_an_earlier_article_that_comes_later_changes_the_id_and_not_the_uid():
    late = planned("k0", date(2024, 6, 1), 60)
    late = replace(late, source=replace(late.source, published=date(2024, 1, 1)))
    before, after = made.event(FIRST), made.event(late, FIRST)
    assert before.id != after.id
    assert uid(before) == uid(after) == before.id


def test_long_lines_are_folded_and_come_back_whole():
    name = "Übung " * 40
    text = calendar(on(make.days(), name=name))
    assert max(map(len, text.split(b"\r\n"))) <= 75
    (entry,) = entries(on(make.days(), name=name))
    assert name in entry["SUMMARY"]


def test_an_event_without_a_day_is_told_in_the_loss():
    loss = FORMATS["ics"].write([made.event(made.kept(claim=make.claim(days=None)))], BytesIO(), made.ABOUT)
    assert (loss.written, loss.lost["events that have no day are left out"]) == (0, 1)


def test_a_text_cannot_smuggle_in_another_line():
    (entry,) = entries(on(make.days(), name="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:https://evil.example"))
    assert "ATTACH" not in entry
    assert "END:VEVENT" in entry["SUMMARY"]


@settings(max_examples=15)
@given(made.lists_of_events)
def test_every_entry_comes_back_with_its_days_and_status(events: list[Event]):
    dated = [event for event in events if event.days]
    found = entries(*events)
    assert [entry["UID"] for entry in found] == [uid(event) for event in dated]
    assert [entry["X-DATELINE-STATUS"] for entry in found] == [event.status.value for event in dated]
    assert [entry["X-DATELINE-DATE"] for entry in found] == _edtf(dated)
    assert all(entry["DTSTART"].dt < entry["DTEND"].dt for entry in found)


def _edtf(events: Iterable[Event]) -> list[str]:
    return [event.days.edtf() for event in events if event.days]


@given(made.events())
@settings(max_examples=15)
def test_the_sequence_never_falls_while_claims_come_in(event: Event):
    arrived = sorted(event.claims, key=lambda kept: (kept.first_seen, kept.order))
    so_far = [tuple(sorted(arrived[: n + 1], key=lambda kept: kept.order)) for n in range(len(arrived))]
    raised = [sequence(made.event(*claims)) for claims in so_far]
    assert raised == sorted(raised)
    assert len({uid(made.event(*claims)) for claims in so_far}) == 1
