"""A record that gives away nothing of what is withheld from whoever asks: it answers whatever a store does."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from operator import is_
from typing import Any, cast

from dateline.desk.articles import last_keys
from dateline.desk.project import rulings_on
from dateline.desk.sought import has_words, is_told_by, names
from dateline.desk.stories import independent
from dateline.desk.withheld import Withheld
from dateline.errors import StoreError
from dateline.joining.account import account
from dateline.model.article import Article
from dateline.model.event import EVENT, Event
from dateline.model.kept import Kept, Source
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Held, KeptReading, Store, Wanted

_ADDING = frozenset({"append", "append_judgements", "project", "sign", "tell", "drop", "writing", "texts", "addressed"})
"""What only whoever adds to a record asks of it: to write, and to compare with all that is there."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """An article whose text is withheld: its day, and of each projected claim the parties, and whether it shows."""

    key: str
    published: date | None
    claims: tuple[tuple[frozenset[str], bool], ...]

    def is_gone(self, parties: frozenset[str]) -> bool:
        """Whether it is one article less on these parties."""
        if not parties:
            return True
        return any(parties <= told for told, _ in self.claims) and not any(
            shows and parties <= told for told, shows in self.claims
        )


class Withholding:
    """A record as those may see it from whom something is withheld. It can be asked, and not be written to.

    It answers whatever a store does, numbers too, so that no page, feed or export has to know of it.

    Args:
        store: The whole record.
        withheld: What is withheld of it.
    """

    def __init__(self, store: Store, withheld: Withheld) -> None:
        self._store, self.withheld = store, withheld

    @classmethod
    def of(cls, store: Store, withheld: Withheld) -> Store:
        """A record without what is withheld, as a store."""
        return cast("Store", cls(store, withheld))

    def __getattr__(self, name: str) -> Any:
        """Whatever gives nothing away is the store's own."""
        if name in _ADDING:
            raise StoreError("can only be read so", place="the record", mend="sign in as a coder", code="store.reader")
        return getattr(self._store, name)

    # ---- articles

    def source(self, article: str) -> Source | None:
        """The article of a key, unless its text is withheld."""
        found = None if article in self.withheld.texts else self._store.source(article)
        return self._as_shown(found) if found else None

    def sources(self) -> Iterator[Source]:
        """All articles whose text is not withheld."""
        return (self._as_shown(one) for one in self._store.sources() if one.key not in self.withheld.texts)

    def versions_of(self, url: str) -> tuple[Source, ...]:
        """Those of an address whose text is not withheld."""
        found = self._store.versions_of(url)
        return tuple(self._as_shown(one) for one in found if one.key not in self.withheld.texts)

    def article(self, key: str) -> Article | None:
        """An article, unless its text is withheld."""
        return None if key in self.withheld.texts else self._store.article(key)

    def readings(self, article: str) -> tuple[KeptReading, ...]:
        """The readings of an article, unless its text is withheld."""
        return () if article in self.withheld.texts else self._store.readings(article)

    def search(self, words: str, limit: int = 50) -> Iterator[tuple[Source, str]]:
        """Articles that have the words; those whose text is withheld are not searched."""
        texts = self.withheld.texts
        found = self._store.search(words, limit + len(texts))
        return islice(((self._as_shown(one), words) for one, words in found if one.key not in texts), limit)

    def _as_shown(self, source: Source) -> Source:
        """An article; one that repeats a text that is withheld repeats the first of those that are not."""
        if source.story not in self.withheld.texts:
            return source
        return replace(source, story=self._stories.get(source.story, source.key))

    @cached_property
    def _stories(self) -> Mapping[str, str]:
        texts = self.withheld.texts
        open_ = [one for one in self._store.sources() if one.story in texts and one.key not in texts]
        first = sorted(open_, key=lambda one: (one.published or date.max, one.key), reverse=True)
        return {one.story: one.key for one in first}

    # ---- numbers

    def counts(self) -> Mapping[str, int]:
        """How many of each thing there are that is not withheld."""
        every = self._store.counts()
        if not self.withheld:
            return every
        texts, hidden = self.withheld.texts, list(self._store.kept(self._secret_claims))
        events = {event.id: event for one in hidden if (event := self._store.event(EVENT + one.key))}
        gone = {
            "articles": len(texts),
            "readings": sum(len(self._store.readings(key)) for key in texts),
            "claims": len(hidden),
            "judgements": every["judgements"] - len(self.judgements()),
            "events": sum(self._open(event) is None for event in events.values()),
        }
        return {name: number - gone.get(name, 0) for name, number in every.items()}

    def published(self, first: date, last: date, parties: Sequence[str] = ()) -> int:
        """How many articles of these days, not withheld, have a claim that is not withheld on all these parties."""
        wanted = frozenset(parties)
        gone = (one for one in self._lost if one.published and first <= one.published <= last and one.is_gone(wanted))
        return self._store.published(first, last, parties) - sum(1 for _ in gone)

    def covered(self) -> Iterator[tuple[str, date, frozenset[str]]]:
        """Of each claim with parties that is not withheld, its article, its day and the parties."""
        yield from (one for one in self._store.covered() if one[0] not in self.withheld.texts)
        for one in self._lost:
            if one.published:
                for parties in (told for told, shows in one.claims if shows and told):
                    yield one.key, one.published, parties

    @cached_property
    def _lost(self) -> tuple[_Lost, ...]:
        return tuple(self._losing(source) for key in sorted(self.withheld.texts) if (source := self._store.source(key)))

    def _losing(self, source: Source) -> _Lost:
        keys = last_keys(self._store, source.key)
        told = (one for one in self._store.kept(keys) if self._store.event(EVENT + one.key))
        claims = ((frozenset({*one.claim.countries, *one.claim.organizations}), not self._hides(one)) for one in told)
        return _Lost(source.key, source.published, tuple(claims))

    # ---- claims and rulings

    def kept(self, keys: Iterable[str] | None = None) -> Iterator[Kept]:
        """Claims that are not withheld."""
        return (self._open_claim(one) for one in self._store.kept(keys) if not self._hides(one))

    def judgements(self, verdicts: Collection[Verdict] = ()) -> tuple[Judgement, ...]:
        """Rulings, but for those that are about what is withheld alone; of the others, without the claims that are."""
        found = self._store.judgements(verdicts)
        if not self.withheld:
            return found
        secret = self._secret_claims
        return tuple(_without(one, secret) for one in found if not self._is_secret(one, secret))

    @cached_property
    def _secret_claims(self) -> frozenset[str]:
        read = (reading for key in self.withheld.articles for reading in self._store.readings(key))
        return self.withheld.claims | {key for reading in read for key in reading.keys}

    def _is_secret(self, one: Judgement, secret: frozenset[str]) -> bool:
        article = one.value.get("article") if isinstance(one.value, dict) else None
        about = {*one.claims, *one.others}
        return article in self.withheld.texts or bool(about and about <= secret)

    # ---- events

    def event(self, id_: str) -> Event | None:
        """The event that an id leads to, without what is withheld of it."""
        found = self._store.event(id_)
        return self._open(found) if found else None

    def ids(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """The ids that begin so and lead to an event that is not withheld."""
        found = self._store.ids(beginning, limit)
        return tuple(one for one in found if not self.withheld or self.event(one)) if found else ()

    def events_of(self, article: str) -> tuple[str, ...]:
        """The events that an article speaks of and that are not withheld."""
        if not self.withheld:
            return self._store.events_of(article)
        found = (self.event(one) for one in self._store.events_of(article))
        return () if article in self.withheld.articles else tuple(one.id for one in found if one)

    def events(self, wanted: Wanted) -> Iterator[Event]:
        """The events that are wanted, without what is withheld of them, which finds none either."""
        if not self.withheld:
            return self._store.events(wanted)
        found = self._store.events(replace(wanted, limit=None))
        left = ((one, self._open(one)) for one in found)
        return islice((now for one, now in left if now and self._is_still(one, now, wanted)), wanted.limit)

    def which(self, wanted: Wanted) -> frozenset[str]:
        """The ids of the events that are wanted; of those of which something is withheld, as what is left is called."""
        found = self._store.which(wanted)
        if not (doubtful := found & self._touched):
            return found
        return found - doubtful | {one.id for one in self.events(replace(wanted, ids=tuple(sorted(doubtful))))}

    @cached_property
    def _touched(self) -> frozenset[str]:
        """The events of which something is withheld, or of whose articles the text is."""
        hidden = (self._store.event(EVENT + kept.key) for kept in self._store.kept(self._secret_claims))
        told = (id_ for article in self.withheld.texts for id_ in self._store.events_of(article))
        return frozenset({*told, *(event.id for event in hidden if event)})

    def every(self, held: Held) -> Iterator[Event]:
        """All events, without what is withheld of them."""
        found = self._store.every(held)
        return (now for one in found if (now := self._open(one))) if self.withheld else found

    def _open(self, event: Event) -> Event | None:
        """An event as the claims tell it that are not withheld."""
        withheld = self.withheld
        if not withheld:
            return event
        if any(kept.key in withheld.claims for kept in event.claims):
            return None
        left = [kept for kept in event.claims if not self._hides(kept)]
        if not left:
            return None
        if len(left) < len(event.claims):
            event = account(independent(self._store, left), rulings_on(self.judgements())(left))
        claims = tuple(map(self._open_claim, event.claims))
        return event if all(map(is_, claims, event.claims)) else replace(event, claims=claims)

    def _is_still(self, whole: Event, now: Event, wanted: Wanted) -> bool:
        """Whether what is left of an event is what was wanted; its days and statuses the caller looks at."""
        if wanted.words and self._lacks_texts(whole) and not has_words(now, wanted.words, self.article):
            return False
        if len(now.claims) == len(whole.claims):
            return True
        parties = {*(now.shown("countries") or ()), *(now.shown("organizations") or ())}
        is_such = set(wanted.parties) <= parties and (not wanted.kinds or now.kind in wanted.kinds)
        return is_such and names(now, wanted.person) and is_told_by(now, wanted.source)

    def _lacks_texts(self, event: Event) -> bool:
        return any(kept.source.key in self.withheld.texts for kept in event.claims)

    def _hides(self, kept: Kept) -> bool:
        return kept.key in self.withheld.claims or kept.source.key in self.withheld.articles

    def _open_claim(self, kept: Kept) -> Kept:
        source = self._as_shown(kept.source)
        if source.key in self.withheld.texts:
            source = replace(source, title=None)
        return kept if source is kept.source else replace(kept, source=source)


def _without(one: Judgement, secret: frozenset[str]) -> Judgement:
    """A ruling without the claims that are withheld."""
    if secret.isdisjoint((*one.claims, *one.others)):
        return one
    claims, others = (tuple(key for key in keys if key not in secret) for keys in (one.claims, one.others))
    return replace(one, claims=claims, others=others)
