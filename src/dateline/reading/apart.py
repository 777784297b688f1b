"""One event of several sides, or one with each of them; and what that makes of a meeting's mode."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame, words_beside

_TWO, _SEVERAL = 2, 3

Lists = Mapping[str, AbstractSet[str]]


def parted(found: Sequence[Found], frame: Frame, people: Sequence[str | None], lists: Lists) -> list[Found]:
    """One meeting or call for each counterpart, where one of two sides has several and its sentence parts them.

    Args:
        found: Events with their values.
        frame: The article.
        people: The country of each person, by the number that choices of persons carry.
        lists: Of ``data/codebook/words.yaml`` those of the words that tell of it ("separately", "each").
    """
    out: list[Found] = []
    for event in found:
        if not _of_several(event) or not _tells_apart(event, frame, lists):
            out.append(event)
            continue
        host = _host(event, frame)
        for other in sorted(event.countries, key=lambda c: c.at.first if c.at else 0):
            if other.value == host.value:
                continue
            pair = {host.value, other.value}
            own = [c for c in event.people if people[int(c.value)] in pair]
            out.append(replace(event, countries=[host, other], people=own, merged=[]))
    return out


def by_its_sides(event: Found) -> Found:
    """A meeting whose mode fits its sides: two states alone are bilateral, three, or one with two bodies, multilateral.

    Of 80 coded meetings of states with two bodies or more 77 are so.
    """
    if event.kind != "meeting" or event.mode == "call":
        return event
    if _of_several(event) or (event.countries and len(event.organizations) >= _TWO):
        return replace(event, mode="multilateral")
    if len(event.parties) == _TWO and not event.organizations:
        return replace(event, mode="bilateral")
    return event


def _of_several(event: Found) -> bool:
    return event.kind == "meeting" and len(event.countries) >= _SEVERAL


def _tells_apart(event: Found, frame: Frame, lists: Lists) -> bool:
    """Whether the sentence of the trigger has a word that parts the sides; of a call, one that does nothing else."""
    sentence = words_beside(frame, event.at[0])
    if event.mode == "call":
        return not lists["surely_apart"].isdisjoint(sentence)
    return event.mode == "bilateral" and (
        not lists["apart"].isdisjoint(sentence) or sentence >= lists["one_after_another"]
    )


def _host(event: Found, frame: Frame) -> Choice:
    """The party that all others met: the one named before the trigger in its sentence, else the likeliest."""
    sentence = frame.words.sentences[event.at[0]]
    before = [
        c for c in event.countries
        if c.at and c.at.first < event.at[0] and frame.words.sentences[c.at.first] == sentence
    ]  # fmt: skip
    if len(before) == 1:
        return before[0]
    favoured = [c for c in event.countries if c.value in frame.favoured]
    return favoured[0] if len(favoured) == 1 else event.countries[0]
