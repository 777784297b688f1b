import pytest

from dateline.desk import review
from dateline.desk.adjudicate import EVENT_FIELD, coded_by_several, decide, sides
from dateline.desk.coding import FIELDS, as_read, by_claim, code, codings, comparable, missed
from dateline.desk.work import assign, assignments, claims_of, give_back, reasons, returns, tabulated
from dateline.errors import ReviewError, StoreError
from dateline.evaluate.coders import agreed

NAMES = ("a.lind", "i.maren")
CORVA = {"name": "Corva", "country": "BLM"}
YES, NO = True, False


@pytest.fixture
def article(desk):
    """The key of the article that tells of a visit, and of a meeting on it."""
    return next(source.key for source in desk.store.sources() if source.id == "n5")


@pytest.fixture
def says(desk, article):
    """A person codes a claim: as it was read, but for what is told."""

    def says(by, number, *, event=True, why="", **fields):
        kept = claims_of(desk.store, article)[number]
        return desk.rule(code(article, kept.key, desk.hand(by, why), as_read(kept.claim) | fields, event=event))

    return says


def found(desk, article=None):
    return codings(desk.store.judgements(), article)


# ---- codings


def test_a_coding_holds_every_field_and_changes_nothing_in_the_record(desk, article, says):
    before = desk.store.digest()
    says("a.lind", 0, place=CORVA, days="2024-07-01/2024-07-02")
    assert desk.store.digest() == before
    (one,) = found(desk, article)
    assert set(one.fields) == set(FIELDS)
    assert one.fields["days"]["latest_end"] == "2024-07-02"
    assert (one.by, one.event) == ("a.lind", True)


def test_of_two_codings_of_one_coder_the_last_holds_and_undoing_it_brings_back_the_first(desk, says):
    says("a.lind", 0, mode="port_call")
    second = says("a.lind", 0, mode="working")
    assert [one.fields["mode"] for one in found(desk)] == ["working"]
    desk.rule(review.undo(desk.store, second.id, desk.hand("a.lind")))
    assert [one.fields["mode"] for one in found(desk)] == ["port_call"]


def test_a_coding_with_a_value_that_no_field_can_have_is_refused(says):
    with pytest.raises(ReviewError, match="no value of days"):
        says("a.lind", 0, days="soon")
    with pytest.raises(ReviewError, match="a type and a status"):
        says("a.lind", 0, type=None)


def test_what_nobody_read_is_told_in_words(desk, article):
    desk.rule(missed(article, desk.hand("a.lind", "a pact was signed")))
    assert by_claim(found(desk)) == {}
    assert [one.why for one in sides(desk.store, article).missed] == ["a pact was signed"]


def test_values_are_the_same_however_they_are_written():
    read = {"name": "Corva", "country": "BLM", "precision": "city", "chain": ["Corva", "BLM"]}
    typed = {"name": "corva", "country": "BLM", "precision": "place", "chain": ["corva", "BLM"]}
    assert comparable("place", read) == comparable("place", typed)
    assert comparable("people", ["B", "A"]) == comparable("people", ["A", "B"])
    assert comparable("name", None) == comparable("name", "")


# ---- work


def test_an_assignment_tells_how_far_its_coder_has_come(desk, article, says):
    desk.rule(assign(desk.store, article, "a.lind", desk.hand()))
    assert [(one.coded, one.claims, one.is_done, one.blind) for one in assignments(desk.store)] == [(0, 2, False, True)]
    says("i.maren", 0)
    says("a.lind", 0)
    says("a.lind", 1, event=False)
    (one,) = assignments(desk.store, "a.lind")
    assert (one.coded, one.is_done) == (2, True)
    assert assignments(desk.store, "i.maren") == []


def test_an_assignment_needs_an_article_a_name_and_is_given_once(desk, article):
    desk.rule(assign(desk.store, article, "a.lind", desk.hand()))
    with pytest.raises(ReviewError, match="already"):
        assign(desk.store, article, "a.lind", desk.hand())
    with pytest.raises(ReviewError, match="nobody"):
        assign(desk.store, article, " ", desk.hand())
    with pytest.raises(StoreError, match="no article"):
        assign(desk.store, "nowhere", "a.lind", desk.hand())


def test_what_is_returned_is_open_again_and_its_reasons_are_counted(desk, article, says):
    desk.rule(assign(desk.store, article, "a.lind", desk.hand()))
    says("a.lind", 0)
    says("a.lind", 1)
    desk.rule(give_back(article, "a.lind", "days", desk.hand("i.maren", "count from Thursday")))
    (one,) = assignments(desk.store)
    assert (one.returned, one.said, one.coded, one.is_done) == ("days", "count from Thursday", 0, False)
    desk.rule(give_back(article, "b.hall", "days", desk.hand("i.maren")))
    desk.rule(give_back(article, "a.lind", "parties", desk.hand("i.maren")))
    counts = tabulated(returns(desk.store.judgements()))
    assert {reason: dict(count) for reason, count in counts.items()} == {
        "days": {"a.lind": 1, "b.hall": 1},
        "parties": {"a.lind": 1},
    }
    says("a.lind", 0)
    says("a.lind", 1)
    assert assignments(desk.store)[0].is_done


def test_only_reasons_that_are_counted_can_be_given(desk, article):
    with pytest.raises(ReviewError, match="no reason"):
        give_back(article, "a.lind", "bad mood", desk.hand())
    assert "other" in reasons()


# ---- between coders


def test_what_coders_say_stands_side_by_side_and_asks_where_they_differ(desk, article, says):
    says("a.lind", 0)
    says("i.maren", 0, place=CORVA)
    both = sides(desk.store, article)
    assert both.coders == NAMES
    assert [row.name for row in both.claims[0].rows if row.asks] == ["place"]
    assert both.claims[1].rows == ()
    assert both.asks == 1
    assert coded_by_several(desk.store.judgements()) == {article: NAMES}


def test_where_coders_agree_on_what_the_record_does_not_say_it_asks_too(desk, article, says):
    for by in NAMES:
        says(by, 0, mode="working")
    (row,) = [row for row in sides(desk.store, article).claims[0].rows if row.asks]
    assert (row.name, row.differs, row.shown) == ("mode", False, "official")


def test_a_decision_is_a_ruling_with_its_reason_and_asks_no_more(desk, article, says):
    says("a.lind", 0)
    says("i.maren", 0, place=CORVA)
    kept = claims_of(desk.store, article)[0]
    theirs = found(desk)[1].fields["place"]
    made = desk.rule(decide(desk.store, kept, "place", theirs, desk.hand("b.hall", "the text says so")))
    assert desk.event("e-" + kept.key).shown("place")["name"] == "Corva"
    (row,) = [row for row in sides(desk.store, article).claims[0].rows if row.name == "place"]
    assert row.decided
    assert (row.decided.id, row.decided.why, row.asks) == (made.id, "the text says so", False)
    says("a.lind", 0)
    assert sides(desk.store, article).claims[0].rows[0].decided is None


def test_deciding_for_what_the_record_shows_is_stored_too(desk, article, says):
    says("a.lind", 0)
    says("i.maren", 0, mode="working")
    kept = claims_of(desk.store, article)[0]
    made = desk.rule(decide(desk.store, kept, "mode", "official", desk.hand("b.hall", "as it was read")))
    assert (made.verdict, made.field, made.value) == ("accept", "mode", "official")
    assert sides(desk.store, article).asks == 0


def test_whether_it_is_an_event_is_decided_and_can_be_decided_anew(desk, article, says):
    says("a.lind", 0, event=False)
    says("i.maren", 0, event=None)
    kept = claims_of(desk.store, article)[0]
    desk.rule(decide(desk.store, kept, EVENT_FIELD, NO, desk.hand("b.hall", "a rumour")))
    assert desk.store.event("e-" + kept.key) is None
    with pytest.raises(ReviewError, match="in no event"):
        decide(desk.store, kept, "mode", "working", desk.hand("b.hall", "x"))
    desk.rule(decide(desk.store, kept, EVENT_FIELD, YES, desk.hand("b.hall", "it was held after all")))
    assert desk.store.event("e-" + kept.key) is not None


def test_no_decision_is_passed_without_a_reason(desk, article):
    with pytest.raises(ReviewError, match="needs a reason"):
        decide(desk.store, claims_of(desk.store, article)[0], "mode", "working", desk.hand("b.hall"))


# ---- how far they agree


def test_agreement_is_told_for_each_field(desk, says):
    says("a.lind", 0)
    says("a.lind", 1)
    says("i.maren", 0, days="2024-07-01/2024-07-02")
    says("i.maren", 1)
    told = {one.field: one for one in agreed(found(desk), NAMES)}
    assert told["event"].found.same == 1
    assert told["event"].found.skewed
    assert told["days"].found.same == pytest.approx(0.5)
    assert told["last day"].distance == "interval"
    assert told["last day"].found.alpha is not None
    assert told["type"].found.alpha == pytest.approx(1)


def test_of_what_a_coder_says_is_no_event_no_field_is_compared(desk, says):
    says("a.lind", 0)
    says("i.maren", 0, event=False)
    told = {one.field: one.found for one in agreed(found(desk), NAMES)}
    assert told["event"].units == 1
    assert told["type"].units == 0


def test_an_open_end_is_no_day_that_could_be_compared(desk, says):
    for by in NAMES:
        says(by, 0, days="2024-07-01/..")
    told = {one.field: one.found for one in agreed(found(desk), NAMES)}
    assert (told["first day"].units, told["last day"].units) == (1, 0)


@pytest.mark.parametrize(
    ("name", "words", "shown"), [("place", "Corva", "Corva"), ("days", "2024-07-01", "2024-07-01")]
)
def test_a_decision_may_be_told_as_people_write_it(desk, article, name, words, shown):
    kept = claims_of(desk.store, article)[0]
    desk.rule(decide(desk.store, kept, name, words, desk.hand("b.hall", "the text says so")))
    decided = desk.event(kept.key)
    assert (decided.days.edtf() if name == "days" else decided.shown("place")["name"]) == shown
