"""Every fault as a page that says what is wrong and how to mend it, and as JSON for programs."""

import logging

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as AnyHttp
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import ArticleError, DatelineError, ExportError, ReviewError, StoreError
from dateline.web import render
from dateline.web.asked import AskedError
from dateline.web.cursor import CursorError
from dateline.web.sessions import visitor_of
from dateline.web.shapes import Fault
from dateline.web.twins import MEDIA, Form, NoTwinError, as_json, form_of
from dateline.web.users import UsersError

log = logging.getLogger("dateline.web")

_NOT_FOUND = {
    "record.event", "record.rejected", "record.article", "record.party", "record.series", "record.office",
    "users.unknown", "paste.gone",
}  # fmt: skip
_STATUS: dict[type[DatelineError], int] = {
    ArticleError: 422,
    AskedError: 422,
    CursorError: 410,
    ExportError: 422,
    NoTwinError: 406,
    ReviewError: 409,
    StoreError: 503,
    UsersError: 409,
}
_HEADINGS = {
    400: "Not understood",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not here",
    406: "No such form",
    410: "No longer there",
    413: "Too large",
    422: "Not understood",
    429: "Too often",
    503: "The record cannot be used now",
}
_MENDS = {
    400: "if it is long, send it as a file",
    403: "ask whoever keeps the people of this desk, or go back and try again",
    404: "search for it, or begin at the front page",
    422: "correct the address or the form",
}


def install(app: FastAPI) -> None:
    """Have every fault told so."""
    app.add_exception_handler(DatelineError, _of_ours)
    app.add_exception_handler(AnyHttp, _of_http)
    app.add_exception_handler(RequestValidationError, _of_input)


def _of_ours(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, DatelineError):
        raise fault
    by_kind = next((status for kind, status in _STATUS.items() if isinstance(fault, kind)), 500)
    status = 404 if fault.code in _NOT_FOUND and not isinstance(fault, AskedError) else by_kind
    return told(request, status, Fault.of(fault))


def _of_http(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, HTTPException | AnyHttp):
        raise fault
    if fault.status_code == 401 and form_of(request) is Form.HTML and request.method == "GET":  # noqa: PLR2004
        return Response(status_code=303, headers={"Location": f"/sign-in?to={render.quoted(render.here(request))}"})
    what = "there is nothing at this address" if fault.detail == "Not Found" else fault.detail
    answer = told(request, fault.status_code, Fault(what=what, mend=_MENDS.get(fault.status_code, "")))
    answer.headers.update(fault.headers or {})
    return answer


def _of_input(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, RequestValidationError):
        raise fault
    said = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in fault.errors()]
    return told(request, 422, Fault(what="; ".join(said), mend=_MENDS[422], code="web.input"))


def told(request: Request, status: int, fault: Fault) -> Response:
    """A fault in the form that was asked for."""
    if form_of(request) is not Form.HTML:
        return Response(as_json(fault), status, media_type=MEDIA[Form.JSON])
    shown = {"fault": fault, "status": status, "heading": _HEADINGS.get(status, "Something went wrong")}
    return Response(render.page(request, "fault.html", shown), status, media_type=MEDIA[Form.HTML])


class Stumbles:
    """A fault of ours, on a page: what happened stands in the log, and nothing of it is shown."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; what nobody caught ends here."""
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            request = Request(scope)
            log.exception("page_failed", extra={"path": scope["path"], "who": _who(request)})
            fault = Fault(what="this page failed", mend="please report it with its address", code="web.failed")
            await told(request, 500, fault)(scope, receive, send)


def _who(request: Request) -> str:
    user = visitor_of(request).user
    return user.name if user else ""
