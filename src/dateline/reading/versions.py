"""Which software, books and weights read: what makes a reading repeatable."""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline import __version__
from dateline.books import compiled
from dateline.books.codebook import Codebook
from dateline.books.source import DATA
from dateline.model.claim import Versions
from dateline.reading.weights import Weights

CODEBOOK = "1.1"
_SHOWN = 8  # letters of a digest
_WORDS = ("codebook", "persons", "places", "residue", "series", "statements", "times")  # folders of what the rules say


def versions_of(book: Codebook, encoder: str | None) -> Versions:
    """The versions of a reader with this codebook and an encoder of this digest; None is no encoder."""
    return Versions(
        software=__version__,
        codebook=f"{CODEBOOK}+{sha256(f'{book.digest} {words_digest()}'.encode()).hexdigest()[:_SHOWN]}",
        register=compiled.digest()[:_SHOWN],
        encoder=encoder[:_SHOWN] if encoder else None,
    )


@cache
def words_digest() -> str:
    """What tells this state of all words and patterns that the rules read by from any other."""
    digest = sha256()
    for folder in _WORDS:
        for path in _files(DATA / folder):
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    """All files of a folder and those in it, in order."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def versions(*, encoder: bool = True, rules: Sequence[Path] = ()) -> Versions:
    """The versions that ``Reader.load`` with the same arguments will have, told without loading it.

    Raises:
        CodebookError: A rule of yours is not sound.
        ModelError: There are no weights.
    """
    book = Codebook.of_files(rules) if rules else Codebook.load()
    return versions_of(book, Weights.of().digest if encoder else None)
