"""Lines as a printer broke them, to paragraphs as their writer did."""

import re
from collections.abc import Iterable, Sequence

_HYPHENS = ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}")
_SOFT = "\N{SOFT HYPHEN}"
_ENDS = re.compile(r"[.?!:;”\"’)\]]\s*$")
_FULL, _VERY_FULL = 0.75, 0.9  # of the longest lines' length: a line that is shorter ends its paragraph
_MOST = 0.9  # of the lines are no longer than the column: a few of a table may be
_NARROWEST = 30  # characters of a column
_PREFIXES = frozenset({"non", "self", "well", "all", "mid", "vice", "anti", "so", "then"})  # seldom syllables


def paragraphs(text: str) -> str:
    """Paragraphs that are parted by empty lines, each on one line."""
    blocks = (block.split("\n") for block in re.split(r"\n[ \t]*\n\s*", text.strip("\n")))
    return "\n\n".join(filter(None, (" ".join(line.strip() for line in block).strip() for block in blocks)))


def unwrapped(lines: Sequence[str]) -> str:
    """Paragraphs of lines that were broken at the margin: a hyphen at the end of a line joins, a full line runs on."""
    width = _width(lines)
    text = [""]  # paragraphs, the last of which is still open
    for before, line in zip(("", *lines), lines, strict=False):
        words = line.strip()
        if not words or not text[-1]:
            text += [words] if text[-1] else []
            text[-1] = text[-1] or words
        elif _is_hyphenated(text[-1]) and words[0].islower():
            text[-1] = _joined(text[-1], words)
        elif _runs_on(before, words, width):
            text[-1] = f"{text[-1]} {words}"
        else:
            text.append(words)
    return "\n".join(text).replace(_SOFT, "").strip()


def _runs_on(before: str, words: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if words[0].islower() or words[0] in ",;.)":
        return True
    length = len(before.strip())
    is_full = length >= _FULL * width and width >= _NARROWEST
    return is_full and not (_ENDS.search(before) and length < _VERY_FULL * width)


def _is_hyphenated(text: str) -> bool:
    return text.endswith(_HYPHENS) and text[-2:-1].islower()


def _joined(text: str, words: str) -> str:
    """Two halves of a word; the hyphen stays where the first half is one that takes one."""
    half = re.split(r"\W", text[-40:-1])[-1]
    return f"{text}{words}" if half.lower() in _PREFIXES and not text.endswith(_SOFT) else f"{text[:-1]}{words}"


def _width(lines: Iterable[str]) -> int:
    """How long the lines are that fill the column."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(_MOST * len(lengths))] if lengths else 0
