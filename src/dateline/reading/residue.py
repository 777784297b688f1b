"""Page furniture, which holds no events: links, captions, share bars, credits, sign-offs, quoted mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from dateline.books.replies import quoted_mail
from dateline.books.source import read_yaml
from dateline.model.span import Span
from dateline.reading.opening import byline_in

_LINE = re.compile(r"\S[^\n]*")  # from its first sign on
_PREFIX = re.compile(r"\s*date \d{4}-\d{2}-\d{2}(?=\s|$)")
_LONGEST = 600  # a line of furniture is no longer; behind a sentence it is shorter still
_LONGEST_TAIL = 260
_LONGEST_SIGN = 170
_FEW_WORDS = 16
_FIRST_LINES = 9  # among which a byline may stand
_LAST_LINES = 4
_MENU = 3  # items that make a menu whatever they are
_SHARE_LEFT = 0.35
_MARKS = re.compile(r"[\s→»>\u203a•▪■◆*\[(–—+|-]*")
_SENTENCE_END = re.compile(r"[.!?…”\"’')\]](?=\s)")
_PARTING = re.compile(r"\s*[|•·→»]\s*|\s{3,}")
_CREDIT_END = re.compile(
    r"\((?:[^()\n]{0,40}[ /])?(?:photo|picture|image|courtesy|credit|file|handout|source)\b[^()\n]{0,60}\)$"
    r"|[(/](?:afp|ap|reuters|getty(?: images)?|epa|xinhua|yonhap|anadolu|kyodo)(?: photo)?(?:/[\w .]{2,40})?\)$"
    r"|\b(?:photo|image)s?(?: credit)?(?: by|:| courtesy of) [^.\n]{2,60}[.)]?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_STOPPED = re.compile(r"[.!?]['\"”’)]*$")


def residue_of(text: str) -> list[Span]:
    """Stretches of a text that belong to the page and not to the article, in their order, none touching another.

    The date prefix and bylines are among them; the dateline is not (``opening_of`` tells it), nor are headlines. Lines
    are the measure: text that came without line breaks keeps its furniture, except credits behind its last sentence.
    What a mail quotes of another is among them too.
    """
    furniture = _furniture()
    spans: list[Span] = []
    if prefix := _PREFIX.match(text):
        spans.append(Span(prefix.start(), prefix.end()))
    lines = [_trimmed(match) for match in _LINE.finditer(text, spans[0].end if spans else 0)]
    spans += _of_lines(text, lines, furniture)
    if closed := _closed(text, lines, furniture):
        spans.append(closed)
    spans += _sign_off(text, lines, spans, furniture)
    spans += quoted_mail(text)
    return _joined(spans)


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The phrases of ``data/residue/furniture.yaml``, one pattern to a use."""

    lines: re.Pattern[str]
    starts: re.Pattern[str]
    headings: re.Pattern[str]
    closers: re.Pattern[str]
    signs: re.Pattern[str]

    @classmethod
    def load(cls) -> Self:
        data = read_yaml("residue", "furniture.yaml")
        return cls(
            lines=_any(data["lines"], r"[\s.]*"),
            starts=_any(data["starts"]),
            headings=_any(data["headings"], r"[\s:…»>]*"),
            closers=re.compile(f"(?:{'|'.join(data['closers'])})", re.IGNORECASE),
            signs=re.compile(f"\\s*(?:{'|'.join(data['signs'])})[./\\s]*"),
        )


@cache
def _furniture() -> _Furniture:
    return _Furniture.load()


def _any(forms: Iterable[str], end: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(forms)}){end}", re.IGNORECASE)


def _of_lines(text: str, lines: Sequence[Span], furniture: _Furniture) -> Iterator[Span]:
    below_heading = False
    for number, line in enumerate(lines):
        words = line.of(text)
        if below_heading and _is_headline(words):
            yield line
            continue
        below_heading = len(line) <= _LONGEST and _opens_list(words, furniture)
        if below_heading or _is_furniture(
            words, furniture, outer=number < _FIRST_LINES or number > len(lines) - _LAST_LINES
        ):
            yield line
        else:
            yield from _behind_a_sentence(text, line, furniture)


def _opens_list(words: str, furniture: _Furniture) -> bool:
    """Whether a heading or a link stands here below which links go on: "Most read", "Related: …"."""
    bare = words[_end_of_marks(words) :]
    return bool(furniture.headings.fullmatch(bare))


def _is_furniture(words: str, furniture: _Furniture, *, outer: bool) -> bool:
    if len(words) > _LONGEST:
        return False
    bare = words[_end_of_marks(words) :]
    return bool(
        furniture.lines.fullmatch(bare)
        or furniture.lines.fullmatch(words)
        or furniture.starts.match(bare)
        or _is_menu(words, furniture)
        or _is_caption(words)
        or (outer and byline_in(words))
    )


def _is_menu(words: str, furniture: _Furniture) -> bool:
    """Short items, parted by marks, no sentence: "Home | World | Business", "Share 412 | Print | More in Opinion"."""
    if not any(mark in words for mark in "|•·→»"):
        return False
    items = [item for item in _PARTING.split(words) if item]
    short = [item for item in items if len(item.split()) <= _FEW_WORDS // 2 and not _STOPPED.search(item)]
    if len(items) < _MENU:
        return any(furniture.lines.fullmatch(item) or furniture.starts.match(item) for item in items)
    return len(short) >= len(items) - 1


def _is_caption(words: str) -> bool:
    """A line that ends with the credit of a picture; numbered ones are the article itself: a set of pictures."""
    return bool(_CREDIT_END.search(words)) and not _NUMBERED.match(words)


def _is_headline(words: str) -> bool:
    """A line that may be the text of a link: short and without a full stop."""
    return len(words.split()) <= _FEW_WORDS and (words.endswith("?") or not _STOPPED.search(words))


def _behind_a_sentence(text: str, line: Span, furniture: _Furniture) -> Iterator[Span]:
    """To the end of the line, where that is near: "… she said. Read also: …"."""
    start = max(line.start, line.end - _LONGEST_TAIL)
    for end in _SENTENCE_END.finditer(text, start, line.end):
        tail = text[end.end() : line.end]
        if furniture.starts.match(text, end.end() + _end_of_marks(tail), line.end):
            yield Span(end.end() + len(tail) - len(tail.lstrip()), line.end)
            return


def _closed(text: str, lines: Sequence[Span], furniture: _Furniture) -> Span | None:
    """What stands below "About the company" at the end of a release."""
    for line in lines[1:]:
        words = line.of(text)
        left = len(text) - line.start
        if left < _SHARE_LEFT * len(text) and _is_headline(words) and furniture.closers.fullmatch(words.rstrip(": ")):
            return Span(line.start, max(line.end, len(text.rstrip())))
    return None


def _sign_off(text: str, lines: Sequence[Span], spans: Sequence[Span], furniture: _Furniture) -> Iterator[Span]:
    """The agency's sign behind the last sentence of the article."""
    taken = {span.start for span in spans}
    last = next((line for line in reversed(lines) if line.start not in taken), None)
    if last is None:
        return
    start = max(last.start, last.end - _LONGEST_SIGN)
    if furniture.signs.fullmatch(text, last.start, last.end):
        yield last
        return
    for end in re.finditer(r"[.!?]['\"”’)]*(?=\s|/|$)", text[start : last.end]):
        begin = start + end.end() - (text.startswith("./.", start + end.start()) and 1)
        if begin < last.end and furniture.signs.fullmatch(text, begin, last.end):
            yield Span(begin + len(text[begin : last.end]) - len(text[begin : last.end].lstrip()), last.end)
            return


def _end_of_marks(words: str) -> int:
    match = _MARKS.match(words)
    return match.end() if match else 0


def _trimmed(match: re.Match[str]) -> Span:
    line = match.group()
    return Span(match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip()))


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
