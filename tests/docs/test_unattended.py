"""The units by which Dateline runs unattended: each is what systemd takes, and starts a command that there is."""

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import typer.main

from dateline.cli.main import app

FOLDER = Path(__file__).parents[2] / "docs/howto/deploy"
PAGE = (FOLDER.parent / "run-unattended.md").read_text(encoding="utf-8")
SERVICES = ("dateline-watch.service", "dateline-round.service", "dateline-doctor.service")
TIMERS = ("dateline-round.timer", "dateline-doctor.timer")
CTRL_C = "130"


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(strict=True, interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((FOLDER / name).read_text(encoding="utf-8"))
    return parser


def asked(name: str) -> tuple[str, dict[str, Any]]:
    """The command that a service starts, and what its options come to."""
    words = shlex.split(unit(name)["Service"]["ExecStart"])
    group: Any = typer.main.get_command(app)
    return words[1], group.commands[words[1]].make_context(words[1], words[2:]).params


@pytest.mark.parametrize("name", [*SERVICES, *TIMERS])
def test_systemd_finds_nothing_to_say_of_a_unit(name, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd: apt-get install systemd")
    for one in (*SERVICES, *TIMERS):  # a timer is looked at with what it starts
        text = (FOLDER / one).read_text(encoding="utf-8")
        (tmp_path / one).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE))
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "dateline-" in line] == []


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_as_nobody_of_rights_and_writes_its_own_folder_alone(name):
    told = unit(name)["Service"]
    assert (told["User"], told["ProtectSystem"], told["NoNewPrivileges"]) == ("dateline", "strict", "yes")
    assert told["StateDirectory"] == "dateline"


@pytest.mark.parametrize(("name", "once"), [("dateline-watch.service", False), ("dateline-round.service", True)])
def test_both_ways_follow_the_same_sources_with_one_memory_that_may_be_written(name, once):
    command, told = asked(name)
    assert command == "watch"
    assert told["once"] is once
    assert told["sources"] == Path("/etc/dateline/sources.yaml")
    assert told["memory"] == Path("/var/lib/dateline/watch")
    assert not told["allow_private"]


@pytest.mark.parametrize("name", SERVICES[:2])
def test_whoever_is_asked_to_end_has_not_failed(name):
    """``tests/cli/test_watch.py`` shows that it ends so."""
    assert unit(name)["Service"]["SuccessExitStatus"] == CTRL_C


def test_the_doctor_looks_at_the_sources_that_are_followed():
    command, told = asked("dateline-doctor.service")
    assert (command, told["sources"]) == ("doctor", Path("/etc/dateline/sources.yaml"))


@pytest.mark.parametrize("name", TIMERS)
def test_a_timer_starts_a_service_that_there_is_and_catches_up_after_a_power_cut(name):
    assert name.replace(".timer", ".service") in SERVICES
    assert unit(name)["Timer"]["Persistent"] == "true"
    assert unit(name)["Install"]["WantedBy"] == "timers.target"


@pytest.mark.parametrize("name", [*SERVICES, *TIMERS])
def test_the_page_tells_of_each_unit(name):
    assert name.removesuffix(".service") in PAGE
