"""What a reading is repeatable by."""

import pytest

from dateline.books.codebook import Codebook
from dateline.reading import versions


@pytest.fixture
def other_words(tmp_path, monkeypatch):
    """Words of the rules as they might be: a copy to change."""

    def changed(folder: str, text: str) -> str:
        for name in versions._WORDS:
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / folder / "words.yaml").write_text(text)
        monkeypatch.setattr(versions, "DATA", tmp_path)
        versions.words_digest.cache_clear()
        return versions.versions_of(Codebook.load(), None).codebook

    yield changed
    versions.words_digest.cache_clear()


@pytest.mark.parametrize("folder", versions._WORDS)
def test_other_words_make_another_version(other_words, folder):
    one, other, again = (other_words(folder, text) for text in ("until: [till]", "until: [to]", "until: [till]"))
    assert one == again != other


def test_a_reader_tells_the_version_of_its_codebook_first():
    assert versions.versions_of(Codebook.load(), "abcdef0123").codebook.startswith(f"{versions.CODEBOOK}+")
