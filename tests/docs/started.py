"""Programs that a test starts and that listen: from when they do to when they have ended, and where they do."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from ipaddress import ip_address
from pathlib import Path

PATIENCE = 30  # seconds until a program must listen
_LISTENS = "0A"  # as /proc/net/tcp says it


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def has_ipv6() -> bool:
    """Whether this machine can call itself by IPv6."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@contextmanager
def running(call: Sequence[str], log: Path, port: int, around: Mapping[str, str] = os.environ) -> Iterator[int]:
    """A program, while it listens on a port; gives its process. What it says goes to a file."""
    with ExitStack() as stack:
        said = stack.enter_context(log.open("ab"))
        process = stack.enter_context(subprocess.Popen(call, env=around, stdout=said, stderr=said))  # noqa: S603
        stack.callback(process.terminate)
        _await(process, port)
        assert process.poll() is None, log.read_text(encoding="utf-8")
        yield process.pid


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < until, f"nothing listens on {port}"
            time.sleep(0.05)
        else:
            return


def listening(process: int) -> set[str]:
    """Where a process and those that it started listen: addresses with their ports, as Linux tells of them."""
    held = {str(one.readlink()) for pid in _family(process) for one in Path(f"/proc/{pid}/fd").iterdir()}
    tables = [Path("/proc/net", name).read_text(encoding="ascii") for name in ("tcp", "tcp6")]
    rows = [line.split() for table in tables for line in table.splitlines()[1:]]
    return {_address(row[1]) for row in rows if row[3] == _LISTENS and f"socket:[{row[9]}]" in held}


def _family(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(pid for child in told for pid in _family(int(child)))]


def _address(told: str) -> str:
    """Words of four bytes, each as this machine keeps a number; then the port."""
    address, port = told.split(":")
    words = [int(address[at : at + 8], 16).to_bytes(4, sys.byteorder) for at in range(0, len(address), 8)]
    return f"{ip_address(b''.join(words))} {int(port, 16)}"
