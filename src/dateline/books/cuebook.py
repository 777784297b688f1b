"""The rules of cues as typed values: which words turn the sense of a claim, and how far they reach."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Any

from dateline.books.source import DATA, read_yaml
from dateline.errors import CodebookError
from dateline.model.mention import Modality

_CLAUSE_WORDS = ("breaks", "begins", "finite", "relative", "auxiliaries")
_WANTED = ("id", "version", "status", "reads_as", "reach", "says", "phrases", "examples", "counterexamples")


class Reach(StrEnum):
    """Which way a cue governs its clause."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"
    ONWARD = "onward"  # forward, and over the next clause too: "denied that …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a rule must read: ``governs`` is what the cue reaches (None: the rule must stay silent)."""

    text: str
    governs: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """Words that turn the sense of what stands in their reach.

    ``phrases`` are lists of words in lower case; ``*`` stands for one word, ``~ing`` for any that ends so.
    The rule is silent behind a word of ``not_behind`` and before one of ``not_before``; where it has ``only_after``,
    it speaks only if one of these words stands before it in its sentence.
    """

    id: str
    version: int
    says: str
    modality: Modality
    reach: Reach
    phrases: tuple[tuple[str, ...], ...]
    not_behind: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()

    @property
    def ref(self) -> str:
        """The rule with its version, as evidence names it."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Clauses:
    """Small words by which the bounds of clauses are found."""

    breaks: frozenset[str]
    begins: frozenset[str]
    finite: frozenset[str]
    relative: frozenset[str]
    auxiliaries: frozenset[str]


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: the words that may follow, and the rules whose phrase ends here."""

    after: dict[str, "Node"] = field(default_factory=dict)
    rules: list[CueRule] = field(default_factory=list)

    def add(self, phrase: Sequence[str], rule: CueRule) -> None:
        """Grow the tree by one phrase."""
        node = self
        for word in phrase:
            node = node.after.setdefault(word, Node())
        if rule not in node.rules:
            node.rules.append(rule)


@dataclass(frozen=True, slots=True)
class Cuebook:
    """All cue rules, their phrases as one tree; and the words that bound clauses."""

    rules: tuple[CueRule, ...]
    clauses: Clauses
    phrases: Node

    @staticmethod
    @cache
    def load() -> "Cuebook":
        """The rules that the package holds, retired ones left out.

        Raises:
            CodebookError: A rule lacks a field, or a field holds what it cannot mean.
        """
        places = sorted(
            place.name for place in DATA.joinpath("codebook", "cues").iterdir() if place.name.endswith(".yaml")
        )
        rules = [rule for name in places for rule in rules_of(read_yaml("codebook", "cues", name), name)]
        words = read_yaml("codebook", "clauses.yaml")
        clauses = Clauses(*(frozenset(words[name]) for name in _CLAUSE_WORDS))
        return Cuebook.of(rules, clauses)

    @staticmethod
    def of(rules: Sequence[CueRule], clauses: Clauses) -> "Cuebook":
        """A book of these rules alone."""
        phrases = Node()
        for rule in rules:
            for phrase in rule.phrases:
                phrases.add(phrase, rule)
        return Cuebook(tuple(rules), clauses, phrases)


def rules_of(entries: Iterable[Mapping[str, Any]], name: str) -> Iterator[CueRule]:
    """The rules of one file, retired ones left out.

    Raises:
        CodebookError: A rule lacks a field, or a field holds what it cannot mean.
    """
    place = f"data/codebook/cues/{name}"
    for entry in entries:
        for field_name in _WANTED:
            if field_name not in entry:
                what = entry.get("id", "?")
                mend = f"give it {', '.join(_WANTED)}"
                raise CodebookError(f"the rule {what} has no {field_name}", place=place, mend=mend, code="cue.field")
        if entry["status"] != "retired":
            yield _rule(entry, place)


def _rule(entry: Mapping[str, Any], place: str) -> CueRule:
    try:
        modality, reach = Modality(entry["reads_as"]), Reach(entry["reach"])
    except ValueError as fault:
        mend = f"reads_as is one of {', '.join(Modality)}; reach one of {', '.join(Reach)}"
        raise CodebookError(f"{entry['id']}: {fault}", place=place, mend=mend, code="cue.value") from fault
    return CueRule(
        id=entry["id"],
        version=entry["version"],
        says=entry["says"],
        modality=modality,
        reach=reach,
        phrases=tuple(words for phrase in entry["phrases"] for words in _spelt_out(phrase)),
        not_behind=frozenset(entry.get("not_behind", ())),
        not_before=frozenset(entry.get("not_before", ())),
        only_after=frozenset(entry.get("only_after", ())),
        examples=tuple(Example(**example) for example in entry["examples"]),
        counterexamples=tuple(Example(**example) for example in entry["counterexamples"]),
    )


def _spelt_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """A phrase with each choice of ``a|b`` and each length of ``*`` written out."""
    choices: list[Sequence[tuple[str, ...]]] = []
    for word in phrase.split():
        if word == "*":
            choices.append([(), ("*",), ("*", "*")])
        else:
            choices.append([(one,) for one in word.split("|")])
    for chosen in product(*choices):
        yield tuple(word for words in chosen for word in words)
