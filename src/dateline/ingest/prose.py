"""Lines as a printer broke them, to paragraphs as their writer did."""

import re
from collections.abc import Iterable, Sequence

_HYPHENATED = re.compile(r"(?<=[a-z])[-\N{SOFT HYPHEN}\N{HYPHEN}]$")
_SOFT = "\N{SOFT HYPHEN}"
_ENDS = re.compile(r"[.?!:;”\"’)\]]\s*$")
_FULL = 0.75  # of the longest lines' length: a line that is shorter ends its paragraph
_PREFIXES = frozenset(
    "non anti pro pre post co re ex self vice sub inter multi counter all well so then now mid".split()  # noqa: SIM905
)


def paragraphs(text: str) -> str:
    """Paragraphs that are parted by empty lines, each on one line; a text without empty lines stays as it is."""
    blocks = re.split(r"\n[ \t]*\n\s*", text.strip("\n"))
    if len(blocks) == 1:
        return text.strip()
    return "\n\n".join(
        " ".join(line.strip() for line in block.split("\n")).strip() for block in blocks if block.strip()
    )


def unwrapped(lines: Sequence[str]) -> str:
    """Paragraphs of lines that were broken at the margin: a hyphen at the end of a line joins, a full line runs on."""
    width = _width(lines)
    text = ""
    for before, line in zip(("", *lines), lines, strict=False):
        words = line.strip()
        if not words:
            text = f"{text.rstrip()}\n\n" if text else ""
        elif not text or text.endswith("\n"):
            text += words
        elif _HYPHENATED.search(text) and words[0].islower():
            text = _joined(text, words)
        elif _runs_on(before, words, width):
            text = f"{text} {words}"
        else:
            text = f"{text}\n{words}"
    return text.replace(_SOFT, "").strip()


def _runs_on(before: str, words: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if words[0].islower() or words[0] in ",;.)":
        return True
    return len(before.strip()) >= _FULL * width and not (_ENDS.search(before) and len(before.strip()) < width * 0.9)


def _joined(text: str, words: str) -> str:
    """Two halves of a word; the hyphen stays where the first half is one that takes one."""
    half = re.split(r"\W", text[:-1])[-1]
    return f"{text}{words}" if half.lower() in _PREFIXES and not text.endswith(_SOFT) else f"{text[:-1]}{words}"


def _width(lines: Iterable[str]) -> int:
    """How long the lines are that fill the column."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
