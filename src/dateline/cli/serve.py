"""Commands that serve a record in a browser, and keep the people who may use it."""

import errno
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from dateline.cli.options import Record, told

UsersFile = Annotated[
    Path | None, typer.Option("--users", metavar="FILE", help="The people who may come in: a file of its own.")
]
_TURN = 0.0005  # seconds that one page computes while others wait: each waits again whenever the database was asked


def serve(
    record: Record = None,
    host: Annotated[str, typer.Option(help="The address to listen on; another than this machine's needs --users.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8321,
    users: UsersFile = None,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name under which the desk is called; with --users.")
    ] = None,
    create: Annotated[bool, typer.Option(help="Begin a record where there is none.")] = True,
) -> None:
    """Serve the record in a browser, on this machine alone; with --users to others, each with a name and a password."""
    from dateline.errors import SettingsError

    with told():
        if users is None and not is_local(host):
            raise SettingsError(
                f'"{host}" can be reached from other machines, and nobody would have to sign in',
                place="--host",
                mend="name the people who may come in: --users FILE (dateline user FILE NAME makes one)",
                code="serve.open",
            )
        with listening(host, port) as heard:
            _serve(record, host, heard, users, name or [], create=create)


def user(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file of the people; it is made if it is not there.")
    ],
    name: Annotated[str, typer.Argument(help="The name, which signs what this person rules.")],
    role: Annotated[str, typer.Option(help="viewer, coder, adjudicator or admin.")] = "viewer",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for if not told.")
    ] = "",
) -> None:
    """Take in a person who may use a shared desk, or give one who is there another role and password."""
    from dateline.web.users import Accounts, Role

    if role not in set(Role):
        raise typer.BadParameter(f'"{role}" is no role; there are {", ".join(Role)}')
    with told():
        accounts = Accounts(file)
        if any(one.name == name for one in accounts.people()):
            accounts.change(name, role=Role(role), password=password, active=True)
        else:
            accounts.add(name, password, Role(role))
    typer.echo(f"{name} may come in as {role}.")


def is_local(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket at an address and a port, or at a free one.

    Raises:
        SettingsError: The port is taken, or this machine may not or cannot listen there.
    """
    from dateline.errors import SettingsError

    try:
        (family, *_, address), *_others = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        return socket.create_server(address, family=family)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"port {port} is taken",
                place="--port",
                mend="choose another with --port: 0 takes a free one",
                code="serve.port",
            ) from fault
        raise SettingsError(
            f"cannot listen at {host}, port {port}: {fault.strerror}",
            place="--host",
            mend="choose another address with --host, or another port with --port",
            code="serve.port",
        ) from fault


def _serve(
    record: str | None, host: str, heard: socket.socket, users: Path | None, names: list[str], *, create: bool
) -> None:
    import uvicorn

    from dateline.desk.open import Desk
    from dateline.web.app import LOCAL, create_app
    from dateline.web.users import Accounts

    accounts = Accounts(users) if users else None
    if accounts is not None and not accounts.people():
        typer.echo(f"{users} has nobody yet: dateline user {quote(str(users))} NAME --role admin", err=True)
    hosts = () if accounts and not names else (*LOCAL, host, *names)
    app = create_app(Desk.open(record, create=create), accounts, hosts=hosts, warm=True)
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=accounts is not None)
    called = f"[{host.strip('[]')}]" if ":" in host else host
    typer.echo(f"The desk is at http://{called}:{heard.getsockname()[1]}/ (Ctrl-C ends it)")
    sys.setswitchinterval(_TURN)
    with suppress(KeyboardInterrupt):  # after it has ended in order
        uvicorn.Server(config).run(sockets=[heard])
