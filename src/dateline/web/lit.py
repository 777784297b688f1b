"""The text of an article with all that was read of it lit: words lead to their value, and a value to its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.books.countries import name_of
from dateline.desk.wording import worded
from dateline.model.claim import Claim, Evidence, Reading
from dateline.model.mention import Label
from dateline.model.span import Span
from dateline.web.render import days

_RANK = ("claim", "quote", "day", "name", "opening", "residue")  # where several meet, the first leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One thing that was read, and the words that gave it.

    Attributes:
        number: By which page and text know it: ``v-3`` in the list, ``w-3`` in the text.
        sort: claim, day, name, quote, opening or residue.
        label: Which field, or what sort of name.
        words: The value, in words.
        at: Where it stands; none where a person gave it.
        why: Rule, score, anchor, knowledge, in words.
        follows: Whether the words give it only by what a book knows of them.
    """

    number: int
    sort: str
    label: str
    words: str
    at: tuple[Span, ...]
    why: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Values that belong together: those of one claim, all quotations, all names.

    ``about`` is the key of the claim, where it is one, and ``gist`` what it says in short.
    """

    title: str
    sort: str
    values: tuple[Value, ...]
    about: str | None = None
    gist: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text in which the same things are lit; ``begins`` are those that begin here."""

    text: str
    start: int
    values: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    sorts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lit:
    """A text in pieces, and the values that they lead to."""

    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]


def lit(reading: Reading, keys: Sequence[str]) -> Lit:
    """All that was read of an article, beside its text.

    Args:
        reading: What was read.
        keys: The keys of its claims, in their order.
    """
    numbers = iter(range(1, 1_000_000))
    groups = tuple(group for group in _groups(reading, keys, numbers) if group.values)
    text = reading.article.text
    return Lit(tuple(_pieces(text, [value for group in groups for value in group.values])), groups)


# ---- the values


def _groups(reading: Reading, keys: Sequence[str], numbers: Iterator[int]) -> Iterator[Group]:
    for key, claim in zip(keys, reading.claims, strict=True):
        title = f"{worded(claim.kind)}, {claim.modality.value}"
        yield Group(title=title, sort="claim", values=tuple(_claim(claim, numbers)), about=key, gist=gist(claim))
    said = (
        _value(numbers, "quote", one.speaker or one.form.value, one.words, (one.at,), one.rule, one.score)
        for one in reading.statements
    )
    yield Group(title="Quotations and statements", sort="quote", values=tuple(said))
    times = (
        _value(numbers, "day", one.words, one.days.edtf() if one.days else one.value, (one.at,), one.rule,
               anchor=one.anchor)
        for one in reading.times
    )  # fmt: skip
    yield Group(title="Dates", sort="day", values=tuple(times))
    yield Group(title="People", sort="name", values=tuple(_people(reading, numbers)))
    yield Group(title="Names", sort="name", values=tuple(_names(reading, numbers)))
    if reading.opening:
        told = (reading.opening.place, reading.opening.day, reading.opening.agency)
        words = ", ".join(str(part) for part in told if part)
        yield Group(
            title="Opening", sort="opening",
            values=(_value(numbers, "opening", "dateline", words, (reading.opening.at,)),),
        )  # fmt: skip
    rest = tuple(_value(numbers, "residue", "set aside", "no part of the story", (at,)) for at in reading.residue)
    yield Group(title="Residue", sort="residue", values=rest)


def _claim(claim: Claim, numbers: Iterator[int]) -> Iterator[Value]:
    """One value for each value of a field, with all the words that gave it."""
    grouped: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for why in claim.evidence:
        grouped[why.field, why.value].append(why)
    for (field, value), found in grouped.items():
        first = found[0]
        spans = tuple(dict.fromkeys(why.at for why in found))
        shown = name_of(value) if field == "countries" else worded(value)
        rule = "" if claim.signed_by else first.rule  # whose it is stands above it
        yield _value(numbers, "claim", field, shown, spans, rule, first.score, first.anchor, first.knowledge)


def gist(claim: Claim) -> str:
    """What a claim says in short: days, parties, persons, place, name."""
    parts = [
        days(claim.days) if claim.days else "",
        ", ".join((*map(name_of, claim.countries), *claim.organizations)),
        ", ".join(claim.people),
        claim.place.name if claim.place else "",
        f"“{claim.name}”" if claim.name else "",
    ]
    return " · ".join(part for part in parts if part)


def _people(reading: Reading, numbers: Iterator[int]) -> Iterator[Value]:
    for person in reading.people:
        behind = name_of(person.country) if person.country else None
        words = ", ".join(part for part in (person.name, person.office, behind) if part)
        yield _value(numbers, "name", "person", words, person.at)


def _names(reading: Reading, numbers: Iterator[int]) -> Iterator[Value]:
    """Mentions of one thing together; persons and offices stand among the people."""
    same: dict[tuple[Label, str], list[Span]] = defaultdict(list)
    for one in reading.mentions:
        if one.label not in (Label.PERSON, Label.OFFICE):
            same[one.label, one.means or one.words].append(one.at)
    for (label, words), spans in same.items():
        shown = name_of(words) if label is Label.COUNTRY else words
        yield _value(numbers, "name", label.value, shown, spans)


def _value(
    numbers: Iterator[int],
    sort: str,
    label: str,
    words: str,
    at: Iterable[Span],
    rule: str = "",
    score: float = 1.0,
    anchor: str | None = None,
    knowledge: str | None = None,
) -> Value:
    parts = [rule, f"{score:.2f}" if score < 1 else "", f"from {anchor}" if anchor else "", knowledge or ""]
    why = " · ".join(part for part in parts if part)
    return Value(
        number=next(numbers), sort=sort, label=label, words=words, at=tuple(at), why=why, follows=knowledge is not None
    )


# ---- the text


def _pieces(text: str, values: Sequence[Value]) -> Iterator[Piece]:
    """The text cut wherever something begins or ends."""
    by_number = {value.number: value for value in values}
    starts: Mapping[int, list[int]] = defaultdict(list)
    ends: Mapping[int, list[int]] = defaultdict(list)
    for value in values:
        for span in value.at:
            if len(span) and span.end <= len(text):
                starts[span.start].append(value.number)
                ends[span.end].append(value.number)
    cuts = sorted({0, len(text), *starts, *ends})
    open_: list[int] = []
    seen: set[int] = set()
    for start, end in pairwise(cuts):
        for number in ends.get(start, ()):
            open_.remove(number)
        open_.extend(starts.get(start, ()))
        ordered = sorted(dict.fromkeys(open_), key=lambda number: _leads(by_number[number]))
        begins = tuple(number for number in dict.fromkeys(starts.get(start, ())) if number not in seen)
        seen.update(begins)
        sorts = tuple(dict.fromkeys(by_number[number].sort for number in ordered))
        yield Piece(text[start:end], start, tuple(ordered), begins, sorts)


def _leads(value: Value) -> tuple[int, int, bool, int]:
    """The narrower of one sort leads, as its words are more its own; then what the words say before what follows."""
    return _RANK.index(value.sort), min(map(len, value.at), default=0), value.follows, value.number
