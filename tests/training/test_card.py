"""The model card shows the figures of the weights that ship."""

import json

import pytest

from dateline.reading.weights import FOLDER, MANIFEST, Weights
from tests.training import made

card = made.part("card")
SYNTAX = {"both": {"upos": 0.9712, "xpos": 0.9, "lemma": 0.9, "uas": 0.9, "las": 0.8, "sentences": 0.9}}
F1 = {"p": 0.9, "r": 0.7, "f1": 0.7875, "gold": 10, "found": 8, "tp": 7}
EVENTS = {
    "gold": "0123", "articles": 5, "fields": {"status": 0.9, "start": 0.8}, "by_type": {"meeting": F1},
    "quote_span": F1, **dict.fromkeys(card.EVENTS, F1), "interval": {key: [0.6, 0.95] for key in card.EVENTS},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / MANIFEST).write_text('name = "some"\n')
    return tmp_path


def shipped():
    path = FOLDER / card.FIGURES
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def test_the_card_that_ships_is_up_to_date():
    """Mend: python training/card.py."""
    text = (FOLDER / card.CARD).read_text(encoding="utf-8")
    assert card.written(text, shipped()) == text


@pytest.mark.model
def test_the_figures_that_ship_are_those_of_the_weights_that_ship():
    """Mend: the three commands in the head of training/card.py."""
    if not shipped():
        pytest.skip("no figures have been written down yet: training/card.py")
    assert shipped()["encoder"] == Weights.of(FOLDER).digest


def test_figures_are_gathered_and_shown(folder):
    figures = card.gathered(folder, SYNTAX | {"encoder": Weights.of(folder).digest}, EVENTS, [])
    text = "\n".join(card.figure_tables(figures))
    assert "| both | 0.971 |" in text
    assert "| events | 0.90 | 0.70 | 0.79 (0.60 to 0.95) |" in text
    assert "| meeting | 0.90 | 0.70 | 0.79 | 10 |" in text
    assert "quote_span" not in figures["events"]


def test_figures_of_other_weights_are_refused(folder):
    with pytest.raises(card.CardError, match="measure again"):
        card.gathered(folder, SYNTAX | {"encoder": "b" * 64}, None, [])


def test_figures_of_weights_that_ship_no_more_are_dropped(folder):
    (folder / card.FIGURES).write_text(json.dumps({"encoder": "b" * 64, "events": EVENTS}))
    assert card.gathered(folder, None, None, []) == {"encoder": Weights.of(folder).digest}


def test_every_set_stands_in_the_card_with_its_credit():
    text = (FOLDER / card.CARD).read_text(encoding="utf-8")
    assert all(one.name in text and one.credit in text for one in card.sources())


def test_coded_articles_are_counted(folder):
    (folder / "codings").mkdir()
    for _, coding in made.coded():
        (folder / "codings" / f"{coding['id']}.json").write_text(json.dumps(coding))
    assert card.counted(folder) == {"articles": 2, "events": 4}
