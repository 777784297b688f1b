"""The scripts by which a record is backed up and restored, run as docs/howto/serve-a-team.md tells."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.desk import project, review
from dateline.desk.open import Desk
from dateline.settings import Settings
from tests.store import made, server

SCRIPTS = Path(__file__).parents[2] / "docs/howto/deploy"
PASSWORD = "correct horse battery"  # noqa: S105  (of invented people)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs sqlite3: apt-get install sqlite3"),
]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def places(request, tmp_path):
    """Where a record is, and where it is restored to."""
    if request.param == "sqlite":
        (tmp_path / "elsewhere").mkdir()
        return str(tmp_path / "record.db"), str(tmp_path / "elsewhere" / "record.db")
    import psycopg  # noqa: PLC0415  (skipped where it is not there)

    url = request.getfixturevalue("postgres")
    names = ("backed_up", "restored")
    with psycopg.connect(url, autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
            connection.execute(f"CREATE DATABASE {name}".encode())
    return tuple(url.rpartition("/")[0] + f"/{name}" for name in names)


@pytest.fixture
def people(tmp_path):
    pytest.importorskip("argon2", reason="needs argon2-cffi: pip install 'dateline[web]'")
    from argon2 import PasswordHasher  # noqa: PLC0415

    from dateline.web.users import Accounts, Role  # noqa: PLC0415

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    Accounts(tmp_path / "people.db", hasher).add("i.maren", PASSWORD, Role.CODER)
    return tmp_path / "people.db"


def opened(where):
    return Desk.open(where, settings=Settings(workers=1, encoder=False, record=where, coder="r.okafor"))


def fill(where):
    """A record with an article, and rulings that hold and that do not; tells its digest."""
    with opened(where) as desk:
        desk.store.append([made.sample()])
        project.catch_up(desk.store)
        event = desk.events()[0]
        ruled = desk.rule(review.amend(event, desk.hand(), "name", "Talks of Arden"))
        desk.rule(review.undo(desk.store, ruled.id, desk.hand()))
        desk.rule(review.accept(desk.events()[0], desk.hand()))
        return desk.store.digest(), dict(desk.store.counts()), desk.store.judgements()


def run(script, folder, record, people, *, ok=True):
    programs = server.programs()
    path = [Path(sys.executable).parent, *([programs] if programs else []), os.environ["PATH"]]
    around = {
        "PATH": os.pathsep.join(map(str, path)), "HOME": str(people.parent), "TZ": "UTC",
        "DATELINE_RECORD": record, "DATELINE_PEOPLE": str(people),
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603  (our own script)
        ["/bin/sh", str(SCRIPTS / script), str(folder)], env=around, capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) is ok, done.stderr
    return done.stdout.strip() if ok else done.stderr


def test_a_record_comes_back_as_it_was_with_its_rulings_and_its_people(places, people, tmp_path):
    from dateline.web.users import Accounts  # noqa: PLC0415  (argon2 may not be there)

    place, elsewhere = places
    digest, counts, judgements = fill(place)
    folder = run("backup.sh", tmp_path / "backups", place, people)
    with opened(place) as desk:  # what comes after a backup is not in it
        desk.rule(review.doubt(desk.events()[0], desk.hand()))
    run("restore.sh", folder, elsewhere, tmp_path / "people-again.db")
    with opened(elsewhere) as desk:
        assert (desk.store.digest(), dict(desk.store.counts())) == (digest, counts)
        assert desk.store.judgements() == judgements
        assert list(desk.verify()) == []
        desk.rebuild()
        assert desk.store.digest() == digest
    found = Accounts(tmp_path / "people-again.db").check("i.maren", PASSWORD)
    assert found is not None
    assert found.name == "i.maren"


def test_a_backup_is_made_while_the_record_is_written(places, people, tmp_path):
    place, elsewhere = places
    fill(place)
    with opened(place) as desk, desk.store.writing():
        folder = run("backup.sh", tmp_path / "backups", place, people)
    run("restore.sh", folder, elsewhere, tmp_path / "people-again.db")


def test_nobody_else_can_read_a_backup(places, people, tmp_path):
    fill(places[0])
    folder = Path(run("backup.sh", tmp_path / "backups", places[0], people))
    assert [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077] == []


def test_nothing_is_restored_over_what_is_there(places, people, tmp_path):
    place, _ = places
    fill(place)
    folder = run("backup.sh", tmp_path / "backups", place, people)
    with opened(place) as desk:
        before = desk.store.digest()
    assert "already" in run("restore.sh", folder, place, tmp_path / "people-again.db", ok=False)
    with opened(place) as desk:
        assert desk.store.digest() == before


def test_a_damaged_backup_is_refused(people, tmp_path):
    place = str(tmp_path / "record.db")
    fill(place)
    folder = Path(run("backup.sh", tmp_path / "backups", place, people))
    with (folder / "record.db").open("r+b") as file:
        file.seek(5000)
        file.write(b"damage")
    run("restore.sh", folder, str(tmp_path / "again.db"), tmp_path / "people-again.db", ok=False)
    assert not (tmp_path / "again.db").exists()
