"""The files of the encoder's folder: one fitting, or none."""

import shutil

import numpy as np
import pytest

from dateline.errors import ModelError
from dateline.reading.encoder import Encoder
from dateline.reading.heads import Heads
from dateline.reading.weights import FILES, FOLDER, MANIFEST, Weights, digest


@pytest.fixture
def written(tmp_path):
    """A folder of weights that holds some files and names others."""

    def written(held, named):
        for name, content in held.items():
            (tmp_path / name).write_bytes(content)
        lines = [f'"{name}" = "{sha256}"' for name, sha256 in named.items()]
        (tmp_path / MANIFEST).write_text("\n".join(["unfused = ['Fusion']", "[files]", *lines]))
        return Weights.of(tmp_path)

    return written


def test_a_file_that_was_fitted_with_the_others_is_found(written, tmp_path):
    (tmp_path / "held").write_bytes(b"table")
    weights = written({"lemmas.json": b"table"}, {"lemmas.json": digest(tmp_path / "held")})
    assert weights.file("lemmas.json").read_bytes() == b"table"
    assert weights.unfused == ("Fusion",)


@pytest.mark.parametrize(
    ("held", "named", "code"),
    [
        ({"lemmas.json": b"another"}, {"lemmas.json": "0" * 64}, "model.digest"),
        ({"lemmas.json": b"table"}, {}, "model.digest"),
        ({}, {"lemmas.json": "0" * 64}, "model.missing"),
    ],
)
def test_any_other_is_refused(written, held, named, code):
    with pytest.raises(ModelError) as fault:
        written(held, named).file("lemmas.json")
    assert fault.value.code == code
    assert fault.value.place.endswith("lemmas.json")
    assert fault.value.mend


@pytest.mark.parametrize("text", [None, b"unfused = [", b"\xff"])
def test_a_folder_that_does_not_tell_of_itself_holds_no_weights(tmp_path, text):
    if text is not None:
        (tmp_path / MANIFEST).write_bytes(text)
    with pytest.raises(ModelError) as fault:
        Weights.of(tmp_path)
    assert fault.value.code == "model.missing"


def test_another_file_under_the_same_name_makes_other_weights(written):
    one, other, again = (written({}, {"heads.npz": sha256}) for sha256 in ("0" * 64, "1" * 64, "0" * 64))
    assert one.digest == again.digest != other.digest


def test_heads_of_another_fitting_are_refused(written, tmp_path):
    np.savez(tmp_path / "heads.npz", gate=np.ones(5))
    with pytest.raises(ModelError) as fault:
        Heads.load(written({}, {"heads.npz": "0" * 64}))
    assert fault.value.code == "model.digest"


@pytest.mark.model
@pytest.mark.slow
class TestOfTheWeightsThatShip:
    """Each file is held to the digest that ``model.toml`` names, whenever it is opened."""

    @pytest.fixture
    def folder(self, tmp_path):
        for path in FOLDER.iterdir():
            (tmp_path / path.name).symlink_to(path)
        return tmp_path

    @staticmethod
    def read(folder):
        weights = Weights.of(folder)
        Heads.load(weights)
        return Encoder.load(weights).parse_words(["Ships", "sailed", "."])

    def test_they_are_those_that_are_named(self, folder):
        assert Weights.of(folder).files.keys() == set(FILES)
        assert self.read(folder).deps

    @pytest.mark.parametrize("name", FILES)
    @pytest.mark.parametrize("fault", ["model.digest", "model.missing"])
    def test_a_file_of_another_fitting_is_refused_and_one_that_is_missing(self, folder, name, fault):
        (folder / name).unlink()
        if fault == "model.digest":
            shutil.copy(FOLDER / name, folder / name)
            with (folder / name).open("ab") as file:
                file.write(b"\n")
        with pytest.raises(ModelError) as raised:
            self.read(folder)
        assert raised.value.code == fault
        assert raised.value.place == str(folder / name)
