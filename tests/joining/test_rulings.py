from datetime import UTC, datetime
from typing import Any

from dateline.joining.rulings import Rulings
from dateline.model.review import Judgement, Verdict


def ruled(number: int, verdict: Verdict, claims: str = "", **more: Any) -> Judgement:
    on = datetime(2026, 1, number, tzinfo=UTC)
    return Judgement(id=f"j{number}", verdict=verdict, by="r.okafor", on=on, claims=tuple(claims), **more)


def test_claims_that_were_merged_are_one() -> None:
    assert Rulings.of([ruled(1, Verdict.MERGE, "cab")]).pairs("abc") == (("a", "b"), ("b", "c"))


def test_a_claim_that_is_not_there_leaves_the_others_one() -> None:
    assert Rulings.of([ruled(1, Verdict.MERGE, "abc")]).pairs("ac") == (("a", "c"),)


def test_a_later_split_parts_what_was_merged() -> None:
    rulings = Rulings.of([ruled(1, Verdict.MERGE, "abc"), ruled(2, Verdict.SPLIT, "a", others=("b",))])
    assert rulings.are_apart("b", "a")
    assert rulings.one == (("b", "c"),)


def test_a_later_merge_takes_a_split_back() -> None:
    rulings = Rulings.of([ruled(1, Verdict.SPLIT, "a", others=("b", "c")), ruled(2, Verdict.MERGE, "ab")])
    assert not rulings.are_apart("a", "b")
    assert rulings.are_apart("a", "c")


def test_what_is_undone_does_not_hold_and_an_undone_undo_lets_it_hold_again() -> None:
    merge, undo = ruled(1, Verdict.MERGE, "ab"), ruled(2, Verdict.UNDO, undoes="j1")
    assert Rulings.of([merge, undo]) == Rulings()
    assert Rulings.of([merge, undo, ruled(3, Verdict.UNDO, undoes="j2")]) == Rulings.of([merge])


def test_rejected_claims_are_known() -> None:
    assert Rulings.of([ruled(1, Verdict.REJECT, "ab"), ruled(2, Verdict.ACCEPT, "b")]).rejected == {"a"}


def test_aliases_lead_to_one_spelling_in_their_country_alone() -> None:
    alias = ruled(1, Verdict.ALIAS, value={"from": "Ine Mar", "to": "Ines Maren", "country": "ARL"})
    rulings = Rulings.of([alias])
    assert rulings.name("INE MAR", "ARL") == "Ines Maren"
    assert rulings.name("Ine Mar", "BLM") == "Ine Mar"


def test_aliases_that_lead_in_a_circle_end() -> None:
    there = ruled(1, Verdict.ALIAS, value={"from": "A B", "to": "C D", "country": None})
    back = ruled(2, Verdict.ALIAS, value={"from": "C D", "to": "A B", "country": None})
    rulings = Rulings.of([there, back])
    assert rulings.name("A B", None) == rulings.name("C D", None) or rulings.name("A B", None) in {"A B", "C D"}
