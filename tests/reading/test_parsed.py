"""The encoder's answers as a spaCy document."""

import pytest

from dateline.reading.encoder import Parse
from dateline.reading.parsed import parsed
from tests.reading import small_book


@pytest.mark.parametrize(
    ("text", "heads", "starts"),
    [
        ("Maren left. Ruh stayed.", [1, 1, 1, 4, 4, 4], [0, 3]),
        ("\n Maren left .\n\nRuh stayed . ", [1, 1, 1, 4, 4, 4], [0, 3]),
        ("Maren left, Ruh stayed now.", [3, 1, 1, 1, 1, 3, 1], [0]),
        ("Maren left Arden . Ruh", [1, 1, 1, 1, 4], [0, 4]),
    ],
    ids=["two sentences", "white space around", "arcs that cross", "a word alone"],
)
def test_a_document_has_the_text_and_the_sentences_of_the_parse(text, heads, starts):
    frame = small_book.frame(text)
    words = len(frame.words.texts)
    told = ["X"] * words
    parse = Parse(told, told, told, [i in starts for i in range(words)], heads, ["dep"] * words)
    doc = parsed(frame, parse)
    assert doc.text == text
    begins = [next(token for token in sentence if not token.is_space).idx for sentence in doc.sents]
    assert begins == [frame.words.starts[i] for i in starts]
