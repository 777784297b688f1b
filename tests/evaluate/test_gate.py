import json

import pytest

from dateline.errors import ArticleError, SettingsError
from dateline.evaluate.gate import floors, standings
from dateline.evaluate.gold import gold, readings_of

FIGURES = {"event": {"f1": 0.81}, "fields": {"start": 0.7}}


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "floors.toml"
        path.write_text(text)
        return path

    return write


def test_a_floor_holds_where_the_figure_reaches_it(write):
    asked = floors(write('digest = "d1"\n[floors]\n"event.f1" = 0.81\n"fields.start" = 0.75\n'))
    assert [one.holds for one in standings(FIGURES, asked, "d1")] == [True, False]


def test_floors_of_another_set_hold_nothing(write):
    with pytest.raises(SettingsError, match="floors of set d1"):
        standings(FIGURES, floors(write('digest = "d1"\n[floors]\n')), "d2")


def test_a_floor_under_no_figure_is_a_fault(write):
    with pytest.raises(SettingsError, match="which is no figure"):
        standings(FIGURES, floors(write('digest = "d1"\n[floors]\n"event" = 0.8\n')), "d1")


@pytest.mark.parametrize("text", ["", "digest = 1", "no toml at all", '[floors]\nx = "y"'])
def test_a_file_without_floors_is_a_fault(write, text):
    with pytest.raises(SettingsError) as fault:
        floors(write(text))
    assert fault.value.code == "gate.form"


def test_the_digest_of_a_set_changes_with_each_of_its_files(tmp_path):
    (tmp_path / "codings").mkdir()
    (tmp_path / "articles").mkdir()
    coding, article = tmp_path / "codings" / "a1.json", tmp_path / "articles" / "a1.json"
    seen = set()
    for events, text in (([], "one"), ([], "two"), ([{"type": "visit"}], "two")):
        coding.write_text(json.dumps({"id": "a1", "events": events}))
        article.write_text(json.dumps({"id": "a1", "text": text}))
        seen.add(gold(coding.parent, article.parent).digest)
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("text", "code"), [(None, "gold.none"), ("{", "gold.form"), ("[]", "gold.form"), ("{}", "gold.form")]
)
def test_a_folder_without_sound_gold_files_is_a_fault(tmp_path, text, code):
    if text is not None:
        (tmp_path / "a1.json").write_text(text)
    with pytest.raises(ArticleError) as fault:
        gold(tmp_path)
    assert fault.value.code == code


def test_readings_come_from_json_lines(tmp_path):
    path = tmp_path / "readings.jsonl"
    path.write_text('{"id": 7, "events": []}\n\n{"id": "a1", "events": []}\n')
    assert list(readings_of(path)) == ["7", "a1"]
