"""Texts that were written to keep the reader busy: each of them took many seconds, or minutes, and takes none now."""

import re
import signal
from datetime import date

import pytest
import spacy

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.reading import people
from dateline.reading.days import of_dates
from dateline.reading.frame import words_of
from dateline.reading.people import namings
from dateline.reading.quotations import quoted
from dateline.reading.reader import Reader
from dateline.reading.residue import residue_of
from dateline.reading.times import resolve
from dateline.reading.words import LONGEST

PUBLISHED = date(2024, 6, 3)
ROWS = ["=", "(", ")", "*", "_", "#", '"', "“", "+", "$", "'s", "US$", ".", "-", "a", "1", "a=", "°C"]
"""Signs that spaCy cuts off a word one by one."""


@pytest.fixture(autouse=True)
def _is_over_soon():
    """Stop what would go on for minutes; all of these together take some seconds."""

    def stop(*_):
        pytest.fail("this text keeps the reader busy")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("row", ROWS)
def test_the_words_of_a_row_of_signs_stand_where_they_say(row):
    text = f"Maren said {row * 20_000}) and left\n\nfor Arden."
    words = words_of(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == words.texts
    assert "".join(words.texts) == re.sub(r"\s", "", text)
    assert words.texts[:2] + words.texts[-3:] == ["Maren", "said", "for", "Arden", "."]


@pytest.mark.parametrize("words", ["Arland's minister (ret.), 3.5km/h, U.S.-led", "https://arland.example/a(b)?c=d."])
def test_words_are_cut_as_spacy_cuts_them(words):
    assert words_of(words).texts == [token.text for token in spacy.blank("en").tokenizer(words)]


def test_a_sentence_without_an_end_is_cut():
    numbers = words_of("met " * (2 * LONGEST + 1)).sentences
    assert numbers.tolist() == [0] * LONGEST + [1] * LONGEST + [2]


@pytest.mark.parametrize("blanks", [" ", "\t", " \t"])
def test_blanks_break_no_quotation(blanks):
    text = f'He said "a{blanks * 50_000}b" x'
    (quote,) = quoted(text)
    assert (quote.of(text)[0], quote.of(text)[-1]) == ("a", "b")


def test_blanks_are_no_line():
    assert residue_of(" " * 100_000 + "\n" + " " * 100_000) == []


def test_marks_that_never_close_are_looked_behind_no_farther_than_a_few():
    assert len(quoted("“a " * 20_000)) == 20_000


def test_a_list_of_days_is_read_a_stretch_at_a_time():
    assert resolve("1," * 40_000, PUBLISHED) == []


def test_of_many_lengths_around_a_day_the_nearest_make_stays_with_it():
    text = "on 3 June 2024 for a 2-day visit " * 100
    article = Article.of(text, PUBLISHED)
    made = of_dates(words_of(text), article, resolve(text, PUBLISHED))
    assert len(made) < 100 * 30


def test_of_many_persons_those_named_last_are_asked_who_is_meant(monkeypatch):
    asked = []
    monkeypatch.setattr(people, "may_be_one", lambda short, long: asked.append((short, long)))
    names = [
        f"Ines{'abcdefghij'[i % 10] * (i // 10 + 1)} Maren{'klmnopqrst'[i % 10] * (i // 10 + 1)}" for i in range(900)
    ]
    starts = [sum(len(name) + 2 for name in names[:i]) for i in range(len(names))]
    found = namings(", ".join(names), [Span(at, at + len(name)) for at, name in zip(starts, names, strict=True)])
    assert len(found) == 900
    assert len(asked) < 900 * 300


@pytest.fixture(scope="module")
def reader():
    return Reader.load(encoder=False)


@pytest.mark.parametrize(
    "words",
    [
        "met ",
        "Norway met with Japan, ",
        "Norway met with Japan. ",
        "said ",
        "will not meet here, ",
        "(",
        '"',
        "=",
        " ",
        "1,",
    ],
)
def test_a_reader_comes_to_an_end(reader, words):
    text = words * (16_000 // len(words))
    reading = reader.read(Article.of(f"OSLO, June 3 (NWA) - {text} met.", PUBLISHED))
    assert reading.language == "en"


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2), date(9999, 12, 30), date.max])
def test_stays_at_the_ends_of_the_calendar_are_cut_there(day):
    text = (
        "Indian Defence Minister Rajnath Singh arrived in Moscow on Thursday for a four-day visit. On the third day of "
        "his visit he met Sergei Shoigu. The day after his arrival he left. They meet at the turn of the year."
    )
    for encoder in (True, False):
        Reader.load(encoder=encoder).read(Article.of(text, day))
