"""A web server in front of a real desk, each started as the files of docs/howto/deploy/ say, on ports of this machine.

Of what is shipped only that is replaced which cannot be the same here: ports, and the folders of certificates and logs.
Clients ask for ``https://desk.example.org/`` nevertheless: ``Front.known`` lets that name lead here.
"""

import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from argon2 import PasswordHasher

from dateline.web.users import Accounts, Role
from tests import record
from tests.docs.started import PATIENCE, free_port, has_ipv6, running
from tests.web.conftest import PASSWORD, sign_in

CADDY, OPENSSL = shutil.which("caddy"), shutil.which("openssl")
NGINX = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))
SHIPPED = Path(__file__).parents[2] / "docs/howto/deploy"
NAME = "desk.example.org"
HTTP, HTTPS, DESK = 80, 443, 8321  # the ports of what is shipped
_AROUND = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/logs/error.log;
events {{ worker_connections 64; }}
http {{
    # as Debian's nginx.conf has it, but for the folders
    access_log {folder}/logs/access.log;
    gzip on;
    ssl_prefer_server_ciphers on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dateline.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """One web server and the desk behind it.

    Attributes:
        folder: Where its files are; the logs in ``logs``, the certificate in ``certificate``.
        server: nginx or caddy.
        ports: Which ports here stand for those of what is shipped.
    """

    folder: Path
    server: str
    ports: dict[int, int] = field(default_factory=lambda: {port: free_port() for port in (HTTP, HTTPS, DESK)})

    @property
    def logs(self) -> str:
        """All that was logged."""
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in (self.folder / "logs").iterdir())

    @property
    def bound(self) -> tuple[str, ...]:
        """The addresses at which it listens. Of two, Caddy 2.6 sends on those who come the plain way at one alone."""
        return ("127.0.0.1", "::1") if self.server == "nginx" and has_ipv6() else ("127.0.0.1",)

    @property
    def accounts(self) -> Accounts:
        """The people of the desk; one of each role, called as it is."""
        return Accounts(self.folder / "people.db", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    def client(self, address: str = "127.0.0.1", scheme: str = "https") -> Any:
        """A browser's client at an address of its own, which trusts our certificate alone."""
        trusting = ssl.create_default_context(cafile=self.folder / "certificate/fullchain.pem")
        transport = httpx2.HTTPTransport(verify=trusting, local_address=address)
        return httpx2.Client(base_url=f"{scheme}://{NAME}", transport=transport, trust_env=False, timeout=PATIENCE)

    @contextmanager
    def signed_in(self, name: str) -> Iterator[Any]:
        """The same of somebody who has signed in."""
        with self.client() as client:
            yield sign_in(client, name)

    def key_of(self, name: str) -> str:
        """The key that lies in the addresses of somebody's feeds, as the calendar's page offers them."""
        with self.signed_in(name) as client:
            key: str = re.findall(r'href="/feed/(\w+)/', client.get("/calendar").text)[0]
            return key

    @contextmanager
    def known(self) -> Iterator[None]:
        """While the name of the desk leads here, to either loopback, as the ports that people use do."""
        really = socket.getaddrinfo

        def found(host: Any, port: Any, *more: Any, **others: Any) -> Any:
            if host != NAME:
                return really(host, port, *more, **others)
            here = self.ports[port]
            return [
                (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", here)),
                (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("::1", here, 0, 0)),
            ]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket, "getaddrinfo", found)
            yield

    @contextmanager
    def desk(self) -> Iterator[int]:
        """The desk, started by the command of its unit; gives the process."""
        asked = re.findall(r"^ExecStart=\S+ (.*)$", _shipped("dateline.service"), re.MULTILINE)[0]
        words = shlex.split(asked.replace("/var/lib/dateline", str(self.folder)))
        call = [sys.executable, "-c", "from dateline.cli.main import app; app()", *words]
        around = os.environ | {"DATELINE_RECORD": str(self.folder / "record.db"), "DATELINE_ENCODER": "off"}
        around.pop("FORWARDED_ALLOW_IPS", None)
        port = self.ports[DESK]
        with running([*call, "--port", str(port)], self.folder / "logs/desk", port, around) as process:
            yield process

    @contextmanager
    def open(self) -> Iterator[int]:
        """The web server, in front of whatever there is; gives the process."""
        call, around = (self._nginx() if self.server == "nginx" else self._caddy()), {"HOME": str(self.folder)}
        with running(call, self.folder / "logs" / self.server, self.ports[HTTPS], os.environ | around) as process:
            yield process

    def _nginx(self) -> list[str]:
        (self.folder / "dateline.conf").write_text(self._told_nginx(), encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""  # the folder is ours alone
        (self.folder / "nginx.conf").write_text(_AROUND.format(folder=self.folder, user=user), encoding="utf-8")
        return [*self.nginx_call, "-g", "daemon off;"]

    def _caddy(self) -> list[str]:
        (self.folder / "Caddyfile").write_text(self._told_caddy(), encoding="utf-8")
        return [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(self.folder / "Caddyfile")]

    @property
    def nginx_call(self) -> list[str]:
        """How nginx is called here."""
        folder = str(self.folder)
        return [str(NGINX), "-p", folder, "-e", f"{folder}/logs/error.log", "-c", f"{folder}/nginx.conf"]

    def _told_nginx(self) -> str:
        """What is shipped, with the ports and folders of here, on this machine alone."""
        text = _shipped("nginx.conf") if has_ipv6() else re.sub(r" *listen \[::\].*\n", "", _shipped("nginx.conf"))
        for port, here in self.ports.items():
            text = text.replace(f"listen {port}", f"listen 127.0.0.1:{here}")
            text = text.replace(f"listen [::]:{port}", f"listen [::1]:{here}")
            text = text.replace(f"127.0.0.1:{port};", f"127.0.0.1:{here};")
        text = text.replace(f"/etc/letsencrypt/live/{NAME}", str(self.folder / "certificate"))
        return text.replace("/var/log/nginx", str(self.folder / "logs"))

    def _told_caddy(self) -> str:
        """What is shipped, with the ports of here and the certificate that we have, on this machine alone."""
        ports = f"http_port {self.ports[HTTP]}\nhttps_port {self.ports[HTTPS]}\n"
        here = f"admin off\n{ports}default_bind {' '.join(self.bound)}\n"
        certificate = f"tls {self.folder}/certificate/fullchain.pem {self.folder}/certificate/privkey.pem\n"
        text = (
            _shipped("Caddyfile").replace("\n{\n", f"\n{{\n{here}").replace(f"{NAME} {{\n", f"{NAME} {{\n{certificate}")
        )
        return text.replace(f":{DESK}", f":{self.ports[DESK]}")


def made(folder: Path, server: str) -> Front:
    """What is needed before anything is started: a certificate, people, and a small record."""
    for name in ("logs", "certificate"):
        (folder / name).mkdir()
    front = Front(folder, server)
    _certify(folder / "certificate")
    for role in Role:
        front.accounts.add(role.value, PASSWORD, role)
    with record.filled(folder):
        return front


def _shipped(name: str) -> str:
    return (SHIPPED / name).read_text(encoding="utf-8")


def _certify(folder: Path) -> None:
    """A certificate that was signed by nobody but itself."""
    asked = f"{OPENSSL} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN={NAME}"
    files = ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run([*asked.split(), *files], cwd=folder, check=True, capture_output=True)  # noqa: S603  (our own words)
