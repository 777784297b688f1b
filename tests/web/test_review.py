"""The bench by plain forms, as it works without JavaScript."""

import html
import re

import pytest

from dateline.model.review import Verdict
from tests import record
from tests.web.conftest import client_of
from tests.web.working import Tags, event_of, is_harmless, send


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.fixture
def client(desk):
    return client_of(desk)


@pytest.fixture
def talks(client):
    """The id of the meeting of which three articles tell."""
    return event_of(client, type="meeting", **{"from": "2024-06-03", "to": "2024-06-03"})[1]


@pytest.fixture
def exercise(client):
    return event_of(client, type="exercise")[1]


def last(desk):
    return desk.store.judgements()[-1]


def queue(client, query=""):
    return [one["event"]["id"] for one in client.get(f"/review/queue.json{query}").json()["queue"]]


# ---- the queue and the way through it


def test_the_bench_begins_with_the_first_of_the_queue_and_shows_its_text_and_its_fields(client):
    first = queue(client)[0]
    data = client.get("/review.json").json()
    assert data["event"]["id"] == first
    assert data["open"] == len(queue(client))
    page = client.get("/review").text
    assert f'action="/review/{first}/accept"' in page
    assert f"1 of {data['open']} events" in page
    assert data["text"] in Tags(page).text
    assert data["fields"]["status"] in ("held", "planned", "lapsed", "cancelled")


def test_the_queue_is_told_with_what_a_look_is_worth(client):
    lines = client.get("/review/queue.json").json()["queue"]
    assert [one["worth"] for one in lines] == sorted((one["worth"] for one in lines), reverse=True)
    assert all(one["worth"] == pytest.approx(one["doubt"] * one["weight"], abs=1e-3) for one in lines)
    rows = client.get("/review/queue.csv").text.strip().splitlines()
    assert len(rows) == 1 + len(lines)
    assert client.get("/review/queue?limit=2").status_code == 200


def test_what_is_accepted_leaves_the_queue_and_the_next_is_shown(client, desk):
    first, second, *_ = queue(client)
    answer = send(client, f"/review/{first}/accept", then=second, query="")
    assert answer.url.path == f"/review/{second}"
    assert "accepted" in answer.text
    assert first not in queue(client)
    assert last(desk).verdict is Verdict.ACCEPT


def test_a_queue_can_be_narrowed_and_stays_so_from_event_to_event(client):
    assert queue(client, "?type=exercise") == [event_of(client, type="exercise")[1]]
    page = client.get("/review?type=meeting").text
    assert 'name="query" value="type=meeting"' in page
    assert re.search(r'data-action="next"[^>]*href="/review/e-\w+\?type=meeting"', page)


def test_an_article_is_gone_through_and_it_is_told_how_far_and_how_long(client, desk):
    key = next(source.key for source in desk.store.sources() if source.id == "n5")
    open_ = queue(client, f"?within={key}")
    assert len(open_) == 2
    assert "0 of 2 looked at" in client.get(f"/review?within={key}").text
    since = desk.clock().timestamp() - 70
    query = f"within={key}"
    answer = send(client, f"/review/{open_[0]}/accept", then=open_[1], query=query, article=key, since=since)
    assert "1 of 2 looked at" in answer.text
    assert "You have looked at this article for 1 min" in answer.text
    answer = send(client, f"/review/{open_[1]}/unsure", then="", query=query, article=key, since=since)
    assert "All of this article is looked at" in answer.text
    assert "2 min" in answer.text


def test_where_nothing_awaits_a_look_it_says_so(empty):
    client = client_of(empty)
    assert "Nothing awaits your look" in client.get("/review").text
    assert client.get("/review.json").json()["event"] is None
    assert client.get("/review/queue.json").json()["queue"] == []


# ---- every ruling


def test_a_field_is_amended_as_people_write_it_and_the_event_stays(client, desk, talks):
    answer = send(client, f"/review/{talks}/amend", field="place", value="Corva, BLM", why="the text says so")
    assert answer.url.path == f"/review/{talks}"
    assert "place is Corva" in answer.text
    shown = desk.whole().event(talks).shown("place")
    assert (shown["name"], shown["country"]) == ("Corva", "BLM")
    assert last(desk).why == "the text says so"
    assert client.get("/events.json?q=Corva").json()["events"]


def test_a_field_is_accepted_and_the_event_stays(client, desk, talks):
    answer = send(client, f"/review/{talks}/accept", field="days")
    assert answer.url.path == f"/review/{talks}"
    assert (last(desk).verdict, last(desk).field) == (Verdict.ACCEPT, "days")
    assert talks in queue(client)


def test_a_value_that_cannot_be_is_told_with_its_mend(client, talks):
    page = send(client, f"/review/{talks}/amend", field="days", value="soon", expect=409).text
    assert "write days as 3 September 2020" in html.unescape(page)


def test_what_is_no_event_is_rejected_whole_or_sentence_by_sentence(client, desk, talks):
    (some, *_) = [kept.key for kept in desk.event(talks).claims][1:]
    answer = send(client, f"/review/{talks}/reject", claim=some, why="another room")
    assert answer.url.path == f"/review/{talks}"
    assert len(desk.whole().event(talks).claims) == 2
    send(client, f"/review/{talks}/reject", why="none at all")
    assert client.get(f"/event/{talks}").status_code == 404
    assert send(client, f"/review/{talks}/reject", claim="x", expect=404)


def test_two_events_are_merged_and_parted_again(client, desk, talks):
    other = event_of(client, type="meeting", **{"from": "2024-07-02", "to": "2024-07-02"})[1]
    answer = send(client, f"/review/{talks}/merge", event=["", other])
    assert answer.url.path == f"/review/{talks}"
    whole = desk.whole().event(talks)
    assert len(whole.claims) == 4
    leaving = [kept.key for kept in whole.claims if kept.source.id == "n5"]
    send(client, f"/review/{talks}/split", claim=leaving)
    assert len(desk.whole().event(talks).claims) == 3
    send(client, f"/review/{talks}/split", expect=409)
    send(client, f"/review/{talks}/merge", event="", expect=409)


def test_who_is_unsure_is_not_asked_again(client, exercise):
    send(client, f"/review/{exercise}/unsure", why="no year")
    assert exercise not in queue(client)


def test_a_note_is_kept_and_the_event_stays_open(client, exercise):
    assert "ask the embassy" in send(client, f"/review/{exercise}/note", why="ask the embassy").text
    assert exercise in queue(client)
    send(client, f"/review/{exercise}/note", why=" ", expect=409)


def test_undo_takes_back_the_last_ruling_then_the_one_before(client, desk, talks, exercise):
    send(client, f"/review/{exercise}/accept")
    send(client, f"/review/{talks}/amend", field="mode", value="call")
    assert send(client, "/review/undo").url.path == f"/review/{talks}"
    assert desk.whole().event(talks).shown("mode") == "bilateral"
    assert send(client, "/review/undo").url.path == f"/review/{exercise}"
    assert exercise in queue(client)
    send(client, "/review/undo", expect=409)


def test_an_event_is_placed_under_embargo_until_a_day(client, desk, exercise):
    answer = send(client, f"/review/{exercise}/embargo", what="event", until="2030-01-01", why="not yet")
    assert "Under embargo until 1 Jan 2030" in answer.text
    assert exercise not in client.get("/events.csv").text
    assert exercise in client.get("/events").text
    assert exercise not in {event.id for event in desk.events()}


def test_a_correction_shows_in_the_dossier_and_in_the_export(client, talks):
    send(client, f"/review/{talks}/amend", field="place", value="Corva, BLM")
    assert "in Corva" in client.get("/dossier/ARL/BLM").text
    assert "Corva" in next(row for row in client.get("/events.csv").text.splitlines() if talks in row)


# ---- put right once, put right everywhere


def test_an_alias_shows_what_it_would_change_before_it_is_passed(client, desk):
    query = {"name": "Tomas Ruh", "real": "Tomas Ruhe"}
    data = client.get("/alias.json", params=query).json()
    assert data["before"]
    assert all("Tomas Ruhe" in one["people"] for one in data["after"])
    assert desk.store.judgements() == ()
    assert "Pass it" in client.get("/alias", params=query).text
    send(client, "/alias", **query)
    assert client.get("/events.json?person=Ruhe").json()["total"] > 0
    assert all("Tomas Ruh" not in one["people"] for one in client.get("/events.json").json()["events"])


def test_an_alias_without_names_asks_for_them(client):
    assert "Write both spellings" in client.get("/alias").text
    assert "No event would change" in client.get("/alias?name=Tomas+Ruh&real=Tomas+Ruh").text


def test_an_alias_of_nobody_in_the_record_is_refused_with_those_who_are(client):
    answer = client.get("/alias?name=Tomas+Rooh&real=Somebody")
    assert answer.status_code == 409
    assert "did you mean Tomas Ruh" in answer.text


# ---- keys


def test_every_action_has_a_key_of_its_own_that_the_browser_does_not_need(client):
    keys = client.get("/keys.json").json()["keys"]
    assert len(set(keys.values())) == len(keys)
    assert not set(keys.values()) & {"/", "'", " "}
    page = client.get("/review").text
    for action in keys:
        assert f'data-action="{action}"' in page or action in ("field-next", "field-back", "back", "text"), action


def test_keys_are_kept_for_each_person(client):
    have = client.get("/keys.json").json()["keys"]
    send(client, "/keys", **(have | {"accept": "y"}), active="on")
    assert client.get("/keys.json").json()["keys"]["accept"] == "y"
    assert (
        "&#34;accept&#34;: &#34;y&#34;" in client.get("/review").text or '"accept": "y"' in client.get("/review").text
    )
    send(client, "/keys", usual="yes")
    assert client.get("/keys.json").json()["keys"]["accept"] == "a"


@pytest.mark.parametrize(
    ("key", "fault"), [("/", "Firefox finds"), ("x", "that of"), ("", "one key"), (" ", "scrolls")]
)
def test_a_key_that_would_shadow_another_is_refused_and_told(client, key, fault):
    have = client.get("/keys.json").json()["keys"]
    page = send(client, "/keys", **(have | {"accept": key}), active="on", expect=409).text
    assert fault in html.unescape(page)
    assert client.get("/keys.json").json()["keys"] == have


def test_keys_can_be_turned_off(client):
    have = client.get("/keys.json").json()["keys"]
    send(client, "/keys", **have)
    assert client.get("/keys.json").json()["active"] is False
    assert 'data-active="no"' in client.get("/review").text


# ---- hostile words


def test_hostile_words_lie_on_the_bench_and_do_nothing(hostile):
    for one in hostile.get("/review/queue.json").json()["queue"]:
        assert is_harmless(hostile.get(f"/review/{one['event']['id']}").text)
    assert is_harmless(hostile.get("/review/queue").text)


def test_hostile_words_in_rulings_and_addresses_do_nothing(client, exercise):
    send(client, f"/review/{exercise}/note", why="<script>alert(1)</script>", query="x=<b>&//evil.example")
    for path in (f"/review/{exercise}", "/history", f"/event/{exercise}"):
        assert "<script>alert" not in client.get(path).text
    assert "<script>" not in client.get("/alias?name=<script>&real=<script>&to=javascript:x").text.replace(
        "<script src", ""
    )
