"""Who is asking: a cookie tells one visitor from another, and a token in each form shows that the form was ours."""

import hmac
import secrets
from dataclasses import dataclass
from typing import cast

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.subscribed import Keys, opened_by
from dateline.web.users import Accounts, Role, User

COOKIE = "dateline"
_LONGEST = 128


@dataclass(slots=True)
class Visitor:
    """Who is behind a request.

    Attributes:
        session: What the cookie holds; changes when somebody signs in or out.
        user: Who signed in; None where nobody did.
        token: What every form must send back.
    """

    session: str
    user: User | None
    token: str


def visitor_of(request: Request) -> Visitor:
    """Who is behind a request."""
    return cast("Visitor", request.state.visitor)


def coder_of(request: Request) -> User | None:
    """Who is behind a request, if they may rule on the record."""
    user = visitor_of(request).user
    return user if user and user.role.reaches(Role.CODER) else None


class Visits:
    """Knows visitors by their cookie, and gives one to those who have none.

    Args:
        app: What is served.
        accounts: The people; None where one local person works alone, without a password.
        local: That person.
        keys: By which feed readers come in; None where nobody has to.
    """

    def __init__(self, app: ASGIApp, accounts: Accounts | None, local: User, keys: Keys | None = None) -> None:
        self._app, self._accounts, self._local, self._keys = app, accounts, local, keys
        self._secret = accounts.secret if accounts else secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its visitor; send the cookie where it is new."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = _cookie(HTTPConnection(scope))
        session = given or secrets.token_urlsafe(32)
        user = opened_by(scope, self._keys) or self._whose(session)
        visitor = Visitor(session=session, user=user, token=token_for(self._secret, session))
        scope.setdefault("state", {})["visitor"] = visitor

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and visitor.session != given:
                MutableHeaders(scope=message).append("Set-Cookie", self._set(visitor.session))
            await send(message)

        await self._app(scope, receive, sent)

    def _whose(self, session: str) -> User | None:
        return self._accounts.whose(session) if self._accounts else self._local

    def _set(self, session: str) -> str:
        """The cookie: no script reads it, no other site sends it; where there are accounts, it needs a secure way."""
        secure = "; Secure" if self._accounts else ""
        return f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax{secure}"


def token_for(secret: bytes, session: str) -> str:
    """What a form of this session must send back."""
    return hmac.new(secret, session.encode(), "sha256").hexdigest()


def _cookie(asked: HTTPConnection) -> str | None:
    """Our cookie, whatever other cookies of the same host stand beside it; None where it is none that we gave."""
    held = asked.cookies.get(COOKIE, "")
    return held if held.isascii() and 0 < len(held) <= _LONGEST else None
