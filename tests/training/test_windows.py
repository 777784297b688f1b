"""Windows as tensors: articles with their header, public sets with what is known of their words."""

import pytest

from dateline.reading.pieces import FLAGS, Pieces
from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
HEADER = FLAGS - 1


@pytest.fixture(scope="module")
def pieces():
    if not made.TOKENIZER.exists():
        pytest.skip("the table of word pieces is not there")
    return Pieces(made.TOKENIZER)


@pytest.fixture(scope="module")
def samples():
    return made.part("samples").samples_of(made.coded(), made.scan)


@pytest.fixture(scope="module")
def packed(samples, pieces):
    return [made.part("rounds").Packed.of(sample, pieces) for sample in samples]


@pytest.fixture(scope="module")
def inputs(packed):
    return made.part("batches").Inputs.of([row for one in packed for row in one.rows])


def test_each_word_points_at_its_first_and_last_piece(samples, inputs, pieces):
    for r, sample in enumerate(samples):
        words = sample.text.words
        for i, cut in enumerate(pieces.cut(words)):
            first, last = int(inputs.first[r, i]), int(inputs.last[r, i])
            assert tuple(inputs.ids[r, first : last + 1].tolist()) == cut, words[i]


def test_shorter_rows_are_filled_up_with_nothing(packed, inputs):
    shorter = min(range(len(packed)), key=lambda r: packed[r].longest)
    size = packed[shorter].longest
    assert size < inputs.ids.shape[1]
    assert not inputs.ids[shorter, size:].any()
    assert not inputs.flags[shorter, size:].any()


def test_the_header_is_flagged_as_such_and_can_be_left_out(samples, packed, inputs, pieces):
    marked = int(inputs.flags[0, :, HEADER].sum())
    bare = made.part("rounds").Packed.of(samples[0], pieces, header=False)
    assert marked == sum(map(len, pieces.cut(samples[0].frame.header)))
    assert bare.longest == packed[0].longest - marked - 1  # and the mark that parts it from the text
    assert not bare.rows[0].flags[:, HEADER].any()


def test_what_the_books_know_is_flagged_on_every_piece_of_its_words(samples, inputs):
    at = samples[0].text.words.index("Arland")
    assert inputs.flags[0, inputs.first[0, at] : inputs.last[0, at] + 1, 0].all()


def text():
    corpora = made.part("corpora")
    grammar = corpora.Grammar(
        starts=[1, 0, 0, 1, 0], upos=["PROPN", "VERB", "PUNCT", "PRON", "VERB"], xpos=["NNP", "VBD", ".", "PRP", "VBD"],
        lemmas=["Maren", "meet", ".", "she", "leave"], heads=[1, -1, 1, 4, -1],
        deps=["nsubj", "root", "punct", "nsubj", "root"],
    )  # fmt: skip
    return corpora.Text(["Maren", "met", ".", "She", "left"], [0], grammar, names={"PER": [1, 0, 0, -1, 0]})


def test_targets_tell_what_is_known_of_each_word(pieces):
    batches = made.part("batches")
    labels = batches.Labels(["PRON", "PROPN", "VERB"], ["NNP", "PRP", "VBD"], ["0", "1et"], ["nsubj", "punct", "root"])
    batch = batches.gather(batches.cut_all([text()], pieces), labels, pieces)
    told = {name: values[0].tolist() for name, values in batch.targets.items()}
    assert batch.words.all()
    assert told["upos"] == [1, 2, -100, 0, 2]
    assert told["script"] == [0, 1, 0, 0, -100]
    assert told["start"] == [1, 0, 0, 1, 0]
    assert told["head"] == [2, 0, 2, 5, 0]
    assert told["dep"] == [0, 2, 1, 0, 2]
    assert told["names"] == [[1, *[-100] * 3], [0, *[-100] * 3], [0, *[-100] * 3], [-100] * 4, [0, *[-100] * 3]]


def test_a_head_in_another_window_is_not_learnt(pieces):
    batches, window = made.part("batches"), made.part("batches").Window
    cut = pieces.cut(text().words)
    targets = batches.targets_of(
        [(text(), window(0, 1, tuple(cut[:1])))], batches.Labels(["PROPN"], ["NNP"], ["0"], ["nsubj"]), 1
    )
    assert targets["upos"][0, 0] == 0
    assert targets["head"][0, 0] == targets["dep"][0, 0] == -100


def test_windows_end_where_sentences_do(pieces):
    long = text()
    long.words = long.words * 40
    for layer in ("starts", "upos", "xpos", "lemmas", "heads", "deps"):
        setattr(long.grammar, layer, getattr(long.grammar, layer) * 40)
    for _, window in made.part("batches").cut_all([long], pieces, made.dice()):
        assert long.grammar.starts[window.start] == 1


def test_a_share_of_the_pieces_is_blanked_and_never_what_frames_a_window():
    ids = torch.tensor([[101, *range(999, 1999), 102, 0, 0]])
    seen = made.part("batches").blanked(ids, 0.3)
    assert seen[0, [0, -3, -2, -1]].tolist() == [101, 102, 0, 0]
    share = float((seen[0, 1:-3] == 103).float().mean())
    assert 0.2 < share < 0.4
    assert torch.equal(made.part("batches").blanked(ids, 0.0), ids)


def test_windows_laid_together_are_of_few_sizes(packed):
    inputs = made.part("batches").Inputs.of([row for one in packed for row in one.rows])
    longest = max(one.longest for one in packed)
    assert inputs.ids.shape[1] % 32 == 0
    assert 0 <= inputs.ids.shape[1] - longest < 32


def test_layers_that_compute_in_sixteen_bits_say_about_what_they_say_in_all(inputs):
    encoder = made.part("network").Encoder([(12, 256)], drop=0.0)
    whole = encoder(*inputs.all())
    encoder.brief = True
    brief = encoder(*inputs.all())
    assert brief.dtype == torch.float32
    assert not torch.equal(brief, whole)
    assert torch.allclose(brief, whole, atol=0.1)
    assert torch.equal(encoder.eval()(*inputs.all()), whole)
