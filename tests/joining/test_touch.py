"""Joining in pieces: what a piece does not touch stays as it is, and all comes to what it is in one piece."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from dateline.joining.block import lies_in
from dateline.joining.features import face_of
from dateline.joining.join import join
from dateline.joining.rulings import Rulings
from dateline.joining.touch import New, bound
from dateline.model.kept import Kept
from tests.joining import meetings as told

NONE = Rulings()


class Record:
    """A record as far as joining goes: groups, and links between claims that look like one occasion."""

    def __init__(self, rulings: Rulings = NONE) -> None:
        self.rulings, self.claims = rulings, dict[str, Kept]()
        self.groups, self.links = dict[str, tuple[str, ...]](), defaultdict[str, set[str]](set)

    def add(self, piece: list[Kept], gone: frozenset[str] = frozenset()) -> set[str]:
        """Join a piece; returns the claims that were joined anew."""
        touched = set(New(piece, self.rulings).touched(self.claims.values())) | gone
        ruled = {key for group in self.rulings.one if {one.key for one in piece} & {*group} for key in group}
        whole = self._component(touched | (ruled & self.claims.keys()))
        again = [self.claims[key] for key in whole - gone]
        for key in whole:
            self.groups.pop(key, None)
            for other in self.links.pop(key, set()):
                self.links[other].discard(key)
        for key in gone:
            self.claims.pop(key, None)
        self.claims |= {one.key: one for one in piece}
        partition = join([*again, *piece], self.rulings)
        self.groups |= {key: group for group in partition.groups for key in group}
        same = [pair.keys for pair in partition.pairs if pair.same]
        for one, other in (*same, *bound([*again, *piece], self.rulings)):
            self.links[one].add(other)
            self.links[other].add(one)
        return whole

    def _component(self, keys: set[str]) -> set[str]:
        reached, ahead = set[str](), set(keys)
        while ahead:
            reached |= ahead
            ahead = {n for key in ahead for n in (*self.groups.get(key, ()), *self.links[key])} - reached
        return reached

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(set(self.groups.values())))


def in_one(claims, rulings=NONE):
    return join(claims, rulings).groups


@given(claims=told.some(), pieces=st.integers(1, 6), chance=st.randoms())
def test_claims_joined_in_any_pieces_in_any_order_come_to_what_they_are_in_one(claims, pieces, chance):
    record = Record()
    shuffled = chance.sample(claims, len(claims))
    for piece in range(pieces):
        record.add(shuffled[piece::pieces])
    assert record.parts == in_one(claims)


@given(claims=told.some())
def test_claims_parted_by_countries_and_month_join_apart_and_are_stitched(claims):
    """As a cluster would part them; a claim whose day or one of whose countries is not told is in another part."""
    parts: dict[object, list[Kept]] = defaultdict(list)
    for one in claims:
        days = one.claim.days
        parts[one.claim.countries, days and (days.earliest_start.year, days.earliest_start.month)].append(one)
    record = Record()
    for part in parts.values():
        record.add(part)
    assert record.parts == in_one(claims)


@given(claims=told.some(), chance=st.randoms(), leaving=st.sets(st.integers(0, 11)))
def test_claims_that_go_leave_what_would_be_there_without_them(claims, chance, leaving):
    record = Record()
    for one in chance.sample(claims, len(claims)):
        record.add([one])
    gone = frozenset(one.key for number, one in enumerate(claims) if number in leaving)
    record.add([], gone)
    assert record.parts == in_one([one for one in claims if one.key not in gone])


@given(claims=told.some(), chance=st.randoms(), ruled=st.sets(st.integers(0, 11), min_size=2, max_size=3))
def test_what_people_ruled_to_be_one_is_one_in_pieces_too(claims, chance, ruled):
    group = tuple(one.key for number, one in enumerate(claims) if number in ruled)
    rulings = Rulings(one=(group,)) if len(group) > 1 else NONE
    record = Record(rulings)
    for one in chance.sample(claims, len(claims)):
        record.add([one])
    assert record.parts == in_one(claims, rulings)


def test_a_new_claim_touches_those_alone_that_it_is_the_same_as():
    """Not all meetings of its parties in its month, though it lies in one block with them."""
    others = [told.told(f"a{day}", days=told.day(day)) for day in range(1, 29)]
    touched = set(New([told.told("new", days=told.day(14))], NONE).touched(others))
    assert "a14" in touched
    assert len(touched) < 6


def test_what_a_record_need_not_load_it_does_not():
    """Of the claims of a month, a claim with its day asks for those alone that may be compared with it."""
    others = [told.told(f"a{n}", days=told.day(1 + n % 28)) for n in range(200)]
    asked = New([told.told("new", days=told.day(14))], NONE).blocks()
    loaded = [one for one in others if asked & {*lies_in(face_of(one, NONE))}]
    assert len(loaded) < 100
