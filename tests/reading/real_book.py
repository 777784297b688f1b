"""Texts framed by the books that ship, for tests of what rests on real places."""

from datetime import date

from dateline.books.gazetteer import Gazetteer
from dateline.model.article import Article
from dateline.reading.frame import Frame, frame_of


def framed(text: str) -> Frame:
    """A text of Friday 7 June 2024."""
    return frame_of(Article.of(text, date(2024, 6, 7)), Gazetteer.load().scan)


def word(frame: Frame, text: str) -> tuple[int, int]:
    """Where a word stands first, as a trigger of one word."""
    i = frame.words.texts.index(text)
    return i, i
