"""What is withheld makes no difference: without the right to see it, the desk is that of a record that never had it."""

import re
from datetime import timedelta

import pytest

from dateline.desk import review
from dateline.desk.embargo import embargo, embargo_article
from dateline.desk.work import assign
from tests import record
from tests.record import CORVA, TALKS, Told, event
from tests.web.walking import FORMS, filled, twin
from tests.web.working import as_, send, shared

SECRET = Told(  # tells of talks that others tell of too, and of one occasion that nobody else does
    "s1", "2024-06-05", "Zephyrine Quill wrote that Ines Maren met Tomas Ruh in Arden on Monday and will join the "
    "exercise Vermilion Heron in Corva on October 9.",
    (event("meeting", "met", "2024-06-03", **TALKS),
     event("exercise", "exercise", "2024-10-09", status="planned", name="Vermilion Heron", place=CORVA,
           people=["Zephyrine Quill"])), "Quillon Courier",
)  # fmt: skip
ALONE = Told(
    "s2", "2024-06-06", "Zephyrine Quill wrote: Arland and Belmar will hold the exercise Vermilion Heron on October 9.",
    (event("exercise", "exercise", "2024-10-09", status="planned", name="Vermilion Heron",
           people=["Zephyrine Quill"]),), "Quillon Courier",
)  # fmt: skip
WORDS = ("Zephyrine", "Quill", "Vermilion", "Heron", "Quillon")
ASKED = (
    "/search?q=Vermilion", "/search?q=Maren&party=ARL", "/events?source=Quillon", "/events?person=Zephyrine",
    "/events?type=exercise&limit=1", "/counts?by=party", "/counts?by=month", "/ledger?party=BLM", "/map?status=planned",
    "/network?status=planned", "/events?as_of=2024-06-20", "/events?as_of=2024-06-20&known=added",
    "/search?q=talks", "/events?source=Northern&person=ruh", "/calendar?view=list",
    "/events?rule=informative", "/calendar?month=2024-10", "/timeline?party=ARL&party=BLM", "/cadence?party=BLM",
)  # fmt: skip
FORGETS = re.compile(r'(csrf" value="|X-CSRF-Token": ")\w+|/article/\w+"|e-\w{8,}')


def desk_of(folder, *told):
    folder.mkdir()
    desk = record.opened(folder, clock=lambda: record.NOW)
    record.add(desk, folder, (*record.TOLD, *told))
    return desk


def answers(client, app, desk):
    """Every page and every twin of it, as a person sees it; what is of one visit alone is forgotten."""
    found = {}
    for path in (*filled(app, desk), *ASKED):
        if not path.startswith(("/people", "/keys", "/openapi", "/sign-in")):
            for form in FORMS:
                answer = client.get(twin(path, form))
                found[twin(path, form)] = (answer.status_code, FORGETS.sub("", answer.text))
    return found


def hide_event(desk, told):
    found = next(one for one in desk.whole().events() if one.shown("name") == "Vermilion Heron")
    return embargo(found, desk.hand(why=f"{told.id} is not out yet"), None)


def hide_article(desk, told):
    key = next(source.key for source in desk.store.sources() if source.id == told.id)
    return embargo_article(desk.store, key, desk.hand(why=f"{told.id} is not out yet"), None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("told", "hide"), [(SECRET, hide_article), (ALONE, hide_event)], ids=["an article", "an event"]
)
def test_for_a_viewer_every_answer_is_that_of_a_record_without_it(tmp_path, accounts, told, hide):
    with desk_of(tmp_path / "with", told) as whole, desk_of(tmp_path / "without") as bare:
        whole.rule(hide(whole, told))
        app, other = shared(whole, accounts), shared(bare, accounts)
        seen, right = (answers(as_(one, "viewer"), one, bare) for one in (app, other))
        assert len(seen) > 200
        assert {status for status, _ in seen.values()} >= {200, 404, 406}
        for path, answer in seen.items():
            asked = path + right[path][1]
            assert [word for word in WORDS if word in answer[1] and word not in asked] == [], path
            assert answer == right[path], path


def test_who_may_see_it_has_it_in_the_counts_too(tmp_path, accounts):
    with desk_of(tmp_path / "with", SECRET) as desk:
        desk.rule(hide_article(desk, SECRET))
        app = shared(desk, accounts)
        of_viewer, of_coder = (as_(app, name).get("/index.json").json()["counts"] for name in ("viewer", "coder"))
        assert {name: of_coder[name] - of_viewer[name] for name in of_coder} == {
            "articles": 1, "independent sources": 1, "claims": 2, "rulings": 1, "events": 1,
        }  # fmt: skip


# ---- who codes blind


@pytest.fixture
def blind(tmp_path, accounts):
    """A desk whose article n5 the coder has yet to code blind; another has amended one of its events."""
    moments = iter(range(10_000))
    with record.opened(tmp_path, clock=lambda: record.NOW + timedelta(seconds=next(moments))) as desk:
        record.add(desk, tmp_path)
        key = next(source.key for source in desk.store.sources() if source.id == "n5")
        met = next(one for one in desk.events() if one.kind == "meeting" and one.claims[0].source.key == key)
        desk.rule(review.amend(met, desk.hand("adjudicator", "Quillon says so"), "place", "Vermilion"))
        desk.rule(assign(desk.store, key, "coder", desk.hand("adjudicator")))
        yield desk, shared(desk, accounts), met


@pytest.mark.slow
def test_who_codes_blind_sees_nothing_on_any_page_of_what_others_ruled(blind):
    desk, app, met = blind
    coder, judge = as_(app, "coder"), as_(app, "adjudicator")
    seen = {twin(path, form): coder.get(twin(path, form)).text for path in filled(app, desk) for form in FORMS}
    assert len(seen) > 200
    for path, text in seen.items():
        assert "Vermilion" not in text, path
        assert "Quillon says" not in text, path
    assert "Vermilion" in judge.get(f"/event/{met.id}").text


def test_who_codes_blind_is_told_what_to_do_first_and_can_do_it(blind):
    desk, app, met = blind
    coder, key = as_(app, "coder"), met.claims[0].source.key
    for path in (f"/event/{met.id}", f"/review/{met.id}", f"/diff/{met.id}", f"/review/{met.id}/alike?field=place"):
        answer = coder.get(path)
        assert answer.status_code == 409, path
        assert f"/code/{key}" in answer.text
    assert len(coder.get(f"/code/{key}.json").json()["claims"]) == 2
    (work,) = coder.get("/work.json").json()["work"]
    assert (work["claims"], work["done"]) == (2, False)
    assert coder.get(f"/article/{key}").status_code == 200
    assert desk.whole().event(met.id)


def test_who_codes_blind_may_not_rule_on_it_before_and_everybody_else_may(blind):
    desk, app, met = blind
    before = len(desk.store.judgements())
    refused = send(as_(app, "coder"), f"/review/{met.id}/accept", expect=409, why="seen elsewhere")
    assert f"/code/{met.claims[0].source.key}" in refused.text
    assert len(desk.store.judgements()) == before
    send(as_(app, "adjudicator"), f"/review/{met.id}/accept", why="seen")
    assert len(desk.store.judgements()) == before + 1
