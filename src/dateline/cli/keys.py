"""One key at a time, and a line where a key asks for more: how a person answers at a terminal."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import typer
from rich.text import Text

from dateline.model.event import Event

ENTER = "\n"
_GAP = "  "


class Then(Enum):
    """What comes after a key."""

    STAY = auto()  # the event as it now is
    NEXT = auto()
    LATER = auto()  # the next; this one again at the end
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name in one or two words, what it does in a sentence, and what is called when it is struck.

    What it calls tells what comes next; None: nothing has changed, and another key is waited for.
    """

    letter: str
    name: str
    does: str
    act: Callable[[Event], Then | None]

    @property
    def face(self) -> str:
        """What is written on it."""
        return "Enter" if self.letter == ENTER else self.letter


def struck() -> str:
    """The key that was struck; where there is no terminal, the first letter of the next line.

    Raises:
        EOFError: There is no more input.
    """
    if sys.stdin.isatty():
        key = typer.getchar()
        return ENTER if key in ("\r", "\n", " ") else key.lower()
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line.strip()[:1].lower() or ENTER


def asked(what: str) -> str:
    """A line of words; empty where Enter alone was struck.

    Raises:
        typer.Abort: There is no more input, or it was broken off.
    """
    return str(typer.prompt(what, default="", show_default=False)).strip()


def one_of(words: str, names: Sequence[str]) -> str | None:
    """The one name that begins so, or that is spelt so."""
    word = words.strip().lower()
    found = [name for name in names if name.startswith(word)]
    return word if word in names else found[0] if word and len(found) == 1 else None


def row(keys: Iterable[Key], width: int) -> Text:
    """The keys with their names, in as many lines as it takes."""
    text, used = Text(), 0
    for key in keys:
        length = len(key.face) + 1 + len(key.name)
        if used and used + len(_GAP) + length > width:
            text.append("\n")
            used = 0
        elif used:
            text.append(_GAP)
            used += len(_GAP)
        text.append(key.face, style="bold").append(f" {key.name}", style="dim")
        used += length
    return text


def explained(keys: Iterable[Key]) -> Text:
    """What each key does, one on a line."""
    return Text("\n").join(Text.assemble((f"  {key.face:6}", "bold"), key.does) for key in keys)
