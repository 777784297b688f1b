"""What the books and rules know of each word, as the encoder is told it: one flag for each sort of knowledge."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model.day import TimeExpression
from dateline.model.mention import Mention
from dateline.model.span import Span
from dateline.reading.candidates import Kind, kind_of
from dateline.reading.pieces import FLAGS
from dateline.reading.words import Words

_FLAG = {
    Kind.NAME: 0, Kind.DEMONYM: 1, Kind.CAPITAL: 2, Kind.PLACE: 3, Kind.SEA: 4, Kind.ORGANIZATION: 5, Kind.BODY: 6,
    Kind.OFFICE: 7, Kind.OTHER: 8, Kind.SERIES: 9, Kind.METONYM: 14,
}  # fmt: skip
DATE_FLAG, DURATION_FLAG, QUOTE_FLAG, RESIDUE_FLAG, HEADER_FLAG = 10, 11, 12, 13, 15


def flags_of(
    words: Words,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    quotes: Sequence[Span],
    residue: Sequence[Span],
) -> NDArray[np.float32]:
    """What the books and rules know of each word, for the encoder: (words, FLAGS), 0 or 1."""
    flags = np.zeros((len(words.texts), FLAGS), np.float32)

    def lay(span: Span, flag: int) -> None:
        if reach := words.within(span):
            flags[reach[0] : reach[1] + 1, flag] = 1

    for mention in mentions:
        lay(mention.at, _FLAG.get(kind_of(mention), 8))
    for time in times:
        if _is_flagged(time):
            lay(time.at, DURATION_FLAG if time.days is None and time.length else DATE_FLAG)
    for span in quotes:
        lay(span, QUOTE_FLAG)
    for span in residue:
        lay(span, RESIDUE_FLAG)
    return flags


UNTAUGHT: frozenset[str] = frozenset()
"""Rules of times that came after the encoder was taught; empty this when it is taught anew with what they find."""

_LONGEST = 3653  # days: what lasted for decades is no stay


def _is_flagged(time: TimeExpression) -> bool:
    """Whether the encoder is told of an expression: what it never saw flagged would only confuse it."""
    if time.days is None and (time.length or 0) > _LONGEST:
        return False
    return time.rule.partition("@")[0] not in UNTAUGHT
