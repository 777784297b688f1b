"""Rounds over coded articles."""

import json

import pytest

from dateline.reading.pieces import Pieces
from tests.training import made

pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")


def write(folder, coded):
    for kind, value in zip(("articles", "codings"), coded, strict=True):
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{value['id']}.json").write_text(json.dumps(value))


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, made.coded()[0])
    return tmp_path


def rounds(folder, seed=1, **more):
    module = made.part("rounds")
    articles = module.Articles({folder: more.pop("often", 1.0)}, made.scan)
    values = {"swap": 0.0, "budget": 10_000} | more
    return iter(module.Rounds(articles, made.scan, Pieces(made.TOKENIZER), rng=made.dice(seed), **values))


def ids(groups):
    return sorted(packed.id for group in groups for packed in group)


def test_articles_that_are_coded_meanwhile_join_the_next_round(folder):
    each = rounds(folder)
    assert ids(next(each)) == ["n01"]
    write(folder, made.coded()[1])
    assert ids(next(each)) == ["n01", "n02"]


@pytest.mark.parametrize(("often", "read"), [(3.0, {3}), (0.0, {0}), (1.5, {1, 2}), (0.5, {0, 1})])
def test_a_round_reads_the_articles_of_a_folder_as_often_as_is_said(folder, often, read):
    each = rounds(folder, often=often)
    assert {len(ids(next(each))) for _ in range(20)} == read


def test_of_two_articles_with_one_id_the_first_folders_counts(folder, tmp_path_factory):
    copy = tmp_path_factory.mktemp("copy")
    write(copy, made.coded()[0])
    articles = made.part("rounds").Articles({folder: 1.0, copy: 2.0}, made.scan)
    assert articles.often == [1.0]


@pytest.mark.parametrize(
    ("told", "means"), [("a/b:2.5", ("a/b", 2.5)), ("a/b", ("a/b", 1)), ("c:/d", ("c:/d", 1)), ("a:.5", ("a", 0.5))]
)
def test_how_often_stands_behind_a_folder(told, means):
    folder, often = made.part("coded").counted(told)
    assert (folder.as_posix(), often) == means


def test_a_small_budget_parts_the_articles(folder):
    write(folder, made.coded()[1])
    assert sorted(map(len, next(rounds(folder, budget=1)))) == [1, 1]
    assert list(map(len, next(rounds(folder)))) == [2]


def test_the_same_seed_gives_the_same_rounds(folder):
    write(folder, made.coded()[1])
    one, other = rounds(folder, swap=0.5), rounds(folder, swap=0.5)
    for _ in range(5):
        texts = [[[p.rows[0].ids.tolist() for p in group] for group in next(each)] for each in (one, other)]
        assert texts[0] == texts[1]


def test_some_groups_give_way_to_others(folder):
    module = made.part("rounds")
    each = module.mixed(rounds(folder), [(1.0, lambda: "other")], made.dice())
    assert list(next(each)) == ["other"]
    each = module.mixed(rounds(folder), [(0.0, lambda: "other")], made.dice())
    assert "other" not in list(next(each))
