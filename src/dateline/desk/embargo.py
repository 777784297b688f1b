"""What is withheld until a day: the rulings that place it under embargo, and a record that gives away nothing of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, cast

from dateline.desk.project import rulings_on
from dateline.desk.review import Hand, ruling
from dateline.desk.stories import independent
from dateline.errors import StoreError
from dateline.joining.account import account
from dateline.model.article import Article
from dateline.model.event import EVENT, Event
from dateline.model.kept import Kept, Source
from dateline.model.review import Judgement, Verdict, holding
from dateline.store.base import KeptReading, Store, Wanted

_WRITES = frozenset({"append", "append_judgements", "project", "sign", "tell", "drop", "writing"})
_HIDDEN_BY = ("words", "source", "person")  # what is asked of an event that what is withheld of it may answer


def embargo(event: Event, hand: Hand, until: date | None) -> Judgement:
    """The ruling that an event is withheld until a day (on which it is free), or until the ruling is undone."""
    keys = [kept.key for kept in event.claims]
    return ruling(Verdict.EMBARGO, hand, keys, value=_value(until, None))


def embargo_article(store: Store, article: str, hand: Hand, until: date | None) -> Judgement:
    """The ruling that an article, by its key, is withheld with all that it alone tells.

    Raises:
        StoreError: There is no such article.
    """
    if store.source(article) is None:
        raise StoreError(
            f'has no article "{article[:64]}"',
            place="the record",
            mend="search for it by its words",
            code="record.article",
        )
    keys = {key for reading in store.readings(article)[-1:] for key in reading.keys}
    return ruling(Verdict.EMBARGO, hand, keys, value=_value(until, article))


def embargoes(store: Store, today: date) -> tuple[Judgement, ...]:
    """The embargoes that hold on a day, in the order in which they were passed."""
    found = holding(store.judgements((Verdict.EMBARGO, Verdict.UNDO)))
    return tuple(one for one in found if (until := until_of(one)) is None or today < until)


def until_of(one: Judgement) -> date | None:
    """The day on which an embargo ends; None where it was given none."""
    day = one.value.get("until")
    return date.fromisoformat(day) if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What is under embargo.

    Attributes:
        claims: All claims of events under embargo: an event that has one is withheld whole, however it was joined.
        articles: Articles under embargo: nothing is told of what they alone say.
        texts: These, and those that tell of an event under embargo: their titles and texts are not shown, while what
            they say of other events stays.
    """

    claims: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.claims or self.texts)

    @classmethod
    def of(cls, store: Store, today: date) -> "Withheld":
        """What is under embargo on a day."""
        rulings = embargoes(store, today)
        articles = {str(one.value["article"]) for one in rulings if one.value.get("article")}
        keys = {key for one in rulings if not one.value.get("article") for key in one.claims}
        kept = {kept.key: kept for key in keys for kept in _with(store, key)}
        texts = articles | {one.source.key for one in kept.values()}
        return cls(claims=frozenset(keys | kept.keys()), articles=frozenset(articles), texts=frozenset(texts))


class Withholding:
    """A record as those may see it who have no right to what is under embargo. It can be asked, and not be written to.

    It answers whatever a store does, so that no page, feed or export has to know of embargoes. Numbers (``counts``,
    ``published``) count what is withheld, too.

    Args:
        store: The whole record.
        today: The day on which it is looked at.
    """

    def __init__(self, store: Store, today: date) -> None:
        self._store, self._today = store, today

    @cached_property
    def withheld(self) -> Withheld:
        """What is under embargo today; asked once."""
        return Withheld.of(self._store, self._today)

    def __getattr__(self, name: str) -> Any:
        """Whatever gives nothing away is the store's own."""
        if name in _WRITES:
            raise StoreError("can only be read so", place="the record", mend="sign in as a coder", code="store.reader")
        return getattr(self._store, name)

    # ---- articles

    def source(self, article: str) -> Source | None:
        """The article of a key, unless its text is withheld."""
        return None if article in self.withheld.texts else self._store.source(article)

    def sources(self) -> Iterator[Source]:
        """All articles whose text is not withheld."""
        return (one for one in self._store.sources() if one.key not in self.withheld.texts)

    def versions_of(self, url: str) -> tuple[Source, ...]:
        """Those of an address whose text is not withheld."""
        return tuple(one for one in self._store.versions_of(url) if one.key not in self.withheld.texts)

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
        return islice((hit for hit in found if hit[0].key not in texts), limit)

    # ---- claims and rulings

    def kept(self, keys: Iterable[str] | None = None) -> Iterator[Kept]:
        """Claims that are not withheld."""
        return (self._untitled(one) for one in self._store.kept(keys) if not self._hides(one))

    def judgements(self, verdicts: Collection[Verdict] = ()) -> tuple[Judgement, ...]:
        """Rulings, but for embargoes and those that are about what is withheld alone."""
        found = self._store.judgements(verdicts)
        if not self.withheld:
            return found
        secret = self._secret_claims
        return tuple(one for one in found if not self._is_secret(one, secret))

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
        """The events that are wanted, without what is withheld of them.

        One of which something is withheld is left out where it may have been found by just that.
        """
        if not self.withheld:
            return self._store.events(wanted)
        found = self._store.events(replace(wanted, limit=None))
        left = ((one, self._open(one)) for one in found)
        return islice((now for one, now in left if now and self._is_still(one, now, wanted)), wanted.limit)

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
        return replace(event, claims=tuple(map(self._untitled, event.claims)))

    def _is_still(self, whole: Event, now: Event, wanted: Wanted) -> bool:
        if {kept.key for kept in whole.claims} == {kept.key for kept in now.claims}:
            return wanted.words is None or not self._has_texts(now)
        if any(getattr(wanted, name) for name in _HIDDEN_BY):
            return False
        parties = {*(now.shown("countries") or ()), *(now.shown("organizations") or ())}
        return set(wanted.parties) <= parties and (not wanted.kinds or now.kind in wanted.kinds)

    def _has_texts(self, event: Event) -> bool:
        return any(kept.source.key in self.withheld.texts for kept in event.claims)

    def _hides(self, kept: Kept) -> bool:
        return kept.key in self.withheld.claims or kept.source.key in self.withheld.articles

    def _untitled(self, kept: Kept) -> Kept:
        if kept.source.key not in self.withheld.texts:
            return kept
        return replace(kept, source=replace(kept.source, title=None))


def withholding(store: Store, today: date) -> Store:
    """A record without what is under embargo on a day."""
    return cast("Store", Withholding(store, today))


def withheld_from(store: Store) -> Withheld:
    """What a record is shown without; nothing where it is shown whole."""
    return store.withheld if isinstance(store, Withholding) else Withheld()


def _with(store: Store, key: str) -> Sequence[Kept]:
    event = store.event(EVENT + key)
    return event.claims if event else ()


def _value(until: date | None, article: str | None) -> dict[str, str | None]:
    return {"until": until.isoformat() if until else None, "article": article}
