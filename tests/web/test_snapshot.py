import threading
import time

import pytest

from dateline.desk import review
from dateline.desk.open import Desk
from dateline.store.base import Wanted
from dateline.web import snapshot
from dateline.web.snapshot import Snapshot
from tests.store import made
from tests.web.conftest import NOW, keeps, settings


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_LOOK", 0.0)


def eventually(question) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if question():
            return True
        time.sleep(0.05)
    return False


def test_what_another_program_adds_comes_to_be_shown(desk, tmp_path):
    held = Snapshot()
    assert len(held.whole(desk)) == 2
    with Desk.open(tmp_path / "record.db", settings=settings(tmp_path), clock=lambda: NOW) as other:
        keeps(other, next(made.articles(1, claims=1)).reading)
    assert eventually(lambda: len(held.whole(desk)) == 3)


def test_what_has_not_changed_is_not_made_anew(desk):
    held = Snapshot()
    assert held.whole(desk) is held.whole(desk)


def test_a_ruling_of_our_own_is_shown_at_once(desk):
    held = Snapshot()
    first = held.whole(desk)[0]
    desk.rule(review.reject([first.claims[0].key], desk.hand()))
    held.drop()
    assert first.id not in {event.id for event in held.whole(desk)}


def test_what_was_made_before_a_write_of_ours_is_not_kept(desk, monkeypatch):
    held, begun, go = Snapshot(), threading.Event(), threading.Event()
    slow = desk.events

    def events():
        found = slow()
        begun.set()
        go.wait(20)
        return found

    monkeypatch.setattr(desk, "events", events)
    other = threading.Thread(target=held.whole, args=(desk,))
    other.start()
    begun.wait(20)
    first = slow()[0]
    desk.rule(review.reject([first.claims[0].key], desk.hand()))
    held.drop()
    go.set()
    other.join()
    assert first.id not in {event.id for event in held.whole(desk)}


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(kinds=("meeting",), statuses=("planned",)),
        Wanted(parties=("BLM", "ARL")),
        Wanted(parties=("XXX",)),
        Wanted(person="maren", words="naval", source="northern"),
        Wanted(words="nowhere"),
        Wanted(series="none"),
    ],
)
def test_it_finds_what_the_record_finds(desk, wanted):
    assert list(Snapshot().find(desk, wanted)) == list(desk.events(wanted))
