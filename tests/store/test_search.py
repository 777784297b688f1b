import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.columns import writable
from dateline.store.search import phrases, snippet
from tests import make
from tests.store import made

TEXTS = {
    "hold": "They will hold a naval exercise off Corva, and a second naval one.",
    "visit": "The ministers met in Arden. No exercise was named; the fleet of Belmar stayed in port.",
    "accents": "Señor Müller flew to Côte d’Azur, Шойгу said.",
}


@pytest.fixture
def filed(store):
    for title, text in TEXTS.items():
        article = make.article(text, id=title, title=f"About {title}")
        store.append([made.incoming(make.reading(article=article, claims=(), residue=()))])
    return store


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("exercise", {"hold", "visit"}),
        ("NAVAL Exercise", {"hold"}),
        ('"naval exercise"', {"hold"}),
        ('"exercise naval"', set()),
        ("exercise fleet belmar", {"visit"}),
        ("senor muller", {"accents"}),
        ("ШОЙГУ", {"accents"}),
        ("cote azur", {"accents"}),
        ("d'azur", {"accents"}),
        ("about", {"hold", "visit", "accents"}),
        ("exerc", set()),
        ("", set()),
        ("!?", set()),
        ("exercise AND OR NOT * ' \\ ) : & |", set()),
        ("exercise ' \\ ) : & | * -", {"hold", "visit"}),
        ('"unclosed exercise', set()),
        ("\x00 \ud800 exercise", {"hold", "visit"}),
    ],
)
def test_articles_are_found_by_all_words_whatever_their_case_and_accents(filed, asked, expected):
    assert {source.id for source, _ in filed.search(asked)} == expected


def test_the_best_comes_first_and_no_more_than_asked_for(filed):
    text = "An exercise, an exercise and an exercise."
    filed.append(
        [made.incoming(make.reading(article=make.article(text, id="best", title="Exercise"), claims=(), residue=()))]
    )
    assert next(filed.search("exercise"))[0].id == "best"
    assert len(list(filed.search("exercise", limit=2))) == 2


def test_what_was_found_is_marked_in_the_articles_own_words(filed):
    ((_, shown),) = filed.search("senor cote")
    assert shown == "About accents [Señor] Müller flew to [Côte] d’Azur, Шойгу said"


def test_a_snippet_shows_where_most_of_the_words_stand():
    text = "fleet " + "word " * 100 + "the naval exercise of the fleet off Corva " + "word " * 100
    shown = snippet(text, "fleet naval corva")
    assert "the [naval] exercise of the [fleet] off [Corva]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@pytest.mark.parametrize("text", ["", "\x00\ud800", "…", "word", "a " * 5000])
def test_a_snippet_can_be_made_of_any_text(text):
    assert "[" not in snippet(text, "exercise")


@given(st.text())
def test_every_database_can_write_the_words_of_any_text(text):
    words = "".join(phrases(f'"{text}"'))
    assert writable(words) == words


@pytest.mark.parametrize("text", ["a\x00b", "a\x1ab", "a\ud800b\udfff"])
def test_what_no_database_can_write_parts_words(text):
    assert phrases(text) == ["a b"]


@pytest.mark.slow
def test_a_text_of_a_million_different_words_is_searched_as_far_as_the_database_can(store):
    """A tsvector holds a megabyte; whatever a text holds, it is kept, and found by its first words."""
    text = " ".join(f"{n:06x}" for n in range(140_000))
    store.append([made.incoming(make.reading(article=make.article(text), claims=(), residue=()))])
    assert len(list(store.search('"000000 000001" 000100'))) == 1
