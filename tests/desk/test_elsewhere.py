from dataclasses import replace

import pytest

from dateline.desk.elsewhere import elsewhere, put_right
from dateline.desk.review import Hand, ruling
from dateline.joining.account import account
from dateline.model.claim import Evidence
from dateline.model.review import Verdict
from dateline.model.span import Span
from tests.joining.told import place, told
from tests.record import NOW

HAND = Hand(by="r.okafor", on=NOW)


def event(article, words="the Hall", rule="places@3", judgements=(), **more):
    kept = told(article, "2024-06-01", place=place("Hall", "ARL"), **more)
    why = Evidence(field="place", value="Hall", at=Span(0, 4), words=words, rule=rule)
    claim = replace(kept.claim, evidence=(*kept.claim.evidence, why))
    return account([replace(kept, claim=claim)], judgements)


def amended(field="place", value=None):
    first = event("n1")
    value = value or {"name": "Hall of Peace", "country": "BLM"}
    made = ruling(Verdict.AMEND, HAND, [kept.key for kept in first.claims], field=field, value=value)
    return event("n1", judgements=[made])


def test_what_showed_the_same_by_the_same_words_and_rule_is_offered():
    fixed, same, another_version = amended(), event("n2"), event("n3", words="The Hall", rule="places@4")
    assert elsewhere([fixed, same, another_version], fixed, "place") == [same, another_version]


@pytest.mark.parametrize("more", [{"words": "there"}, {"rule": "gazetteer@3"}])
def test_what_had_other_grounds_is_not(more):
    assert elsewhere([event("n2", **more)], amended(), "place") == []


def test_what_is_of_one_occasion_alone_is_never_offered():
    fixed = amended("days", "2024-06-02")
    assert elsewhere([event("n2")], fixed, "days") == []
    assert elsewhere([event("n2")], fixed, "nothing") == []


def test_each_is_put_right_by_a_ruling_of_its_own():
    fixed, others = amended(), [event("n2"), event("n3")]
    made = list(put_right(others, fixed, "place", HAND))
    assert [one.claims for one in made] == [(other.claims[0].key,) for other in others]
    assert {one.value["name"] for one in made} == {"Hall of Peace"}
