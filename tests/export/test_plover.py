"""PLOVER records, held to the field tables of its manual (chapter "JSON Data Fields")."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from dateline.export.formats import FORMATS
from dateline.export.plover import QUADS
from dateline.model.claim import Participant, Place
from dateline.model.event import Event, Status, Step
from dateline.model.mention import Modality
from tests import make
from tests.export import made
from tests.shared import SHARED

FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment",
}  # fmt: skip
REQUIRED = {"id", "date", "source", "event"}
OURS = {"cameo", "planned_date", "dateline"}
ACTOR = {"code", "sector", "actor_text", "identifier_id", "identifier_text", "actor_loc", "office"}
TEXT = {"sequence", "start", "end", "text_story", "conllu_parse", "treebank_parse"}
CITATION = {
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
    "version",
}  # fmt: skip
LOCATION = {"geonameid", "name", "asciiname", "latitude", "longitude", "feature class", "country code", "cc3"}
MODES = {"CONSULT": {"visit", "third-party", "multilateral", "phone"}, "MOBILIZE": {"troops"}}


def records(*events: Event) -> list[dict[str, Any]]:
    out = BytesIO()
    FORMATS["plover"].write(events, out, made.ABOUT)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def codes(actors: list[dict[str, str]]) -> list[str]:
    return [actor["code"] for actor in actors]


def of_roles(kind: str, first: str, second: str, **more: Any) -> Event:
    """An event in which Arland has the one role and Belmar the other."""
    participants = (
        Participant(name="Ines Maren", role=first, country="ARL", office="Defence Minister"),
        Participant(name="Tomas Ruh", role=second, country="BLM"),
    )
    return made.event(made.kept(claim=make.claim(kind=kind, mode=None, participants=participants, **more)))


@pytest.mark.parametrize(
    ("kind", "first", "second", "source", "recipient"),
    [
        ("visit", "visitor", "host", ["ARL"], ["BLM"]),
        ("visit", "host", "visitor", ["BLM"], ["ARL"]),
        ("meeting", "host", "guest", ["BLM"], ["ARL"]),
        ("arms_transfer", "giver", "receiver", ["ARL"], ["BLM"]),
        ("invitation", "inviter", "guest", ["ARL"], ["BLM"]),
        ("exercise", "participant", "participant", ["ARL", "BLM"], []),
        ("assistance", "participant", "receiver", ["ARL"], ["BLM"]),
        ("visit", "host", "host", ["ARL", "BLM"], []),
    ],
)
def test_who_visits_gives_or_invites_is_the_source(
    kind: str, first: str, second: str, source: list[str], recipient: list[str]
):
    (record,) = records(of_roles(kind, first, second))
    assert (codes(record["source"]), codes(record.get("recipient", []))) == (source, recipient)


def test_a_meeting_in_the_country_of_a_party_has_that_party_for_its_host():
    (record,) = records(of_roles("meeting", "participant", "participant", place=Place(name="Corva", country="BLM")))
    assert (codes(record["source"]), codes(record["recipient"]), record["mode"]) == (["ARL"], ["BLM"], ["visit"])


def test_persons_and_offices_stand_with_their_country():
    (record,) = records(of_roles("visit", "visitor", "host"))
    assert record["source"] == [{"code": "ARL", "actor_text": "Ines Maren", "office": "Defence Minister"}]


def test_what_is_planned_is_agree_on_the_day_it_was_told():
    event = of_roles("meeting", "host", "guest", modality=Modality.PLANNED, days=make.days(date(2024, 11, 5)))
    (record,) = records(event)
    assert (record["event"], record["quad_code"], record["date"]) == (["AGREE"], 1, "2024-06-03")
    assert record["planned_date"] == "2024-11-05"


def test_an_invitation_is_of_its_day_though_no_visit_in_answer_was_found():
    made_ = of_roles("invitation", "inviter", "guest", days=make.days(date(2024, 5, 15)))
    gaveup = Step(day=date(2025, 7, 15), status=Status.LAPSED, claims=())
    (record,) = records(replace(made_, steps=(*made_.steps, gaveup)))
    assert (record["event"], record["date"], record["dateline"]["status"]) == (["AGREE"], "2024-05-15", "held")
    assert "planned_date" not in record


def test_what_was_called_off_and_what_has_no_day_is_told_in_the_loss():
    gone = of_roles("meeting", "host", "guest", modality=Modality.CANCELLED)
    undated = of_roles("meeting", "host", "guest", days=None)
    loss = FORMATS["plover"].write([gone, undated], BytesIO(), made.ABOUT)
    assert loss.written == 0
    assert [sentence.endswith("are left out: 1.") for sentence in loss.sentences] == [True, True]


def test_a_place_has_both_codes_of_its_country():
    event = of_roles("visit", "visitor", "host", place=Place(name="Moscow", country="RUS"))
    (record,) = records(event)
    place = {"name": "Moscow", "country code": "RU", "cc3": "RUS", "latitude": 55.75, "longitude": 37.62}
    assert record["event_loc"] == place


@settings(max_examples=20)
@given(made.lists_of_events)
def test_every_record_has_the_manual_s_fields_and_no_other(events: list[Event]):
    for record in records(*events):
        assert set(record) >= REQUIRED
        assert set(record) <= FIELDS | OURS
        assert date.fromisoformat(record["date"]) <= date.fromisoformat(record.get("enddate", record["date"]))
        actors = [*record["source"], *record.get("recipient", ())]
        assert all("code" in actor and set(actor) <= ACTOR for actor in actors)
        assert set(record["text_info"]) <= TEXT
        assert set(record["cite_info"]) <= CITATION
        assert set(record.get("event_loc", ())) <= LOCATION
        (code,) = record["event"]
        assert record["quad_code"] == QUADS[code]
        assert set(record.get("mode", ())) <= MODES.get(code, set())


def test_its_gold_records_know_every_code_that_we_write():
    gold = SHARED / "data" / "plover_gsr" / "dev.json"
    if not gold.exists():
        pytest.skip("needs data/plover_gsr of the shared folder; set DATELINE_SHARED")
    known = {record["event"] for record in json.loads(gold.read_text())}
    assert set(QUADS) <= known
