"""What is under embargo leaves through no page, twin, feed or file that anybody without the right can find."""

import re
from collections import deque

import pytest

from dateline.desk.embargo import embargo, embargo_article
from dateline.web.app import create_app
from tests import record
from tests.web.conftest import client_of
from tests.web.working import as_, send, shared

LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
FORMS = ("json", "csv", "atom", "ics", "geojson", "gexf")
MOST = 500
HIDDEN = "Amber Shield"


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.fixture
def exercise(desk):
    return next(event for event in desk.events() if event.kind == "exercise")


@pytest.fixture
def hidden(desk, exercise):
    """The words by which what is hidden would be known: the event's, its claims', its article's."""
    desk.rule(embargo(exercise, desk.hand(why="until the summit"), None))
    (kept,) = exercise.claims
    return HIDDEN, exercise.id, kept.key, kept.source.key, "until the summit"


def everything(client, start="/"):
    """Every page that can be reached from one, and each of its twins, with what they answer."""
    seen, left = {start}, deque([start])
    while left and len(seen) < MOST:
        path = left.popleft()
        answer = client.get(path)
        yield path, answer
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        stem, _, query = path.partition("?")
        found = {found.replace("&amp;", "&") for found in LINK.findall(answer.text)}
        twins = {f"{'/index' if stem == '/' else stem}.{form}" + (f"?{query}" if query else "") for form in FORMS}
        for one in sorted((found | twins) - seen):
            if not one.startswith(("/static/", "/sign-out")):
                seen.add(one)
                left.append(one)


@pytest.mark.slow
def test_a_viewer_who_follows_every_link_and_every_twin_finds_nothing_of_it(desk, accounts, hidden):
    viewer = as_(shared(desk, accounts), "viewer")
    asked = list(everything(viewer))
    assert len(asked) > 100
    assert {answer.status_code for _, answer in asked} <= {200, 303, 403, 404, 405, 406, 409, 410, 422}
    for path, answer in asked:
        for word in hidden:
            assert word not in answer.text.replace(path, ""), path


def test_pages_that_are_asked_for_by_name_give_nothing_away_either(desk, accounts, exercise, hidden):
    viewer = as_(shared(desk, accounts), "viewer")
    name, id_, claim, article, _ = hidden
    for path in (f"/event/{id_}", f"/event/e-{claim}", f"/article/{article}", f"/diff/{id_}", f"/review/{id_}"):
        for suffix in ("", ".json", ".csv", ".ics"):
            answer = viewer.get(path + suffix)
            assert answer.status_code >= 400, path
            assert name not in answer.text
    for query in ("q=Shield", "type=exercise", f"series={exercise.series}", "party=ARL&from=2024-05-20&to=2024-05-24"):
        for form in ("", ".json", ".csv", ".ics", ".atom"):
            assert name not in viewer.get(f"/events{form}?{query}").text
            assert name not in viewer.get(f"/search{form}?{query}").text


def test_who_may_rule_sees_it_on_pages_and_no_file_has_it(desk, accounts, hidden):
    coder = as_(shared(desk, accounts), "coder")
    name, id_, *_ = hidden
    assert name in coder.get("/events").text
    assert name in coder.get("/events.json").text
    assert "Under embargo" in coder.get(f"/review/{id_}").text
    for path, answer in everything(coder):
        if path.partition("?")[0].endswith(FORMS[1:]):
            assert name not in answer.text, path


def test_it_is_shown_to_all_on_the_day_that_was_told_and_after_it_is_undone(desk, accounts, exercise):
    viewer = as_(shared(desk, accounts), "viewer")
    desk.rule(embargo(exercise, desk.hand(), record.TODAY))
    assert HIDDEN in viewer.get("/events").text
    held = desk.rule(embargo(exercise, desk.hand(), None))
    assert HIDDEN not in viewer.get("/events").text
    judge = as_(shared(desk, accounts), "adjudicator")
    send(judge, "/history/undo", ruling=held.id)
    assert HIDDEN in viewer.get("/events").text


def test_an_embargo_of_another_program_holds_at_once(desk, accounts, exercise):
    viewer = as_(shared(desk, accounts), "viewer")
    assert HIDDEN in viewer.get("/events").text
    desk.rule(embargo(exercise, desk.hand(), None))
    assert HIDDEN not in viewer.get("/events").text


def test_an_article_under_embargo_is_not_told_of_while_what_others_tell_is(desk, accounts):
    source = next(source for source in desk.store.sources() if source.id == "n3")
    desk.rule(embargo_article(desk.store, source.key, desk.hand(), None))
    viewer = as_(shared(desk, accounts), "viewer")
    for path, answer in everything(viewer):
        assert source.key not in answer.text.replace(path, ""), path
        assert "it was said" not in answer.text, path
    (talks,) = viewer.get("/events.json?from=2024-06-03&to=2024-06-03").json()["events"]
    assert talks["articles"] == 2


def test_a_desk_of_ones_own_shows_it_and_gives_it_to_no_file(desk, hidden):
    client = client_of(desk)
    assert hidden[0] in client.get("/events").text
    assert hidden[0] not in client.get("/events.csv").text
    assert create_app(desk).state.serving.desk.embargoed
