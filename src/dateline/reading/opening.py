"""The dateline: place, day, agency; and the byline beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import islice

from dateline.books.gazetteer import Gazetteer
from dateline.books.source import read_yaml
from dateline.books.written import Written, written_at
from dateline.model.article import Opening
from dateline.model.mention import Label, Mention
from dateline.model.span import Span

_LINES = (
    9  # lines that are looked at from the top: the prefix, a headline or two, bylines, a credit, the first sentence
)
_FOOT_LINES = 6
_TOP = 3000  # characters
_LONG = 160  # a longer line is prose
_REACH = 140  # a dateline is no longer
_SHORT_TITLE = 3
_FEW_WORDS = 5
_PREFIX = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s|$)")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_WORD = re.compile(r"[^\W\d_](?:[\w’'‘ʻʼ`-]*\w)?(?:\.(?:[^\W\d_]\.)+)?")
_PARTICLES = frozenset(
    "de da do dos del della di la las le les los el al an ar as ash at il of the sur upon and y e na".split()
)
_ABBREVIATED = frozenset("st ste mt ft sta sto".split())
_TERMINATOR = re.compile(
    r"[.,]?\s?(?P<dash>(?:-{1,3}|[–_]|\.-)(?=\s|$)|(?<=\s)[–-](?=[^\W\d_a-z])|[—―]|--)\s?"
    r"|\s?(?P<colon>:)(?=\s|[^\W\d_a-z])|\s?(?P<line>\n|$)|(?P<slash>\.?/\.?)(?=\s)|(?P<stop>\.)(?=\s+\S)"
)
_JOINT = re.compile(r" ?/ ?(?=[^\W\d_a-z])|\.? ?[,;] ?|\. (?=\S)| ")
_DASH_JOINT = re.compile(r" [-–—] ")
_BRACKET = re.compile(r"\((?P<round>[^()\n]{1,70})\)|/(?P<slash>[^/\n]{2,50})/|\[(?P<square>[^\[\]\n]{2,50})\]")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?(?:GMT|UTC|IST|EST|EDT|CET|MSK|local time)\)?)?(?:[+-]\d+)?\b", re.IGNORECASE)  # fmt: skip
_AGENCY = re.compile(r"[^\W\d_a-z][\w&’'+-]*(?:\.\w[\w-]*)*(?: [^\W\d_a-z][\w&’'+-]*){0,3}")
_BODY_WORD = re.compile(r"(?:News|Agency|Press|Newswire|Wire|Times|Post|Info|Service)\b|(?i:tass|press|news|inform?)$")
_BY = re.compile(r"(?:By|BY) (?!(?i:the) )(?P<who>[^\W\d_][^\n]{2,90}?)(?: ?:)?\s*$")
_DAY_LINE = re.compile(r"(?:(?:press|media|news) release|(?:published|posted|updated|issued|released|date|dated)(?: on)?|on)?:?\s*",
                       re.IGNORECASE)  # fmt: skip
_DAY_TAIL = re.compile(r"[\s|,·-]*(?:(?:at )?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:GMT|UTC|IST|EST)?)?(?:\s?(?:\|.*|by [A-Z].*|, [A-Z]\w+))?$",
                       re.IGNORECASE)  # fmt: skip
_NAME_THEN_DAY = re.compile(r"(?P<who>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]+){1,3}) ?\| ?")
_ACRONYMS = frozenset("USS USNS HMS HMAS HMCS HMNZS INS JS ROKS KRI PNS BRP UN US USA UK UAE DC".split())
_SENTENCE_ENDS = re.compile(r"[.!?”\"’)]\s*$")


def opening_of(text: str, published: date | None = None) -> Opening | None:
    """Where, when and by whom an article says that it was filed.

    Args:
        text: The article. A first line such as `` date 2020-09-04 `` is the prefix that some collections put there.
        published: The day of publication. It decides on the year of "Sept. 4" and on the day of "Friday"; where it is
            missing, the day of the prefix does.

    Returns:
        None where the text begins with its first sentence. ``at`` covers the dateline with its separator (and the
        prefix where it stands right before); where there is none, the line of the day or of the byline.
    """
    if not isinstance(text, str) or not text:
        return None
    prefix = _PREFIX.match(text)
    told = _iso(prefix.group(1)) if prefix else None
    header = _Header(text, prefix.end() if prefix else 0, published or told)
    header.read()
    return header.opening(Span(prefix.start(1) - len("date "), prefix.end()) if prefix and told else None, told)


@dataclass(slots=True)
class _Header:
    """The lines at the top of an article, as far as they are not its text."""

    text: str
    start: int
    near: date | None
    dateline: "_Dateline | None" = None
    byline: tuple[Span, str] | None = None
    day: tuple[Span, date | None] | None = None
    foot: tuple[Span, str, date | None] | None = None

    def read(self) -> None:
        """Go down the lines to the dateline, or to the first sentence of the text."""
        for line in _lines(self.text, self.start, self.start + _TOP, _LINES):
            self.dateline = _dateline(self.text, line, self.near, alone=self.day is not None)
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
            return Opening(at=at, place=place, country=_country_in(place), day=day)
        if self.day:
            return Opening(at=self.day[0], day=day)
        return _bylined(*self.byline) if self.byline else None

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

    def _byline_below(self, dateline: "_Dateline") -> None:
        """ "BAKU, Azerbaijan, October 6" may stand above "By Samira Aliyeva - Caspian Info:"."""
        if self.byline is None:
            for line in _lines(self.text, dateline.end, dateline.end + _LONG, 1):
                if who := byline_in(line.of(self.text)):
                    self.byline = (line, who)

    def _foot(self) -> None:
        """A note that is dated at its foot: the place on one line, the day on the next."""
        start = max(self.start, len(self.text) - 2 * _LONG)
        lines = list(_lines(self.text, start, len(self.text), 1 << 30))[-_FOOT_LINES:]
        for above, below in zip(lines, lines[1:], strict=False):
            place, day = above.of(self.text).strip(" ,"), written_at(self.text, below.start)
            if day and day.choices and day.end == below.end and len(place) < _LONG and _is_known(place, whole=True):
                self.foot = (Span(above.start, below.end), place, day.on(self.near))


@dataclass(slots=True)
class _Dateline:
    """A dateline as it is being read from left to right."""

    text: str
    start: int
    end: int
    place: str | None = None
    regions: list[str] = field(default_factory=list)
    written: Written | None = None
    weekday: Written | None = None
    agency: str | None = None
    origin: str | None = None
    bracketed: bool = False
    day: date | None = None

    def opening(self, day: date | None) -> Opening:
        """The dateline as a value; ``day`` where it tells none itself."""
        country = next((code for region in self.regions if (code := _country_in(region))), None)
        return Opening(
            at=Span(self.start, self.end),
            place=_cased(self.place) if self.place else None,
            country=country or (_country_in(self.place) if self.place else None),
            day=self.day or day,
            agency=self.agency,
            origin=self.origin,
        )


def _bylined(at: Span, who: str) -> Opening:
    """Where there is a byline alone, it may tell the place: "By Chukwuemeka Obi, Abuja"."""
    name, _, place = who.rpartition(", ")
    if name and _is_known(place, whole=True):
        return Opening(at=at, place=place, country=_country_in(place), byline=name)
    return Opening(at=at, byline=who)


def _dateline(text: str, line: Span, near: date | None, *, alone: bool) -> _Dateline | None:
    """The dateline that begins a line; None where an ordinary sentence or a headline does."""
    found = _in_brackets(text, line) or _scan(text, line)
    if found is None or not _stands(found, text, alone=alone):
        return None
    written = found.written or found.weekday
    found.day = written.on(near) if written else None
    return found


def _in_brackets(text: str, line: Span) -> _Dateline | None:
    """ "(London) The minister …"."""
    bracket = _BRACKET.match(text, line.start, line.end)
    if bracket is None or not bracket["round"] or not _is_known(bracket["round"], whole=True):
        return None
    end = _after_terminator(text, bracket.end(), line.end)
    return _Dateline(text, line.start, end, place=bracket["round"], bracketed=True)


def _scan(text: str, line: Span) -> _Dateline | None:
    """Read pieces from left to right for as long as they are pieces of a dateline."""
    found = _Dateline(text, line.start, line.start)
    pos = _begin(found, text, line)
    if pos is None:
        return None
    stop = min(line.end, line.start + _REACH)
    while (upto := _next_piece(found, text, pos, stop)) is not None:
        pos = upto
    found.end = pos
    return found


def _next_piece(found: _Dateline, text: str, pos: int, stop: int) -> int | None:
    """The end of the next piece, with what joins it to the last; None where the dateline ends."""
    gap = re.compile(r"[.,]? ?").match(text, pos)
    if gap and text.startswith(("(", "/", "["), gap.end()) and (upto := _bracket(found, text, gap.end(), stop)):
        return upto
    if dash := _DASH_JOINT.match(text, pos, stop):  # only a day stands behind a dash: "Rawalpindi - December 16, 2021"
        return None if found.written else _day(found, text, dash.end(), stop)
    joint = _JOINT.match(text, pos, stop)
    return _piece(found, text, joint.end(), stop) if joint else None


def _begin(found: _Dateline, text: str, line: Span) -> int | None:
    """The place, or a day or an agency where there is no place."""
    start = line.start + text.startswith("/", line.start)
    written = written_at(text, start)
    if written and written.choices and written.end <= line.end:
        found.written = written
        return written.end
    end = _place_end(text, start, line.end)
    if end is None:
        return None
    name = text[start:end]
    if name in _words().agencies and not _is_known(name, whole=True):
        found.agency = name
    else:
        found.place = name
    return end


def _piece(found: _Dateline, text: str, pos: int, stop: int) -> int | None:
    """Take one more piece in; None where what stands here is none."""
    if upto := _day(found, text, pos, stop):
        return upto
    if clock := _CLOCK.match(text, pos, stop):
        return clock.end()
    return _region(found, text, pos, stop) or _agency(found, text, pos, stop)


def _day(found: _Dateline, text: str, pos: int, stop: int) -> int | None:
    written = written_at(text, pos)
    if written is None or written.end > stop:
        return None
    if written.choices:
        found.written = found.written or written
    else:
        found.weekday = written
    return written.end


def _bracket(found: _Dateline, text: str, pos: int, stop: int) -> int | None:
    bracket = _BRACKET.match(text, pos, stop)
    if bracket is None:
        return None
    inside = next(filter(None, bracket.groups())).strip()
    if re.fullmatch(r"[A-Z]{2}", inside) and text.startswith(",", bracket.end()):
        found.regions.append(inside)  # "Formosa (GO), 12/09/2024"
        return bracket.end()
    return bracket.end() if _credit(found, inside) else None


def _credit(found: _Dateline, inside: str) -> bool:
    """What brackets hold: an agency, the one that it took the story from, a day."""
    found.bracketed = True
    parts = []
    for part in map(str.strip, re.split(r" [-–] |(?<![\d.]), |(?<=[\d.]), (?!\d{4})", inside)):
        written = written_at(part)
        if written and written.end >= len(part):
            found.written = found.written or written
        else:
            parts += re.split(r"\s*/\s*", part)
    names = [name.strip() for name in parts if name.strip()]
    if any(len(name.split()) > _FEW_WORDS for name in names):
        return False
    if names:
        found.agency, found.origin = names[0], names[1] if len(names) > 1 else found.origin
    return True


def _region(found: _Dateline, text: str, pos: int, stop: int) -> int | None:
    """ ", Azerbaijan", ", East Java", "/PARIS"."""
    end = _place_end(text, pos, stop)
    if end is None or found.agency or (found.place and found.written):
        return None
    before, name = text[:pos].rstrip()[-1:], text[pos:end]
    if found.place is None:
        found.place = name if _is_known(name, whole=True) else None
        return end if found.place else None
    if name in _words().agencies or _BODY_WORD.search(name):
        return None
    if before == "/" and not found.regions and name.isupper() == found.place.isupper():
        found.place = text[found.start : end]
        return end
    known = _is_known(name)
    if before == "," and (known or _JOINT.match(text, end) or re.match(r" ?\(", text[end : end + 2])):
        found.regions.append(name)
        return end
    return None


def _agency(found: _Dateline, text: str, pos: int, stop: int) -> int | None:
    """ ", Nippon Newswire - ", ". KAZPRESS Within": known by its name, or by standing last before a dash."""
    if found.agency or found.place is None:
        return None
    for end in _agency_ends(text, pos, stop):
        name = text[pos:end].rstrip(".")
        known = name in _words().agencies or (" " not in name and _BODY_WORD.search(name) and not name[1:].islower())
        mark = _TERMINATOR.match(text, end)
        before = text[:pos].rstrip()[-1:]
        ends = mark and (
            (mark["dash"] and before in {",", ".", "/"}) or (mark["stop"] and before == "/") or mark["slash"]
        )
        if known or ends:
            found.agency = name
            return end
    return None


def _agency_ends(text: str, pos: int, stop: int) -> Iterator[int]:
    """Ends of names that begin here: the longest first, one word last."""
    match = _AGENCY.match(text, pos, stop)
    while match:
        yield match.end()
        cut = text.rfind(" ", pos, match.end())
        match = _AGENCY.fullmatch(text, pos, cut) if cut > pos else None


def _place_end(text: str, pos: int, stop: int) -> int | None:
    """The end of the capitalised name that begins here; a name in capitals goes on in capitals alone."""
    first = _WORD.match(text, pos, stop)
    if first is None or not first.group()[0].isupper():
        return None
    shout = first.group().isupper() and len(first.group()) > 1
    end, words = first.end(), 1
    while words < _FEW_WORDS:
        gap = 2 if first and first.group().lower() in _ABBREVIATED and text.startswith(". ", end) else 1
        if text[end : end + gap] not in {" ", ". "}:
            break
        word = _WORD.match(text, end + gap, stop)
        if word is None or not _goes_on(word.group(), text, word.end(), stop, shout=shout):
            break
        first, end, words = word, word.end(), words + 1
    return end


def _goes_on(word: str, text: str, end: int, stop: int, *, shout: bool) -> bool:
    if word in _PARTICLES:
        after = _WORD.match(text, end + 1, stop)
        return after is not None and (after.group().isupper() if shout else after.group()[0].isupper())
    return word.isupper() if shout else word[0].isupper()


def _stands(found: _Dateline, text: str, *, alone: bool) -> bool:
    """Whether what was read is a dateline: how it ends and what it names have to fit. Sets the end."""
    mark = None if found.end < found.start else _TERMINATOR.match(text, found.end)
    kind = mark.lastgroup if mark else None
    told, named = bool(found.written or found.agency), found.bracketed and found.place
    after = text[mark.end() if mark else found.end :][:40].lstrip()
    told_to = found.end
    if kind != "line":
        found.end = _after_terminator(text, found.end, len(text))
    if found.place is None:
        return _stands_without_place(found, kind)
    if found.place.upper() in _words().no_places or _is_time_word(found.place):
        return False
    if named and not told:
        return True  # "(London) The minister": the brackets hold the place itself
    if kind is None:
        return _stands_without_mark(found, text[told_to : told_to + 2], told=told)
    if kind == "line":
        return _is_lone_place(found, alone=alone or found.written is not None)
    if after[:1].islower() and (kind in {"stop", "slash"} or not told):
        return False
    return (told and _fits_with_credit(found, kind)) or _is_place_alone(found, kind)


def _stands_without_place(found: _Dateline, kind: str | None) -> bool:
    """ "2 December 2021 - The Council", "TASS, March 3. ": a day is told, and a mark ends it."""
    if found.written is None or not found.written.choices:
        return False
    return kind == "dash" or (found.agency is not None and kind in {"stop", "colon", "slash"})


def _stands_without_mark(found: _Dateline, after: str, *, told: bool) -> bool:
    """ "New Delhi, Sept 4 (PTI) The": the sentence follows upon brackets, or upon the name of an agency."""
    if not told or not after[:1].isspace() or not (after[1:].isupper() or after[1:] in set("\"'“‘")):
        return False
    place = found.place or ""
    if found.written:
        return found.bracketed or bool(found.agency)
    return (found.bracketed and _is_known(place, whole=True)) or (_is_known(place) and place.isupper())


def _fits_with_credit(found: _Dateline, kind: str) -> bool:
    """A day or an agency is told: the place may be any name in capitals, or a known one, or one that a day follows."""
    place = found.place or ""
    if found.written or place.isupper() or _is_known(place):
        return kind not in {"stop", "slash"} or bool(found.written) or found.bracketed
    return found.bracketed and kind == "dash" and len(place.split()) <= _SHORT_TITLE


def _is_place_alone(found: _Dateline, kind: str) -> bool:
    """Neither day nor agency is told: "WASHINGTON – ", "Hanoi – ", "Muscat: ", "VILNIUS. It took"."""
    place = found.place or ""
    known = _is_known(place, whole=True) or any(_is_known(region) for region in found.regions)
    if kind in {"stop", "slash"}:
        return kind == "stop" and known and place.isupper()
    if found.weekday or known:
        return True
    if not place.isupper() or len(place) < 4 or _is_body(place):  # noqa: PLR2004  (shorter ones are acronyms)
        return False
    return kind == "dash"


def _is_lone_place(found: _Dateline, *, alone: bool) -> bool:
    """A line that holds a place alone: in capitals, with its country, or below a line that tells the day."""
    place = found.place or ""
    if not _is_known(place, whole=True):
        return False
    with_country = any(_country_in(region) for region in found.regions)
    return not found.agency and (place.isupper() or with_country or alone)


def _after_terminator(text: str, pos: int, stop: int) -> int:
    mark = _TERMINATOR.match(text, pos, stop)
    end = mark.end() if mark and not mark["line"] else pos
    while end < stop and text[end] in " \t-–—":
        end += 1
    return end


# ---- lines


def byline_in(line: str) -> str | None:
    """Who wrote, where a line tells that and nothing else: "By R. V. Tolentino", "Our Sports Correspondent"."""
    line = line.partition(" | ")[0].strip()
    if len(line) > _LONG or line.endswith((".", "!", "?")):
        return None
    if (match := _BY.fullmatch(line)) and len(match["who"].split()) <= 2 * _FEW_WORDS:
        return match["who"].strip()
    return line if _words().bylines.fullmatch(line) else None


def _day_line(text: str, start: int, end: int) -> Written | None:
    """The day, where a line holds that alone: "14 August 2017", "Posted On: 24 SEP 2019 6:05PM by …"."""
    if end - start > _REACH:
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
    if line.endswith(")") and re.search(r"\((?:Photo|Picture|Image|Courtesy|File)\b[^()]*\)$", line):
        return False
    return len(line) > _LONG or (len(line.split()) > 2 * _FEW_WORDS and bool(_SENTENCE_ENDS.search(line)))


# ---- what the books know


@dataclass(frozen=True, slots=True)
class _Words:
    no_places: frozenset[str]
    agencies: frozenset[str]
    bylines: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_yaml("residue", "openings.yaml")
    return _Words(
        frozenset(data["no_places"]),
        frozenset(data["agencies"]),
        re.compile("|".join(f"(?:{form})" for form in data["bylines"])),
    )


def _known(name: str) -> list[Mention]:
    """What the books know of a name, read as one that opens an article. Capitals are put as in running text as well."""
    scan = Gazetteer.load().scan
    return scan(f"{name} - ") or (scan(f"{_cased(name)} - ") if name.isupper() else [])


def _is_known(name: str, *, whole: bool = False) -> bool:
    """Whether the words name a place (or, unless the whole has to, begin with one)."""
    name = name.split("/")[0].strip()[:_LONG]
    for mention in _known(name):
        if mention.label in {Label.PLACE, Label.COUNTRY} and mention.how != "demonym" and mention.at.start == 0:
            if mention.label is Label.COUNTRY and whole and mention.how != "metonym":
                return False
            return not whole or mention.at.end >= len(name.rstrip("."))
    return False


def _is_body(name: str) -> bool:
    return any(mention.label in {Label.ORGANIZATION, Label.BODY, Label.OFFICE, Label.NAME} for mention in _known(name))


def _country_in(name: str) -> str | None:
    """The state that the words name or lie in."""
    mentions = [
        mention for mention in _known(name) if mention.country and mention.label in {Label.COUNTRY, Label.PLACE}
    ]
    stated = [mention for mention in mentions if mention.label is Label.COUNTRY]
    return (stated or mentions)[0].country if mentions else None


def _is_time_word(name: str) -> bool:
    written = written_at(name)
    return written is not None


def _cased(name: str) -> str:
    """ "PORT-AU-PRINCE" as running text writes it; names of few letters are left as they are."""
    if not name.isupper() or len(name) <= _SHORT_TITLE:
        return name
    small = re.sub(r"(?:(?<![^\W\d_])[^\W\d_][’'])?[^\W\d_](?:[’']?[^\W\d_])*", _capital, name)
    small = re.sub(
        r"(?<=[ -])(De|Da|Do|Dos|Del|La|Las|Le|Les|Los|El|Al|Of|The|Sur|Upon|And|Au|Aux|En)(?=[ -])",
        lambda m: m.group().lower(),
        small,
    )
    return small


def _capital(word: re.Match[str]) -> str:
    """One word with its capital; behind a prefix of one letter stands a second: "N'Djamena"."""
    letters = word.group()
    if letters in _ACRONYMS:
        return letters
    if letters[1:2] in {"'", "’"}:
        return letters[:2] + letters[2:].capitalize()
    return letters.capitalize()


def _iso(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
