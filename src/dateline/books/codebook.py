"""Rules that find events, as typed values; where in its file each one stands.

The rules are written as YAML in ``data/codebook/events``; what they compile to is ``data/codebook/rules.json``, which
loads at once. ``python -m dateline.books.codebook`` makes it anew, and a test holds it to the YAML. Rules of your own
are read from YAML by ``Codebook.of_files``.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

# fmt: off
SLOTS = frozenset({
    "actor", "recipient", "with", "between", "and", "to", "from", "by", "of", "for", "in", "at", "on", "off", "near",
    "into", "onto", "through", "over", "alongside", "among", "against", "during", "after", "before", "since", "under",
    "within", "aboard", "around", "upon", "toward", "towards", "across", "about", "via", "including", "plus",
})
"""Where in an event somebody may stand: who acts, whom it is done to, or behind which preposition."""

TAKES = ("party", "official", "place")
"""Who may have a role: anybody of a country or an organisation, only somebody in office, a place and its country."""

LISTS = frozenset({
    "country", "organization", "body", "office", "person", "official", "party", "place", "name", "series", "exercise",
    "forum", "commission", "operation", "ceremony", "system", "sea", "time", "number",
})
"""Lists of words that are made, for each text, of what the books know of it; ``@name`` in a rule."""
# fmt: on

_FOLDER = files("dateline") / "data" / "codebook"
COMPILED = "rules.json"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an event, spelt out.

    A word stands for itself; ``@list`` for a word of a list; ``*`` for up to two words of any kind and ``**`` for up to
    six. ``form`` is that of its verb ("base", "present", "past", "participle", "ing"), "noun", or "words".
    """

    words: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Words around a trigger, one of which stands there; an empty place asks nothing.

    ``just_before`` and ``just_after`` touch the trigger; ``before`` and ``after`` stand anywhere on that side of it in
    its sentence, ``sentence`` on either.
    """

    just_before: tuple[str, ...] = ()
    just_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()

    @property
    def told(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each place of which something is asked, with the words."""
        for where in ("just_before", "just_after", "before", "after", "sentence"):
            if words := getattr(self, where):
                yield where, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A role in an event: who has it stands in one of the slots, and is one who may have it."""

    role: str
    slots: tuple[str, ...]
    what: str = "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """What tells a mode: one of the words in the sentence, or at least so many parties; with neither, it is usual."""

    mode: str
    words: tuple[str, ...] = ()
    parties: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that a rule must read as ``gives`` says; a counterexample must be left alone, ``because`` of something."""

    text: str
    published: str | None = None
    gives: Mapping[str, Any] = field(default_factory=dict)
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which English tells of one kind of event.

    Attributes:
        id: Its name; evidence says ``id@version``.
        kind: The type of event, as the codebook names it.
        place: The file and line where it is written.
        phrases: What triggers it, spelt out.
        needs: What must stand around the trigger.
        unless: What must not.
        parts: The roles, in the order in which they are looked for.
        parties: How many countries or organisations an event of this rule has at least.
        modes: The modes, the first that is told wins.
        sure: How often its triggers name an event, from 0 to 1; the surest trigger of an occasion names it.
        lasts: For how many days what begins by this rule is under way, where no end is told.
        placed: Whether events of this kind have a place.
        each: A role; where several have it, each of them makes an event of its own.
        fires_on: Sentences in which its triggers stand; each trigger stands in one of these or of the examples.
    """

    id: str
    version: int
    status: str
    kind: str
    place: str
    says: str
    leaves_out: str
    near: tuple[str, ...] = ()
    by: str = ""
    sources: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    needs: Surroundings = Surroundings()
    unless: Surroundings = Surroundings()
    parts: tuple[Part, ...] = ()
    parties: int = 2
    modes: tuple[Mode, ...] = ()
    sure: float = 0.7
    lasts: int = 0
    each: str = ""
    placed: bool = True
    crosswalk: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    fires_on: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The rule with its version, as evidence names it."""
        return f"{self.id}@{self.version}"


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: what may follow, how far, and the rules whose phrase ends here."""

    after: dict[str, "Node"] = field(default_factory=dict)
    lists: dict[str, "Node"] = field(default_factory=dict)
    gaps: dict[int, "Node"] = field(default_factory=dict)
    ends: list[tuple[Rule, Phrase]] = field(default_factory=list)

    def add(self, phrase: Phrase, rule: Rule) -> None:
        """Grow the tree by one phrase."""
        node = self
        for word in phrase.words:
            if word in _GAPS:
                node = node.gaps.setdefault(_GAPS[word], Node())
            elif word.startswith("@"):
                node = node.lists.setdefault(word[1:], Node())
            else:
                node = node.after.setdefault(word, Node())
        node.ends.append((rule, phrase))


_GAPS = {"*": 2, "**": 6}


@dataclass(frozen=True, slots=True)
class Codebook:
    """The rules, their phrases as one tree, and the lists of words that they speak of.

    ``digest`` tells this state of the rules from any other.
    """

    rules: tuple[Rule, ...]
    lists: Mapping[str, frozenset[str]]
    tree: Node
    digest: str

    @staticmethod
    @cache
    def load() -> "Codebook":
        """The rules that the package holds; loaded once in a process."""
        return Codebook.of_json((_FOLDER / COMPILED).read_text(encoding="utf-8"))

    @staticmethod
    def of_json(text: str) -> "Codebook":
        """The rules of a compiled file."""
        content = json.loads(text)
        lists = {name: frozenset(words) for name, words in content["lists"].items()}
        rules = [_rule(told) for told in content["rules"]]
        return Codebook.of(rules, lists, hashlib.sha256(text.encode()).hexdigest())

    @staticmethod
    def of(rules: Sequence[Rule], lists: Mapping[str, frozenset[str]], digest: str = "") -> "Codebook":
        """A book of these rules alone; retired ones are kept and do not fire."""
        tree = Node()
        for rule in rules:
            for phrase in rule.phrases if rule.status != "retired" else ():
                tree.add(phrase, rule)
        return Codebook(tuple(rules), lists, tree, digest)

    @staticmethod
    def of_files(paths: Iterable[Path]) -> "Codebook":
        """The rules of the package, and with them those of files of your own.

        Raises:
            CodebookError: A rule is not sound.
        """
        from dateline.books.written_rules import compiled  # noqa: PLC0415  (YAML takes its time; the package needs none)

        return Codebook.of_json(compiled(own=tuple(paths)))

    def rule(self, ref: str) -> Rule | None:
        """The rule of an id or of ``id@version``."""
        return next((rule for rule in self.rules if ref in (rule.id, rule.ref)), None)

    def of_kind(self, kind: str) -> tuple[Rule, ...]:
        """The rules of one kind of event, in the order of its file."""
        return tuple(rule for rule in self.rules if rule.kind == kind)

    def only(self, *ids: str) -> "Codebook":
        """A book of some of the rules: to see what one does alone."""
        return Codebook.of([rule for rule in self.rules if rule.id in ids], self.lists, self.digest)


def _rule(told: dict[str, Any]) -> Rule:
    return Rule(
        **{
            **told,
            "near": tuple(told["near"]),
            "sources": tuple(told["sources"]),
            "fires_on": tuple(told["fires_on"]),
            "phrases": tuple(Phrase(tuple(words), form) for words, form in told["phrases"]),
            "needs": _around(told["needs"]),
            "unless": _around(told["unless"]),
            "parts": tuple(Part(role=p["role"], slots=tuple(p["slots"]), what=p["what"]) for p in told["parts"]),
            "modes": tuple(replace(Mode(**mode), words=tuple(mode["words"])) for mode in told["modes"]),
            "examples": tuple(Example(**example) for example in told["examples"]),
            "counterexamples": tuple(Example(**example) for example in told["counterexamples"]),
        }
    )


def _around(told: Mapping[str, Sequence[str]]) -> Surroundings:
    return Surroundings(**{where: tuple(words) for where, words in told.items()})


def main() -> None:
    """Compile the YAML anew."""
    from dateline.books.written_rules import compiled  # noqa: PLC0415  (to compile only)

    Path(str(_FOLDER / COMPILED)).write_text(compiled(), encoding="utf-8")


if __name__ == "__main__":
    main()
