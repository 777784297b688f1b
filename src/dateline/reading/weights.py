"""The files of the encoder, fitted together: ``model.toml`` names them, and each is held to its digest there."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dateline.errors import ModelError

FOLDER = Path(__file__).parent.parent / "data" / "encoder"
MANIFEST = "model.toml"
FILES = (
    "encoder.onnx", "grammar.onnx", "heads.npz", "labels.json", "labels.npz", "lemmas.json", "tokenizer.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """A folder of weights, as its ``model.toml`` tells of it.

    ``files`` are the SHA-256 of each file by its name, ``unfused`` what onnxruntime is to leave in parts. Whatever the
    encoder and its heads read by is named there, so the digest of ``model.toml`` tells these weights from any others.
    """

    folder: Path
    digest: str
    files: Mapping[str, str]
    unfused: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path = FOLDER) -> Self:
        """The weights of a folder; only ``model.toml`` is read, which costs nothing.

        Raises:
            ModelError: There is no ``model.toml``, or it cannot be read.
        """
        try:
            raw = (folder / MANIFEST).read_bytes()
            about = tomllib.loads(raw.decode("utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"no weights can be read: {error}", place=str(folder / MANIFEST),
                mend="install Dateline again; `dateline read --no-encoder` reads by rules alone", code="model.missing",
            ) from error  # fmt: skip
        return cls(folder, hashlib.sha256(raw).hexdigest(), about.get("files", {}), tuple(about.get("unfused", ())))

    def file(self, name: str) -> Path:
        """Where a file lies, once it is known to be the one that was fitted with the others.

        It is looked at when it is opened, not all of them at the start: so a file that was exchanged while the program
        runs is refused as well, and who asks for no trees does not wait for theirs.

        Raises:
            ModelError: It cannot be read, or has another digest than ``model.toml`` names, or none is named.
        """
        path = self.folder / name
        found, asked = digest(path), self.files.get(name, "none")
        if found != asked:
            raise ModelError(
                f"has the digest {found[:12]}, and model.toml names {asked[:12]}",
                place=str(path), mend="install Dateline again, or run training/export.py", code="model.digest",
            )  # fmt: skip
        return path


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        ModelError: The file cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"cannot be read: {error.strerror}", place=str(path), mend="install Dateline again", code="model.missing"
        ) from error
