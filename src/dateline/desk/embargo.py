"""What is withheld until a day: the rulings that place events and articles under embargo, and what these withhold."""

from collections.abc import Sequence
from datetime import date

from dateline.desk.articles import article_named, last_keys
from dateline.desk.review import Hand, ruling
from dateline.desk.withheld import Withheld
from dateline.model.event import EVENT, Event
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict, holding
from dateline.store.base import Store


def embargo(event: Event, hand: Hand, until: date | None) -> Judgement:
    """The ruling that an event is withheld until a day (on which it is free), or until the ruling is undone."""
    keys = [kept.key for kept in event.claims]
    return ruling(Verdict.EMBARGO, hand, keys, value=_value(until, None))


def embargo_article(store: Store, article: str, hand: Hand, until: date | None) -> Judgement:
    """The ruling that an article, by its id or key, is withheld with all that it alone tells.

    Raises:
        StoreError: There is no such article, or there are several.
    """
    key = article_named(store, article).key
    return ruling(Verdict.EMBARGO, hand, {*last_keys(store, key)}, value=_value(until, key))


def embargoes(store: Store, today: date) -> tuple[Judgement, ...]:
    """The embargoes that hold on a day, in the order in which they were passed."""
    found = holding(store.judgements((Verdict.EMBARGO, Verdict.UNDO)))
    return tuple(one for one in found if (until := until_of(one)) is None or today < until)


def embargo_of(store: Store, event: Event, today: date) -> Judgement | None:
    """The last embargo that holds on a day and is on an event, or on an article that tells of it."""
    claims = {kept.key for kept in event.claims}
    articles = {kept.source.key for kept in event.claims}
    found = (one for one in embargoes(store, today) if claims & {*one.claims} or one.value.get("article") in articles)
    return max(found, key=lambda one: one.on, default=None)


def until_of(one: Judgement) -> date | None:
    """The day on which an embargo ends; None where it was given none."""
    day = one.value.get("until")
    return date.fromisoformat(day) if day else None


def under_embargo(store: Store, today: date) -> Withheld:
    """What is under embargo on a day."""
    rulings = embargoes(store, today)
    articles = {str(one.value["article"]) for one in rulings if one.value.get("article")}
    keys = {key for one in rulings if not one.value.get("article") for key in one.claims}
    kept = {kept.key: kept for key in keys for kept in _with(store, key)}
    texts = articles | {one.source.key for one in kept.values()}
    return Withheld(claims=frozenset(keys | kept.keys()), articles=frozenset(articles), texts=frozenset(texts))


def _with(store: Store, key: str) -> Sequence[Kept]:
    event = store.event(EVENT + key)
    return event.claims if event else ()


def _value(until: date | None, article: str | None) -> dict[str, str | None]:
    return {"until": until.isoformat() if until else None, "article": article}
