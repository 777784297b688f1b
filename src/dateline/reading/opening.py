"""The opening of an article: the dateline with its place, day and agency; and the byline beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from dateline.books.gazetteer import Gazetteer, Scan
from dateline.books.written import Written, written_at
from dateline.model.article import Opening
from dateline.model.span import Span
from dateline.reading.dateline_pieces import Dateline
from dateline.reading.filed import dateline_at
from dateline.reading.placed import Places, opening_words

_LINES = 9  # from the top: the prefix, a headline or two, bylines, a credit, the first sentence
_FOOT_LINES = 6
_TOP = 3000  # characters
_LONG = 160  # a longer line is prose
_LONG_DAY = 140  # a line that tells a day is no longer
_FEW_WORDS = 5  # of a headline with a full stop
_MANY_WORDS = 10  # of a byline; a sentence has more
_PREFIX = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s|$)")
_LINE = re.compile(r"\S[^\n]*")  # from its first sign on
_BY = re.compile(r"(?:By|BY) (?!(?i:the) )(?P<who>[^\W\d_][^\n]{2,90}?)(?: ?:)?\s*$")
_DAY_LINE = re.compile(
    r"(?:(?:press|media|news) release|(?:published|posted|updated|issued|released|date|dated)(?: on)?|on)?:?\s*",
    re.IGNORECASE,
)
_DAY_TAIL = re.compile(
    r"[\s|,·-]*(?:(?:at )?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:GMT|UTC|IST|EST)?)?"
    r"(?:\s?(?:\|.*|by [A-Z].*|, [A-Z]\w+))?$",
    re.IGNORECASE,
)
_NAME_THEN_DAY = re.compile(r"(?P<who>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]+){1,3}) ?\| ?")
_SENTENCE_ENDS = re.compile(r"[.!?”\"’)]\s*$")
_CAPTION_ENDS = re.compile(r"\((?:Photo|Picture|Image|Courtesy|File)\b[^()]*\)$")


def opening_of(text: str, published: date | None = None, scan: Scan | None = None) -> Opening | None:
    """Where, when and by whom an article says that it was filed.

    Args:
        text: The article. A first line such as `` date 2020-09-04 `` is the prefix that some collections put there.
        published: The day of publication. It decides on the year of "Sept. 4" and on the day of "Friday"; where it is
            missing, the day of the prefix does.
        scan: Finds places; the shipped gazetteer's if none is given.

    Returns:
        None where the text begins with its first sentence. ``at`` covers the dateline with its separator (and the
        prefix where it stands right before); where there is none, the line of the day or of the byline.
    """
    prefix = _PREFIX.match(text)
    told = _iso(prefix.group(1)) if prefix else None
    places = Places(scan or Gazetteer.load().scan)
    header = _Header(text, prefix.end() if prefix else 0, published or told, places)
    header.read()
    return header.opening(Span(prefix.start(1) - len("date "), prefix.end()) if prefix and told else None, told)


@dataclass(slots=True)
class _Header:
    """The lines at the top of an article, as far as they are not its text."""

    text: str
    start: int
    near: date | None
    places: Places
    dateline: Dateline | None = None
    byline: tuple[Span, str] | None = None
    day: tuple[Span, date | None] | None = None
    foot: tuple[Span, str, date | None] | None = None

    def read(self) -> None:
        """Go down the lines to the dateline, or to the first sentence of the text."""
        for line in _lines(self.text, self.start, self.start + _TOP, _LINES):
            self.dateline = dateline_at(self.text, line, self.near, self.places, alone=self.day is not None)
            if self.dateline is not None:
                self._byline_below(self.dateline)
                break
            if not self._credit(line) and _is_prose(line.of(self.text)):
                break
        if self.dateline is None or self.dateline.day is None:
            self._foot()

    def opening(self, prefix: Span | None, told: date | None) -> Opening | None:
        """What was found, put together."""
        made = self._made()
        if made is None:
            return Opening(at=prefix, day=told) if prefix else None
        made = replace(made, day=made.day or told, byline=made.byline or (self.byline[1] if self.byline else None))
        if prefix and not self.text[prefix.end : made.at.start].strip():
            made = replace(made, at=Span(prefix.start, made.at.end))
        return made

    def _made(self) -> Opening | None:
        day = self.day[1] if self.day else None
        if self.dateline is not None:
            return self.dateline.opening(day or (self.foot[2] if self.foot else None))
        if self.foot and not self.day:
            at, place, day = self.foot
            return Opening(at=at, place=place, country=self.places.country_in(place), day=day)
        if self.day:
            return Opening(at=self.day[0], day=day)
        return _bylined(*self.byline, self.places) if self.byline else None

    def _credit(self, line: Span) -> bool:
        """Whether the line tells a writer or a day, and nothing else."""
        words = line.of(self.text)
        if who := byline_in(words):
            self.byline = self.byline or (line, who)
            return True
        start = line.start
        if named := _NAME_THEN_DAY.match(self.text, line.start, line.end):
            start = named.end()
        day = _day_line(self.text, start, line.end)
        if day is None:
            return False
        if named:
            self.byline = self.byline or (Span(named.start("who"), named.end("who")), named["who"])
        self.day = self.day or (Span(start, line.end), day.on(self.near))
        return True

    def _byline_below(self, dateline: Dateline) -> None:
        """The line below: "BAKU, Azerbaijan, October 6" may stand above "By Samira Aliyeva - Caspian Info:"."""
        if self.byline is None:
            for line in _lines(self.text, dateline.end, dateline.end + _LONG, 1):
                if who := byline_in(line.of(self.text)):
                    self.byline = (line, who)

    def _foot(self) -> None:
        """A note that is dated at its foot: the place on one line, the day on the next."""
        start = max(self.start, len(self.text) - 2 * _LONG)
        lines = list(_lines(self.text, start, len(self.text), 1 << 30))[-_FOOT_LINES:]
        for above, below in pairwise(lines):
            place, day = above.of(self.text).strip(" ,"), written_at(self.text, below.start)
            if day is None or not day.choices or day.end != below.end:
                continue
            if len(place) < _LONG and self.places.is_place(place, whole=True):
                self.foot = (Span(above.start, below.end), place, day.on(self.near))


def _bylined(at: Span, who: str, places: Places) -> Opening:
    """Where there is a byline alone, it may tell the place: "By Chukwuemeka Obi, Abuja"."""
    name, _, place = who.rpartition(", ")
    if name and places.is_place(place, whole=True):
        return Opening(at=at, place=place, country=places.country_in(place), byline=name)
    return Opening(at=at, byline=who)


def byline_in(line: str) -> str | None:
    """Who wrote, where a line tells that and nothing else: "By R. V. Tolentino", "Our Sports Correspondent"."""
    line = line.partition(" | ")[0].strip()
    if len(line) > _LONG or line.endswith((".", "!", "?")):
        return None
    if (match := _BY.fullmatch(line)) and len(match["who"].split()) <= _MANY_WORDS:
        return match["who"].strip()
    return line if opening_words().bylines.fullmatch(line) else None


def _day_line(text: str, start: int, end: int) -> Written | None:
    """The day, where a line holds that alone: "14 August 2017", "Posted On: 24 SEP 2019 6:05PM by …"."""
    if end - start > _LONG_DAY:
        return None
    head = _DAY_LINE.match(text, start, end)
    day = written_at(text, head.end() if head else start)
    if day is None or not day.choices or day.end > end or not _DAY_TAIL.fullmatch(text, day.end, end):
        return None
    return day if day.choices[0][0] is not None else None


def _lines(text: str, start: int, stop: int, most: int) -> Iterator[Span]:
    """Lines that are not blank, without the spaces around them."""
    for match in islice(_LINE.finditer(text, start, min(stop, len(text))), most):
        line = match.group()
        begin = match.start() + len(line) - len(line.lstrip())
        yield Span(begin, match.start() + len(line.rstrip()))


def _is_prose(line: str) -> bool:
    """Whether the text proper has begun: a long line, or a sentence. A caption with its credit is none."""
    if line.endswith(")") and _CAPTION_ENDS.search(line):
        return False
    most = _FEW_WORDS if line.endswith(".") else _MANY_WORDS
    return len(line) > _LONG or (len(line.split()) > most and bool(_SENTENCE_ENDS.search(line)))


def _iso(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
