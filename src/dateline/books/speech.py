"""How a text says that somebody spoke: verbs of saying, nouns of speakers, small words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.books.source import read_yaml
from dateline.errors import CodebookError

_VOWELS = frozenset("aeiou")
_MEND = "give a list of words, or a mapping with the key base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The words of ``data/statements``, all in lower case, phrases with single spaces.

    ``saying`` and ``judging`` lead a finite form (*said*, *says*) to its base; ``giving`` leads a form in *-ing*.
    ``starts`` tells of a first word how many words the forms that it begins have, the longest first. ``past`` are the
    past forms; ``ambiguous`` the bases whose present forms are nouns too (*a report*, *claims*).
    """

    saying: Mapping[str, str]
    judging: Mapping[str, str]
    giving: Mapping[str, str]
    past: frozenset[str]
    starts: Mapping[str, tuple[int, ...]]
    ambiguous: frozenset[str]
    documents: frozenset[str]
    joint: frozenset[str]
    shared: frozenset[str]
    voices: frozenset[str]
    humans: frozenset[str]
    bodies: frozenset[str]
    singular: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]
    first: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    relative: frozenset[str]
    openers: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    adjuncts: frozenset[str]
    aides: frozenset[str]
    titles: frozenset[str]
    times: frozenset[str]
    dates: frozenset[str]
    ranks: frozenset[str]
    quantities: frozenset[str]
    issued: frozenset[str]
    firms: frozenset[str]
    others: frozenset[str]
    numbers: frozenset[str]
    women: frozenset[str]
    ladies: frozenset[str]
    gentlemen: frozenset[str]
    heads: frozenset[str]
    same: Mapping[str, frozenset[str]]
    capitals: float
    human_endings: tuple[str, ...]

    def is_head(self, noun: str) -> bool:
        """Whether a noun can head a phrase that speaks."""
        return noun in self.humans or noun in self.voices or noun in self.bodies or noun in self.documents

    @staticmethod
    @cache
    def load() -> "Speech":
        """The words as the package holds them.

        Raises:
            CodebookError: One of the files is not a mapping of names to words.
        """
        verbs, nouns, words, titles, given = (_read(name) for name in ("verbs", "nouns", "words", "titles", "given"))
        saying, judging = list(_verbs(verbs["saying"], "saying")), list(_verbs(verbs["judging"], "judging"))
        sets = {
            key: frozenset(value)
            for key, value in {**nouns, **words, **titles, **given}.items()
            if isinstance(value, list)
        }
        sets.pop("human_endings")
        return Speech(
            saying={form: verb.base for verb in saying for form in verb.finite},
            judging={form: verb.base for verb in judging for form in verb.finite},
            starts=_starts(form for verb in (*judging, *saying) for form in (*verb.finite, verb.giving)),
            past=frozenset(form for verb in (*judging, *saying) for form in verb.past),
            ambiguous=frozenset(verbs["ambiguous"]),
            giving={verb.giving: verb.base for verb in (*judging, *saying)},
            same=_both_ways(words["same"]),
            capitals=titles["capitals"],
            human_endings=tuple(nouns["human_endings"]),
            ladies=frozenset(given["honorifics"]["woman"]),
            gentlemen=frozenset(given["honorifics"]["man"]),
            **sets,
        )


@dataclass(frozen=True, slots=True)
class _Verb:
    base: str
    finite: tuple[str, ...]
    past: tuple[str, ...]
    giving: str


def _read(name: str) -> dict[str, Any]:
    held = read_yaml("statements", f"{name}.yaml")
    if not isinstance(held, dict):
        place = f"data/statements/{name}.yaml"
        raise CodebookError("holds no mapping of names to words", place=place, mend=_MEND, code="speech.form")
    return held


def _starts(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths, in words, of the forms that begin with a word."""
    lengths: dict[str, set[int]] = {}
    for form in forms:
        words = form.split()
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(held, reverse=True)) for word, held in lengths.items()}


def _both_ways(same: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Each word with those that can mean the same, whichever of the two the list stands under."""
    alike: dict[str, set[str]] = {}
    for word, others in same.items():
        for other in others:
            alike.setdefault(word, set()).add(other)
            alike.setdefault(other, set()).add(word)
    return {word: frozenset(others) for word, others in alike.items()}


def _verbs(entries: Iterable[Any], group: str) -> Iterator[_Verb]:
    for entry in entries:
        if isinstance(entry, list):
            yield from (_verb({"base": base}) for base in entry)
        elif isinstance(entry, dict) and "base" in entry:
            yield _verb(entry)
        else:
            place = "data/statements/verbs.yaml"
            raise CodebookError(f"{entry!r} is no verb of {group}", place=place, mend=_MEND, code="speech.verb")


def _verb(entry: Mapping[str, str]) -> _Verb:
    """All forms of a verb; what follows its first word ("point out") is kept behind each."""
    head, _, tail = entry["base"].partition(" ")
    past = entry.get("past") or _with(_past(head), tail)
    third = entry.get("third") or _with(_third(head), tail)
    done = dict.fromkeys((past, entry.get("participle", past)))
    finite = dict.fromkeys((entry["base"], third, *done))
    return _Verb(entry["base"], tuple(finite), tuple(done), _with(_giving(head, past), tail))


def _with(head: str, tail: str) -> str:
    return f"{head} {tail}" if tail else head


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "ed"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "go")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _giving(base: str, past: str) -> str:
    if past.endswith("ed") and past.startswith(base + base[-1:]):
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return {"put": "putting"}.get(base, base + "ing")
