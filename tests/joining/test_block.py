from hypothesis import given

from dateline.joining.block import ASKS, Index, lies_in, lines_of, looks_in
from dateline.joining.features import face_of
from dateline.joining.rulings import Rulings
from dateline.model.day import Days
from dateline.model.kept import Kept
from tests.joining import meetings as told

NONE = Rulings()


def meet(one: Kept, other: Kept) -> bool:
    ours, theirs = (dict(lines_of(face_of(kept, NONE))) for kept in (one, other))
    return any(ours[block] | theirs[block] == ASKS for block in ours.keys() & theirs.keys())


def test_two_reports_of_one_day_meet() -> None:
    assert meet(told.told("a"), told.told("b", people=()))


def test_reports_of_another_week_or_kind_or_of_others_do_not() -> None:
    assert not meet(told.told("a"), told.told("b", days=told.day(20)))
    assert not meet(told.told("a"), told.told("b", kind="visit"))
    assert not meet(told.told("a"), told.told("b", countries=("CRV", "DNV"), people=("Jon Akerby",)))


def test_a_claim_without_a_day_meets_its_like() -> None:
    undated = told.told("a", days=None)
    assert meet(undated, told.told("b"))
    assert meet(undated, told.told("c", days=None))


def test_a_claim_without_a_day_of_an_article_without_one_meets_its_like() -> None:
    unknown = told.told("a", days=None, published=None)
    assert meet(unknown, told.told("b", days=None, published=None))


def test_who_tells_one_party_meets_who_tells_both() -> None:
    for days in (told.day(1), Days.month(2024, 6)):
        assert meet(told.told("a", countries=("ARL",)), told.told("b", days=days))


def test_a_month_meets_its_days_and_years_their_months() -> None:
    assert meet(told.told("a", days=Days.month(2024, 6)), told.told("b"))
    assert meet(told.told("a", days=Days.year(2024)), told.told("b", days=Days.month(2024, 6)))


@given(claims=told.some())
def test_a_record_and_an_index_find_those_that_meet_and_no_others(claims) -> None:
    faces, index = [face_of(kept, NONE) for kept in claims], Index()
    for number, face in enumerate(faces):
        index.add(number, lines_of(face))
    for one, face in zip(claims, faces, strict=True):
        there = {number for number, other in enumerate(claims) if meet(one, other)}
        assert index.met(lines_of(face)) == there
        assert {n for n, other in enumerate(faces) if {*looks_in(face)} & {*lies_in(other)}} == there


@given(claims=told.some())
def test_blocks_stand_each_once_in_order(claims) -> None:
    for kept in claims:
        blocks = lies_in(face_of(kept, NONE))
        assert list(blocks) == sorted({f"{block}#{asks}" for block, asks in lines_of(face_of(kept, NONE))})


def test_a_long_time_makes_no_endless_list_of_blocks() -> None:
    always = told.told("a", days=Days.years(1, 9999))
    assert len(lies_in(face_of(always, NONE))) < 400
