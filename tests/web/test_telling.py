"""An event that nobody read, added on the page of its article: kept, signed, taken back, and harmless."""

import pytest

from dateline.web.users import Role
from tests import make
from tests.web.conftest import HOSTILE, PASSWORD
from tests.web.working import Tags, as_, is_harmless, send, shared

EXERCISE = {
    "words": "naval exercise", "type": "exercise", "mode": "naval", "status": "planned", "days": "2025",
    "countries": "Arland, BLM", "people": "Ines Maren", "place": "Corva, BLM", "name": "Long Reach",
    "why": "the quotation says so",
}  # fmt: skip


@pytest.fixture
def about(client, desk):
    """The address of the article, whose parties the record knows."""
    del desk
    (article,) = client.get("/index.json").json()["new"]
    return article["href"]


def exercise(client):
    """The address of the one exercise of the record."""
    (found,) = client.get("/events.json?type=exercise").json()["events"]
    return found["href"]


def test_words_of_an_article_become_an_event_with_a_name_under_it(client, about):
    page = send(client, f"{about}/claims", **EXERCISE | {"countries": "ARL, BLM"})
    assert "Added by r.okafor, 10 Jun 2024: the quotation says so" in Tags(page.text).text
    event = client.get(f"{exercise(client)}.json").json()["event"]
    assert (event["type"], event["status"]) == ("exercise", "planned")
    assert event["fields"]["name"]["shown"] == "Long Reach"
    assert "naval exercise" in client.get(exercise(client)).text


def test_it_is_taken_back_on_the_same_page_and_the_history_keeps_both(client, about):
    send(client, f"{about}/claims", **EXERCISE | {"countries": "ARL, BLM"})
    forms = [attrs["action"] for tag, attrs in Tags(client.get(about).text).tags if tag == "form"]
    (undo,) = [one for one in forms if one.endswith("/undo")]
    page = send(client, undo)
    assert "Added by" not in page.text
    assert client.get("/events.json?type=exercise").json()["total"] == 0
    history = Tags(client.get("/history").text).text
    assert "added from “naval exercise”: exercise, planned" in history
    send(client, undo, expect=409)


def test_what_cannot_be_kept_comes_back_with_its_mend_and_all_that_was_written(client, about):
    page = send(client, f"{about}/claims", expect=422, **EXERCISE | {"countries": "", "days": "next spring"})
    assert "is no value of days" in page.text
    assert 'value="Long Reach"' in page.text
    assert 'value="next spring"' in page.text
    assert client.get("/history.json").json()["total"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [("sail to the moon", "does not stand in the article"), ("Maren", "stands in"), (" ", "are wanted")],
    ids=["elsewhere", "twice", "none"],
)
def test_words_that_the_article_does_not_have_once_are_told(client, about, words, said):
    page = send(client, f"{about}/claims", expect=422, **EXERCISE | {"countries": "", "words": words})
    assert said in page.text


def test_words_that_stand_twice_are_those_that_were_marked(client, about):
    second = make.TEXT.rindex("Maren said")
    send(client, f"{about}/claims", **EXERCISE | {"countries": "", "words": "Maren", "near": str(second)})
    page = client.get(f"{exercise(client)}.json").json()
    assert page["sentences"][0]["trigger"] == [second, second + len("Maren")]


def test_an_article_that_is_not_there_has_nothing_added(client):
    send(client, "/article/none/claims", expect=404, **EXERCISE)


def test_the_form_keeps_nothing_for_who_may_not_rule_and_offers_them_none(desk, accounts):
    app = shared(desk, accounts)
    viewer = as_(app, "viewer")
    (article,) = viewer.get("/index.json").json()["new"]
    send(viewer, f"{article['href']}/claims", expect=403, **EXERCISE)
    assert "Something is missing" not in viewer.get(article["href"]).text
    assert "Something is missing" in as_(app, "coder").get(article["href"]).text


def test_another_coders_event_is_taken_back_by_who_decides_between_coders_alone(desk, accounts):
    app = shared(desk, accounts)
    accounts.add("second", PASSWORD, Role.CODER)
    first = as_(app, "coder")
    (article,) = first.get("/index.json").json()["new"]
    page = send(first, f"{article['href']}/claims", **EXERCISE | {"countries": ""})
    undo = next(attrs["action"] for tag, attrs in Tags(page.text).tags if tag == "form" and "undo" in attrs["action"])
    assert "Take it back" not in as_(app, "second").get(article["href"]).text
    send(as_(app, "second"), undo, expect=403)
    send(as_(app, "adjudicator"), undo)
    assert first.get("/events.json?type=exercise").json()["total"] == 0


def test_hostile_words_are_added_and_shown_as_they_stand(hostile):
    store = hostile.app.state.serving.desk.store
    source = next(one for one in store.sources() if one.title == HOSTILE)
    kept = HOSTILE.replace("\x00", "").replace("\x1b", "")
    page = send(
        hostile, f"/article/{source.key}/claims",
        words="agreed to hold", type="agreement", status="held", name=kept, people=f"{kept}, Tomas Ruh", why=kept,
    )  # fmt: skip
    assert is_harmless(page.text)
    assert is_harmless(hostile.get("/history").text)


def test_what_was_added_and_taken_back_is_not_there_to_be_coded(client, about):
    page = send(client, f"{about}/claims", **EXERCISE | {"countries": ""})
    assert len(client.get(about.replace("article", "code") + ".json").json()["claims"]) == 3
    undo = next(attrs["action"] for tag, attrs in Tags(page.text).tags if tag == "form" and "undo" in attrs["action"])
    send(client, undo)
    assert len(client.get(about.replace("article", "code") + ".json").json()["claims"]) == 2
    assert len(client.get(f"{about}.json").json()["reading"]["events"]) == 2


def test_who_codes_the_article_blind_does_not_see_what_another_added(desk, accounts):
    app = shared(desk, accounts)
    coder = as_(app, "coder")
    (article,) = coder.get("/index.json").json()["new"]
    send(coder, f"{article['href']}/claims", **EXERCISE | {"countries": ""})
    accounts.add("second", PASSWORD, Role.CODER)
    second = as_(app, "second")
    assert "Added by coder" in second.get(article["href"]).text
    key = article["href"].rpartition("/")[2]
    send(as_(app, "adjudicator"), "/work/assign", article=key, to="second", blind="true")
    page = second.get(article["href"]).text
    assert "Added by" not in page
    assert "Long Reach" not in page
    assert "Added by coder" in coder.get(article["href"]).text
