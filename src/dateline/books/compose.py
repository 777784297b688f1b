"""Bodies with the state beside them: "Russian Ministry of Defence", "Navy of Chile"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.model.mention import Label, Mention
from dateline.model.span import Span

_GENERIC = "gazetteer.body@1"
_POSSESSOR = re.compile(
    r"(?:(?:['\u2019]s?)?[ \n](?:(?:National|Royal|Federal|Republican|Imperial|Northern|Southern|Eastern|Western|"
    r"Central|Joint|Special|state|national|armed|then|new|own)[ ])?(?:['\u2019]s )?|-)"
)
_OF_STATE = re.compile(r"[ \n]of[ \n](?:the[ \n])?|[ ]\(|[ ]in[ ](?:the[ ])?")
_FURTHEST_BEFORE, _FURTHEST_AFTER = 15, 9
_ORDINARY = frozenset({"government", "armed-forces", "parliament", "embassy", "national-guard"})


def bodies_with_states(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """The mentions, bodies of no state of their own widened to the state that stands beside them."""
    states = [mention for mention in mentions if mention.label is Label.COUNTRY and mention.how != "metonym"]
    by_end = {mention.at.end: mention for mention in states}
    by_start = {mention.at.start: mention for mention in states}
    for mention in mentions:
        yield _with_state(mention, by_end, by_start, text) if _is_generic(mention) else mention


def without_ordinary_words(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions without words such as "army" and "Government" that no state stands beside."""
    for mention in mentions:
        word = mention.words[0].islower() or mention.means in _ORDINARY or " " not in mention.words
        if not (_is_generic(mention) and word):
            yield mention


def _is_generic(mention: Mention) -> bool:
    return mention.label is Label.BODY and mention.country is None and mention.rule == _GENERIC


def _with_state(body: Mention, by_end: dict[int, Mention], by_start: dict[int, Mention], text: str) -> Mention:
    start, end = body.at.start, body.at.end
    for before in range(max(0, start - _FURTHEST_BEFORE), start):
        state = by_end.get(before)
        if state and _POSSESSOR.fullmatch(text, before, start):
            return _of(state, body, Span(state.at.start, end), text)
    for after in range(end + 2, end + _FURTHEST_AFTER):
        state = by_start.get(after)
        if state and _OF_STATE.fullmatch(text, end, after):
            return _of(state, body, Span(start, state.at.end), text)
    return body


def _of(state: Mention, body: Mention, at: Span, text: str) -> Mention:
    return replace(body, at=at, words=at.of(text), country=state.country, means=f"{state.country}/{body.means}")
