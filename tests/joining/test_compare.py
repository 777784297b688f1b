from datetime import date

import pytest
from hypothesis import given

from dateline.joining.compare import FEATURES, compare, findings_of
from dateline.joining.features import face_of, name_of
from dateline.joining.rulings import Rulings
from dateline.joining.scale import NEVER, Decision, reasons_of, scale
from dateline.model.claim import Place
from dateline.model.day import Days, Grain
from dateline.model.kept import Kept
from dateline.model.mention import Modality
from tests import make
from tests.joining import meetings as told

NONE = Rulings()


def found(one: Kept, other: Kept, feature: str) -> str:
    """What one feature finds."""
    which = {one.__name__: one for one in FEATURES}[feature]
    return which(face_of(one, NONE), face_of(other, NONE))


def decided(one: Kept, other: Kept) -> Decision:
    return compare(face_of(one, NONE), face_of(other, NONE), scale()).decision


def test_the_same_meeting_in_two_papers_is_one() -> None:
    assert decided(told.told("a"), told.told("b", people=("Maren", "T. Ruh"))) is Decision.SAME


@pytest.mark.parametrize(
    ("feature", "first", "second", "finding"),
    [
        ("days", {"days": told.day(1)}, {"days": told.day(1)}, "days.same"),
        ("days", {"days": told.day(1)}, {"days": told.day(2)}, "days.next"),
        ("days", {"days": told.day(1)}, {"days": told.day(4)}, "days.apart"),
        ("days", {"days": told.day(1)}, {"days": Days.month(2024, 6)}, "days.in_month"),
        ("days", {"days": told.day(1)}, {"days": Days.year(2023)}, "days.apart"),
        ("days", {"days": told.day(1)}, {"days": None}, "days.untold"),
        ("mode", {"mode": "bilateral"}, {"mode": "call"}, "mode.never"),
        ("mode", {"mode": "bilateral"}, {"mode": None}, "mode.untold"),
        ("countries", {"countries": ("ARL", "BLM")}, {"countries": ("ARL", "CRV")}, "countries.counterparts"),
        ("countries", {"countries": ("ARL", "BLM")}, {"countries": ("BLM",)}, "countries.subset"),
        ("persons", {}, {"people": ("Ines Maren", "Petra Voss")}, "persons.rivals"),
        ("persons", {}, {"people": ("Tomas Ruh",)}, "persons.subset"),
        ("persons", {"people": ("Ines Maren",)}, {"people": ("Tomas Ruh",)}, "persons.sides"),
        ("persons", {"people": ("Petra Voss",)}, {"people": ("Tomas Ruh",)}, "persons.others"),
        ("name", {"name": "Stern Gull 2023"}, {"name": "Stern Gull-24"}, "name.edition"),
        ("name", {"name": "Stern Gull II"}, {"name": "Exercise Stern Gull-2"}, "name.same"),
        ("name", {"name": "KT-50"}, {"name": "KT-50B"}, "name.same"),
        ("name", {"name": "KT-50"}, {"name": "Lynx"}, "name.other"),
        ("name", {"name": "2024"}, {"name": "Steppe Shield"}, "name.one_untold"),
        ("name", {"name": "12th"}, {"name": "2024"}, "name.untold"),
        ("name", {"name": "TMM"}, {"name": "Trilateral Ministerial Meeting"}, "name.same"),
        ("place", {}, {"place": Place(name="Belmar", country="BLM")}, "place.other"),
        ("place", {}, {"place": Place(name="Fort Arden", country="ARL")}, "place.same"),
        ("status", {}, {"modality": Modality.PLANNED}, "status.course"),
        ("status", {"modality": Modality.CANCELLED}, {}, "status.contrary"),
    ],
)
def test_each_feature_finds_what_two_claims_share(feature, first, second, finding) -> None:
    assert found(told.told("a", **first), told.told("b", **second), feature) == finding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Mohammad Bagheri", "Mohammad Hossein Baqeri"),
        ("Shin Won-sik", "Shin Wonsik"),
        ("Shin Won-sik", "Sin Won Sik"),
        ("Kishida Fumio", "Fumio Kishida"),
        ("S Jaishankar", "Subrahmanyam Jaishankar"),
        ("Austin", "Lloyd J. Austin III"),
        ("Al-Sisi", "Abdel Fattah El-Sisi"),
        ("Mohammed Osman Al-Hussain", "Mohamed Othman Al-Hussein"),
    ],
)
def test_one_person_is_one_however_spelt(one, other) -> None:
    assert found(told.told("a", people=(one,)), told.told("b", people=(other,)), "persons") == "persons.same_one"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ines Maren", "Tomas Maren"), ("Wei Fenghe", "Wang Yi"), ("D. Ruh", "Nils Ruh"), ("Lee", "Lai")],
)
def test_two_persons_stay_two(one, other) -> None:
    assert found(told.told("a", people=(one,)), told.told("b", people=(other,)), "persons") == "persons.others"


def test_a_visit_known_by_its_end_meets_the_stay_that_ends_then() -> None:
    end = Days.until(Days.day(date(2024, 6, 4)))
    stay = Days.between(date(2024, 6, 1), date(2024, 6, 4))
    assert found(told.told("a", days=end), told.told("b", days=stay), "days") == "days.in_month"


def test_an_undated_report_is_of_no_occasion_to_come() -> None:
    report = told.told("a", days=None, published=date(2024, 6, 3))
    assert found(report, told.told("b", days=told.day(20, month=8)), "days") == "days.apart"


def test_an_undated_plan_is_of_no_occasion_past() -> None:
    plan = told.told("a", days=None, modality=Modality.PLANNED, published=date(2024, 6, 3))
    assert found(plan, told.told("b", days=told.day(1, month=3)), "days") == "days.apart"


@pytest.mark.parametrize(("month", "finding"), [(8, "days.both_untold"), (12, "days.apart")])
def test_two_plans_without_a_day_are_one_if_they_were_written_about_the_same_time(month, finding) -> None:
    plan, later = (
        told.told(article, days=None, modality=Modality.PLANNED, published=date(2024, number, 3))
        for article, number in (("a", 6), ("b", month))
    )
    assert found(plan, later, "days") == finding


def test_editions_are_told_by_year_and_by_number() -> None:
    names = ("Stern Gull-2024", "Stern Gull 24", "Stern Gull IV", "4th Stern Gull", "KT-50")
    editions = [(name.year, name.number) for name in map(name_of, names) if name]
    assert editions == [(24, None), (24, None), (None, 4), (None, 4), (None, None)]


@pytest.mark.parametrize("name", ["2024", "12th", "Second", "-"])
def test_a_year_or_a_number_alone_is_no_name(name) -> None:
    assert name_of(name) is None


@given(claims=told.some())
def test_comparing_is_the_same_both_ways(claims) -> None:
    faces = [face_of(one, NONE) for one in claims]
    for one in faces:
        for other in faces:
            assert set(findings_of(one, other)) == set(findings_of(other, one))


@given(claims=told.some())
def test_every_finding_has_its_sentence(claims) -> None:
    faces = [face_of(one, NONE) for one in claims]
    assert all(reasons_of(findings_of(one, other)) for one in faces for other in faces)


def test_what_rules_two_claims_out_ends_the_comparison() -> None:
    month = make.days(date(2024, 1, 1), date(2024, 1, 31), Grain.MONTH)
    findings = findings_of(face_of(told.told("a"), NONE), face_of(told.told("b", days=month), NONE))
    assert findings[-1] == "days.apart"
    assert not NEVER.intersection(findings[:-1])


def test_every_weight_is_that_of_a_finding_that_has_a_sentence() -> None:
    weights = dict(scale().weights)
    del weights["bias"]
    assert reasons_of(tuple(weights))
    assert not NEVER.intersection(weights)


def test_cut_offs_part_the_same_from_the_unsure_and_the_unsure_from_the_different() -> None:
    assert 0 < scale().different < scale().same < 1
