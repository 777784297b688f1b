"""What was made of the events at hand is made once, and shown until it has been made anew, but never for too long."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event as Signal

import pytest

from dateline.desk.query import Events
from dateline.desk.view import View
from dateline.web import answers as module
from dateline.web.answers import Answers

VIEW = View(today=date(2024, 6, 1))
OLD, NEW = Events((), VIEW), Events((), VIEW)


class Making:
    """Makes answers, and counts how many."""

    def __init__(self, answers):
        self.answers, self.every, self.made = answers, OLD, []

    def ask(self, name, value=None):
        def make(desk):
            self.made.append(name)
            return value(desk) if callable(value) else value or f"{name} of {'old' if self.every is OLD else 'new'}"

        return self.answers.once(None, self.every, name, make)

    def others_write(self):
        self.answers.renewed(self.every)
        self.every = NEW


@pytest.fixture
def making():
    return Making(Answers())


def test_an_answer_is_made_once_whoever_asks(making):
    assert making.ask("map") == making.ask("map") == "map of old"
    assert making.made == ["map"]


def test_of_many_who_ask_at_once_one_makes_it_and_the_others_wait(making):
    begun = Signal()

    def slowly(_):
        begun.wait(0.2)
        return "map"

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: making.ask("map", slowly), range(8)))
    assert found == ["map"] * 8
    assert making.made == ["map"]


def test_what_others_write_keeps_nobody_waiting(making):
    making.ask("map")
    making.others_write()
    assert making.ask("map") == "map of old"
    making.answers.remake(None, NEW)
    assert making.ask("map") == "map of new"
    assert making.made == ["map", "map"]


def test_what_was_not_there_before_is_made_of_the_new_events(making):
    making.others_write()
    assert making.ask("map") == "map of new"


def test_an_answer_is_never_made_of_one_from_before(making):
    making.ask("list")
    making.others_write()
    assert making.ask("page", lambda _: making.ask("list")) == "list of new"
    making.answers.remake(None, NEW)
    assert making.made == ["list", "page", "list"]


def test_what_this_program_wrote_is_waited_for_even_while_others_write(making):
    making.ask("map")
    making.others_write()
    making.answers.overruled()
    assert making.ask("map") == "map of new"


def test_making_anew_ends_where_this_program_writes(making):
    for name in ("one", "two"):
        making.ask(name)
    making.ask("three", lambda _: making.answers.overruled())
    making.others_write()
    making.made.clear()
    making.answers.remake(None, NEW)
    assert making.made == ["three"]


def test_what_nobody_asked_for_lately_is_let_go_and_not_made_anew(making, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    making.ask("old news")
    clock[0] = module._IN_USE + 1
    making.ask("map")
    making.others_write()
    making.made.clear()
    making.answers.remake(None, NEW)
    assert making.made == ["map"]
    assert making.ask("old news") == "old news of new"


def test_what_cannot_be_made_any_more_is_told_to_whoever_asks_next(making):
    def fails(_):
        if making.every is NEW:
            raise LookupError
        return "there"

    assert making.ask("office", fails) == "there"
    making.others_write()
    making.ask("map")
    making.answers.remake(None, NEW)
    with pytest.raises(LookupError):
        making.ask("office", fails)
    assert making.ask("map") == "map of new"


def test_what_cannot_be_made_leaves_nothing_behind(making):
    def fails(_):
        raise LookupError

    for name in ("one", "two"):
        with pytest.raises(LookupError):
            making.ask(name, fails)
    assert making.answers._held == {}
    assert making.ask("one") == "one of old"


def test_of_too_many_answers_the_one_that_was_asked_for_longest_ago_is_let_go(making, monkeypatch):
    monkeypatch.setattr(module, "_ROOM", 2 * len("one of old"))
    for name in ("one", "two", "one", "six", "one", "two"):
        making.ask(name)
    assert making.made == ["one", "two", "six", "two"]
