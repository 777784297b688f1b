"""What holds of every format."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from dateline.errors import ExportError
from dateline.export.columns import COLUMNS
from dateline.export.formats import FORMATS
from dateline.model.claim import Place
from dateline.model.event import Event
from tests import make
from tests.export import made

each_format = pytest.mark.parametrize("name", FORMATS)


def hostile() -> Event:
    """An event whose every text holds all that could break out of a format."""
    bad = made.HOSTILE
    claim = make.claim(name=bad, people=(bad, "Tomas Ruh"), organizations=(bad,), place=Place(name=bad, country="RUS"))
    source = made.source(publisher=bad, title=bad, url=bad, id=bad)
    return made.event(made.kept(claim=claim, of=source), doubts=(bad,), notes=(bad,), series=bad)


@each_format
def test_every_format_says_in_a_sentence_what_it_is(name: str):
    one = FORMATS[name]
    assert one.name == name
    assert one.says.endswith(".")
    assert all(extension.startswith(".") for extension in one.extensions)


@each_format
def test_every_format_holds_a_record_without_events(name: str):
    out = BytesIO()
    loss = FORMATS[name].write([], out, made.ABOUT)
    assert (loss.events, loss.written) == (0, 0)


@each_format
def test_hostile_text_goes_through_every_format(name: str):
    loss = FORMATS[name].write([hostile()], BytesIO(), made.ABOUT)
    assert loss.events == 1
    assert loss.written >= 1


@each_format
@settings(max_examples=5)
@given(events=made.lists_of_events)
def test_any_event_goes_through_every_format(name: str, events: list[Event]):
    loss = FORMATS[name].write(iter(events), BytesIO(), made.ABOUT)
    assert loss.events == len(events)
    assert all(count > 0 for count in loss.lost.values())


@each_format
def test_the_same_events_give_the_same_bytes(name: str):
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        FORMATS[name].write([made.event(made.kept(), made.plan())], out, made.ABOUT)
    assert first.getvalue() == second.getvalue()


@each_format
def test_a_file_holds_what_a_stream_does(name: str, tmp_path: Path):
    out, path = BytesIO(), tmp_path / f"out{FORMATS[name].extensions[0]}"
    told = FORMATS[name].write([made.event()], out, made.ABOUT)
    assert FORMATS[name].write([made.event()], path, made.ABOUT) == told
    assert path.read_bytes() == out.getvalue()


@each_format
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path):
    path = tmp_path / "missing" / f"out{FORMATS[name].extensions[0]}"
    with pytest.raises(ExportError, match="cannot be written") as caught:
        FORMATS[name].write([made.event()], path, made.ABOUT)
    assert (caught.value.code, caught.value.place) == ("export.write", str(path))


@each_format
def test_what_fails_on_its_way_leaves_nothing(name: str, tmp_path: Path):
    def torn() -> Iterator[Event]:
        yield made.event()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FORMATS[name].write(torn(), tmp_path / f"out{FORMATS[name].extensions[0]}", made.ABOUT)
    assert list(tmp_path.iterdir()) == []


def test_every_column_has_a_name_of_its_own_and_a_meaning():
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert all(column.meaning.endswith(".") for column in COLUMNS)
