"""JSON Lines of claims and of events."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from dateline.books.crosswalk import crosswalk
from dateline.export.formats import FORMATS
from dateline.model.claim_codec import claim_from_json, claim_to_json
from dateline.model.event import Event
from dateline.model.event_codec import event_from_json
from tests import make
from tests.export import made


def lines(name: str, *events: Event, **about: Any) -> list[dict[str, Any]]:
    out = BytesIO()
    FORMATS[name].write(events, out, replace(made.ABOUT, **about))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_claim_s_line_is_the_reading_s_event_and_where_it_stands_in_the_record():
    (line,) = lines("claims", made.event(), text_of={"a1": make.TEXT}.get)
    told = claim_to_json(make.claim(), make.TEXT, crosswalk().codes)
    assert list(line) == [
        *told,
        "article",
        "event",
        "first_seen",
        "article_key",
        "publisher",
        "published",
        "dated",
        "url",
        "origin",
        "claim",
    ]
    assert {key: line[key] for key in told} == json.loads(json.dumps(told))
    assert line["trigger"] == {"start": make.span("met").start, "end": make.span("met").end, "text": "met"}
    assert (line["article"], line["event"], line["claim"]) == ("n-a1", "e-k1", "k1")
    assert line["first_seen"] == "2024-06-04T08:30:00+00:00"


def test_an_article_whose_text_is_not_at_hand_is_told_in_the_loss():
    loss = FORMATS["claims"].write([made.event()], BytesIO(), made.ABOUT)
    assert "Claims whose article's text is not at hand have no words in their spans: 1." in loss.sentences


def test_beside_a_file_that_has_no_place_for_it_stands_what_made_it(tmp_path: Path):
    loss = FORMATS["events"].write([made.event()], tmp_path / "events.jsonl", made.ABOUT)
    told = json.loads((tmp_path / "events.jsonl.about.json").read_text())
    assert told == {"about": made.ABOUT.to_json(), "events": 1, "written": 1, "lost": dict(loss.lost)}


@settings(max_examples=20)
@given(made.lists_of_events)
def test_every_claim_comes_back_from_its_line(events: list[Event]):
    claims = [one.claim for event in events for one in event.claims]
    assert [claim_from_json(line) for line in lines("claims", *events)] == claims


@settings(max_examples=20)
@given(made.lists_of_events)
def test_every_event_comes_back_from_its_line(events: list[Event]):
    kept = {one.key: one for event in events for one in event.claims}
    assert [event_from_json(line, kept) for line in lines("events", *events)] == events


def test_an_event_s_line_tells_the_words_of_each_article_behind_it():
    (line,) = lines("events", made.event())
    (report,) = line["reports"]
    assert report["article"] == "n-a1"
    assert {"field": "start", "text": "Saturday"}.items() <= report["evidence"][1].items()
