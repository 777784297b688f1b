"""What any format can do: events go out, and what it could not hold comes back, counted."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from dateline.errors import ExportError
from dateline.export.whole import whole_file, whole_folder
from dateline.model.event import Event, Rule


def no_text(_: str) -> str | None:
    """The text of an article where none is at hand."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is exported, and what made it: goes along with every export.

    Attributes:
        record: The name of the record.
        as_of: The day as of which the record was asked; None for now.
        rule: By which the shown values were chosen.
        text_of: Gives the text of an article by its key; only ``claims`` asks, which quotes the words of its spans.
    """

    software: str
    codebook: str
    register: str
    encoder: str | None = None
    record: str = ""
    as_of: date | None = None
    rule: Rule = Rule.REPRESENTATIVE
    text_of: Callable[[str], str | None] = field(default=no_text, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """All but the texts, as a JSON object."""
        return {
            "record": self.record,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "rule": self.rule.value,
            "software": self.software,
            "codebook": self.codebook,
            "register": self.register,
            "encoder": self.encoder,
        }

    def in_words(self) -> str:
        """The same as a line for people."""
        return ", ".join(f"{name} {value}" for name, value in self.to_json().items() if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What an export could not hold.

    Attributes:
        events: How many events were given.
        written: How many rows, entries or features were written of them.
        lost: How often each thing was lost; the thing is a clause: "events that have no day are left out".
    """

    events: int
    written: int
    lost: Mapping[str, int] = field(hash=False)

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each thing that was lost, in the order in which it was first met."""
        return tuple(f"{what[0].upper()}{what[1:]}: {count:,}." for what, count in self.lost.items())


class Tally:
    """Counts what is lost while a format is written."""

    def __init__(self) -> None:
        self.events = 0
        self.written = 0
        self._lost: Counter[str] = Counter()

    def each(self, events: Iterable[Event]) -> Iterable[Event]:
        """The same events, counted on their way."""
        for event in events:
            self.events += 1
            yield event

    def lose(self, what: str, count: int = 1) -> None:
        """Something could not be held, so many times."""
        if count:
            self._lost[what] += count

    def loss(self) -> Loss:
        """The report."""
        return Loss(events=self.events, written=self.written, lost=dict(self._lost))


Stream = Callable[[Iterable[Event], BinaryIO, About], Loss]
Package = Callable[[Iterable[Event], Path, About], Loss]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how it is called and how it is written.

    Attributes:
        extensions: Of its files, with the full stop, the usual one first.
        says: What it is and for whom, in a sentence.
        stream: Writes it as one file.
        package: Writes it as a folder, where it has one.
        tells_about: Whether a file of it has a place for ``About``; for one that has none it is written beside.
    """

    name: str
    extensions: tuple[str, ...]
    says: str
    stream: Stream
    package: Package | None = None
    tells_about: bool = True

    def write(self, events: Iterable[Event], out: BinaryIO | Path, about: About) -> Loss:
        """Write events to a stream, to a file or, where the format has one and no extension is given, to a folder.

        Files and folders stand there whole or not at all. Beside a file that has no place for it, ``NAME.about.json``
        tells what made it and what was lost.

        Raises:
            ExportError: The file cannot be written, or a package of another extra is needed.
        """
        if not isinstance(out, Path):
            return self.stream(events, out, about)
        try:
            return self._write_path(events, out, about)
        except OSError as error:
            raise ExportError(
                f"cannot be written: {error.strerror or error}",
                place=str(out),
                mend="choose another place, or make room there",
                code="export.write",
            ) from error

    def _write_path(self, events: Iterable[Event], out: Path, about: About) -> Loss:
        if self.package and out.suffix.casefold() not in self.extensions:
            with whole_folder(out) as folder:
                return self.package(events, folder, about)
        with whole_file(out) as file:
            loss = self.stream(events, file, about)
        if not self.tells_about:
            with whole_file(out.with_name(f"{out.name}.about.json")) as file:
                told = {"about": about.to_json(), "events": loss.events, "written": loss.written, "lost": loss.lost}
                file.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")
        return loss
