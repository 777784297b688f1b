"""Which software, books and weights read: what makes a reading repeatable."""

from collections.abc import Sequence
from pathlib import Path

from dateline import __version__
from dateline.books import compiled
from dateline.books.codebook import Codebook
from dateline.model.claim import Versions

CODEBOOK = "1.1"
_SHOWN = 8  # letters of a digest


def versions_of(book: Codebook, encoder: str | None) -> Versions:
    """The versions of a reader with this codebook and an encoder of this digest; None is no encoder."""
    return Versions(
        software=__version__,
        codebook=f"{CODEBOOK}+{book.digest[:_SHOWN]}",
        register=compiled.digest()[:_SHOWN],
        encoder=encoder[:_SHOWN] if encoder else None,
    )


def versions(*, encoder: bool = True, rules: Sequence[Path] = ()) -> Versions:
    """The versions that ``Reader.load`` with the same arguments will have, told without loading it.

    Raises:
        CodebookError: A rule of yours is not sound.
        ModelError: There are no weights.
    """
    book = Codebook.of_files(rules) if rules else Codebook.load()
    if not encoder:
        return versions_of(book, None)
    from dateline.reading.encoder import manifest  # noqa: PLC0415  (its file loads onnxruntime and spaCy)

    return versions_of(book, manifest()["sha256"])
