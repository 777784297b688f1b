"""The office or rank that an article gives a person, as the article words it."""

from dateline.model.claim import Evidence, NamedPerson
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.frame import Frame
from dateline.reading.nations import Nation
from dateline.reading.people import Naming

_GAP = frozenset(" ,.\n\u00a0'’s")
_REACH = 90


def _before(frame: Frame, name: Span) -> list[Mention]:
    """Titles that run up to the name with nothing but commas, states and bodies between."""
    text, out, edge = frame.article.text, [], name.start
    for m in reversed([m for m in frame.mentions if m.at.end <= name.start and name.start - m.at.end < _REACH]):
        if not set(text[m.at.end : edge]) <= _GAP and text[m.at.end : edge].strip(" ,") not in (
            "of",
            "of the",
            "and",
            "for",
        ):
            break
        if m.label is Label.OFFICE:
            out.append(m)
        edge = min(edge, m.at.start)
    return out


def _after(frame: Frame, name: Span) -> list[Mention]:
    """A title in apposition: "Name, the defence minister of Arland,"."""
    text = frame.article.text
    for m in frame.mentions:
        if m.label is Label.OFFICE and m.how != "rank" and 0 < m.at.start - name.end < 40:  # noqa: PLR2004
            between = text[name.end : m.at.start]
            if between[:2] in (", ", " (") and not any(c in between[2:] for c in ",.;()\n"):
                return [m]
    return []


def named_person(person: Naming, nation: Nation, frame: Frame, digest: str) -> NamedPerson:
    """A person with office and country; a title beats a rank, and the first that is told stands."""
    titles: list[Mention] = []
    ranks: list[Mention] = []
    for span in person.spans:
        for m in [*_before(frame, span), *_after(frame, span)]:
            (ranks if m.how == "rank" else titles).append(m)
    told = next(iter(titles or ranks), None)
    text = frame.article.text
    evidence = []
    if told:
        evidence.append(
            Evidence(
                field="office",
                value=told.words,
                at=told.at,
                words=told.words,
                rule="title.beside@1",
                knowledge=told.means,
            )
        )
    if nation.country:
        at = nation.at
        span = Span(frame.words.starts[at.first], frame.words.ends[at.last]) if at else person.spans[0]
        rule = f"{nation.rule}@{digest}" if nation.rule.startswith("head:") else nation.rule
        evidence.append(
            Evidence(
                field="country",
                value=nation.country,
                at=span,
                words=span.of(text),
                rule=rule,
                score=round(nation.score, 3),
            )
        )
    return NamedPerson(
        name=person.name,
        office=told.words if told else None,
        office_id=told.means if told else None,
        country=nation.country,
        at=tuple(person.spans),
        evidence=tuple(evidence),
    )
