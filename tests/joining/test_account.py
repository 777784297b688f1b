"""From claims of one occasion and people's rulings to the event that the record shows."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReviewError
from dateline.joining.account import account
from dateline.joining.agree import is_fuller
from dateline.joining.choose import RULES, name_of
from dateline.joining.fields import FIELDS
from dateline.model.claim import Participant
from dateline.model.event import Rule
from dateline.model.event_codec import event_to_json
from dateline.model.kept import Kept
from dateline.model.mention import Modality
from dateline.model.review import Judgement, Verdict
from tests.joining.told import CANCELLED, HELD, OFFICIAL, PLANNED, days, groups, place, ruling, told

TEN = ("ARL", "BLM", "CRL", "DRL", "ERL", "FRL", "GRL", "HRL", "IRL", "JRL")


def as_json(*args, **more) -> str:
    return json.dumps(event_to_json(account(*args, **more)))


def edtf(event, field="days"):
    return event.shown(field)["edtf"]


# ---- values and who said so


def test_every_value_is_kept_with_the_claims_and_independent_sources_that_say_so():
    group = [
        told("n1", "2024-06-05", place=place("Corva")),
        told("n2", "2024-06-06", place=place("Corva")),
        told("n3", "2024-06-06", place=place("Corva"), story="n2"),  # a reprint of n2
        told("n4", "2024-06-07", place=place("Arden", "ARL")),
    ]
    field = account(group).fields["place"]
    assert [(said.value["name"], len(said.claims), said.sources) for said in field.said] == [
        ("Corva", 3, 2),
        ("Arden", 1, 1),
    ]
    assert field.disputed
    assert field.shown["name"] == "Corva"


def test_an_event_counts_articles_and_independent_sources_and_bears_the_key_of_its_first_claim():
    group = [told("n2", "2024-06-06", story="n1"), told("n1", "2024-06-05"), told("n3", "2024-06-07")]
    event = account(group)
    assert (event.articles, event.sources) == (3, 2)
    assert event.id == f"e-{group[1].key}"
    assert set(event.ids) == {f"e-{kept.key}" for kept in group}


def test_every_field_of_the_codebook_stands_in_its_order():
    assert tuple(account([told("n1", "2024-06-05")]).fields) == FIELDS


@pytest.mark.parametrize(
    ("field", "coarse", "fine"),
    [
        ("days", {"when": "2024-06"}, {"when": "2024-06-12"}),
        ("days", {"when": "2024-06-05"}, {"when": "2024-06-04/2024-06-07"}),
        ("place", {"place": place("Corva")}, {"place": place("Ministry of Defence", "BLM", "building", "Corva")}),
        ("countries", {"countries": TEN[:2]}, {"countries": TEN}),
        ("name", {"name": "Amber Shield"}, {"name": "Amber Shield 2024"}),
        ("name", {"name": "TMM"}, {"name": "Trilateral Ministerial Meeting"}),
        ("people", {"people": ("Tomas Ruh",)}, {"people": ("Tomas Ruh", "Ines Maren")}),
    ],
)
def test_a_finer_or_fuller_value_is_shown_and_disputes_nothing(field, coarse, fine):
    event = account([told("n1", "2024-06-15", **coarse), told("n2", "2024-06-16", **fine)])
    assert not event.fields[field].disputed
    expected = account([told("n2", "2024-06-16", **fine)]).shown(field)
    assert (sorted(event.shown(field)) if field == "people" else event.shown(field)) == expected


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("days", {"when": "2024-06-05"}, {"when": "2024-06-12"}),
        ("place", {"place": place("Strait of Amber", None, "sea")}, {"place": place("Bay of Belmar", None, "sea")}),
        ("countries", {"countries": ("ARL", "BLM")}, {"countries": ("ARL", "CRL")}),
        ("mode", {"mode": "naval"}, {"mode": "air"}),
    ],
)
def test_values_that_cannot_both_be_so_are_disputed_and_stand_side_by_side(field, one, other):
    event = account([told("n1", "2024-06-15", **one), told("n2", "2024-06-16", **other)])
    assert event.fields[field].disputed
    assert len(event.fields[field].said) == 2
    assert any("disagree" in doubt for doubt in event.doubts)


def test_pairs_of_parties_do_not_dispute_where_the_occasion_has_several():
    group = [
        told("n1", "2024-06-05", kind="meeting", mode="multilateral", countries=("ARL", "BLM")),
        told("n2", "2024-06-05", kind="meeting", mode="multilateral", countries=("ARL", "CRL")),
    ]
    field = account(group).fields["countries"]
    assert (field.shown, field.disputed) == (["ARL", "BLM", "CRL"], False)


def test_spellings_of_a_person_are_shown_as_one_and_kept_as_they_were_written():
    group = [
        told("n1", "2024-06-05", people=("Maren", "Tomas Ruh")),
        told("n2", "2024-06-05", people=("Ines K. Maren",)),
        told("n3", "2024-06-05", people=("Ines Maren",)),
    ]
    field = account(group).fields["people"]
    assert sorted(field.shown) == ["Ines K. Maren", "Tomas Ruh"]
    assert ["Maren", "Tomas Ruh"] in [said.value for said in field.said]


def test_two_persons_whom_one_article_tells_apart_are_two():
    group = [
        told("n1", "2024-06-05", people=("Odo Hallam", "Oda Hallam")),
        told("n2", "2024-06-06", people=("Hallam",)),
    ]
    assert set(account(group).shown("people")) >= {"Odo Hallam", "Oda Hallam"}


def test_reports_overtake_what_was_planned():
    group = [told("n1", "2024-06-01", PLANNED, when="2024-06-10"), told("n2", "2024-06-12", when="2024-06-11")]
    field = account(group).fields["days"]
    assert field.shown["edtf"] == "2024-06-11"
    assert not field.disputed
    assert field.reconciled == "planned: 2024-06-10; reported: 2024-06-11"


def test_days_that_a_report_tells_are_not_widened_by_those_that_a_plan_told():
    plan = told("n1", "2024-05-10", PLANNED, when="2024-05-14/2024-05-16")
    assert account([plan, told("n2", "2024-05-16", when="2024-05-15")]).days == days("2024-05-15")
    assert account([plan, told("n2", "2024-05-20", when="2024-05")]).days == days("2024-05-14/2024-05-16")


# ---- the rules of choice


def test_each_rule_chooses_by_its_own_light():
    group = [
        told("n1", "2024-06-20", when="2024-06/2024-07"),
        told("n2", "2024-06-20", when="2024-06"),
        told("n3", "2024-06-20", when="2024-06-02", by=OFFICIAL),
        told("n4", "2024-06-20", when="2024-06-11/2024-06-13"),
        told("n5", "2024-06-20", when="2024-06-12"),
        told("n6", "2024-06-20", when="2024-06"),
    ]
    shown = {rule: edtf(account(group, rule=rule)) for rule in Rule}
    assert shown == {
        Rule.REPRESENTATIVE: "2024-06-11/2024-06-13",  # four speak for it: two tell its month, one its day
        Rule.CONSERVATIVE: "2024-06-12",  # two say that it was under way on that day
        Rule.INFORMATIVE: "2024-06-11/2024-06-13",
        Rule.OFFICIAL_FIRST: "2024-06-02",
    }


def test_the_conservative_rule_shows_nothing_finer_than_sources_share():
    one, other = told("n1", "2024-06-20", when="2024-06-12"), told("n2", "2024-06-20", when="2024-06-13")
    assert edtf(account([one, other], rule=Rule.CONSERVATIVE)) == "2024-06"
    places = [told("n1", "2024-06-20", place=place("Corva")), told("n2", "2024-06-20", place=place("Ruhstadt"))]
    shared = account(places, rule=Rule.CONSERVATIVE).shown("place")
    assert (shared["country"], shared["precision"]) == ("BLM", "country")


def test_parties_that_one_source_adds_are_shown_if_its_reader_was_sure():
    many = [told(f"n{i}", "2024-06-20", mode="multilateral", countries=("ARL", "BLM")) for i in range(3)]
    sure = told("n9", "2024-06-20", mode="multilateral", countries=("ARL", "BLM", "CRL"), confidence=0.99)
    unsure = told("n9", "2024-06-20", mode="multilateral", countries=("ARL", "BLM", "CRL"), confidence=0.01)
    assert account([*many, sure]).shown("countries") == ["ARL", "BLM", "CRL"]
    assert account([*many, unsure]).shown("countries") == ["ARL", "BLM"]
    assert account([*many, unsure], rule=Rule.INFORMATIVE).shown("countries") == ["ARL", "BLM", "CRL"]
    assert account([*many, sure], rule=Rule.CONSERVATIVE).shown("countries") == ["ARL", "BLM"]


@pytest.mark.parametrize("rule", list(Rule))
def test_the_rule_and_its_version_stand_beside_what_it_chose(rule):
    event = account([told("n1", "2024-06-05", when="2024-06-04")], rule=rule)
    assert {field.rule for field in event.fields.values()} == {name_of(rule)}
    assert RULES[rule][1].endswith(".")


# ---- matters of counting


def test_a_stay_with_a_day_of_travel_and_its_programme_are_reconciled():
    group = [
        told("n1", "2024-06-02", Modality.ONGOING, when="2024-06-02/2024-06-05"),
        told("n2", "2024-06-05", when="2024-06-03/2024-06-05"),
    ]
    field = account(group).fields["days"]
    assert field.shown["edtf"] == "2024-06-02/2024-06-05"
    assert not field.disputed
    assert field.reconciled == (
        "4 days with travel (2024-06-02 to 2024-06-05), a programme of 3 (2024-06-03 to 2024-06-05)"
    )


def test_as_many_days_from_the_evening_or_from_the_morning_are_reconciled():
    group = [
        told("n1", "2024-06-06", when="2024-06-02/2024-06-04"),
        told("n2", "2024-06-06", when="2024-06-03/2024-06-05"),
    ]
    field = account(group).fields["days"]
    assert "counted from the evening of 2024-06-02" in (field.reconciled or "")
    assert not field.disputed


@pytest.mark.parametrize(("far", "explained"), [("JPN", True), ("FRA", False)])
def test_a_day_off_by_one_is_one_moment_only_where_clocks_are_far_apart(far, explained):
    group = [
        told("n1", "2024-06-03", kind="meeting", countries=("GBR", far), when="2024-06-01"),
        told("n2", "2024-06-03", kind="meeting", countries=("GBR", far), when="2024-06-02"),
    ]
    field = account(group).fields["days"]
    assert field.disputed is not explained
    assert ("hours ahead" in (field.reconciled or "")) is explained


def test_lengths_off_by_a_day_of_travel_are_reconciled_and_others_disputed():
    stay: dict[str, Any] = {"when": "2024-06-02/2024-06-05"}
    near = account([told(f"n{n}", "2024-06-06", HELD, duration=n, **stay) for n in (3, 4)])
    far = account([told(f"n{n}", "2024-06-06", HELD, duration=n, **stay) for n in (4, 9)])
    assert near.fields["duration"].reconciled
    assert not near.fields["duration"].disputed
    assert far.fields["duration"].disputed


# ---- rulings


def test_an_amendment_overrides_with_the_signature_and_keeps_what_sources_say():
    kept = told("n1", "2024-06-05", when="2024-06-04")
    ruled = ruling(Verdict.AMEND, kept, field="days", value="2024-06-03/2024-06-05")
    field = account([kept, told("n2", "2024-06-07", when="2024-06-09")], [ruled]).fields["days"]
    assert field.shown["edtf"] == "2024-06-03/2024-06-05"
    assert (field.rule, field.confidence, field.said[0].judgement) == ("judgement", 1.0, ruled.id)
    assert {said.value["edtf"] for said in field.said[1:]} == {"2024-06-04", "2024-06-09"}


def test_of_two_amendments_the_last_holds():
    kept = told("n1", "2024-06-05")
    first = ruling(Verdict.AMEND, kept, field="name", value="Amber Shield")
    last = ruling(Verdict.AMEND, kept, field="name", value="Amber Shield 2024", on=datetime(2026, 3, 1, tzinfo=UTC))
    assert account([kept], [first, last]).shown("name") == "Amber Shield 2024"


@pytest.mark.parametrize(
    ("field", "value"), [("days", "soon"), ("duration", 0), ("status", "likely"), ("colour", "red")]
)
def test_a_value_that_a_field_cannot_have_says_how_to_mend_it(field, value):
    kept = told("n1", "2024-06-05")
    with pytest.raises(ReviewError) as fault:
        account([kept], [ruling(Verdict.AMEND, kept, field=field, value=value)])
    assert fault.value.code in {"review.value", "review.field"}
    assert "undo it" in fault.value.mend


def test_a_ruled_status_outlives_what_articles_say_later():
    plan = told("n1", "2024-06-01", PLANNED, when="2024-06-10")
    late = told("n2", "2026-06-01", CANCELLED, when="2024-06-10")
    event = account([plan, late], [ruling(Verdict.AMEND, plan, field="status", value="held")])
    assert [str(step.status) for step in event.steps] == ["planned", "held"]
    assert "r.okafor, 2026-02-03" in event.steps[-1].why


def test_an_accepted_event_is_in_doubt_only_for_what_came_after():
    kept = told("n1", "2024-06-05")
    accepted = ruling(Verdict.ACCEPT, kept)
    assert account([kept]).doubt > 0
    calm = account([kept], [accepted])
    assert (calm.doubt, calm.doubts, calm.accepted) == (0.0, (), accepted.id)
    assert account([kept, told("n2", "2024-06-09")], [accepted]).doubts[0].startswith("1 claim has come since")


def test_unsure_and_notes_stand_with_their_signature():
    kept = told("n1", "2024-06-05", by=OFFICIAL)
    event = account(
        [kept], [ruling(Verdict.UNSURE, kept, why="two visits?"), ruling(Verdict.NOTE, kept, why="see gazette")]
    )
    assert event.doubts[0] == "r.okafor, 2026-02-03 was unsure: two visits?"
    assert event.notes == ("see gazette (r.okafor, 2026-02-03)",)


def test_an_alias_makes_two_spellings_one_person_everywhere():
    group = [told("n1", "2024-06-05", people=("T. R. of Belmar",)), told("n2", "2024-06-05", people=("Tomas Ruh",))]
    alias = ruling(Verdict.ALIAS, value={"from": "T. R. of Belmar", "to": "Tomas Ruh", "country": None})
    assert account(group, [alias]).shown("people") == ["Tomas Ruh"]


@pytest.mark.parametrize(
    ("country", "shown"),
    [(None, "T. Ruh"), ("BLM", "T. Ruh"), ("ARL", "Tomas Ruh")],
)
def test_an_alias_of_one_country_is_about_its_persons_alone(country, shown):
    ruh = Participant(name="Tomas Ruh", role="participant", country="BLM")
    kept = told("n1", "2024-06-05", people=("Tomas Ruh",), participants=(ruh,))
    alias = ruling(Verdict.ALIAS, value={"from": "Tomas Ruh", "to": "T. Ruh", "country": country})
    assert account([kept], [alias]).shown("people") == [shown]


def test_of_two_aliases_that_lead_on_the_last_name_is_shown():
    first = ruling(Verdict.ALIAS, value={"from": "T. R. of Belmar", "to": "T. Ruh", "country": None})
    second = ruling(Verdict.ALIAS, value={"from": "T. Ruh", "to": "Tomas Ruh", "country": None})
    group = [told("n1", "2024-06-05", people=("T. R. of Belmar",))]
    assert account(group, [first, second]).shown("people") == ["Tomas Ruh"]


def test_a_ruling_stays_with_the_claims_that_a_split_leaves():
    stays, leaves = told("n1", "2024-06-05"), told("n2", "2024-06-06")
    amended = ruling(Verdict.AMEND, stays, leaves, field="name", value="Amber Shield")
    split = ruling(Verdict.SPLIT, leaves, others=(stays.key,))
    assert account([stays], [amended, split]).shown("name") == "Amber Shield"
    assert account([leaves], [amended, split]).shown("name") is None


def test_rumours_and_rejected_claims_make_no_event():
    with pytest.raises(ValueError, match="asserts an event"):
        account([told("n1", "2024-06-05", Modality.RUMOURED)])


def test_doubt_tells_why():
    event = account([told("n1", "2024-06-05", countries=("ARL",))])
    assert set(event.doubts) == {
        "one source alone, and no official one",
        "no day is told",
        "fewer than two parties are told",
    }
    assert 0 < event.doubt < 1


# ---- laws


@settings(max_examples=40)
@given(groups(), st.randoms(), st.sampled_from(Rule))
def test_the_order_of_claims_never_matters(group, chance, rule):
    assert as_json(group, rule=rule) == as_json(chance.sample(group, len(group)), rule=rule)


@settings(max_examples=40)
@given(groups(least=2))
def test_another_claim_never_removes_a_value_that_was_said(group):
    def said(claims: list[Kept]) -> set[tuple[str, str, str]]:
        fields = account(claims).fields.values()
        return {(f.name, json.dumps(s.value), key) for f in fields for s in f.said for key in s.claims}

    assert said(group[1:]) <= said(group)


@settings(max_examples=40)
@given(groups(), st.sampled_from(("name", "days", "status")))
def test_a_ruling_undone_leaves_everything_as_before(group, field):
    value = {"name": "Amber Shield", "days": "2024-06-01", "status": "held"}[field]
    amended = ruling(Verdict.AMEND, group[0], field=field, value=value)
    undo = Judgement(id="u", verdict=Verdict.UNDO, by="r.okafor", on=amended.on, undoes=amended.id)
    assert as_json(group, [amended, undo]) == as_json(group)
    assert as_json(group, [amended]) != as_json(group)


@settings(max_examples=40)
@given(groups(), st.sampled_from(Rule))
def test_confidence_and_doubt_are_shares(group, rule):
    event = account(group, rule=rule)
    assert 0 <= event.doubt <= 1
    assert all(0 <= field.confidence <= 1 for field in event.fields.values())


@given(
    st.sampled_from(
        ("2024", "2024-06", "2024-06-04", "2024-06-04/2024-06-07", "../2024-06-07", "2024-06-05/2024-06-06")
    )
)
def test_no_days_are_fuller_than_days_that_are_fuller_than_they(text):
    one = account([told("n1", "2024-06-20", when=text)]).shown("days")
    for other_text in ("2024", "2024-06", "2024-06-04", "2024-06-04/2024-06-07", "../2024-06-07"):
        other = account([told("n1", "2024-06-20", when=other_text)]).shown("days")
        assert not (is_fuller("days", one, other) and is_fuller("days", other, one))


def test_days_stand_on_the_event_as_the_field_shows_them():
    assert account([told("n1", "2024-06-05", HELD, when="2024-06")]).days == days("2024-06")
