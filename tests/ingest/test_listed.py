from datetime import timedelta
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.ingest.listed import FullText, listed
from dateline.ingest.listed_check import period
from dateline.model.kept import SourceClass

WHOLE = """
    sources:
      - name: Arland Ministry of Defence
        feed: https://www.mod.example/rss.xml
        class: official
        language: en
        country: ARL
        licence: reuse with a credit
        hosts: [cdn.example, www.press.example]
        every: 2h
        text: page
      - name: Letters
        folder: letters
      - name: Crawl
        archive: crawl/*.warc.gz
        class: newspaper
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "sources.yaml"
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
        return path

    return write


def test_each_source_says_what_it_is_and_stands_on_its_line(write, tmp_path):
    ministry, letters, crawl = listed(write(WHOLE))
    assert (ministry.feed, ministry.source_class) == ("https://www.mod.example/rss.xml", SourceClass.OFFICIAL)
    assert (ministry.language, ministry.country, ministry.licence) == ("en", "ARL", "reuse with a credit")
    assert ministry.hosts == {"mod.example", "cdn.example", "press.example"}
    assert (ministry.every, ministry.text) == (timedelta(hours=2), FullText.PAGE)
    assert (letters.folder, letters.source_class, letters.text) == (tmp_path / "letters", None, FullText.AUTO)
    assert crawl.archive == str(tmp_path / "crawl/*.warc.gz")
    assert [one.place.rpartition(":")[2] for one in (ministry, letters, crawl)] == ["2", "11", "13"]


def test_files_of_a_source_come_by_name_without_hidden_ones(write, tmp_path):
    for name in (
        "letters/b.txt",
        "letters/a/c.txt",
        "letters/.x.txt",
        "letters/.git/y",
        "crawl/2.warc.gz",
        "crawl/1.warc.gz",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    _, letters, crawl = listed(write(WHOLE))
    assert [str(path.relative_to(tmp_path)) for path in letters.files()] == ["letters/a/c.txt", "letters/b.txt"]
    assert [path.name for path in crawl.files()] == ["1.warc.gz", "2.warc.gz"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("sources:\n- feed: https://a.example/\n", 2, 'has no "name"'),
        ("sources:\n- name: A\n  fed: https://a.example/\n", 3, 'did you mean "feed"?'),
        ("sources:\n- name: A\n  feed: https://a.example/\n  class: oficial\n", 4, "use one of official, wire"),
        ("sources:\n- name: A\n  feed: https://a.example/\n  country: India\n", 4, "three capital letters"),
        ("sources:\n- name: A\n  feed: https://a.example/\n  language: no\n", 4, "quotation marks"),
        ("sources:\n- name: A\n  feed: a.example/rss\n", 3, "write it as https://host/path"),
        ("sources:\n- name: A\n  feed: https://u:p@a.example/rss\n", 3, "holds a password"),
        ("sources:\n- name: A\n  feed: https://a.example/\n  every: often\n", 4, "write 30m, 2h or 1d"),
        ("sources:\n- name: A\n  feed: https://a.example/\n  every: 5s\n", 4, "between a minute"),
        ("sources:\n- name: A\n  feed: https://a.example/\n  hosts: [https://b.example/]\n", 4, "name of a host"),
        ("sources:\n- name: A\n  feed: https://a.example/\n  folder: b\n", 2, "feed and folder at once"),
        ("sources:\n- name: A\n", 2, "says not where it is"),
        ("sources:\n- name: A\n  folder: b\n- name: A\n  folder: c\n", 4, "listed again"),
        ("sources:\n- name: A\n  folder: b\n  folder: c\n", 4, 'says "folder" again'),
        ("sources: []\n", 1, '"sources"'),
        ("sources:\n- name: A\n   folder: b\n", 3, "is no YAML"),
        ("sources:\n- A\n", 2, "is not as it may be"),
        ("sorces:\n- name: A\n", 1, ""),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_and_the_mend(write, text, line, says):
    path = write(text)
    with pytest.raises(SourceError) as caught:
        listed(path)
    assert says in str(caught.value)
    assert f"{path}:{line}" in str(caught.value)
    assert caught.value.mend


def test_all_faults_are_told_at_once(write):
    with pytest.raises(SourceError) as caught:
        listed(write("sources:\n- nam: A\n  feed: x\n- name: B\n  folder: b\n  country: b\n"))
    assert caught.value.what.startswith("4 faults")
    assert caught.value.code == "sources.faults"


@pytest.mark.parametrize(
    ("text", "code"), [("- a\n", "sources.list"), ("", "sources.list"), ("words\n", "sources.list")]
)
def test_a_file_that_lists_nothing_is_told(write, text, code):
    with pytest.raises(SourceError) as caught:
        listed(write(text))
    assert caught.value.code == code


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceError) as caught:
        listed(tmp_path / "none.yaml")
    assert caught.value.code == "sources.file"


@pytest.mark.parametrize(
    ("words", "found"), [("90s", timedelta(seconds=90)), (" 30 m", timedelta(minutes=30)), ("1d", timedelta(days=1))]
)
def test_a_stretch_of_time_is_written_as_people_do(words, found):
    assert period(words) == found


_any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


_said = st.sampled_from(["feed", "folder", "class", "every", "hosts", "text"])
_files = st.one_of(
    st.text(max_size=60),
    st.builds("sources: {!r}".format, _any),
    st.builds("sources: [{{name: A, {}: {!r}}}]".format, _said, _any),
)


@given(_files)
def test_no_file_of_sources_crashes_it(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("s") / "sources.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        found = listed(path)
    except SourceError:
        return
    assert found
