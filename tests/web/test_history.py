import csv
import io

import pytest

from dateline.desk import review
from dateline.model.review import Verdict
from dateline.web.users import Role
from tests import record
from tests.web.conftest import PASSWORD, client_of
from tests.web.working import as_, event_of, send, shared


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.fixture
def ruled(desk):
    """Three rulings of two people, in order."""
    talks = next(event for event in desk.events() if event.articles == 3)
    return [
        desk.rule(review.note(talks, desk.hand("a.lind", "odd"))),
        desk.rule(review.amend(talks, desk.hand("i.maren"), "mode", "call")),
        desk.rule(review.accept(talks, desk.hand("a.lind"))),
    ]


def test_every_ruling_is_told_the_newest_first_and_leads_to_its_event(desk, ruled):
    data = client_of(desk).get("/history.json").json()
    assert [one["ruling"]["id"] for one in data["rulings"]] == [one.id for one in reversed(ruled)]
    assert data["people"] == {"a.lind": 2, "i.maren": 1}
    assert len({one["event"] for one in data["rulings"]}) == 1


def test_a_ruling_tells_what_its_event_showed_before_and_a_rejected_event_too(desk):
    talks = next(event for event in desk.events() if event.articles == 3)
    desk.rule(review.amend(talks, desk.hand(), "mode", "call"))
    desk.rule(review.reject([kept.key for kept in talks.claims], desk.hand()))
    client = client_of(desk)
    rejected, amended = client.get("/history.json").json()["rulings"]
    assert (amended["was"], amended["ruling"]["value"]) == ("bilateral", "call")
    assert rejected["event"] is None
    assert "Ines Maren" in rejected["about"]
    assert "in no event now" in client.get("/history").text
    rows = list(csv.DictReader(io.StringIO(client.get("/history.csv").text)))
    assert [(row["event"], row["was"]) for row in rows] == [(talks.id, ""), (talks.id, "bilateral")]
    assert client.get(f"/event/{talks.id}").status_code == 404


@pytest.mark.usefixtures("ruled")
def test_rulings_of_one_person_or_one_sort_can_be_asked_for(desk):
    client = client_of(desk)
    assert client.get("/history.json?by=a.lind").json()["total"] == 2
    assert client.get("/history.json?verdict=amend&by=").json()["total"] == 1
    assert "No ruling fits" in client.get("/history?by=nobody").text
    rows = list(csv.DictReader(io.StringIO(client.get("/history.csv?by=i.maren").text)))
    assert [(row["verdict"], row["field"], row["value"]) for row in rows] == [("amend", "mode", "call")]


def test_leafing_through_shows_every_ruling_once(desk, ruled):
    client, seen, after = client_of(desk), [], ""
    while after is not None:
        page = client.get("/history.json", params={"limit": 2, "after": after}).json()
        seen += [one["ruling"]["id"] for one in page["rulings"]]
        after = page["next"]
    assert seen == [one.id for one in reversed(ruled)]


def test_whatever_was_ruled_is_undone_and_the_undoing_too(desk, ruled):
    client = client_of(desk)
    _, href = event_of(client, type="meeting", **{"from": "2024-06-03", "to": "2024-06-03"})
    assert desk.event(href).shown("mode") == "call"
    send(client, "/history/undo", ruling=ruled[1].id)
    assert desk.event(href).shown("mode") == "bilateral"
    undone = desk.store.judgements()[-1]
    assert "undone" in client.get("/history").text
    send(client, "/history/undo", ruling=undone.id)
    assert desk.event(href).shown("mode") == "call"
    send(client, "/history/undo", ruling=undone.id, expect=409)


def test_only_those_who_decide_between_coders_take_back_what_others_ruled(desk, accounts, ruled):
    accounts.add("i.maren", PASSWORD, Role.CODER)
    app = shared(desk, accounts)
    maren = as_(app, "i.maren")
    send(maren, "/history/undo", ruling=ruled[0].id, expect=403)
    send(maren, "/history/undo", ruling=ruled[1].id)
    send(as_(app, "viewer"), "/history/undo", ruling=ruled[0].id, expect=403)
    send(as_(app, "adjudicator"), "/history/undo", ruling=ruled[0].id)


VALUES = {
    Verdict.ALIAS: {"from": "Nobody Known", "to": "Somebody", "country": None},
    Verdict.EMBARGO: {"until": None, "article": None},
    Verdict.CLAIM: {"article": "gone", "claim": {"type": "visit", "status": "held", "trigger": {"text": "went"}}},
    Verdict.CODING: {"article": "gone"},
    Verdict.ASSIGN: {"article": "gone", "to": "a.lind", "blind": True},
    Verdict.RETURN: {"article": "gone", "to": "a.lind", "reason": "days"},
    Verdict.AMEND: "call",
}


@pytest.mark.parametrize("state", ["holds", "undone", "of a rejected event", "of no claims"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_page_tells_every_kind_of_ruling_in_every_state(desk, verdict, state):
    talks = next(event for event in desk.events() if event.articles == 3)
    keys = () if state == "of no claims" else [kept.key for kept in talks.claims]
    field = "mode" if verdict is Verdict.AMEND else None
    made = review.ruling(verdict, desk.hand("a.lind"), keys, field=field, value=VALUES.get(verdict))
    desk.store.append_judgements([made])
    if state == "undone":
        desk.store.append_judgements([review.undo(desk.store, made.id, desk.hand("a.lind"))])
    if state == "of a rejected event":
        desk.rule(review.reject(keys, desk.hand("a.lind")))
    client = client_of(desk)
    assert client.get("/history.csv").status_code == 200
    for form in ("", ".json"):
        answer = client.get(f"/history{form}")
        assert answer.status_code == 200
        assert made.id[:8] in answer.text
