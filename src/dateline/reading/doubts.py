"""What was unclear in an article: warnings for the person who reads the reading."""

from collections.abc import Iterator, Sequence

from dateline.model.article import Article, Opening
from dateline.model.claim import Claim, NamedPerson
from dateline.reading.frame import Frame

_UNSURE = 0.35
_APART = 3  # days between the dateline and the day of publication that need no word


def doubts_of(
    article: Article, opening: Opening | None, frame: Frame, claims: Sequence[Claim], people: Sequence[NamedPerson]
) -> Iterator[str]:
    """One line for each thing that a careful coder would ask about."""
    if article.published is None:
        if frame.article.published is not None:
            yield f"no date of publication: days are counted from the dateline, {frame.article.published}"
        elif open_ones := [t.words for t in frame.times if t.anchor == "unresolved"]:
            told = ", ".join(repr(w) for w in open_ones[:3]) + (" …" if len(open_ones) > 3 else "")  # noqa: PLR2004
            yield f"no date of publication: {told} cannot be resolved; give one with --published"
    elif opening and opening.day and abs((opening.day - article.published).days) > _APART:
        yield f"the dateline says {opening.day}, the date of publication is {article.published}"
    for claim in claims:
        words = claim.trigger.of(article.text)
        if claim.confidence < _UNSURE:
            yield f"unsure of the {claim.kind} at {words!r} (confidence {claim.confidence:.2f})"
        if len(claim.countries) < 2 and not claim.organizations:  # noqa: PLR2004
            yield f"only one party found for the {claim.kind} at {words!r}"
    if nameless := [p.name for p in people if p.country is None]:
        yield f"no country told for {', '.join(nameless[:4])}" + (" …" if len(nameless) > 4 else "")  # noqa: PLR2004
