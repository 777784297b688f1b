"""What markup shows: its words, its entities decoded, with the place of each character in the markup."""

import html
import re
from collections.abc import Iterator

from dateline.ingest.clean import aligned
from dateline.ingest.parts import Parts

_UNREAD = "script|style|noscript|template|svg|iframe|textarea|select|title|media"  # a media of NITF is a picture
_MARKUP = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<unread>{_UNREAD})(?=[\s/>]).*?(?:</(?P=unread)\s*>|\Z)"
    r"|<(?P<tag>/?[a-z][\w:.-]*)[^<>]*>|<[!?][^<>]*>|(?P<entity>&(?:\#\d{1,8}|\#x[0-9a-f]{1,6}|[a-z]\w{1,30});?)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong"  # noqa: SIM905
    " sub sup time tt u var wbr"
    " alt-code chron city copyrite country event function location money num object.title org person postaddr"  # NITF
    " pronounce region state story.date virtloc".split()
)


def shown(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """What markup shows, and for each of its characters where it begins and ends in the markup.

    A line ends where a block does, and nowhere else: the line ends of the markup itself are spaces.
    """
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for words, start, end in _pieces(raw):
        pieces.append(words)
        if len(words) == end - start:
            places += [(i, i + 1) for i in range(start, end)]
        else:
            places += [(start, end)] * len(words)
    return "".join(pieces), places


def words_of(raw: str) -> str:
    """All words that markup shows, block by block, one line each."""
    return lines_of(shown(raw)[0])


def lines_of(words: str) -> str:
    """What is shown, without empty lines and without spaces beside spaces."""
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def spaced_lines(raw: str) -> list[str]:
    """The lines of a stretch of markup, with a space wherever a tag stands: for reading words that only style parts."""
    parted = re.sub(r"(?=</?(?:span|a|b|i|em|strong|time|font|small)\b)", " ", raw, flags=re.IGNORECASE)
    pieces = [words for words, _, _ in _pieces(parted)]
    return [" ".join(line.split()) for line in "".join(pieces).split("\n")]


def fragment(raw: str) -> Parts:
    """The article that a stretch of markup is which holds nothing else, as news agencies send it."""
    words, places = shown(raw)
    text = lines_of(words)
    return Parts(text=text, raw=raw, raw_map=aligned(text, words, places))


def _pieces(raw: str) -> Iterator[tuple[str, int, int]]:
    done = 0
    for mark in _MARKUP.finditer(raw):
        if mark.start() > done:
            yield _on_one_line(raw[done : mark.start()]), done, mark.start()
        done = mark.end()
        if mark["entity"]:
            yield html.unescape(mark["entity"]), mark.start(), mark.end()
        elif (mark["tag"] or "div").strip("/").lower().rpartition(":")[2] not in _INLINE:
            yield "\n", mark.start(), mark.end()
    if done < len(raw):
        yield _on_one_line(raw[done:]), done, len(raw)


def _on_one_line(words: str) -> str:
    return words.replace("\n", " ").replace("\r", " ")
