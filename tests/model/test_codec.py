import json

from hypothesis import given

from dateline.model import codec
from dateline.model.mention import Modality
from tests import make


@given(make.readings())
def test_a_reading_comes_back_from_its_line(reading):
    line = codec.to_line(reading)
    assert codec.from_json(json.loads(line), reading.article) == reading


def test_a_reading_with_something_in_every_field_comes_back():
    reading = make.reading()
    assert codec.from_json(json.loads(codec.to_line(reading)), reading.article) == reading


@given(make.readings())
def test_the_same_reading_gives_the_same_bytes_on_one_line(reading):
    line = codec.to_line(reading)
    assert line.encode() == codec.to_line(reading).encode()
    assert "\n" not in line


def test_an_event_bears_the_names_and_forms_of_the_gold_file():
    event, _ = codec.to_json(make.reading())["events"]
    assert {key: event[key] for key in ("type", "mode", "status", "start", "end", "countries", "people", "name")} == {
        "type": "meeting",
        "mode": "bilateral",
        "status": "held",
        "start": "2024-06-01",
        "end": None,
        "countries": ["ARL", "BLM"],
        "people": ["Ines Maren", "Tomas Ruh"],
        "name": None,
    }
    assert event["trigger"] == {"start": 59, "end": 62, "text": "met"}


def test_dates_tell_what_they_were_counted_from_and_by_which_rule():
    event, _ = codec.to_json(make.reading())["events"]
    assert (event["dates"]["anchor"], event["dates"]["rule"]) == (
        "2024-06-03, the day of publication",
        "times.weekday@1",
    )


def test_what_an_article_denies_is_set_aside():
    data = codec.to_json(make.reading(claims=(make.claim(modality=Modality.DENIED), make.later())))
    assert [event["id"] for event in data["events"]] == ["c-again"]
    assert [event["status"] for event in data["set_aside"]] == ["denied"]


def test_a_thing_named_twice_is_one_thing_with_two_mentions():
    reading = make.reading(mentions=make.reading().mentions * 2)
    (place,) = codec.to_json(reading)["places"]
    assert place["name"] == "Corva"
    assert len(place["mentions"]) == 2


def test_half_a_surrogate_pair_can_be_written():
    reading = make.reading(article=make.article(make.TEXT, title="\ud83d"))
    assert json.loads(codec.to_line(reading).encode())["title"] == "\ud83d"
