"""Two coders on one article, each by themselves; a third person decides between them."""

import csv
import io

import pytest

from dateline.desk.work import claims_of
from dateline.web.users import Role
from tests import record
from tests.web.conftest import PASSWORD, client_of
from tests.web.working import as_, is_harmless, send, shared

FIELDS = ("type", "mode", "status", "days", "countries", "organizations", "people", "place", "name")


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.fixture
def app(desk, accounts):
    for name in ("a.lind", "i.maren"):
        accounts.add(name, PASSWORD, Role.CODER)
    return shared(desk, accounts)


@pytest.fixture
def lind(app):
    return as_(app, "a.lind")


@pytest.fixture
def maren(app):
    return as_(app, "i.maren")


@pytest.fixture
def judge(app):
    return as_(app, "adjudicator")


@pytest.fixture
def article(desk):
    return next(source.key for source in desk.store.sources() if source.id == "n5")


@pytest.fixture
def keys(desk, article):
    return [kept.key for kept in claims_of(desk.store, article)]


def code(client, article, key, verdict="event", **changed):
    """Send back a claim as it was read, but for what is changed."""
    (line,) = [one for one in client.get(f"/code/{article}.json").json()["claims"] if one["claim"] == key]
    read = line["read"]
    values = {name: ", ".join(value) if isinstance(value, list) else value for name, value in read.items() if value}
    values["days"] = "2024-07-01/2024-07-03" if read["type"] == "visit" else "2024-07-02"
    values["place"] = f"{read['place']['name']}, {read['place']['country']}"
    return send(client, f"/code/{article}/{key}", verdict=verdict, **(values | changed))


def both(lind, maren, article, keys, **maren_says):
    for key in keys:
        code(lind, article, key)
        code(maren, article, key, **(maren_says if key == keys[0] else {}))


# ---- given out, coded, returned


def test_an_article_is_given_to_two_who_each_code_it_by_themselves(judge, lind, maren, article, keys):
    send(judge, "/work/assign", to=["a.lind", "i.maren"], article=article, blind="true")
    assert [one["to"] for one in judge.get("/work.json").json()["work"]] == ["a.lind", "i.maren"]
    (mine,) = lind.get("/work.json").json()["work"]
    assert (mine["to"], mine["coded"], mine["claims"], mine["done"]) == ("a.lind", 0, 2, False)
    assert "You code this by yourself" in lind.get(f"/code/{article}").text
    answer = code(lind, article, keys[0], since=1)
    assert answer.url.path == f"/code/{article}"
    assert f"claim={keys[1]}" in str(answer.url)
    code(lind, article, keys[1])
    assert lind.get("/work.json").json()["work"][0]["done"]
    assert maren.get("/work.json").json()["work"][0]["coded"] == 0


def test_a_second_coder_sees_nothing_of_the_first(desk, judge, lind, maren, article, keys):
    send(judge, "/work/assign", to=["a.lind", "i.maren"], article=article, blind="true")
    code(lind, article, keys[0], name="Amber Summit", why="it stands in the last line")
    event = desk.whole().event(keys[0])
    send(judge, f"/review/{event.id}/note", why="look at the Amber Summit")
    for path in (f"/code/{article}", f"/code/{article}.json", "/history", "/history.json", "/work", "/agreement"):
        page = maren.get(path).text
        assert "Amber Summit" not in page, path
        assert "last line" not in page, path
    assert "Amber Summit" in lind.get(f"/code/{article}.json").text
    assert "Amber Summit" in judge.get(f"/adjudicate/{article}").text
    refused = maren.get(f"/review/{event.id}")
    assert refused.status_code == 409
    assert f"/code/{article}" in refused.text
    assert event.id not in maren.get("/review/queue").text
    for key in keys:
        code(maren, article, key)
    assert "Amber Summit" in maren.get("/history").text
    assert maren.get(f"/review/{event.id}").status_code == 200


def test_the_articles_of_the_next_events_of_the_queue_can_be_given_out_together(judge):
    send(judge, "/work/assign", to="a.lind, i.maren", next=3, blind="true")
    work = judge.get("/work.json").json()["work"]
    assert len(work) == 6
    assert len({one["article"] for one in work}) == 3
    send(judge, "/work/assign", to="a.lind", next=0, expect=409)


def test_work_can_be_taken_back(desk, judge, article):
    send(judge, "/work/assign", to="a.lind", article=article)
    (given,) = [one for one in desk.store.judgements() if one.verdict == "assign"]
    send(judge, "/work/take", assignment=given.id)
    assert judge.get("/work.json").json()["work"] == []


def test_what_is_returned_is_told_to_its_coder_and_counted_by_reason(judge, lind, maren, article, keys):
    send(judge, "/work/assign", to=["a.lind", "i.maren"], article=article, blind="true")
    both(lind, maren, article, keys)
    send(judge, "/work/return", article=article, to="a.lind", reason="days", why="count from Thursday")
    send(judge, "/work/return", article=article, to="i.maren", reason="days")
    send(judge, "/work/return", article=article, to="i.maren", reason="bad mood", expect=409)
    assert judge.get("/work.json").json()["returns"] == {"days": {"a.lind": 1, "i.maren": 1}}
    assert lind.get("/work.json").json()["returns"] == {"days": {"a.lind": 1}}
    page = lind.get(f"/code/{article}").text
    assert "the days are not counted from the dateline" in page
    assert "count from Thursday" in page
    rows = list(csv.DictReader(io.StringIO(judge.get("/work.csv").text)))
    assert {row["returned"] for row in rows} == {"days"}


def test_what_is_missing_and_what_is_no_event_is_coded_too(lind, article, keys):
    code(lind, article, keys[0], verdict="none", why="a plan alone")
    code(lind, article, keys[1], verdict="unsure")
    assert "a pact" in send(lind, f"/code/{article}/missed", why="a pact was signed").text
    yours = [one["yours"]["event"] for one in lind.get(f"/code/{article}.json").json()["claims"]]
    assert yours == [False, None]
    send(lind, f"/code/{article}/missed", why="", expect=409)
    send(lind, f"/code/{article}/nothing", expect=409)
    assert lind.get("/code/nowhere").status_code == 404


# ---- decided


def test_coders_stand_side_by_side_and_a_decision_is_kept_with_its_reason(desk, judge, lind, maren, article, keys):
    both(lind, maren, article, keys, place="Corva, BLM")
    (line,) = judge.get("/adjudicate.json").json()["articles"]
    assert (line["coders"], line["asks"]) == (["a.lind", "i.maren"], 1)
    (field,) = [one for one in judge.get(f"/adjudicate/{article}.json").json()["fields"] if one["asks"]]
    assert field["values"] == {"a.lind": "Belmar, BLM", "i.maren": "Corva, BLM"}
    path = f"/adjudicate/{article}/{keys[0]}"
    send(judge, path, field="place", value="Corva, BLM", why=" ", expect=409)
    send(judge, path, field="place", value="Corva, BLM", why="the second paragraph names the town")
    data = judge.get(f"/adjudicate/{article}.json").json()
    assert data["asks"] == 0
    (decided,) = [one["decided"] for one in data["fields"] if one["decided"]]
    assert (decided["by"], decided["why"]) == ("adjudicator", "the second paragraph names the town")
    assert desk.whole().event(keys[0]).shown("place")["name"] == "Corva"
    assert "the second paragraph" in judge.get(f"/adjudicate/{article}.csv").text


def test_a_value_of_ones_own_can_be_decided_and_so_can_the_event_itself(desk, judge, lind, maren, article, keys):
    both(lind, maren, article, keys, verdict="none")
    path = f"/adjudicate/{article}/{keys[0]}"
    send(judge, path, field="mode", value="official", own="port_call", why="ships came")
    assert desk.whole().event(keys[0]).shown("mode") == "port_call"
    send(judge, path, field="event", value="no", why="only planned")
    assert desk.store.event("e-" + keys[0]) is None
    assert judge.get(f"/adjudicate/{article}").status_code == 200
    send(judge, f"/adjudicate/{article}/nothing", field="mode", value="x", why="x", expect=409)


def test_how_far_coders_agree_is_told_by_field(judge, lind, maren, article, keys):
    both(lind, maren, article, keys, days="2024-07-01/2024-07-02")
    data = judge.get("/agreement.json").json()
    assert (data["coders"], data["claims"]) == (["a.lind", "i.maren"], 2)
    told = {one["field"]: one for one in data["fields"]}
    assert told["event"]["skewed"]
    assert told["event"]["ac1"] == 1
    assert told["event"]["alpha"] is None
    assert told["days"]["same"] == pytest.approx(0.5)
    assert told["last day"]["distance"] == "interval"
    rows = judge.get("/agreement.csv").text.strip().splitlines()
    assert len(rows) == 1 + len(data["fields"])
    page = judge.get("/agreement").text
    assert "AC1: nearly all values are one" in page

    assert "no two coders" in lind.get("/agreement?coder=a.lind").text


# ---- rights, and nothing at all


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("viewer", "/review.json", 403), ("viewer", "/review/queue", 403),
        ("viewer", "/work", 403), ("viewer", "/history", 200), ("viewer", "/keys", 403),
        ("coder", "/work", 200), ("coder", "/adjudicate", 403), ("coder", "/agreement", 200),
        ("adjudicator", "/adjudicate", 200), ("admin", "/adjudicate", 200),
    ],
)  # fmt: skip
def test_each_role_has_its_pages(app, name, path, status):
    assert as_(app, name).get(path).status_code == status


def test_who_may_only_read_is_led_from_the_bench_to_what_was_ruled(app):
    assert as_(app, "viewer").get("/review").url.path == "/history"


def test_a_viewer_and_a_coder_pass_no_rulings_that_are_not_theirs(app, desk, article, keys):
    event = desk.whole().event(keys[0]).id
    viewer, coder = as_(app, "viewer"), as_(app, "coder")
    send(viewer, f"/review/{event}/accept", expect=403)
    send(viewer, f"/code/{article}/{keys[0]}", expect=403)
    send(coder, "/work/assign", to="coder", article=article, expect=403)
    send(coder, f"/adjudicate/{article}/{keys[0]}", field="mode", value="x", why="x", expect=403)
    assert desk.store.judgements() == ()


@pytest.mark.parametrize("path", ["/work", "/adjudicate", "/agreement", "/history"])
def test_an_empty_record_has_nothing_to_code_and_says_so(empty, path):
    client = client_of(empty)
    assert client.get(path).status_code == 200
    assert client.get(f"{path}.json").status_code == 200
    assert client.get(f"{path}.csv").status_code == 200


def test_hostile_words_are_coded_and_decided_and_do_nothing(hostile):
    source = hostile.get("/index.json").json()["new"]
    for one in source:
        for path in (f"/code/{one['key']}", f"/adjudicate/{one['key']}"):
            assert is_harmless(hostile.get(path).text)
        send(hostile, "/work/assign", to="<b>&\"'", article=one["key"])
        send(hostile, "/work/assign", to="\u202enamed", article=one["key"], expect=409)
    assert is_harmless(hostile.get("/work").text)
