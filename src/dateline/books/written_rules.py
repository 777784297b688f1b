"""From the YAML of the codebook to compiled rules: phrases spelt out, each rule with the line that it begins on."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from dateline.books.codebook_check import faults_of_rules, gathered
from dateline.books.source import DATA, read_yaml
from dateline.errors import CodebookError

LINE = "__line__"
_FORMS = ("base", "present", "past", "participle", "ing")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_VOWELS = frozenset("aeiou")


class _Lines(yaml.SafeLoader):
    """Reads YAML and keeps for each mapping the line that it begins on."""


def _mapping(loader: _Lines, node: yaml.MappingNode) -> dict[str, Any]:
    return {LINE: node.start_mark.line + 1} | {str(k): v for k, v in loader.construct_mapping(node, deep=True).items()}


_Lines.add_constructor("tag:yaml.org,2002:map", _mapping)


def rules_in(text: str, place: str) -> list[dict[str, Any]]:
    """The rules of one file as written, each with ``place``.

    Raises:
        CodebookError: The file is no YAML, or no list of rules.
    """
    try:
        documents = list(yaml.load_all(text, Loader=_Lines))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{place}:{mark.line + 1}" if mark else place
        what = f"is no YAML: {getattr(fault, 'problem', None) or fault}"
        raise CodebookError(what, place=where, mend="mend the line", code="codebook.yaml") from fault
    found = [rule for one in documents if one for rule in (one if isinstance(one, list) else [one])]
    if not all(isinstance(rule, dict) for rule in found):
        mend = "write a list of rules, each beginning with “- id:”"
        raise CodebookError("is no list of rules", place=place, mend=mend, code="codebook.list")
    return [{**_plain(rule), "place": f"{place}:{rule[LINE]}", "lines": _lines(rule)} for rule in found]


def written(own: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """The rules of the package as written, and those of files of one's own; in the order of the files.

    Raises:
        CodebookError: A file cannot be read, is no YAML, or no list of rules.
    """
    folder = DATA.joinpath("codebook", "events")
    shipped = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    texts = [(f"data/codebook/events/{path.name}", path.read_text(encoding="utf-8")) for path in shipped]
    texts += [(str(path), _text_of(path)) for path in own]
    return [rule for place, text in texts for rule in rules_in(text, place)]


def _text_of(path: Path) -> str:
    """The text of a file of rules of one's own."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        what = f"cannot be read: {getattr(fault, 'strerror', None) or 'it is no text in UTF-8'}"
        raise CodebookError(
            what, place=str(path), mend="name a file of rules in YAML: docs/howto/add-a-rule.md", code="codebook.file"
        ) from fault


def compiled(own: Sequence[Path] = ()) -> str:
    """What ``rules.json`` has to hold; or, with files of one's own, what it would hold with them.

    Raises:
        CodebookError: A rule is not sound; all faults stand in the one error.
    """
    rules, lists = written(own), word_lists()
    if faults := faults_of_rules(rules, lists):
        raise gathered(faults)
    forms = read_yaml("codebook", "forms.yaml")
    content = {"lists": lists, "rules": [_compiled(rule, forms, lists) for rule in rules]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str) + "\n"


def word_lists() -> dict[str, list[str]]:
    """The lists of words that rules may speak of as ``@name``."""
    told: dict[str, str] = read_yaml("codebook", "words.yaml")
    return {name: sorted(set(words.split())) for name, words in told.items()}


def _plain(value: Any) -> Any:
    """A value without its lines."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key != LINE}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _lines(rule: Mapping[str, Any]) -> dict[str, int]:
    """The lines of the mappings right within a rule, by their keys; roles by theirs."""
    lines = {key: one[LINE] for key, one in rule.items() if isinstance(one, dict)}
    roles = rule.get("roles")
    if isinstance(roles, dict):
        lines |= {f"roles.{role}": one[LINE] for role, one in roles.items() if isinstance(one, dict)}
    return lines


def _compiled(
    rule: Mapping[str, Any], forms: Mapping[str, Sequence[str]], lists: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    kept = {
        key: rule[key] for key in ("id", "version", "status", "kind", "place", "says", "leaves_out", "by", "examples")
    }
    return kept | {
        "near": rule.get("near", []),
        "sources": rule["sources"],
        "phrases": list(phrases_of(rule["trigger"], forms)),
        "needs": _surroundings(rule.get("needs", {})),
        "unless": _surroundings(rule.get("unless", {})),
        "parts": [_part(role, told) for role, told in rule["roles"].items()],
        "parties": rule.get("parties", 2),
        "modes": [_mode(mode, lists) for mode in rule.get("modes", [])],
        "sure": rule.get("sure", 0.7),
        "lasts": rule.get("lasts", 0),
        "each": rule.get("each", ""),
        "placed": rule.get("placed", True),
        "fires_on": rule.get("fires_on", []),
        "crosswalk": rule.get("crosswalk", {}),
        "counterexamples": rule["counterexamples"],
    }


def _listed(value: str | Sequence[str]) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)


def _surroundings(told: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    return {where: [_HYPHEN.sub("_-_", word) for word in _listed(words)] for where, words in told.items()}


def _part(role: str, told: Mapping[str, Any]) -> dict[str, Any]:
    return {"role": role, "slots": _listed(told["from"]), "what": told.get("is", "party")}


def _mode(told: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    words = [one for word in _listed(told.get("words", ())) for one in (lists[word[1:]] if word[0] == "@" else [word])]
    return {"mode": told["mode"], "words": words, "parties": told.get("parties", 0)}


# ---- spelling phrases out


def phrases_of(
    trigger: Mapping[str, Sequence[str]], forms: Mapping[str, Sequence[str]]
) -> Iterator[tuple[list[str], str]]:
    """Every way in which the phrases of a trigger are written, with its form.

    ``lemmas`` begin with a verb, which is inflected; ``past`` with one of which the bare form is a noun as well, so
    that only its past tense and participle are taken; ``nouns`` end with a noun, which may be plural; ``words`` stand
    as they are.
    """
    seen: set[tuple[str, ...]] = set()
    for kind, spell in (("lemmas", _verbs), ("past", _past), ("nouns", _nouns), ("words", _words)):
        for phrase in trigger.get(kind, ()):
            for words in _choices(phrase):
                for spelt, form in spell(words, forms):
                    if tuple(spelt) not in seen:
                        seen.add(tuple(spelt))
                        yield spelt, form


def _choices(phrase: str) -> Iterable[tuple[str, ...]]:
    return (tuple(_tokens(" ".join(words))) for words in product(*(w.split("|") for w in phrase.lower().split())))


def _tokens(phrase: str) -> list[str]:
    """The words of a phrase as an article is cut into words: "port-call" is three, and ``'s`` one of its own."""
    return _HYPHEN.sub(" - ", phrase).split()


def _verbs(words: tuple[str, ...], forms: Mapping[str, Sequence[str]]) -> Iterator[tuple[list[str], str]]:
    for spelt, form in zip(inflected(words[0], forms), _FORMS, strict=True):
        for one in _spellings(spelt):
            yield [one, *words[1:]], form


def _past(words: tuple[str, ...], forms: Mapping[str, Sequence[str]]) -> Iterator[tuple[list[str], str]]:
    yield from ((spelt, form) for spelt, form in _verbs(words, forms) if form in ("past", "participle"))


def _nouns(words: tuple[str, ...], _: Mapping[str, Sequence[str]]) -> Iterator[tuple[list[str], str]]:
    yield list(words), "noun"
    yield [*words[:-1], plural(words[-1])], "noun"


def _words(words: tuple[str, ...], _: Mapping[str, Sequence[str]]) -> Iterator[tuple[list[str], str]]:
    yield list(words), "words"


def inflected(verb: str, forms: Mapping[str, Sequence[str]]) -> list[str]:
    """Base, third person, past, participle and -ing of a verb."""
    if verb in forms:
        return [verb, *forms[verb]]
    third = plural(verb)
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, third, f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing"]
    return [verb, third, f"{stem}ed", f"{stem}ed", f"{stem}ing"]


def plural(word: str) -> str:
    """The plural of a noun, which is also the third person of a verb."""
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def _spellings(word: str) -> Iterator[str]:
    """A form, and the American spelling of one that doubles its consonant: "travelled", "traveled"."""
    yield word
    for end in ("lled", "lling"):
        if word.endswith(end) and word not in ("called", "calling", "pulled", "pulling", "installed", "installing"):
            yield word.removesuffix(end) + end[1:]
