"""Who takes part in an event: the parties in the slots of its rule's roles, and those who were told before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.books.codebook import Part, Rule
from dateline.reading.candidates import Kind
from dateline.reading.found import Choice, Found
from dateline.reading.scene import Party, Scene
from dateline.reading.slots import Clause
from dateline.reading.triggers import Hit

_TOLD, _MEANT, _LIKELY = 0.7, 0.5, 0.4  # told in its clause; meant by a pronoun; not told, but likely
_OWN = 2  # mentions that the publisher's or title's own country is worth beforehand
_LEAD = 2  # sentences back in which somebody may have been told
_HOSTS = (Kind.NAME, Kind.METONYM)  # kinds that can be a place as well as a party

Holder = tuple[Party, str, str]  # who, in which slot, with which role


class Whom:
    """Fills in the participants of one event after the other, and remembers whom words that follow may mean."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._actor: Party | None = None
        self._pair: Sequence[Party] = ()
        self._home = _home(scene)

    def fill(self, found: Found, holders: Sequence[Holder]) -> None:
        """Give an event the participants that its clause names."""
        parties = [party for party, _, _ in holders]
        found.countries = _choices(parties, lambda p: p.country)
        found.organizations = _choices(parties, lambda p: p.organization)
        found.people = _choices(parties, lambda p: None if p.person is None else str(p.person))
        found.roles = _roles(holders)

    def complete(self, found: Found, hit: Hit, clause: Clause, holders: Sequence[Holder]) -> None:
        """Give an event with too few parties those that were told before, the likeliest first."""
        if len(found.parties) + len(found.organizations) < 2 and self._speaks_of("pairs", clause.start, clause.stop):  # noqa: PLR2004
            self._take(found, self._pair)
        elif self._actor and self._is_unnamed(hit, clause, holders):
            self._take(found, [self._actor])
        for party in self._likely(clause):
            if _is_enough(found, hit.rule):
                break
            if party.country and party.country not in found.parties:
                found.countries.append(Choice(party.country, _LIKELY, party.at))
        self._remember(holders)

    def _is_unnamed(self, hit: Hit, clause: Clause, holders: Sequence[Holder]) -> bool:
        """Whether a pronoun, and nobody by name, stands before the trigger as the actor."""
        named = any(slot == "actor" for _, slot, _ in holders)
        return not named and self._speaks_of("pronouns", clause.start, hit.first)

    def _speaks_of(self, words: str, first: int, stop: int) -> bool:
        return not self._scene.lists[words].isdisjoint(self._scene.low[first:stop])

    def _take(self, found: Found, parties: Iterable[Party]) -> None:
        named = {c.value for c in found.people}
        for party in parties:
            if party.country and party.country not in found.parties:
                found.countries.append(Choice(party.country, _MEANT, party.at))
            if party.person is not None and str(party.person) not in named:
                found.people.append(Choice(str(party.person), _MEANT, party.at))

    def _likely(self, clause: Clause) -> Iterator[Party]:
        """Parties that the event may have though its clause does not name them, places left out."""
        number = int(self._scene.frame.words.sentences[clause.sentence.start])
        yield from self._of(clause.sentence)
        if self._home:
            yield self._home
        for earlier in reversed(self._scene.sentences[max(0, number - _LEAD) : number]):
            yield from self._of(earlier)
        yield from self._of(self._scene.sentences[0])

    def _of(self, sentence: range) -> list[Party]:
        return [party for party in self._scene.between(sentence.start, sentence.stop) if not party.is_place]

    def _remember(self, holders: Sequence[Holder]) -> None:
        """Whom words that come may speak of as "he" or "the two"."""
        parties = [(party, slot) for party, slot, _ in holders if party.country and not party.is_place]
        actors = [party for party, slot in parties if slot == "actor"]
        if actors:
            self._actor = min(actors, key=lambda p: p.person is None)
        if len({party.country for party, _ in parties}) > 1:
            self._pair = [party for party, _ in parties]


def holders_in(hit: Hit, clause: Clause) -> list[Holder]:
    """The parties of a clause that have a role in its event."""
    return [
        (party, slot, part.role)
        for party, slot in clause.slotted()
        if (part := next((p for p in hit.rule.parts if _may_have(p, slot, party)), None))
    ]


def roles_in(hit: Hit, clause: Clause) -> dict[str, str]:
    """The role of each country, organisation and person (by number) that a clause names."""
    return _roles(holders_in(hit, clause))


def _roles(holders: Sequence[Holder]) -> dict[str, str]:
    """Roles by what holds them; of one who is named twice, the first."""
    return {value: role for party, _, role in reversed(holders) for value in party.values}


def _home(scene: Scene) -> Party | None:
    """The country that an article speaks of most, publisher and title counted, which goes without saying."""
    parties = [*scene.parties, *(Party(o.first, o.last, o, country=o.value) for o in scene.unnamed)]
    counts = Counter(party.country for party in parties if party.country)
    counts.update(dict.fromkeys(scene.frame.favoured & counts.keys(), _OWN))
    top = max(counts, key=lambda country: counts[country], default=None)
    return next((party for party in parties if party.country == top), None) if top else None


def _may_have(part: Part, slot: str, party: Party) -> bool:
    """Whether a party in a slot may have a role."""
    if slot not in part.slots:
        return False
    if part.what == "place":
        return party.is_place or party.at.kind in _HOSTS
    return not party.is_place and (part.what != "official" or party.at.kind is not Kind.NAME)


def _choices(parties: Iterable[Party], value: Callable[[Party], str | None]) -> list[Choice]:
    out: dict[str, Choice] = {}
    for party in parties:
        if (chosen := value(party)) is not None:
            out.setdefault(chosen, Choice(chosen, _TOLD, party.at))
    return list(out.values())


def _is_enough(found: Found, rule: Rule) -> bool:
    return len(found.countries) + len(found.organizations) >= rule.parties
