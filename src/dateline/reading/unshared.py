"""What is told like an event and is none between parties: talks at home, laws, what others are held in honour of."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from dateline.reading.candidates import UNTOLD, Kind
from dateline.reading.found import Found
from dateline.reading.frame import Frame, words_beside

_ALONE, _SURE = frozenset({"meeting", "agreement", "deployment"}), 0.6
_OF_TWO = frozenset({"bilateral", "call"})  # modes of a meeting that need somebody from elsewhere
_NAMED_SURE = 0.95  # how sure an exercise must be of which a series tells that others come, whom nobody names
_OBJECT = 7  # words behind a trigger of signing among which its object is looked for

Lists = Mapping[str, AbstractSet[str]]


def of_two_sides(found: Sequence[Found], people: Sequence[str | None]) -> list[Found]:
    """Events between parties: one country alone, and no body with it, makes none unless the trigger is sure.

    Gatherings, treaties and deployments of which only one party is told do stand in articles, and exercises of a series
    that is known to be held with others; a lone visitor does not, and a talk of two is domestic where everybody who
    takes part serves that one country.

    Args:
        found: Events with their values.
        people: The country of each person, by the number that choices of persons carry.
    """
    return [event for event in found if _has_two_sides(event, people)]


def _has_two_sides(event: Found, people: Sequence[str | None]) -> bool:
    served = {people[int(c.value)] for c in event.people}
    if len(event.countries) > 1 or event.organizations or not served <= event.parties:
        return True
    if event.kind == "meeting" and event.mode in _OF_TWO:
        return False
    if event.kind == "exercise" and event.score > _NAMED_SURE:
        at = event.name.at
        return at is not None and at.kind is Kind.SERIES
    return (event.kind in _ALONE and event.score > _SURE) or len(event.people) > 1


def without_laws(found: Sequence[Found], frame: Frame, lists: Lists) -> list[Found]:
    """No agreement where a state gives itself a law: "signed Executive Order 13974", "signed two bills into law".

    An agreement of one state alone only where its sentence tells of one, and of no law and no order: "the parties to
    the war signed a truce".
    """
    return [event for event in found if event.kind != "agreement" or not _is_law(event, frame, lists)]


def _is_law(event: Found, frame: Frame, lists: Lists) -> bool:
    behind = [word.casefold() for word in frame.words.texts[event.at[1] + 1 : event.at[1] + 1 + _OBJECT]]
    pairs = map("_".join, pairwise(behind))
    if not lists["own_acts"].isdisjoint([*behind, *pairs]):
        return True
    if len(event.countries) > 1 or event.organizations:
        return False
    told = words_beside(frame, event.at[0])
    return told.isdisjoint(lists["accords"]) or not told.isdisjoint(lists["laws"])


def without_own_gatherings(
    found: Sequence[Found], frame: Frame, people: Sequence[str | None], abroad: AbstractSet[str]
) -> list[Found]:
    """No meeting of the publisher's own state with itself: none of its officials known to be from elsewhere takes part.

    A gathering of more is one where its sentence tells of others ("the foreign ministers met") or it has a proper name.

    Args:
        found: Events with their values.
        frame: The article.
        people: The country of each person, by the number that choices of persons carry.
        abroad: Words that tell of others, folded of case.
    """
    return [event for event in found if not _is_own(event, frame, people, abroad)]


def _is_own(event: Found, frame: Frame, people: Sequence[str | None], abroad: AbstractSet[str]) -> bool:
    if event.kind != "meeting" or len(event.countries) != 1 or event.organizations or not event.people:
        return False
    if not event.parties <= frame.favoured or not {people[int(c.value)] for c in event.people} <= {
        None,
        *event.parties,
    }:
        return False
    told = words_beside(frame, event.at[0])
    return event.name.value == UNTOLD and abroad.isdisjoint(told)


def without_purposes(found: Sequence[Found], frame: Frame, lists: Lists) -> list[Found]:
    """No event where an occasion is said to be held "in commemoration of" something: that is why it is held.

    Args:
        found: Events with their values.
        frame: The article.
        lists: The codebook's words: what something is held in, and what says that somebody takes part in it after all.
    """
    return [event for event in found if not _is_purpose(event, frame, lists)]


def _is_purpose(event: Found, frame: Frame, lists: Lists) -> bool:
    first, last = event.at
    words = frame.words.texts
    before, noun, behind = words[max(0, first - 2) : first], words[last], words[last + 1 : last + 2]
    if noun.casefold() not in lists["purposes"] or behind != ["of"] or before[-1:] not in (["in"], ["In"]):
        return False
    return before[0].casefold() not in lists["taking_part"]
