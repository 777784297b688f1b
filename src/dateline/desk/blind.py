"""What a coder must not see yet: what others say of an article that was given to several to code by themselves."""

from collections.abc import Callable, Iterable

from dateline.desk.articles import last_keys
from dateline.desk.coding import codings
from dateline.desk.withheld import Withheld
from dateline.desk.work import assignments
from dateline.errors import ReviewError
from dateline.model.event import EVENT
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Store

_WORK = frozenset({Verdict.CODING, Verdict.RETURN})


def hidden_from(store: Store, who: str, *, sees_all: bool = False) -> Callable[[Judgement], bool]:
    """A function that tells whether a ruling is hidden from a person.

    Others' codings are, until one's own of the article are complete; of an article that one has to code blind and has
    not yet, so are all rulings of others on its claims. Where nobody is to code an article blind, others' codings are
    hidden all the same from whoever has not coded it: they may be asked to.

    Args:
        store: The record.
        who: Who would see it.
        sees_all: Whether they decide between coders; then nothing is hidden.
    """
    if sees_all:
        return lambda _: False
    open_ = blind_articles(store, who)
    secret = {key for article in open_ for key in last_keys(store, article)}
    coded = {one.article for one in codings(store.judgements((Verdict.CODING, Verdict.UNDO))) if one.by == who} - open_

    def hidden(one: Judgement) -> bool:
        if one.by == who:
            return False
        if one.verdict in _WORK:
            return one.value["article"] not in coded or (one.verdict is Verdict.RETURN and one.value["to"] != who)
        return bool(secret & {*one.claims, *one.others})

    return hidden


def kept_from(store: Store, articles: Iterable[str]) -> Withheld:
    """What is withheld from whoever codes these articles blind: the events of which they tell. Their texts are not."""
    keys = {key for article in articles for key in last_keys(store, article)}
    events = (store.event(EVENT + key) for key in keys)
    return Withheld(claims=frozenset(keys | {kept.key for event in events if event for kept in event.claims}))


def not_yet(articles: Iterable[str]) -> ReviewError:
    """The error of whoever asks for an event before coding these articles that tell of it."""
    return ReviewError(
        "you are to code an article that tells of this event without seeing what others say of it",
        mend=f"code it first, at /code/{min(articles)}",
        code="review.blind",
    )


def refuse_blind(store: Store, articles: Iterable[str], one: Judgement) -> None:
    """Let nobody rule on what they have yet to code blind; to code it, to give it back and to add to it is allowed.

    Raises:
        ReviewError: The ruling is on a claim of one of these articles.
    """
    if one.verdict in _WORK or one.verdict is Verdict.CLAIM:
        return
    on = {*one.claims, *one.others}
    if blind := [article for article in articles if on & set(last_keys(store, article))]:
        raise not_yet(blind)


def blind_articles(store: Store, who: str) -> frozenset[str]:
    """The articles that a person has yet to code without seeing what others say of them."""
    return frozenset(one.article for one in assignments(store, who) if one.blind and not one.is_done)
