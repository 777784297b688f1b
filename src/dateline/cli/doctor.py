"""The command that looks whether all is well: doctor."""

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import NoEncoder, Record, Rules, environment


def doctor(
    sources: Annotated[
        Path | None,
        typer.Argument(
            metavar="[SOURCES]", help="A file of sources; else sources.yaml in this folder, if it is there."
        ),
    ] = None,
    record: Record = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Look whether installation, settings, record and sources are well, and tell for each fault its mend.

    Exit status 1 if anything has to be mended; a note need not be.
    """
    from rich.text import Text

    from dateline.cli.show import console
    from dateline.cli.wording import clean
    from dateline.desk.doctor import check_up
    from dateline.desk.finding import State

    styles = {State.WELL: "green", State.NOTE: "yellow", State.FAULT: "bold red"}
    out, faults = console(), 0
    for found in check_up(record, sources, environment(no_encoder=no_encoder, rules=rules)):
        faults += found.state is State.FAULT
        first, *others = found.said.split("\n")
        out.print(Text.assemble((f"{found.state:<6}", styles[found.state]), f"{found.about}: {clean(first)}"))
        for line in others:
            out.print(Text(f"      {clean(line)}"))
        if found.mend:
            out.print(Text(f"      mend: {clean(found.mend)}", style="dim"))
    out.print()
    out.print(Text(f"{faults} to mend." if faults else "All is well."))
    raise typer.Exit(1 if faults else 0)
