"""The public sets and the coded articles as documents."""

import pytest

from tests.training import made

CONLLU = """# newdoc id = one
# sent_id = one-1
# newpar
1\tMaren\tMaren\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
3-4\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
3\tRuh\tRuh\tPROPN\tNNP\t_\t2\tobj\t_\t_

# sent_id = one-2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

# newdoc id = two
# sent_id = two-1
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


@pytest.fixture(scope="module")
def corpora():
    return made.part("corpora")


def test_a_treebank_is_read_as_documents(corpora, tmp_path):
    path = tmp_path / "some.conllu"
    path.write_text(CONLLU)
    first, second = corpora.treebank([path], {"one-1": ["B-PER", "O", "I-PER"], "two-1": ["O", "O"]})
    assert first.words == ["Maren", "met", "Ruh", "She", "left"]
    assert first.grammar.starts == [1, 0, 0, 1, 0]
    assert first.grammar.heads == [1, -1, 1, 4, -1]
    assert first.breaks == [0]
    assert first.names["PER"] == [1, 0, 1, -1, -1]
    assert second.words == ["Yes"]
    assert second.names["PER"] == [-1]  # tags of another number of words are no tags


@pytest.mark.parametrize(
    ("tags", "chunks"),
    [
        ([], set()),
        ([1, 2, 0, 1, 1], {(0, 2), (3, 4), (4, 5)}),
        ([2, 2, -1, 2], {(0, 2), (3, 4)}),
        ([-100, 0, 1], {(2, 3)}),
    ],
)
def test_tags_are_read_as_spans(corpora, tags, chunks):
    assert corpora.chunks_of(tags) == chunks


def test_a_shorter_name_is_not_laid_over_a_longer_one(corpora):
    tags, offsets = [0, 0, 0], [(0, 3), (4, 6), (7, 12)]
    corpora.mark(tags, offsets, 0, 12)
    corpora.mark(tags, offsets, 7, 12)
    assert tags == [1, 2, 2]


def test_a_coding_tells_all_people_but_not_all_places(corpora):
    article, coding = made.coded()[0]
    text = corpora.text_of(made.part("coded").words_of(article["text"]), "made")
    made.part("coded").lay_names(text, article["text"], coding)
    tags = {kind: dict(zip(text.words, values, strict=True)) for kind, values in text.names.items()}
    assert [tags["PER"][word] for word in ("Ines", "Ruh", "met", "NWA")] == [1, 2, 0, 0]
    assert [tags["LOC"][word] for word in ("Lake", "Orrin", "met", "Belmar")] == [1, 2, 0, -1]


def test_a_set_that_is_missing_is_named_with_the_way_to_get_it(corpora, tmp_path):
    with pytest.raises(SystemExit, match=r"training/fetch\.py"):
        corpora.public(tmp_path)
