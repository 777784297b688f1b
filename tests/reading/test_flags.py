"""What the books and rules know of each word."""

from dateline.model.span import Span
from dateline.reading.flags import flags_of
from tests.reading import small_book

TEXT = "Arland's Ines Maren met Tomas Ruh of Belmar in Arden. They left.\nCorvia stayed away."


def test_flags_say_what_the_books_know_of_each_word():
    frame = small_book.frame(TEXT)
    flags = flags_of(frame.words, frame.mentions, [], [Span(0, 6)], [Span(len(TEXT) - 5, len(TEXT))])
    assert flags[0].nonzero()[0].tolist() == [0, 12]  # a state, in a quotation
    assert flags[-1].nonzero()[0].tolist() == [13]  # residue
    assert not flags[2].any()
