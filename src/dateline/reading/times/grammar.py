"""Patterns of dates, written in classes of words, compiled to one regular expression over a text's codes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import CodebookError
from dateline.reading.times.lexer import Lexer, Tokens

_PIECE = re.compile(
    r"""
      (?P<name>[a-z]\w*:)?  (?P<what> @[A-Z_]+ | [A-Z][A-Z_]* | '[^']+' | [a-z]+ | \((?:\?<?[=!])? )
    | (?P<sign>[)|?*+])
    """,
    re.VERBOSE,
)
_LONGEST = 100  # words of an expression and what is looked at behind it; a list of days might go on for ever


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``data/times/rules.yaml``: patterns, and the name of what reads them."""

    id: str
    version: int
    reads: str
    patterns: Sequence[str]

    @property
    def ref(self) -> str:
        """As evidence names it."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a rule matched: token numbers ``first`` to ``last``, the last not counted, and those with a name."""

    tokens: Tokens
    rule: Rule
    first: int
    last: int
    named: Mapping[str, tuple[int, int]]

    def __contains__(self, name: str) -> bool:
        """Whether the named part is there."""
        return name in self.named

    def value(self, name: str, *classes: str) -> Any:
        """What the first token of a named part means in the first of these classes that it has, or None."""
        if name not in self.named:
            return None
        values = self.tokens.values[self.named[name][0]]
        return next((values[c] for c in classes if c in values), None)

    def word(self, name: str) -> str:
        """The first word of a named part; empty if it is not there."""
        return self.tokens.words[self.named[name][0]] if name in self.named else ""

    def has(self, name: str) -> bool:
        """Whether any of the words is of a class."""
        return any(name in values for values in self.tokens.values[self.first : self.last])

    def words(self) -> Sequence[str]:
        """All words matched."""
        return self.tokens.words[self.first : self.last]

    def before(self) -> str:
        """The word before the match."""
        return self.tokens.words[self.first - 1] if self.first else ""

    def after(self) -> str:
        """The word after the match."""
        return self.tokens.words[self.last] if self.last < len(self.tokens.words) else ""


class Grammar:
    """All rules at once; of rules that match at one word, the first in the file that matches wins.

    Which patterns can begin with a word is known beforehand, so that most words cost nothing.

    Args:
        classes, capital: As the lexer's.
        macros: Parts of patterns, by name.
        rules: In the order of the file.
    """

    def __init__(
        self,
        classes: Mapping[str, Mapping[str, Any]],
        capital: Iterable[str],
        macros: Mapping[str, str],
        rules: Sequence[Rule],
    ) -> None:
        self.rules = tuple(rules)
        pieces = [(rule, list(_pieces(_unfold(p, macros), rule))) for rule in rules for p in rule.patterns]
        literals = {p["what"].strip("'") for _, listed in pieces for p in listed if _is_literal(p["what"])}
        self.lexer = Lexer(classes, capital, literals)
        self.lexer.prime()
        self._patterns = [self._compile(f"g{i}", rule, listed) for i, (rule, listed) in enumerate(pieces)]
        self._beginning: dict[str, list[int]] = {}
        for number, (_, listed) in enumerate(pieces):
            for code in sorted(self._firsts(iter(listed))[0]):
                self._beginning.setdefault(code, []).append(number)
        self._starts = re.compile(f"[{''.join(self._beginning)}]").search
        self._compiled: dict[tuple[int, ...], re.Pattern[str]] = {}
        self._matchers: dict[str, re.Pattern[str]] = {}

    def _compile(self, group: str, rule: Rule, pieces: Iterable[re.Match[str]]) -> "_Pattern":
        names: dict[str, str] = {}
        made = [piece["sign"] or self._part(piece, group, names) for piece in pieces]
        return _Pattern(rule, f"(?P<{group}>{''.join(made)})", names)

    def _part(self, piece: re.Match[str], group: str, names: dict[str, str]) -> str:
        """One class, word or bracket as part of a regular expression."""
        what, name = piece["what"], piece["name"]
        if name:
            names[name[:-1]] = f"{group}_{len(names)}"
        opens = f"(?P<{names[name[:-1]]}>" if name else "(?:"
        if what.startswith("("):
            return what if what != "(" else opens
        codes = f"[{self._codes(what)}]"
        return f"{opens}{codes})" if name else codes

    def _codes(self, what: str) -> str:
        """Every code of a class or of a word that a pattern names."""
        if codes := self.lexer.codes_of(f"'{what}'" if what.islower() else what):
            return codes
        raise CodebookError(
            f"no word is of the class {what}",
            place="data/times/rules.yaml",
            mend="write a class of data/times/words.yaml, or small letters for the word itself",
            code="times.class",
        )

    def _firsts(self, pieces: Iterator[re.Match[str]]) -> tuple[set[str], bool]:
        """The codes with which a pattern, up to its closing bracket, can begin; and whether it can be empty."""
        firsts: set[str] = set()
        empty, some_empty, may_be_empty = True, False, True
        for piece in pieces:
            sign, what = piece["sign"], piece["what"]
            if sign in ("?", "*"):
                empty = may_be_empty
            elif sign == "|":
                some_empty, empty, may_be_empty = some_empty or empty, True, True
            elif sign == ")":
                break
            elif what:
                found, hollow = self._firsts(pieces) if what.startswith("(") else (set(self._codes(what)), False)
                looks = what.startswith("(?")
                may_be_empty = empty
                if empty and not looks:
                    firsts |= found
                empty = empty and (hollow or looks)
        return firsts, some_empty or empty

    def find(self, tokens: Tokens, start: int) -> Found | None:
        """The first match at or after a token."""
        codes = tokens.codes
        while begins := self._starts(codes, start):
            start = begins.start()
            match = self._matcher(codes[start]).match(codes, start, start + _LONGEST)
            if match and match.lastgroup:
                pattern = self._patterns[int(match.lastgroup[1:])]
                named = {name: match.span(group) for name, group in pattern.names.items() if match[group] is not None}
                return Found(tokens, pattern.rule, start, match.end(), named)
            start += 1
        return None

    def _matcher(self, code: str) -> re.Pattern[str]:
        """The patterns that can begin with a code, compiled when first asked for."""
        if code not in self._matchers:
            numbers = tuple(self._beginning[code])
            if numbers not in self._compiled:
                self._compiled[numbers] = re.compile("|".join(self._patterns[n].source for n in numbers))
            self._matchers[code] = self._compiled[numbers]
        return self._matchers[code]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern as a regular expression, and the groups that its names stand for."""

    rule: Rule
    source: str
    names: Mapping[str, str]


def _is_literal(what: str | None) -> bool:
    return what is not None and (what.startswith("'") or what.islower())


def _unfold(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with its macros written out."""
    while "@" in pattern:
        pattern = re.sub(r"@([A-Z_]+)", lambda m: f"({macros[m[1]]})", pattern)
    return pattern


def _pieces(pattern: str, rule: Rule) -> Iterator[re.Match[str]]:
    """The pieces of a pattern; nothing but white space may stand between them."""
    end = 0
    for piece in _PIECE.finditer(pattern):
        if pattern[end : piece.start()].strip():
            break
        end = piece.end()
        yield piece
    if pattern[end:].strip():
        raise CodebookError(
            f"{rule.id}: cannot read {pattern[end:]!r} of a pattern",
            place="data/times/rules.yaml",
            mend="use classes, words, name:…, @MACRO and the signs ( ) | ? * +",
            code="times.pattern",
        )
