"""The language of a text: by its script and its commonest words. A small judge, for telling English from the rest."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self

from dateline.books.source import read_yaml

UNTOLD = "und"  # ISO 639: undetermined
_WORD = re.compile(r"[^\W\d_]+")
_READ = 2500  # characters, from the top and from the middle of a long text
_ENOUGH = 0.25  # of all words are function words in running text of most languages; English has more
_SURE = 0.5
_HINT = 0.1
_FEW = 4  # words: fewer say nothing
_LETTER_COUNTS = 3  # letters of its own that count as one word
_KANA_SHARE = 0.05  # of Chinese characters and kana: Japanese has far more, Chinese none


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its ISO 639-1 code ("und" where nothing tells), and how sure that is, from 0 to 1."""

    code: str
    confidence: float

    @property
    def is_foreign(self) -> bool:
        """Whether the text is surely not English, so that it is not to be read for events."""
        return self.code not in {"en", UNTOLD} and self.confidence >= _SURE


def language_of(text: str) -> Tongue:
    """Which language a text is written in.

    A text of several is of the one with most words. Names, numbers and headlines alone tell nothing: "und". Close kin
    (Norwegian and Danish, Malay and Indonesian) may be taken for one another; English is not taken for any.
    """
    sample = _sample(text)
    script, share = _script(sample)
    if script is None:
        return Tongue(UNTOLD, 0.0)
    candidates = _book().of(script)
    if len(candidates) == 1:
        return Tongue(candidates[0], round(share, 2))
    words = Counter(word.lower() for word in _WORD.findall(sample))
    return _likeliest(words, sample, candidates, script, share)


def foreign_warning(text: str) -> tuple[Tongue, str | None]:
    """The language, and the words to say where it keeps an article from being read."""
    tongue = language_of(text)
    if not tongue.is_foreign:
        return tongue, None
    return tongue, (
        f"is written in {_NAMES.get(tongue.code, tongue.code)}, not in English: no events are read; translate it first"
    )


@dataclass(frozen=True, slots=True)
class _Book:
    """``data/languages.yaml``: words and letters by language, languages by script."""

    scripts: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    letters: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls) -> Self:
        data = read_yaml("languages.yaml")
        words = {code: frozenset(listed.split()) for code, listed in data["words"].items()}
        by_script: dict[str, list[str]] = {script: [] for script in data["scripts"]}
        for code, listed in words.items():
            by_script.setdefault(_script_of(min(listed)), []).append(code)
        for script, code in data["scripts"].items():
            if code not in by_script[script]:
                by_script[script].append(code)
        letters = {code: frozenset(listed) for code, listed in data["letters"].items()}
        return cls({script: tuple(codes) for script, codes in by_script.items()}, words, letters)

    def of(self, script: str) -> tuple[str, ...]:
        """The languages of a script."""
        return self.scripts.get(script, (UNTOLD,))


@cache
def _book() -> _Book:
    return _Book.load()


def _sample(text: str) -> str:
    if len(text) <= 2 * _READ:
        return text
    middle = len(text) // 2
    return f"{text[:_READ]} {text[middle : middle + _READ]}"


def _script(sample: str) -> tuple[str | None, float]:
    """The script of most letters, and its share of them."""
    scripts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        if char.isalpha():
            scripts[_script_of(char)] += count
    if not scripts:
        return None, 0.0
    whole = sum(scripts.values())
    japanese = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if japanese > _KANA_SHARE * (japanese + scripts["CJK"]):
        scripts["HIRAGANA"] = japanese + scripts.pop("CJK", 0)
        scripts.pop("KATAKANA", None)
    script, most = scripts.most_common(1)[0]
    return script, most / whole


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    return unicodedata.name(char[0], "?").partition(" ")[0]


def _likeliest(words: Counter[str], sample: str, candidates: tuple[str, ...], script: str, share: float) -> Tongue:
    count = sum(words.values())
    scores = {code: _score(code, words, sample) for code in candidates}
    best, second = sorted(scores, key=lambda code: (-scores[code], code != "en", code))[:2]
    if count < _FEW or not scores[best]:
        return Tongue(UNTOLD, 0.0) if script == "LATIN" else Tongue(_book().of(script)[-1], round(share / 2, 2))
    clear = 1 - scores[second] / scores[best]
    if best != "en":  # what matters is whether it may be English; kin may be confounded
        clear = 1 - scores.get("en", 0) / scores[best]
    told = min(1.0, scores[best] / (count * _ENOUGH))
    confidence = round(clear * told, 2)
    return Tongue(best if confidence >= _HINT else UNTOLD, confidence)


def _score(code: str, words: Counter[str], sample: str) -> float:
    """How many words speak for a language, and how many letters of its own."""
    book = _book()
    own = book.letters.get(code, frozenset())
    letters = sum(sample.count(letter) for letter in own) / _LETTER_COUNTS if own else 0.0
    return sum(words[word] for word in book.words[code]) + min(letters, sum(words.values()) * _ENOUGH)


_NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
