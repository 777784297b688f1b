"""The floors: figures below which the reading of a gold set may not fall."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Floors:
    """What each figure must reach on the set of one digest, figures named as in the scores ("event.f1")."""

    digest: str
    floors: Mapping[str, float]
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure beside its floor."""

    figure: str
    value: float
    floor: float

    @property
    def holds(self) -> bool:
        """Whether the floor holds."""
        return self.value >= self.floor


def floors(path: Path) -> Floors:
    """The floors of a TOML file: ``digest``, and a table ``floors``.

    Raises:
        SettingsError: The file is no such file.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Floors(str(data["digest"]), {key: float(value) for key, value in data["floors"].items()}, str(path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SettingsError(
            f"holds no floors ({fault})",
            place=str(path),
            mend='write digest = "…" and a table [floors] with lines like "event.f1" = 0.8',
            code="gate.form",
        ) from fault


def standings(figures: Mapping[str, Any], asked: Floors, digest: str) -> list[Standing]:
    """Each floor beside the figure that it is set to, in the order of the file.

    Raises:
        SettingsError: The floors are those of another set, or name a figure that is none.
    """
    if digest != asked.digest:
        raise SettingsError(
            f"holds the floors of set {asked.digest}, and this is set {digest}",
            place=asked.place,
            mend="measure the floors anew on this set, and write its digest beside them",
            code="gate.digest",
        )
    return [Standing(name, _value(figures, name, asked.place), floor) for name, floor in asked.floors.items()]


def _value(figures: Mapping[str, Any], name: str, place: str) -> float:
    value: Any = figures
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if not isinstance(value, int | float):
        raise SettingsError(
            f'sets a floor to "{name}", which is no figure',
            place=place,
            mend='name one as evaluate --json prints it, with dots: "fields.start"',
            code="gate.figure",
        )
    return float(value)
