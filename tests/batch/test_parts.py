import json
from datetime import date

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from dateline.batch.parts import Cut, parts
from dateline.batch.splits import File, Split, digest_of, splits
from dateline.desk.readings import row_of, schema
from dateline.errors import ArticleError, DatelineError
from dateline.ingest.files import articles
from dateline.model.article import Article
from tests import make
from tests.batch.feeds import feed


def cut(path, size, done=()):
    return [part for split in splits([str(path)]) for part in parts(split, Cut(part=size), done)]


def found(every):
    return [one for part in every for one in part.found]


def sound(part):
    return [one for one in part.found if isinstance(one, Article)]


# ---- splits


def test_the_files_of_a_folder_come_in_the_order_in_which_they_are_read_elsewhere(tmp_path):
    for name in ("b.txt", "a/z.txt", "a.txt", "a/.hidden", ".git/c.txt", "a/b/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"They met at {name}.")
    (split,) = splits([str(tmp_path)])
    (part,) = parts(split, Cut())
    assert [one.text for one in sound(part)] == [
        f"They met at {name}." for name in ("a/b/c.txt", "a/z.txt", "a.txt", "b.txt")
    ]
    assert part.found == tuple(articles([tmp_path]))


def test_small_files_go_together_and_a_large_one_alone(tmp_path):
    for name, size in (("a", 10), ("b", 10), ("c", 2**27), ("d", 10)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    every = list(splits([str(tmp_path)]))
    assert [[file.name[-1] for file in split.files] for split in every] == [["a", "b"], ["c"], ["d"]]
    assert [split.number for split in every] == [0, 1, 2]


def test_a_file_that_grew_makes_another_input(tmp_path):
    feed(tmp_path / "a.jsonl", 2)
    before = digest_of(splits([str(tmp_path)]))
    assert digest_of(splits([str(tmp_path)])) == before
    feed(tmp_path / "a.jsonl", 3)
    assert digest_of(splits([str(tmp_path)])) != before


# ---- parts


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 100])
def test_parts_have_all_that_is_found_in_its_order_and_end_once(tmp_path, size):
    path = feed(tmp_path / "a.jsonl", 7)
    every = cut(path, size)
    assert found(every) == list(articles([path]))
    assert [part.last for part in every] == [False] * (len(every) - 1) + [True]
    assert all(len(part.found) == size for part in every[:-1])
    assert [part.at for part in every][-1] == path.stat().st_size


def test_parts_that_are_done_are_passed_over_and_the_others_stay_what_they_were(tmp_path):
    path = feed(tmp_path / "a.jsonl", 7)
    every = cut(path, 2)
    assert cut(path, 2, {every[0].name, every[2].name}) == [every[1], every[3]]


def test_few_large_articles_make_a_part(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": "They met. " * 90_000}) for _ in range(80)))
    sizes = [len(part.found) for part in cut(path, 1000)]
    assert sizes == [37, 37, 6]


@pytest.mark.parametrize("name", ["none.txt", "empty"])
def test_what_holds_no_articles_is_a_part_with_the_reason(tmp_path, name):
    (tmp_path / "empty").write_bytes(b"")
    (part,) = cut(tmp_path / name, 2)
    assert part.last
    assert all(isinstance(one, ArticleError) for one in part.found)


def test_an_empty_folder_has_no_splits(tmp_path):
    assert list(splits([str(tmp_path)])) == []


# ---- Parquet and addresses


def test_articles_are_read_from_parquet(tmp_path):
    rows = {
        "id": ["n1", "n2", "n3"],
        "published": [date(2024, 6, 3), None, date(2024, 6, 5)],
        "title": ["Talks", None, None],
        "text": ["They met.", "They parted.", None],
        "score": [1.0, 2.0, 3.0],
    }
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(rows), path)
    first, second, third = found(cut(path, 2))
    assert (first.id, first.published, first.title, first.text) == ("n1", date(2024, 6, 3), "Talks", "They met.")
    assert (second.id, second.published, second.origin) == ("n2", None, "a.parquet#2")
    assert isinstance(third, ArticleError)
    assert third.place == f"{path}#3"


def test_a_row_of_parquet_is_the_article_that_a_line_of_json_is(tmp_path):
    told = {"id": "n1", "published": "2024-06-03", "publisher": "Northern Wire", "text": "They met."}
    pq.write_table(pa.table({key: [value] for key, value in told.items()}), tmp_path / "a.parquet")
    (tmp_path / "a.json").write_text(json.dumps(told))
    (ours,), (theirs,) = (found(cut(tmp_path / name, 2)) for name in ("a.parquet", "a.json"))
    assert ours.key == theirs.key


def test_parquet_that_holds_no_articles_says_so(tmp_path):
    pq.write_table(pa.table({"score": [1.0]}), tmp_path / "a.parquet")
    pq.write_table(pa.Table.from_pylist([row_of(make.reading())], schema()), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 and no more")
    whats = [one.what for one in found(cut(tmp_path, 9))]
    assert whats[:2] == ['has no column "text"', "holds readings, not articles"]
    assert whats[2].startswith("is no Parquet")


def test_addresses_are_read_as_files_are():
    fsspec = pytest.importorskip("fsspec", reason="the extra batch is not installed")
    files = fsspec.filesystem("memory")
    lines = [json.dumps({"id": str(number), "text": "They met."}) for number in range(3)]
    files.pipe("/feed/a.jsonl", "\n".join(lines).encode())
    files.pipe("/feed/b.txt", b"They parted.")
    files.pipe("/feed/.c.txt", b"Hidden.")
    (split,) = splits(["memory://feed"])
    assert [file.name for file in split.files] == ["memory:///feed/a.jsonl", "memory:///feed/b.txt"]
    (part,) = parts(split, Cut())
    assert [one.id for one in sound(part)] == ["0", "1", "2", "b"]
    (missing,) = cut("memory://nowhere.txt", 2)
    assert missing.found[0].code == "article.missing"


def test_an_address_of_an_unknown_kind_says_what_to_install():
    with pytest.raises(DatelineError) as fault:
        list(splits(["nosuch://bucket/feed"]))
    assert fault.value.code == "batch.address"


def test_splits_are_values():
    assert Split(number=0, files=(File(name="a", size=3), File(name="b", size=4))).size == 7
