"""What somebody is asked to: the invitation is an event, a visit to which he is only asked is none yet."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dateline.reading.found import Found
from dateline.reading.frame import Frame
from dateline.reading.words import Words

_REACH = 24  # words between "invited" and what it asks to

Lists = Mapping[str, AbstractSet[str]]


def without_mere_invitations(found: Sequence[Found], frame: Frame, lists: Lists) -> list[Found]:
    """No planned visit of an invitation that nobody accepts in its sentence or the next.

    "Singh invited Shoigu to visit India": he may never come. "The visit or meeting that it invites to is a separate,
    planned event only if the article also says that it is expected, scheduled or accepted" (the codebook). A gathering
    to which some are asked is held without them, too.

    Args:
        found: Events with their values.
        frame: The article.
        lists: Words of the codebook: what invites, what accepts, and what tells before an infinitive that it is no
            more than asked for.
    """
    return [event for event in found if not _is_merely_asked(event, frame.words, lists)]


def with_their_guests(found: Sequence[Found], frame: Frame, lists: Lists) -> list[Found]:
    """Planned talks of one state alone with the parties of the invitation to them that stands before in the sentence.

    "Singh also invited Shoigu to visit India for the next meeting of the commission": the two states hold it.
    A conference to which somebody is asked is held with many.

    Args:
        found: Events with their values.
        frame: The article.
        lists: Words of the codebook: what two states hold, what ends a clause.
    """
    asked = [event for event in found if event.kind == "invitation"]
    return [_with_guests(event, asked, frame.words, lists) for event in found]


def _with_guests(event: Found, asked: Sequence[Found], words: Words, lists: Lists) -> Found:
    if event.kind != "meeting" or event.status != "planned" or len(event.countries) != 1 or event.organizations:
        return event
    at = event.at[0]
    if words.texts[event.at[1]].lower() not in lists["talks_of_two"]:
        return event
    for invitation in asked:
        between = [word.lower() for word in words.texts[invitation.at[1] + 1 : at]]
        here = words.sentences[invitation.at[0]] == words.sentences[at] and 0 < len(between) <= _REACH
        if here and event.parties < invitation.parties and lists["ends_clause"].isdisjoint(between):
            return replace(event, countries=invitation.countries, merged=list(event.merged))
    return event


def _is_merely_asked(event: Found, words: Words, lists: Lists) -> bool:
    if event.status != "planned" or not (event.kind == "visit" or event.mode == "bilateral"):
        return False
    at, sentence = event.at[0], words.sentences[event.at[0]]
    first = max(0, at - _REACH)
    before = [words.texts[i].lower() for i in range(first, at) if words.sentences[i] == sentence]
    asked = [i for i, word in enumerate(before) if word in lists["invites"]]
    if not asked or "to" not in before[asked[-1] :] or not lists["ends_clause"].isdisjoint(before[asked[-1] :]):
        return False
    both = {sentence, sentence + 1}
    here = {word.lower() for word, one in zip(words.texts, words.sentences, strict=True) if one in both}
    return lists["accepts"].isdisjoint(here) and lists["due"].isdisjoint(before)
