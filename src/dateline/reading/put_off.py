"""What was put off to another day: an event called off on the old day, and one planned for the new."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from dateline.reading.candidates import UNTOLD, Occurrence
from dateline.reading.days import days_of, first_readings
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame

Lists = Mapping[str, AbstractSet[str]]

_RULE = "off.new_day@1"
_REACH = 14  # words between the verb and the new day: "postponed, at the request of the host, to Monday"
_SKIPPED = 3  # words between "until" and the new day: "until later in April"
_APART = 4  # words between "put" and "off"
_LED = 4  # words before the old day among which "due" is looked for
_LESS = 0.8  # how sure the second event is beside the first


@dataclass(frozen=True, slots=True)
class _Move:
    """Words that move an occasion, by the first and the last, the day to which they do and the day from which.

    "Originally due" are such words: they tell the old day, and the new one is that for which it is planned now.
    """

    at: tuple[int, int]
    new: Occurrence | None
    old: Occurrence | None

    def moves(self, event: Found) -> bool:
        """Whether an event is what is moved: called off, or planned for the new day."""
        if self.new is None:
            return event.status == "planned" and event.date.at is not None and not _is_told(self.old, event.date)
        return event.status == "cancelled" or (event.status == "planned" and _is_told(self.new, event.date))


def on_both_days(found: Sequence[Found], frame: Frame, dates: Sequence[Occurrence], lists: Lists) -> list[Found]:
    """Two events for what was moved to a day that is told: one called off, and one planned for that day.

    "The talks, due on Tuesday, were put off to 3 June": whichever of the two the heads found, the other is added.

    Args:
        found: Events with their values.
        frame: The article.
        dates: The words that tell days.
        lists: Words of the codebook: verbs that move, what makes ``put`` such a verb, what tells that a day was set.
    """
    first = first_readings(dates)
    out = list(found)
    for move in [*_moved_to(frame, first, lists), *_moved_from(frame, first, lists)]:
        if event := _nearest(out, move, frame):
            own, other = _both(event, move)
            out[out.index(event)] = own
            if not any(_is_same(one, other) for one in out):
                out.append(other)
    return sorted(out, key=lambda f: (f.at, f.kind))


def _nearest(found: Sequence[Found], move: _Move, frame: Frame) -> Found | None:
    """The event that is moved: of those in the sentence the one whose trigger stands nearest to the words."""
    sentences = frame.words.sentences
    here = [event for event in found if sentences[event.at[0]] == sentences[move.at[0]] and move.moves(event)]
    return min(here, key=lambda event: (abs(event.at[0] - move.at[0]), event.at, event.kind), default=None)


def _both(event: Found, move: _Move) -> tuple[Found, Found]:
    """What was found, with its own day, and the other of the two."""
    old = Choice(move.old.value, event.score, move.old) if move.old else Choice(UNTOLD, 1.0)
    new = Choice(move.new.value, event.score, move.new) if move.new else event.date
    at = move.at if move.at != event.at or move.new is None else (move.new.first, move.new.last)
    other = replace(event, at=at, score=event.score * _LESS, rule=_RULE, merged=[])
    if event.status == "cancelled":
        told = old if _is_told(move.new, event.date) else event.date
        return replace(event, date=told), replace(other, status="planned", date=new)
    return event, replace(other, status="cancelled", date=old)


def _is_told(day: Occurrence | None, date: Choice) -> bool:
    """Whether a chosen date begins on the day that some words tell."""
    return day is not None and _start(day.value) == _start(date.value)


def _is_same(one: Found, other: Found) -> bool:
    """Whether an event is there already: its kind, parties and status, at no other time."""
    if (one.kind, one.status, one.parties) != (other.kind, other.status, other.parties):
        return False
    return UNTOLD in (one.date.value, other.date.value) or _start(one.date.value) == _start(other.date.value)


def _start(value: str) -> str:
    return value.partition("/")[0]


def _moved_to(frame: Frame, dates: Sequence[Occurrence], lists: Lists) -> Iterator[_Move]:
    """Every verb that moves something to a day that is still to come: "postponed to Monday"."""
    words, seen = [word.lower() for word in frame.words.texts], set[tuple[int, int]]()
    for new in dates:
        led = next(
            (i for i in range(new.first - 1, new.first - 2 - _SKIPPED, -1) if words[i] not in lists["later"]), -1
        )
        if led < 0 or words[led] not in lists["aims"] or not _is_ahead(new, frame):
            continue
        verb = _verb_before(words, led, frame, lists)
        if verb and verb not in seen:
            seen.add(verb)
            yield _Move(verb, new, _day_set(words, new, verb, dates, frame, lists))


def _moved_from(frame: Frame, dates: Sequence[Occurrence], lists: Lists) -> Iterator[_Move]:
    """Every day for which something was planned once: "previously slated for Monday"."""
    words, sentences = [word.lower() for word in frame.words.texts], frame.words.sentences
    for old in dates:
        led = range(max(0, old.first - _LED), old.first)
        once = [i for i in led if words[i] in lists["once"] and sentences[i] == sentences[old.first]]
        if once and any(words[i] in lists["was_set"] for i in led) and _start(old.value):
            yield _Move((once[-1], once[-1]), None, old)


def _is_ahead(day: Occurrence, frame: Frame) -> bool:
    published = frame.article.published
    return published is not None and bool(_start(day.value)) and days_of(day.value).latest_end > published


def _verb_before(words: Sequence[str], led: int, frame: Frame, lists: Lists) -> tuple[int, int] | None:
    """The nearest verb that moves, before the word that leads to the new day, in its sentence."""
    sentences = frame.words.sentences
    for i in range(led - 1, max(-1, led - _REACH), -1):
        if sentences[i] != sentences[led]:
            return None
        if words[i] in lists["moves"]:
            return i, i
        if words[i] in lists["away"]:
            first = next((j for j in range(i - 1, max(-1, i - _APART - 1), -1) if words[j] in lists["puts"]), None)
            if first is not None:
                return first, i
    return None


def _day_set(
    words: Sequence[str], new: Occurrence, verb: tuple[int, int], dates: Sequence[Occurrence], frame: Frame,
    lists: Lists,
) -> Occurrence | None:  # fmt: skip
    """The day on which it was to be: behind "from", or behind a word that tells that it was set."""
    sentence = frame.words.sentences[new.first]
    for day in dates:
        if day.first == new.first or frame.words.sentences[day.first] != sentence or not _start(day.value):
            continue
        led = words[max(0, day.first - _LED) : day.first]
        if (led[-1:] == ["from"] and day.first > verb[0]) or not lists["was_set"].isdisjoint(led):
            return day
    return None
