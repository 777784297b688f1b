"""Lists of states: of four or more that a text lists, none is left out where all others take part.

In 1,135 coded articles that no weights had seen, or that are only looked at, all five lists of which one state was
missing were coded whole. Of shorter lists and of those that lack two it is not so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.mention import Label, Mention
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame

RULE = "list.whole@1"
_LEAST = 4  # states of a list
_JOINS = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?")


def with_whole_lists(found: Sequence[Found], frame: Frame) -> list[Found]:
    """Events with the one state that they lack of a list in their trigger's sentence."""
    lists = list(_lists(frame)) if found else []
    return [_whole(event, frame, lists) for event in found]


def _whole(event: Found, frame: Frame, lists: Sequence[Sequence[Mention]]) -> Found:
    parties = {choice.value for choice in event.countries}
    for listed in lists:
        lacking = [mention for mention in listed if mention.country not in parties]
        if len(lacking) != 1 or not _in_its_sentence(event, listed[0], frame):
            continue
        least = min(choice.score for choice in event.countries)
        return replace(event, countries=[*event.countries, _choice(lacking[0], least, frame)])
    return event


def _choice(mention: Mention, score: float, frame: Frame) -> Choice:
    """A state as a party, as sure as the least sure of the others."""
    reach = frame.words.within(mention.at)
    at = Occurrence(*reach, str(mention.country), Kind.NAME, source=frame.mentions.index(mention)) if reach else None
    return Choice(str(mention.country), score, at, rule=RULE)


def _in_its_sentence(event: Found, first: Mention, frame: Frame) -> bool:
    reach, sentences = frame.words.within(first.at), frame.words.sentences
    return reach is not None and bool(sentences[reach[0]] == sentences[event.at[0]])


def _lists(frame: Frame) -> Iterator[list[Mention]]:
    """Runs of states with nothing but commas and "and" between them."""
    run: list[Mention] = []
    for mention in frame.mentions:
        if mention.label is not Label.COUNTRY or not mention.country:
            continue
        if run and _JOINS.fullmatch(frame.article.text[run[-1].at.end : mention.at.start]):
            run.append(mention)
            continue
        if len({one.country for one in run}) >= _LEAST:
            yield run
        run = [mention]
    if len({one.country for one in run}) >= _LEAST:
        yield run
