"""What the books and rules know of each word."""

from datetime import date

from dateline.model.span import Span
from dateline.reading import flags as flags_module
from dateline.reading.flags import flags_of
from dateline.reading.times import resolve
from tests.reading import small_book

TEXT = "Arland's Ines Maren met Tomas Ruh of Belmar in Arden. They left.\nCorvia stayed away."


def test_flags_say_what_the_books_know_of_each_word():
    frame = small_book.frame(TEXT)
    flags = flags_of(frame.words, frame.mentions, [], [Span(0, 6)], [Span(len(TEXT) - 5, len(TEXT))])
    assert flags[0].nonzero()[0].tolist() == [0, 12]  # a state, in a quotation
    assert flags[-1].nonzero()[0].tolist() == [13]  # residue
    assert not flags[2].any()


def test_the_encoder_is_told_of_days_and_lengths_but_not_of_decades_nor_of_rules_that_it_was_never_taught(monkeypatch):
    monkeypatch.setattr(flags_module, "UNTAUGHT", frozenset({"lasting.bare"}))
    text = "They met on Friday for a two-day visit, after forty years, in just hours."
    frame = small_book.frame(text)
    times = resolve(text, date(2020, 9, 4))
    flags = flags_of(frame.words, [], times, [], [])
    flagged = [word for word, row in zip(frame.words.texts, flags, strict=True) if row.any()]
    assert [t.words for t in times] == ["Friday", "two-day", "forty years", "hours"]
    assert flagged == ["Friday", "two", "-", "day"]
    assert times[-1].rule.startswith("lasting.bare@")
