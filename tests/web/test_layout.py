from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.web.layout import HEIGHT, WIDTH, layout


@st.composite
def networks(draw):
    labels = tuple(draw(st.lists(st.text("abcdefgh ", max_size=20), max_size=12)))
    pairs = list(combinations(range(len(labels)), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return labels, tuple((one, other, draw(st.integers(1, 50))) for one, other in chosen)


@given(networks())
@settings(max_examples=40, deadline=None)
def test_every_node_stands_in_the_picture_and_always_in_the_same_place(network):
    places = layout(*network)
    assert len(places) == len(network[0])
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    layout.cache_clear()
    assert layout(*network) == places


def test_those_who_met_stand_nearer_than_those_who_did_not():
    labels = tuple("abcdef")
    ties = ((0, 1, 9), (1, 2, 9), (0, 2, 9), (3, 4, 9), (4, 5, 9), (3, 5, 9), (2, 3, 1))
    places = layout(labels, ties)

    def far(one: int, other: int) -> float:
        (x, y), (a, b) = places[one], places[other]
        return float(((x - a) ** 2 + (y - b) ** 2) ** 0.5)

    assert max(far(0, 1), far(1, 2), far(3, 4)) < min(far(0, 4), far(1, 5), far(0, 5))


def test_labels_do_not_cover_one_another():
    labels = tuple(f"Party {number}" for number in range(30))
    places = layout(labels, tuple((0, number, 1) for number in range(1, 30)))
    over = [1 for (x, y), (a, b) in combinations(places, 2) if abs(x - a) < 40 and abs(y - b) < 8]
    assert not over
