"""The coefficients against values that others published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.agreement import ac1, agreement, alpha, interval, kappa

NA = None
FOUR = (  # 12 units, a row each, 4 observers: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C;
    (1, 1, NA, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),  # cac.raw4raters in irrCAC
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (NA, 5, 5, 5), (NA, NA, 1, 1), (NA, NA, 3, NA),
)  # fmt: skip
SIX = (  # 15 patients, of each how many of 6 raters chose which of 5 diagnoses: distrib.6raters in irrCAC
    "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006", "10050", "11040",
    "03300", "10050", "02031",
)  # fmt: skip


def crossed(*table):
    """The units of a table of two coders: a row what the one said, a column what the other."""
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def spread(*rows):
    return [[kind for kind, count in enumerate(map(int, row)) for _ in range(count)] for row in rows]


ABSTRACTORS = crossed((13, 0, 0), (0, 20, 7), (0, 4, 56))  # cont3x3abstractors in irrCAC
RARE = crossed((118, 5), (2, 0))  # nearly all one value: Gwet (2008) begins with such a table
# What irrCAC gives stands in its README: https://github.com/kgwet/irrCAC, commit 00b845116dd7


def test_alpha_is_the_one_of_krippendorffs_own_example():
    assert alpha(FOUR) == pytest.approx(0.743, abs=5e-4)
    assert alpha(FOUR, interval) == pytest.approx(0.849, abs=5e-4)


@pytest.mark.parametrize(("units", "published"), [(ABSTRACTORS, 0.7972585), (FOUR, 0.74342), (spread(*SIX), 0.4204384)])
def test_alpha_is_the_one_that_irrcac_gives(units, published):
    assert alpha(units) == pytest.approx(published, abs=5e-6 if published == 0.74342 else 1e-7)


def test_kappa_is_the_one_that_irrcac_gives():
    assert kappa(ABSTRACTORS) == pytest.approx(0.7964094, abs=1e-7)


@pytest.mark.parametrize(("units", "published"), [(ABSTRACTORS, 0.8493305), (spread(*SIX), 0.4448007)])
def test_ac1_is_the_one_that_irrcac_gives(units, published):
    assert ac1(units) == pytest.approx(published, abs=1e-7)


def test_ac1_with_values_missing_is_the_one_that_irrcac_gives():
    assert ac1(FOUR) == pytest.approx(0.77544, abs=5e-6)


def test_where_nearly_all_values_are_one_ac1_alone_tells_that_coders_agree():
    found = agreement(RARE)
    assert found.skewed
    assert found.same == pytest.approx(0.944)
    assert found.kappa is not None
    assert found.kappa < 0
    assert found.ac1 == pytest.approx(0.9408, abs=5e-5)
    assert not agreement(ABSTRACTORS).skewed


def test_without_two_values_of_a_unit_nothing_is_told():
    for units in ([], [(1, NA), (NA, 2)]):
        found = agreement(units)
        assert (found.units, found.same, found.alpha, found.kappa, found.ac1) == (0, None, None, None, None)
        assert not found.skewed


def test_where_all_values_are_one_alpha_and_kappa_are_not_defined():
    found = agreement([("x", "x")] * 5)
    assert (found.same, found.alpha, found.kappa, found.ac1) == (1, None, None, 1)


def test_of_more_than_two_coders_no_kappa_is_told():
    assert agreement(FOUR).kappa is None
    with pytest.raises(ValueError, match="two coders"):
        kappa(FOUR)


def test_days_that_lie_near_disagree_less_than_days_that_lie_far():
    near, far = [(1, 2), (100, 100), (200, 200)], [(1, 90), (100, 100), (200, 200)]
    assert (alpha(near, interval) or 0) > (alpha(far, interval) or 0)
    assert alpha(near) == alpha(far)


units = st.lists(st.tuples(*[st.none() | st.integers(0, 3)] * 3), max_size=12)


@given(units=units)
def test_no_coefficient_is_above_one_and_the_order_of_units_and_coders_never_matters(units):
    found, turned = agreement(units), agreement([unit[::-1] for unit in reversed(units)])
    for name in ("same", "alpha", "ac1"):
        one, other = getattr(found, name), getattr(turned, name)
        assert one == pytest.approx(other) if one is not None else other is None
        assert one is None or one <= 1 + 1e-12
