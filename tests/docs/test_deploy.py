"""The files by which a team is served: units, web servers, scripts. Each is what its program would take."""

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
PAGE = FOLDER.parent / "serve-a-team.md"
PORT = "127.0.0.1:8321"
UNITS = ("dateline.service", "dateline-backup.service", "dateline-backup.timer")


class Unit(ConfigParser):
    """A unit of systemd, which minds capitals."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def unit(name):
    parser = Unit(strict=True, interpolation=None, comment_prefixes=("#", ";"))
    parser.read_string((FOLDER / name).read_text(encoding="utf-8"))
    return parser


def directives(text):
    """What nginx is told: each directive, and the blocks that it stands in; raises where a block does not end."""
    words = re.findall(r'"[^"]*"|[{};]|[^\s{};"]+', re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE))
    within: list[str] = []
    now: list[str] = []
    found: list[tuple[tuple[str, ...], str]] = []
    for word in words:
        if word == "{":
            within.append(" ".join(now))
        elif word == "}":
            assert not now, now
            within.pop()
        elif word == ";":
            found.append((tuple(within), " ".join(now)))
        else:
            now.append(word)
            continue
        now = []
    assert not within, within
    assert not now, now
    return found


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_has_its_sections_and_nothing_twice(name):
    parsed = unit(name)
    assert {"Unit"} < set(parsed.sections()) <= {"Unit", "Service", "Timer", "Install"}


@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_to_say_of_a_unit(name, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd: apt-get install systemd")
    text = (FOLDER / name).read_text(encoding="utf-8")
    shutil.copy(FOLDER / "dateline-backup.service", tmp_path)
    (tmp_path / name).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE))
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "Failed to" in done.stderr and "bus" in done.stderr:
        pytest.skip("systemd cannot look at units here")
    assert [line for line in done.stderr.splitlines() if "dateline" in line and "bin/true" not in line] == []


def test_the_service_starts_a_command_that_there_is_with_options_that_it_has():
    words = shlex.split(unit("dateline.service")["Service"]["ExecStart"])
    assert Path(words[0]).name == "dateline"
    group: Any = typer.main.get_command(app)
    command = group.commands[words[1]]
    asked = command.make_context("serve", words[2:]).params
    assert asked["users"] == Path("/var/lib/dateline/people.db")
    assert asked["host"] == "127.0.0.1"
    assert (asked["port"], asked["create"], asked["name"]) == (8321, False, ["desk.example.org"])


def test_the_service_runs_as_nobody_of_rights_and_writes_its_own_folder_alone():
    told = unit("dateline.service")["Service"]
    assert told["User"] == "dateline"
    assert told["ProtectSystem"] == "strict"
    assert told["StateDirectory"] == "dateline"
    assert told["NoNewPrivileges"] == "yes"


def test_the_timer_starts_the_backup_that_the_page_tells_of():
    assert unit("dateline-backup.timer")["Timer"]["OnCalendar"]
    script = shlex.split(unit("dateline-backup.service")["Service"]["ExecStart"])
    assert Path(script[0]).name == "backup.sh"
    assert script[1] in PAGE.read_text(encoding="utf-8")


def test_nginx_hands_on_the_name_the_way_and_the_one_address_that_asked():
    """What a block says of headers to all its places; one that said something of its own would hand on that alone."""
    found = directives((FOLDER / "nginx.conf").read_text(encoding="utf-8"))
    told = [said for within, said in found if within == ("server",)]
    places = {within[-1] for within, _ in found if within[-1:] and within[-1].startswith("location")}
    at = {place: [said for within, said in found if within[-1:] == (place,)] for place in places}
    assert {"proxy_set_header Host $host", "proxy_set_header X-Forwarded-Proto $scheme"} <= set(told)
    assert "proxy_set_header X-Forwarded-For $remote_addr" in told
    assert all(f"proxy_pass http://{PORT}" in said for said in at.values())
    assert not [one for said in at.values() for one in said if one.startswith(("proxy_set_header", "add_header"))]


def test_nginx_keeps_the_keys_of_feeds_out_of_its_logs():
    """That it does is seen in test_fronts.py, where there is nginx."""
    text = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    (pattern,) = re.findall(r'"~(\^/feed[^"]+)"', text)
    for path in ("/feed/0123abcd/calendar.ics", "/feed/0123abcd"):
        found = re.match(pattern.replace("(?<", "(?P<"), path)
        assert found
        assert found["rest"] == path.removeprefix("/feed/0123abcd")
    (log,) = re.findall(r"log_format dateline '([^']+)'", text)
    assert not re.search(r"\$(request|request_uri|uri|http_referer)\b", log)
    assert text.count("access_log /var/log/nginx/dateline.log dateline;") == text.count("server {")
    assert re.search(r"location /feed/ \{\s+error_log /dev/null crit;", text)


@pytest.mark.parametrize(
    ("name", "told"), [("nginx.conf", "client_max_body_size {}m;"), ("Caddyfile", "max_size {}MiB")]
)
def test_a_web_server_takes_as_large_bodies_as_the_desk_does_and_no_larger(name, told):
    from dateline.web.security import LARGEST  # noqa: PLC0415

    assert told.format(LARGEST // 2**20) in (FOLDER / name).read_text(encoding="utf-8")


def test_caddy_serves_the_same_name_from_the_same_port():
    text = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")
    assert re.search(r"^desk\.example\.org \{$", text, re.MULTILINE)
    assert re.search(rf"^\treverse_proxy {re.escape(PORT)}$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["backup.sh", "restore.sh"])
def test_a_script_is_one_that_any_shell_takes(name):
    done = subprocess.run(["/bin/sh", "-n", str(FOLDER / name)], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


def test_every_file_names_its_page_and_the_page_names_the_file():
    """But for a script or a timer, which goes with a unit of its name."""
    for path in FOLDER.iterdir():
        page = re.search(r"docs/howto/([\w-]+\.md)", path.read_text(encoding="utf-8"))
        assert page or path.suffix in (".sh", ".timer"), path.name
        pages = [page[1]] if page else [other.name for other in PAGE.parent.glob("*.md")]
        told = "".join((PAGE.parent / name).read_text(encoding="utf-8") for name in pages)
        assert path.name in told or path.stem in told, path.name
