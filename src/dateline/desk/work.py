"""Who is to code what, how far they have come, and what was returned to them for which reasons."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from dateline.books.source import read_yaml
from dateline.desk.articles import last_keys, no_article
from dateline.desk.coding import MISSED, Coding, codings
from dateline.desk.review import Hand, ruling
from dateline.errors import ReviewError
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict, holding, taken_back
from dateline.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One article that one person is to code.

    Attributes:
        blind: Whether others' codings and rulings are hidden from them until it is adjudicated.
        coded: How many of its claims they have coded since it was last returned.
        claims: How many it has.
        returned: For which reason it was last returned and not yet coded again; None where it was not.
        said: What was said with it.
    """

    id: str
    article: str
    to: str
    by: str
    on: datetime
    blind: bool
    coded: int
    claims: int
    returned: str | None = None
    said: str = ""

    @property
    def is_done(self) -> bool:
        """Whether every claim is coded."""
        return self.coded >= self.claims and self.returned is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One coding that was given back."""

    article: str
    to: str
    by: str
    on: datetime
    reason: str
    said: str


@cache
def reasons() -> Mapping[str, str]:
    """Why a coding can be returned: each reason with its words."""
    return dict(read_yaml("desk", "returns.yaml"))


def assign(store: Store, article: str, to: str, hand: Hand, *, blind: bool = True) -> Judgement:
    """Give an article, by its key, to a person to code.

    Raises:
        StoreError: There is no such article.
        ReviewError: Nobody is named, or they have it already.
    """
    if store.source(article) is None:
        raise no_article(article)
    to = to.strip()
    if not to or not to.isprintable():
        raise ReviewError("nobody is named", mend="name who is to code it", code="work.nobody")
    if any(one.to == to and one.article == article for one in assignments(store)):
        raise ReviewError(f"{to} has this article already", mend="name somebody else", code="work.twice")
    return ruling(Verdict.ASSIGN, hand, (), value={"article": article, "to": to, "blind": blind})


def give_back(article: str, to: str, reason: str, hand: Hand) -> Judgement:
    """Return a coding to its coder, who is asked to look again.

    Raises:
        ReviewError: The reason is none of those that are counted.
    """
    if reason not in reasons():
        raise ReviewError(f'"{reason}" is no reason', mend=f"there are {', '.join(reasons())}", code="work.reason")
    return ruling(Verdict.RETURN, hand, (), value={"article": article, "to": to, "reason": reason})


def assignments(store: Store, to: str | None = None) -> list[Assignment]:
    """Who has what to code, in the order in which it was given out; of one person, or of all."""
    work = holding(store.judgements((Verdict.ASSIGN, Verdict.CODING, Verdict.RETURN, Verdict.UNDO)))
    coded, last = codings(work), _last_returns(work)
    given = [one for one in work if one.verdict is Verdict.ASSIGN and to in (None, one.value["to"])]
    claims = {
        key: frozenset(kept.key for kept in claims_of(store, key)) for key in {one.value["article"] for one in given}
    }
    return [_assignment(one, coded, last.get((one.value["article"], one.value["to"])), claims) for one in given]


def returns(judgements: Sequence[Judgement]) -> list[Return]:
    """All that were given back, the first first."""
    found = (one for one in holding(tuple(judgements)) if one.verdict is Verdict.RETURN)
    return [
        Return(
            article=one.value["article"],
            to=one.value["to"],
            by=one.by,
            on=one.on,
            reason=one.value["reason"],
            said=one.why,
        )
        for one in found
    ]


def tabulated(found: Sequence[Return]) -> dict[str, Counter[str]]:
    """How often each reason was given to each person, in the order of the reasons."""
    return {
        reason: counts for reason in reasons() if (counts := Counter(one.to for one in found if one.reason == reason))
    }


def _assignment(
    one: Judgement, every: Sequence[Coding], back: Judgement | None, claims: Mapping[str, frozenset[str]]
) -> Assignment:
    article, to = one.value["article"], one.value["to"]
    since = back.on if back else one.on
    ours = [coding for coding in every if coding.article == article and coding.by == to and coding.claim != MISSED]
    done = {coding.claim for coding in ours if back is None or coding.on > since} & claims[article]
    open_again = back is not None and not done
    return Assignment(
        id=one.id,
        article=article,
        to=to,
        by=one.by,
        on=one.on,
        blind=one.value["blind"],
        coded=len(done),
        claims=len(claims[article]),
        returned=back.value["reason"] if back and open_again else None,
        said=back.why if back and open_again else "",
    )


def _last_returns(work: Sequence[Judgement]) -> dict[tuple[str, str], Judgement]:
    return {(one.value["article"], one.value["to"]): one for one in work if one.verdict is Verdict.RETURN}


def claims_of(store: Store, article: str) -> list[Kept]:
    """The claims of an article that make the record, in the order of its text: what there is to code."""
    gone = taken_back(store.judgements((Verdict.CLAIM, Verdict.UNDO)))
    keys = [key for key in last_keys(store, article) if key not in gone]
    return sorted(store.kept(keys), key=lambda kept: keys.index(kept.key))
