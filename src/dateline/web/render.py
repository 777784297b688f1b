"""Templates → pages. Everything that is shown is escaped; nothing that came from an article is ever marked safe."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline import __version__
from dateline.books.countries import name_of, party_of
from dateline.desk.query import left_out
from dateline.desk.sentence import sentence, when
from dateline.desk.wording import name_of_source, worded
from dateline.model.day import Days
from dateline.model.day_codec import days_from_json
from dateline.web.sessions import visitor_of
from dateline.web.subscribed import address

if TYPE_CHECKING:
    from dateline.web.asked import Asked
    from dateline.web.twins import Form

STATIC = Path(__file__).parent / "static"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HARMFUL = ("Cc", "Cs", "Co", "Cn")  # control, half, private and unassigned characters
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"  # those that turn the line


@dataclass(frozen=True, slots=True)
class Tab:
    """An entry of the navigation: what a page's module gives as ``TAB``."""

    title: str
    href: str
    order: int


def page(request: Request, template: str, shown: Mapping[str, Any], forms: Sequence["Form"] = ()) -> str:
    """A template filled in; besides what it is given it has ``here``, ``visitor``, ``tabs``, ``forms``, ``today``.

    ``left_out`` tells of what is asked how many articles an answer as of a day leaves out for want of one.
    ``feed`` makes of the address of a feed the one by which a program can follow it that cannot sign in.
    """
    visitor = visitor_of(request)
    always = {
        "here": here(request),
        "left_out": partial(_left_out, request),
        "feed": partial(address, request.app.state.feed_keys, visitor.user),
        "path": request.url.path,
        "visitor": visitor,
        "accounts": request.app.state.serving.accounts is not None,
        "csrf": visitor.token,
        "tabs": request.app.state.tabs,
        "forms": [(str(form), twin(request, form)) for form in forms],
        "today": request.app.state.serving.desk.clock().date(),
        "fragment": asks_for_part(request),
    }
    return environment().get_template(template).render({**always, **shown})


def _left_out(request: Request, asked: "Asked") -> int:
    """Of the articles that the visitor may see."""
    desk = request.app.state.serving.seen_by(visitor_of(request).user).desk
    return left_out(desk.store, desk.view(asked.as_of, by_adding=asked.by_adding))


def asks_for_part(request: Request) -> bool:
    """Whether htmx asks for a part of the page."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"


def feed_of(request: Request) -> str:
    """The address of this page's feed for whoever asks: it bears their key."""
    return address(request.app.state.feed_keys, visitor_of(request).user, "/")


def here(request: Request) -> str:
    """The address that is asked for, without the host."""
    path = written(request.url.path)
    return f"{path}?{request.url.query}" if request.url.query else path


def twin(request: Request, form: "Form") -> str:
    """The address of a page's twin."""
    path = "/index" if request.url.path == "/" else written(request.url.path)
    return f"{path}.{form}" + (f"?{request.url.query}" if request.url.query else "")


def written(path: str) -> str:
    """A path as an address has it: with a name in it, of whatever characters."""
    return quote(path, safe="/:+,;=@!$'()*~")


def quoted(text: str) -> str:
    """A text as one value of a query string or one part of a path."""
    return quote(text, safe="")


@cache
def environment() -> Environment:
    """The templates, with what they may call."""
    made = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = (
        clean, coded_days, day, days, kind, lasting, marked, moment, quoted, sentence, short, some, text, when, worded,
    )  # fmt: skip
    made.filters |= {one.__name__: one for one in shown} | {"country": name_of, "source": name_of_source}
    made.globals |= {"static": static, "version": __version__, "view_query": view_query, "without": without}
    return made


@cache
def static(name: str) -> str:
    """The address of one of our files; it changes with what is in it, so a browser may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


# ---- filters


def clean(words: object) -> str:
    """Words on one line that neither turn the line around nor hold what cannot be printed."""
    if (told := str(words)).isprintable():
        return " ".join(told.split())
    return " ".join("".join("" if mark in _TURNING else _printable(mark) for mark in told).split())


def text(words: str) -> str:
    """A stretch of an article, character by character: what would turn or break the page is shown as a mark."""
    if all(line.isprintable() for line in words.split("\n")):
        return words
    marks = (mark for mark in words if mark != "\r")
    return "".join("\N{REPLACEMENT CHARACTER}" if mark in _TURNING else _printable(mark) for mark in marks)


def _printable(mark: str) -> str:
    if mark in "\n\r\t ":
        return mark
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(mark) in _HARMFUL else mark


def day(value: date | str | None) -> str:
    """A day as people write it: "3 Sep 2020"; a month or a year as finely as it is given."""
    if value is None:
        return "no day"
    year, *rest = (value.isoformat() if isinstance(value, date) else value)[:10].split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, str(int(year))])


def days(value: Days | None) -> str:
    """Days as finely as they are known: "2–5 Sep 2020", "Nov–Dec 2020", "until 2021", "no day told"."""
    start, end = value.coded() if value else (None, None)
    if start is None:
        return f"until {day(end)}" if end else "no day told"
    return _range(day(start).split(), day(end).split()) if end else day(start)


def coded_days(value: Mapping[str, Any]) -> str:
    """As ``days``, of the object that the codec makes of them."""
    return days(days_from_json(value))


def _range(one: list[str], other: list[str]) -> str:
    shared = 0
    while shared < min(len(one), len(other)) - 1 and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    head = " ".join(one[: len(one) - shared])
    dash = " – " if " " in head else "–"
    return f"{head}{dash}{' '.join(other)}"


def moment(value: datetime) -> str:
    """A moment to the minute, in UTC: "3 Sep 2020, 14:05"."""
    return f"{day(value.date())}, {value:%H:%M}"


def lasting(seconds: float) -> str:
    """How long something took: "40 s", "2 min 10 s", "1 h 5 min"."""
    minutes, left = divmod(round(seconds), 60)
    if minutes >= 60:  # noqa: PLR2004  (an hour)
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {left} s" if minutes else f"{left} s"


def kind(word: str) -> str:
    """A key as a word: ``arms_transfer`` → "arms transfer"."""
    return word.replace("_", " ")


def short(id_: str) -> str:
    """The beginning of an id, which is enough to find the event by."""
    return id_.removeprefix("e-")[:8]


def some(number: int, one: str, many: str = "") -> str:
    """A count with what it counts: "1 event", "3,024 events"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def marked(snippet: str) -> list[tuple[str, bool]]:
    """A snippet of a search in parts, each with whether it is one of the words: they stand between ``[`` and ``]``."""
    return [(part, bool(number % 2)) for number, part in enumerate(_BRACKETS.split(snippet)) if part]


_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def without(every: Sequence[str], one: str) -> list[str]:
    """A list without one of its values, however it is written."""
    return [value for value in every if value.casefold() != one.casefold() and party_of(value) != one]


def view_query(asked: "Asked") -> str:
    """How the record is looked at, for links from one page to another: ``?as_of=…``, or nothing."""
    told = asked.model_dump(mode="json", include={"as_of", "known", "rule"}, exclude_defaults=True)
    return f"?{urlencode(told)}" if told else ""
