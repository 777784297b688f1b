"""A PostgreSQL server of our own: in a temporary folder, on a free loopback port, gone with the tests."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

_PATIENCE = 30.0  # seconds for it to start
_USER = "dateline"
_ROOM = 2**30  # bytes
_HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40", "shared_buffers=32MB")


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest; None where it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = shutil.which("initdb")
    if debian:
        return debian[-1].parent
    return Path(found).resolve().parent if found else None


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """A server as long as the block lasts; gives the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-", dir=_in_memory()))
    who, port = _unprivileged(folder), _free_port()
    settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", f"port={port}", *_HASTE]
    serve = [programs / "postgres", "-D", folder / "data", *(part for one in settings for part in ("-c", one))]
    try:
        with (folder / "log").open("wb") as log:
            _start(
                programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", _USER, "-N", log=log, who=who
            ).wait()
            server = _start(*serve, log=log, who=who)
            try:
                yield _ready(f"postgresql://{_USER}@127.0.0.1:{port}/postgres", server, folder / "log")
            finally:
                server.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away
                server.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder)


def _start(*command: object, log: IO[bytes], who: dict[str, Any]) -> "subprocess.Popen[bytes]":
    """Run one of PostgreSQL's programs."""
    return subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, **who)  # noqa: S603  (as found)


def new_schema(url: str, name: str) -> str:
    """The URL of a new, empty schema: to a record it is a database of its own, and costs next to nothing to make."""
    import psycopg  # noqa: PLC0415  (who does not have it can run all else)

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{url}?options=-csearch_path%3D{name}"


def _in_memory() -> Path | None:
    """A folder that is kept in memory, if there is a roomy one: the server is never asked for its data again."""
    shared = Path("/dev/shm")  # noqa: S108  (mkdtemp makes a folder of our own in it)
    return shared if shared.is_dir() and shutil.disk_usage(shared).free > _ROOM else None


def _unprivileged(folder: Path) -> dict[str, Any]:
    """As whom to run it: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _ready(url: str, server: "subprocess.Popen[bytes]", log: Path) -> str:
    import psycopg  # noqa: PLC0415

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text()) from None
            time.sleep(0.05)
        else:
            return url
