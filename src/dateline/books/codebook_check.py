"""What makes a rule of the codebook sound; all faults of a run at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from dateline.books.codebook import LISTS, SLOTS, TAKES, Surroundings
from dateline.books.source import read_yaml
from dateline.errors import CodebookError

Written = Mapping[str, Any]

_NEEDED = (
    "id", "version", "status", "kind", "says", "leaves_out", "by", "sources", "trigger", "roles", "examples",
    "counterexamples",
)  # fmt: skip
_ALLOWED = (
    *_NEEDED, "near", "needs", "unless", "parties", "modes", "sure", "lasts", "each", "placed", "crosswalk",
    "fires_on",
)  # fmt: skip
_OURS = frozenset({"place", "lines"})  # written by the reader of the file, not by its author
_STATUSES = ("draft", "stable", "retired")
_TRIGGERS = ("lemmas", "past", "nouns", "words")
_AROUND = tuple(field.name for field in fields(Surroundings))
_GIVES = ("status", "start", "end", "countries", "organizations", "people", "mode", "place", "name", "events")
_EXAMPLES = 2


def faults_of_rules(rules: Sequence[Written], lists: Iterable[str]) -> list[CodebookError]:
    """Everything that is wrong with rules as they are written.

    Args:
        rules: As ``written_rules.written`` gives them, each with its ``place`` and ``lines``.
        lists: The names of the lists of words that rules may speak of.
    """
    check = _Check(rules, {*lists, *LISTS})
    return [fault for rule in rules for fault in check.faults(rule)]


def gathered(faults: Sequence[CodebookError]) -> CodebookError:
    """Many faults as one error."""
    if len(faults) == 1:
        return faults[0]
    told = "\n".join(str(fault) for fault in faults)
    return CodebookError(
        f"{len(faults)} faults:\n{told}",
        place="codebook",
        mend="mend each of them; nothing was read",
        code="codebook.faults",
    )


def mend_of(word: str, known: Iterable[str]) -> str:
    """What may be written instead of a word that is not known, the likeliest first."""
    choices = sorted(known)
    close = get_close_matches(word, choices, 1, 0.6)
    return f"use one of {', '.join(choices)}" + (f' (did you mean "{close[0]}"?)' if close else "")


class _Check:
    """Knows what all rules may speak of."""

    def __init__(self, rules: Sequence[Written], lists: set[str]) -> None:
        self._lists = lists
        self._ids = Counter(str(rule.get("id")) for rule in rules)
        self._types: Mapping[str, Any] = read_yaml("codebook", "types.yaml")["types"]

    def faults(self, rule: Written) -> Iterator[CodebookError]:
        """The faults of one rule."""
        missing = [name for name in _NEEDED if name not in rule]
        for name in missing:
            yield CodebookError(
                f'rule "{rule.get("id", "?")}" has no {name}',
                place=rule["place"],
                mend=f"give it {', '.join(_NEEDED)}",
                code="codebook.field",
            )
        for name in sorted(rule.keys() - set(_ALLOWED) - _OURS):
            yield CodebookError(
                f'rule "{rule.get("id", "?")}" has a field "{name}", which means nothing',
                place=_at(rule, name),
                mend=mend_of(name, _ALLOWED),
                code="codebook.unknown",
            )
        if not missing:
            yield from self._head(rule)
            yield from self._trigger(rule)
            yield from self._roles(rule)
            yield from self._modes(rule)
            yield from _examples(rule)

    def _head(self, rule: Written) -> Iterator[CodebookError]:
        if self._ids[str(rule["id"])] > 1:
            yield CodebookError(
                f'there is more than one rule "{rule["id"]}"',
                place=rule["place"],
                mend="give each an id of its own, and raise the version where a rule changes",
                code="codebook.twice",
            )
        if rule["status"] not in _STATUSES:
            yield CodebookError(
                f'"{rule["status"]}" is no status of a rule',
                place=rule["place"],
                mend=mend_of(str(rule["status"]), _STATUSES),
                code="codebook.status",
            )
        if not isinstance(rule["version"], int) or rule["version"] < 1 or not 0 <= rule.get("sure", 0.7) <= 1:
            yield CodebookError(
                f'rule "{rule["id"]}" has a version or a "sure" that cannot be',
                place=rule["place"],
                mend="a version is 1 or more; sure lies between 0 and 1",
                code="codebook.number",
            )
        for other in rule.get("near", ()):
            if other not in self._ids:
                yield CodebookError(
                    f'rule "{rule["id"]}" is near "{other}", which is no rule',
                    place=rule["place"],
                    mend=mend_of(other, self._ids),
                    code="codebook.near",
                )

    def _trigger(self, rule: Written) -> Iterator[CodebookError]:
        for way in rule["trigger"]:
            if way not in _TRIGGERS:
                yield CodebookError(
                    f'a trigger is given by "{way}", which is no way to give one',
                    place=_at(rule, "trigger"),
                    mend=mend_of(way, _TRIGGERS),
                    code="codebook.trigger",
                )
        phrases = [phrase for told in rule["trigger"].values() for phrase in told]
        if not phrases:
            yield CodebookError(
                f'rule "{rule["id"]}" has no trigger',
                place=_at(rule, "trigger"),
                mend="name its lemmas, nouns or words",
                code="codebook.trigger",
            )
        words = [(word, "trigger") for phrase in phrases for alike in phrase.split() for word in alike.split("|")]
        for side in ("needs", "unless"):
            for where, told in rule.get(side, {}).items():
                if where not in _AROUND:
                    yield CodebookError(
                        f'{side} looks at "{where}", which is no place around a trigger',
                        place=_at(rule, side),
                        mend=mend_of(where, _AROUND),
                        code="codebook.around",
                    )
                words += [(word, side) for word in (told.split() if isinstance(told, str) else told)]
        for word, field in words:
            if word.startswith("@") and word[1:] not in self._lists:
                yield CodebookError(
                    f'"{word}" is no list of words',
                    place=_at(rule, field),
                    mend=mend_of(word[1:], self._lists),
                    code="codebook.list-of-words",
                )

    def _roles(self, rule: Written) -> Iterator[CodebookError]:
        for role, told in rule["roles"].items():
            slots = told.get("from", [])
            for slot in slots.split() if isinstance(slots, str) else slots:
                if slot not in SLOTS:
                    yield CodebookError(
                        f'role "{role}" is taken from "{slot}", which is no slot',
                        place=_at(rule, f"roles.{role}"),
                        mend=mend_of(slot, SLOTS),
                        code="codebook.slot",
                    )
            if told.get("is", "party") not in TAKES:
                yield CodebookError(
                    f'role "{role}" is for "{told["is"]}", which nobody is',
                    place=_at(rule, f"roles.{role}"),
                    mend=mend_of(str(told["is"]), TAKES),
                    code="codebook.holder",
                )
        if rule.get("each", "") not in ("", *rule["roles"]):
            yield CodebookError(
                f'each "{rule["each"]}" makes an event, but the rule has no such role',
                place=rule["place"],
                mend=mend_of(str(rule["each"]), rule["roles"]),
                code="codebook.each",
            )

    def _modes(self, rule: Written) -> Iterator[CodebookError]:
        known = self._types.get(rule["kind"])
        for told in rule.get("modes", ()):
            if known is not None and told.get("mode") not in known["modes"]:
                yield CodebookError(
                    f'"{told.get("mode")}" is no mode of {rule["kind"]}',
                    place=_at(rule, "modes"),
                    mend=mend_of(str(told.get("mode")), known["modes"]),
                    code="codebook.mode",
                )


def _examples(rule: Written) -> Iterator[CodebookError]:
    if len(rule["examples"]) < _EXAMPLES or not rule["counterexamples"]:
        yield CodebookError(
            f'rule "{rule["id"]}" has too few examples or counterexamples',
            place=rule["place"],
            mend="give it two texts that it reads, and one that it must leave alone, with because",
            code="codebook.examples",
        )
    for example in rule["examples"]:
        for name in sorted(example.get("gives", {}).keys() - set(_GIVES)):
            yield CodebookError(
                f'an example gives "{name}", which no event has',
                place=rule["place"],
                mend=mend_of(name, _GIVES),
                code="codebook.gives",
            )


def _at(rule: Written, field: str) -> str:
    """The place of a field, or, where it has no line of its own, of the rule."""
    path, _, line = str(rule["place"]).rpartition(":")
    return f"{path}:{rule.get('lines', {}).get(field, line)}"
