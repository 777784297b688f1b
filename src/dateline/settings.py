"""What may be configured, from the environment, in one frozen object."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dateline.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a call of Dateline goes about its work.

    Attributes:
        workers: Processes that read, of one thread each. ``DATELINE_WORKERS``; unset: the cores, two at most.
        many: Articles from which a call is worth more than one process. ``DATELINE_MANY``; unset: 24.
        longest: The most characters that the text of one article may have. ``DATELINE_LONGEST``; unset: a million.
        encoder: Whether the encoder reads; else rules alone do. ``DATELINE_ENCODER``, on or off; unset: on.
        rules: Files of event rules of your own. ``DATELINE_RULES``, parted as in PATH; unset: none.
        record: The record's file, or the URL of a database. ``DATELINE_RECORD``; unset: ``dateline.db`` in this folder.
        coder: Under which name you rule on the record. ``DATELINE_CODER``; unset: your name on this machine.
    """

    workers: int = 2
    many: int = 24
    longest: int = 1_000_000
    encoder: bool = True
    rules: tuple[Path, ...] = ()
    record: str = "dateline.db"
    coder: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings of an environment.

        Raises:
            SettingsError: A setting is not what it may be.
        """
        return cls(
            workers=_count(environment, "DATELINE_WORKERS", min(2, os.cpu_count() or 1)),
            many=_count(environment, "DATELINE_MANY", 24),
            longest=_count(environment, "DATELINE_LONGEST", 1_000_000),
            encoder=_is_on(environment, "DATELINE_ENCODER"),
            rules=tuple(Path(name) for name in environment.get("DATELINE_RULES", "").split(os.pathsep) if name),
            record=environment.get("DATELINE_RECORD", "").strip() or "dateline.db",
            coder=environment.get("DATELINE_CODER", "").strip() or _user(),
        )


def _user() -> str:
    """The name of whoever is at this machine: the session's, else the account's; "" where the account has none."""
    try:
        return getpass.getuser().strip()
    except (ImportError, KeyError, OSError):  # a container's user without a name, a machine without accounts
        return ""


def _count(environment: Mapping[str, str], name: str, unset: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return unset
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingsError(
            f'{name} is "{text}", which is no whole number above zero',
            place="environment",
            mend=f"unset it, or set it to a number: {name}={unset}",
            code="settings.count",
        )
    return int(text)


def _is_on(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "").strip() or "on"
    if text not in ("on", "off"):
        raise SettingsError(
            f'{name} is "{text}", which is neither on nor off',
            place="environment",
            mend=f"unset it, or set it: {name}=off",
            code="settings.switch",
        )
    return text == "on"
