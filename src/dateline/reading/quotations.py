"""Where direct speech stands: the stretches between quotation marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model.span import Span

_DOUBLE = r"[\"＂“”„‟«»‹›「」『』〝〞]|``|''"  # noqa: RUF001
_SINGLE = "‘’'‚‛`´"  # noqa: RUF001  (the marks themselves)
_OPENS_SINGLE = frozenset("‘‚‛")  # noqa: RUF001
_CLOSES_SINGLE = frozenset("’'´")  # noqa: RUF001
_EITHER_SINGLE = frozenset("'`")
_APOSTROPHES = frozenset("’'´`‘")  # noqa: RUF001
_MARKS = re.compile(rf"{_DOUBLE}|[{_SINGLE}]")
_DOUBLE_MARK = re.compile(_DOUBLE)
_BREAK = re.compile(r"(?<![ \t])[ \t]*+(?:\r?\n|\u2029|\x0b|\x0c)\s*")
_OPENS = frozenset("“„‟«‹「『〝") | {"``"}  # noqa: RUF001
_CLOSES = frozenset("”»›」』〞") | {"''"}  # noqa: RUF001
_ELISIONS = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|\d\ds?)\b", re.IGNORECASE)
_AFTER_CLOSE = frozenset(".,;:!?)]}—–-…/*'’\"”»")
_BEFORE_OPEN = frozenset("([{—–-/:,;…*'‘\"“«")
_LOOK = 40  # marks behind one that opens in which its end is looked for
_BLANKS = 8
_WRAP = 100  # a line longer than this was not broken to fit a screen


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark: where, which, and whether what stands around it lets it open or close speech."""

    at: Span
    sign: str
    opens: bool
    closes: bool
    after_digit: bool


def quoted(text: str) -> list[Span]:
    """The outermost stretches inside quotation marks, without the marks, in the order of the text.

    Speech that runs over paragraphs is one stretch a paragraph. A stretch whose closing mark is missing ends with its
    paragraph, or where the next one opens. Marks that are none (inches, apostrophes, elisions, orphans) open nothing.
    """
    if not _MARKS.search(text):
        return []
    found: list[Span] = []
    carried = False
    paragraphs = _paragraphs(text)
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        stretches, left_open = _in_paragraph(text, paragraph, carried=carried)
        found.extend(stretches)
        carried = left_open and following is not None and _closes_first(text, following)
    return [span for span in (_trimmed(text, span) for span in found) if span]


def _paragraphs(text: str) -> list[Span]:
    """The paragraphs; lines that were only broken to fit a screen stay together."""
    found, start = [], 0
    for gap in _BREAK.finditer(text):
        one_line = gap.group().count("\n") == 1
        if one_line and gap.start() - (text.rfind("\n", 0, gap.start()) + 1) <= _WRAP and _is_wrap(text, gap):
            continue
        if gap.start() > start:
            found.append(Span(start, gap.start()))
        start = gap.end()
    if start < len(text):
        found.append(Span(start, len(text)))
    return found


def _is_wrap(text: str, gap: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a line break."""
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
    return after.islower() and (before.isalnum() or before in {",", "-", ";"})


def _in_paragraph(text: str, paragraph: Span, *, carried: bool) -> tuple[list[Span], bool]:
    """The stretches of one paragraph, and whether the last was left open.

    Args:
        text: The whole text.
        paragraph: Where the paragraph stands.
        carried: Speech of the paragraph before goes on here without a mark of its own.
    """
    marks = _usable(list(_marks(text, paragraph)))
    found: list[Span] = []
    opened: int | None = paragraph.start if carried else None
    depth, single_until = 0, paragraph.start
    for i, mark in enumerate(marks):
        if mark.at.start < single_until:
            continue
        if len(mark.sign) == 1 and mark.sign in _SINGLE:
            if opened is None and (end := _single_end(text, marks, i)) is not None:
                found.append(Span(mark.at.end, end))
                single_until = end + 1
        elif opened is None:
            opened = mark.at.end if _may_open(mark) else None
        elif depth and not _reopens(mark):
            depth -= 1
        elif _reopens(mark):
            if _is_nested(marks[i : i + _LOOK]):
                depth += 1
            else:
                found.append(Span(opened, mark.at.start))
                opened = mark.at.end
        else:
            found.append(Span(opened, mark.at.start))
            opened = None
    if opened is None:
        return found, False
    return [*found, Span(opened, max(opened, paragraph.end))], True


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Every sign of the paragraph that may be a quotation mark; apostrophes inside words are left out."""
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
        closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSE)
        sign = match.group()
        if len(sign) == 1 and sign in _APOSTROPHES and before.isalnum() and after.isalnum():
            continue
        yield _Mark(Span(match.start(), match.end()), sign, opens, closes, before.isdigit())


def _usable(marks: list[_Mark]) -> list[_Mark]:
    """The marks without those that stand for inches, and each sign of direction taken at its word."""
    straight = [mark for mark in marks if mark.sign == '"']
    inches: set[Span] = set()
    if len(straight) % 2:
        inches = {mark.at for mark in straight if mark.after_digit and not mark.opens}
        if (len(straight) - len(inches)) % 2:
            inches = set(sorted(inches)[:1])
    return [_directed(mark) for mark in marks if mark.at not in inches]


def _directed(mark: _Mark) -> _Mark:
    if mark.sign in _OPENS and not (mark.closes and not mark.opens):
        return replace(mark, opens=True, closes=False)
    if mark.sign in _CLOSES and not (mark.opens and not mark.closes):
        return replace(mark, opens=False, closes=True)
    return mark


def _may_open(mark: _Mark) -> bool:
    return mark.opens or (not mark.closes and not mark.after_digit)


def _reopens(mark: _Mark) -> bool:
    return mark.opens and not mark.closes and mark.sign not in _CLOSES


def _is_nested(rest: Sequence[_Mark]) -> bool:
    """Whether a mark that opens inside open speech is answered by two that close before the paragraph ends."""
    depth = 1
    for mark in rest[1:]:
        if _DOUBLE_MARK.fullmatch(mark.sign):
            depth += 1 if _reopens(mark) else -1
            if depth < 0:
                return True
    return False


def _single_end(text: str, marks: Sequence[_Mark], i: int) -> int | None:
    """Where speech in single marks that opens at ``marks[i]`` ends; None if the sign is only an apostrophe."""
    mark = marks[i]
    if mark.sign in {"’", "´"} or not mark.opens or _ELISIONS.match(text, mark.at.end):  # noqa: RUF001
        return None
    weak: int | None = None
    for other in marks[i + 1 : i + _LOOK]:
        if other.sign in _OPENS_SINGLE or (other.sign in _EITHER_SINGLE and _reopens(other)):
            break
        if other.sign in _CLOSES_SINGLE and other.closes:
            end = other.at.start
            if not _is_possessive(text, other):
                return end
            weak = end
    introduced = text[max(0, mark.at.start - _BLANKS) : mark.at.start].rstrip(" ")[-1:] in {"", "\n", ",", ":"}
    return weak if introduced else None


def _is_possessive(text: str, mark: _Mark) -> bool:
    """Whether the sign may belong to a plural ("the ministers' talks") rather than close speech."""
    before, after = text[mark.at.start - 1], text[mark.at.end : mark.at.end + 2]
    return before == "s" and after[:1] == " " and after[1:].islower()


def _closes_first(text: str, paragraph: Span) -> bool:
    """Whether the first mark of a paragraph closes: speech of the paragraph before went on unmarked."""
    for mark in _usable(list(_marks(text, paragraph))):
        if _DOUBLE_MARK.fullmatch(mark.sign):
            return mark.closes and not mark.opens
    return False


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
