"""Hand-coded articles: the gold files of a folder, and the digest that names the set."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ArticleError

Coding = Mapping[str, Any]
"""One gold file, or one reading in the same form: ``id``, ``events``, ``quotations``, ``people``."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The codings of a folder by file name, and a digest of the codings and the articles that they speak of."""

    codings: tuple[Coding, ...]
    digest: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The articles that are coded."""
        return tuple(str(coding["id"]) for coding in self.codings)


def gold(folder: Path, articles: Path | None = None) -> Gold:
    """The gold files of a folder.

    Args:
        folder: Holds one ``ID.json`` an article; of files of another form none.
        articles: Where the articles lie as ``ID.json``; they enter the digest only.

    Raises:
        ArticleError: The folder holds no gold file, or one that cannot be read.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise ArticleError(
            "holds no gold file", place=str(folder), mend="name a folder of codings, ID.json each", code="gold.none"
        )
    texts = [path.read_bytes() for path in paths]
    codings = tuple(_coding(path, text) for path, text in zip(paths, texts, strict=True))
    return Gold(codings, _digest([*texts, *_articles(articles, paths)]))


def readings_of(path: Path) -> dict[str, Coding]:
    """Readings by article, from a file of JSON Lines as ``read --json`` writes it.

    Raises:
        ArticleError: A line is no reading.
    """
    lines = path.read_bytes().split(b"\n")
    readings = (_coding(path, line) for line in lines if line.strip())
    return {str(reading["id"]): reading for reading in readings}


def _articles(folder: Path | None, codings: Sequence[Path]) -> list[bytes]:
    if folder is None:
        return []
    return [(folder / path.name).read_bytes() for path in codings if (folder / path.name).is_file()]


def _digest(texts: Sequence[bytes]) -> str:
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text).digest())
    return whole.hexdigest()[:16]


def _coding(path: Path, text: bytes) -> Coding:
    try:
        coding: Coding = json.loads(text)
    except ValueError as fault:
        raise ArticleError(
            f"is no JSON ({fault})", place=str(path), mend="see the codebook, “The gold file”", code="gold.form"
        ) from fault
    if not isinstance(coding, dict) or "id" not in coding or not isinstance(coding.get("events"), list):
        raise ArticleError(
            "lacks an id or a list of events",
            place=str(path),
            mend="see the codebook, “The gold file”",
            code="gold.form",
        )
    return coding
