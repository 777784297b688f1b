import pytest

from dateline.desk.names import kind, party, state
from dateline.errors import ReviewError


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("IND", "IND"), ("india", "IND"), ("Indian", "IND"), ("NATO", "NATO"), ("nato", "NATO"),
        ("African Union", "AU"), ("ARL", "ARL"), ("arl", "ARL"),
    ],
)  # fmt: skip
def test_a_party_is_known_by_its_code_its_name_or_because_the_record_has_it(desk, words, code):
    assert party(desk.store, words) == code


def test_a_party_that_nobody_knows_is_told_with_what_comes_nearest(desk):
    with pytest.raises(ReviewError) as caught:
        party(desk.store, "Indai")
    assert caught.value.code == "record.party"
    assert "India" in caught.value.mend


def test_a_type_is_one_of_the_codebooks_or_of_the_records(desk):
    assert kind(desk.store, "Arms transfer") == kind(desk.store, "arms-transfer") == "arms_transfer"
    with pytest.raises(ReviewError, match="no type") as caught:
        kind(desk.store, "meting")
    assert "did you mean meeting" in caught.value.mend


def test_a_state_that_no_book_has_is_taken_by_three_letters():
    assert (state("Russia"), state("arl")) == ("RUS", "ARL")
    with pytest.raises(ReviewError, match="no country"):
        state("Arland")
