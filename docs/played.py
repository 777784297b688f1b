"""The pages that show commands, played from top to bottom on a record of their own, with the outputs that come.

- A block of ``console`` begins with ``$ dateline …``; what it shows is the output of that command.
- Of a page that adds articles to a record, the blocks of ``sh`` and ``python`` are run as well, in their order, and
  have to succeed. A block of ``text`` right behind one of these shows what that prints.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_BLOCK = re.compile(
    r"(?<=```console\n)\$ (?P<command>dateline [^\n]*)\n.*?(?=```)"
    r"|```(?P<kind>sh|python)\n(?P<code>.*?)```(?:\n\n```text\n(?P<text>.*?)```)?",
    re.DOTALL,
)
_DATELINE = [sys.executable, "-c", "from dateline.cli.main import app; app()"]


class FailedError(Exception):
    """A command of a page failed."""


def shows(page: str) -> bool:
    """Whether a page shows the output of a command."""
    return "```console\n$ dateline " in page


def keeps(page: str) -> bool:
    """Whether a page adds articles to a record, and so is run as a whole."""
    return "```console\n$ dateline add " in page


def played(page: str, name: str, *, whole: bool) -> str:
    """A page with the outputs that its commands give now.

    Args:
        page: Its text.
        name: Its name, for faults.
        whole: Whether blocks of ``sh`` and ``python`` are run, too.

    Raises:
        FailedError: One of its commands failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        around = _around(Path(folder))

        def play(found: re.Match[str]) -> str:
            if found["command"]:
                said = _said([*_DATELINE, *found["command"].split()[1:]], around, f"{name}: {found['command']}")
                return f"$ {found['command']}\n{said}"
            if not whole:
                return found[0]
            call = ["bash", "-euc", found["code"]] if found["kind"] == "sh" else [sys.executable, "-c", found["code"]]
            said = _said(call, around, f"{name}: {found['code']}")
            shown = f"\n\n```text\n{said}```" if found["text"] is not None else ""
            return f"```{found['kind']}\n{found['code']}```{shown}"

        return _BLOCK.sub(play, page)


def _said(call: Sequence[str], around: Mapping[str, str], what: str) -> str:
    done = subprocess.run(call, cwd=ROOT, capture_output=True, check=False, env=dict(around))  # noqa: S603  (our own docs)
    if done.returncode:
        raise FailedError(f"$ {what}\n{done.stderr.decode()}")
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines()).rstrip() + "\n"


def _around(folder: Path) -> Mapping[str, str]:
    """An environment in which an output is the same wherever it is made; what is written goes to the folder."""
    return {
        "COLUMNS": "80",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
        "DATELINE_RECORD": str(folder / "dateline.db"),
        "DATELINE_CODER": "r.okafor",
        "OUT": str(folder),
    }
