"""An encoder that is held to what its teacher says."""

import json

import pytest

from dateline.reading.pieces import Pieces
from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")


@pytest.fixture
def encoders():
    torch.manual_seed(7)
    network = made.part("network")
    narrow, wide = network.Encoder([(2, 64)] * 2, drop=0.0), network.Encoder([(3, 128)] * 2)
    wide.load_state_dict(wide.state_dict() | {k: v for k, v in narrow.state_dict().items() if "layers" not in k})
    return narrow, wide


@pytest.fixture
def window():
    ids = torch.tensor([[101, 2000, 2001, 2002, 102], [101, 2003, 102, 0, 0]])
    first = torch.tensor([[1, 2, 3], [1, 0, 0]])
    return ids, torch.ones_like(ids), torch.zeros(2, 5, 16), first, first


def test_a_pupil_says_what_its_encoder_says(encoders, window):
    pupil = made.part("likeness").Pupil(*encoders)
    assert torch.equal(pupil(*window), encoders[0](*window))


def test_an_encoder_is_like_itself_and_unlike_another(encoders, window):
    module = made.part("likeness")
    one, other = encoders
    same, different = module.Pupil(one, one), module.Pupil(one, other)
    same(*window), different(*window)
    assert float(same.unlike) == 0
    assert float(different.unlike) > 0.01


def test_only_the_pupil_learns(encoders, window):
    one, other = encoders
    pupil = made.part("likeness").Pupil(one, other)
    pupil(*window)
    pupil.unlike.backward()
    assert one.layers[0].up.weight.grad.abs().sum() > 0
    assert other.layers[0].up.weight.grad is None


def test_what_fills_a_row_up_is_not_looked_at(encoders, window):
    ids, shapes, flags, first, last = window
    pupil = made.part("likeness").Pupil(*encoders)
    pupil(ids[1:, :3], shapes[1:, :3], flags[1:, :3], first[1:], last[1:])
    alone = pupil.unlike
    pupil(ids[1:], shapes[1:], flags[1:], first[1:], last[1:])
    assert torch.allclose(alone, pupil.unlike, atol=1e-5)


def test_texts_are_read_over_and_over_in_groups_within_the_budget(tmp_path):
    text = "Arland's minister met her Belmarian counterpart on Monday, and both spoke of the season at sea.\n\n" * 3
    file = tmp_path / "articles.jsonl"
    lines = [json.dumps({"id": f"n{i}", "published": "2024-06-03", "title": "Talks", "text": text}) for i in range(40)]
    file.write_text("\n".join([*lines, json.dumps({"id": "short", "published": "2024-06-03", "text": "Too short."})]))
    each = made.part("likeness").unread([file], made.scan, Pieces(made.TOKENIZER), 300, made.dice())
    rows = 0
    while rows < 100:
        ids = next(each).inputs.ids
        assert int((ids != 0).sum()) <= 300
        assert bool((ids[:, 0] == 101).all())
        rows += len(ids)


def test_where_there_is_nothing_to_read_it_is_told(tmp_path):
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps({"id": "short", "published": "2024-06-03", "text": "Too short."}))
    with pytest.raises(SystemExit, match="no article of more than"):
        next(made.part("likeness").unread([file], made.scan, Pieces(made.TOKENIZER), 300, made.dice()))
