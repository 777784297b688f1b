"""Words of an article that may tell where something took place."""

from collections.abc import Iterator, Sequence

from dateline.books.countries import capital_of
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.candidates import Kind, Occurrence, kind_of, labelled
from dateline.reading.words import Words

_INITIALS = 4  # letters, points among them, up to which a name in capitals is its own way of writing it


def of_places(words: Words, text: str, mentions: Sequence[Mention], named: Sequence[Span]) -> list[Occurrence]:
    """Words that may tell where: places of the gazetteer, buildings of bodies, countries, and names of the encoder."""
    found = list(_capitals(words, mentions))
    for source, mention in enumerate(mentions):
        kind = kind_of(mention)
        told = mention.label is Label.PLACE or (mention.label is Label.BODY and not _are_forces(mention.words))
        telling = told or kind in (Kind.NAME, Kind.METONYM)
        if telling and (reach := words.within(mention.at)):
            found.append(Occurrence(*reach, in_title_case(mention), kind, source=source))
    return found + labelled(words, text, _new(text, named, mentions), {(o.first, o.last) for o in found})


def _are_forces(name: str) -> bool:
    """Whether a body has no house that it could receive in: "Hellenic military", "Armenian soldiers"."""
    return name.rpartition(" ")[2].islower()


def in_title_case(mention: Mention) -> str:
    """A place of a dateline in capitals as it is written elsewhere: "OSLO" → "Oslo"; "UAE" and "USA" stay."""
    name = mention.words
    spelt_out = mention.label is Label.PLACE or len(name) > _INITIALS
    return name.title() if name.isupper() and spelt_out else name


def _new(text: str, named: Sequence[Span], mentions: Sequence[Mention]) -> list[Span]:
    """Names of the encoder that are no piece of what the books know ("Bengal" of "Bay of Bengal"), in capitals."""
    known = [m.at for m in mentions if m.label is not Label.OFFICE]
    capital = [span for span in named if span.of(text) != span.of(text).lower()]
    return [s for s in capital if not any(k.overlaps(s) and (k == s or not s.covers(k)) for k in known)]


def _capitals(words: Words, mentions: Sequence[Mention]) -> Iterator[Occurrence]:
    """Capitals that are told by their state: "the Arlandish capital", "the capital of Arland", "Arland's capital"."""
    low = [word.lower() for word in words.texts]
    for source, mention in enumerate(mentions):
        capital = capital_of(mention.country) if mention.label is Label.COUNTRY and mention.country else None
        reach = words.within(mention.at)
        if capital and reach and (told := _told_by(low, *reach, people=mention.how == "demonym")):
            yield Occurrence(*told, capital, Kind.CAPITAL, source=source)


def _told_by(low: Sequence[str], first: int, last: int, *, people: bool) -> tuple[int, int] | None:
    """The words that tell a capital by a state, or (``people``) by the word for what is of it; None if none do."""
    if people:
        tells = low[max(0, first - 1) : first] == ["the"] and low[last + 1 : last + 2] == ["capital"]
        return (first, last + 1) if tells else None
    if low[last + 1 : last + 3] in (["'s", "capital"], ["’s", "capital"]):
        return first, last + 2
    return (first - 2, last) if low[max(0, first - 2) : first] == ["capital", "of"] else None
