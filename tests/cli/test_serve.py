import pytest
from typer.testing import CliRunner

from dateline.cli import serve
from dateline.cli.main import app
from dateline.errors import SettingsError
from dateline.web.users import Accounts, Role

RUN = CliRunner()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example", "127.0.0.1.example"])  # noqa: S104
def test_another_address_needs_people(tmp_path, host):
    ran = RUN.invoke(app, ["serve", "--host", host, "--record", str(tmp_path / "r.db")])
    assert ran.exit_code == 1
    assert "--users" in ran.output
    assert not (tmp_path / "r.db").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"])
def test_this_machine_needs_none(host):
    assert serve.is_local(host)


def test_a_port_that_is_taken_is_told_before_anything_is_done(tmp_path):
    with serve.listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        ran = RUN.invoke(app, ["serve", "--port", str(port), "--record", str(tmp_path / "r.db")])
    assert ran.exit_code == 1
    assert ran.stdout == ""
    assert f"port {port} is taken" in ran.stderr
    assert "--port" in ran.stderr
    assert not (tmp_path / "r.db").exists()


def test_an_address_that_is_not_this_machine_s_is_told():
    with pytest.raises(SettingsError, match=r"cannot listen at 192\.0\.2\.7"):
        serve.listening("192.0.2.7", 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_port_that_is_told_is_the_one_that_is_heard(tmp_path, monkeypatch, host):
    heard: list[int] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: heard.extend(one.getsockname()[1] for one in sockets))
    ran = RUN.invoke(app, ["serve", "--host", host, "--port", "0", "--record", str(tmp_path / "r.db")])
    assert ran.exit_code == 0, ran.output
    assert heard[0] > 0
    assert f"The desk is at http://{host}:{heard[0]}/" in ran.stdout


def test_a_person_is_taken_in_and_changed_from_the_command_line(tmp_path):
    file = tmp_path / "people.db"
    ran = RUN.invoke(app, ["user", str(file), "i.maren", "--role", "admin", "--password", "a" * 12])
    assert ran.exit_code == 0, ran.output
    assert Accounts(file).people()[0].role is Role.ADMIN
    assert file.stat().st_mode & 0o077 == 0
    RUN.invoke(app, ["user", str(file), "i.maren", "--role", "admin", "--password", "b" * 12])
    assert Accounts(file).check("i.maren", "b" * 12)
    assert not Accounts(file).check("i.maren", "a" * 12)


def test_a_short_password_is_refused(tmp_path):
    ran = RUN.invoke(app, ["user", str(tmp_path / "p.db"), "i.maren", "--password", "short"])
    assert ran.exit_code == 1
    assert "12 characters" in ran.output


def test_the_file_of_people_holds_neither_passwords_nor_sessions(tmp_path):
    accounts = Accounts(tmp_path / "p.db")
    session = accounts.begin(accounts.add("i.maren", "correct horse battery", Role.CODER))
    held = (tmp_path / "p.db").read_bytes()
    assert accounts.whose(session)
    assert session.encode() not in held
    assert b"correct horse" not in held
