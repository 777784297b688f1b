"""Which software, books and weights read: what makes a reading repeatable.

What these versions do not tell apart, ``add`` and ``reread`` take for read already. So they cover all that a reading
depends on: the code that reads, the files of ``data/`` that it opens, the weights. They are digests of the files as
they are, which takes some milliseconds; one that was written down would be forgotten just when it counts. The weights
alone, 24 MB, are told by ``model.toml``, to which each of their files is held when it is opened.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline import __version__
from dateline.books.codebook import Codebook
from dateline.model.claim import Versions
from dateline.reading.weights import Weights

CODEBOOK = "1.1"
ROOMS = ("books", "model", "reading")  # folders of the code that reads
REGISTER = (
    "lexicon.json",
    "origins.json",
    "people.tsv",
    "persons.yaml",
    "register.json",
)  # what is read of data/register
APART = frozenset({"encoder", "register"})  # what of data/ has a version of its own
NOT_READ = frozenset({"crosswalk", "desk", "joining", "pages.yaml", "series", "sources.yaml"})  # what others read
_PACKAGE = files("dateline")
_SHOWN = 8  # letters of a digest


def versions_of(book: Codebook, encoder: str | None) -> Versions:
    """The versions of a reader with this codebook and an encoder of this digest; None is no encoder."""
    return Versions(
        software=f"{__version__}+{code_digest()[:_SHOWN]}",
        codebook=f"{CODEBOOK}+{sha256(f'{book.digest} {words_digest()}'.encode()).hexdigest()[:_SHOWN]}",
        register=register_digest()[:_SHOWN],
        encoder=encoder[:_SHOWN] if encoder else None,
    )


@cache
def code_digest() -> str:
    """What tells this state of the code that reads from any other; cut-offs, leanings and some words stand in code.

    A comment that changes makes another version, too: reading once too often costs time, once too seldom the truth.
    Where a package comes without its sources, the number of its release tells alone.
    """
    return _digest(path for room in ROOMS for path in _files(_PACKAGE / room) if path.name.endswith(".py"))


@cache
def words_digest() -> str:
    """What tells this state of the words and patterns that are read by from any other.

    It covers all of ``data/`` but what has a version of its own and what no reading opens, so that a new file counts
    unless somebody says otherwise.
    """
    return _digest(_files(_PACKAGE / "data", passed_over=APART | NOT_READ))


@cache
def register_digest() -> str:
    """What tells this state of the register from any other; of what is compiled the compiled file counts."""
    return _digest(_PACKAGE.joinpath("data", "register", name) for name in REGISTER)


def _digest(paths: Iterable[Traversable]) -> str:
    digest = sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Traversable, passed_over: frozenset[str] = frozenset()) -> Iterator[Traversable]:
    """All files of a folder and those in it, in order; what is passed over stands in the folder itself."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name in passed_over:
            continue
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
