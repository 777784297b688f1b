"""What was unclear in an article: warnings for the person who reads the reading."""

from collections.abc import Iterator, Sequence

from dateline.books.written import either_in
from dateline.model.article import Article, Opening
from dateline.model.claim import Claim, NamedPerson
from dateline.model.day import TimeExpression
from dateline.reading.frame import Frame
from dateline.reading.offices import body_of
from dateline.reading.times.unclear import misfit_of

_UNSURE = 0.35
_APART = 3  # days between the dateline and the day of publication that need no word
_NAMED = 3  # of a list as much as a line holds
_PARTIES = 2


def doubts_of(
    article: Article, opening: Opening | None, frame: Frame, claims: Sequence[Claim], people: Sequence[NamedPerson]
) -> Iterator[str]:
    """One line for each thing that a careful coder would ask about, in this order: days, events, persons.

    Args:
        article: The article as it came, with its own day of publication or none.
        opening: Its opening line.
        frame: What is known of it, from the day on that relative days are counted from.
        claims: Its events.
        people: Its persons.
    """
    yield from _of_days(article, opening, frame)
    yield from dict.fromkeys(_of_dates(frame.times))
    for claim in claims:
        yield from _of_claim(claim, article.text)
    taking_part = {name for claim in claims for name in claim.people}
    stateless = [p for p in people if p.country is None and p.name in taking_part and not body_of(p, frame)]
    if stateless:
        yield f"the text tells no country for {_listed([person.name for person in stateless])}"


def _of_days(article: Article, opening: Opening | None, frame: Frame) -> Iterator[str]:
    """What is unclear about the day from which the others are counted."""
    if article.published is not None:
        if opening and opening.day and abs((opening.day - article.published).days) > _APART:
            yield f"the dateline says {opening.day}, but {article.published} is given as the day of publication"
    elif frame.article.published is not None:
        yield f"no date of publication: days are counted from the dateline, {frame.article.published}"
    elif counted := next((t for t in frame.times if t.days and t.rule.startswith("opening.")), None):
        yield f"no date of publication: days are counted from {counted.words!r}, {counted.value}"
    elif undated := [t.words for t in frame.times if t.anchor == "unresolved" and not either_in(t.words)]:
        yield f"no date of publication: {_listed(map(repr, undated))} cannot be resolved; give one with --published"
    else:
        yield "no date of publication, and no dateline that tells one; give one with --published"


def _of_dates(times: Sequence[TimeExpression]) -> Iterator[str]:
    """Dates whose words do not agree with themselves, and those that may be two."""
    for time in times:
        if day := misfit_of(time):
            yield f"{time.words!r} is taken for {day}, a {day:%A}: weekday and date do not fit"
        if time.days is None and (days := either_in(time.words)):
            told = " or ".join(map(str, days))
            yield f"{time.words!r} may be {told} and is not guessed; give the day of publication with --published"


def _of_claim(claim: Claim, text: str) -> Iterator[str]:
    named = f"the {claim.kind.replace('_', ' ')} at {claim.trigger.of(text)!r}"
    if claim.confidence < _UNSURE:
        yield f"unsure of {named} (confidence {claim.confidence:.2f})"
    elif len(claim.countries) < _PARTIES and not claim.organizations:
        yield f"only one party found for {named}" if claim.countries else f"no party found for {named}"


def _listed(names: Iterator[str] | Sequence[str]) -> str:
    """Names in a row, each once, the first few of many."""
    told = list(dict.fromkeys(names))
    return ", ".join(told[:_NAMED]) + (" …" if len(told) > _NAMED else "")
