"""One address, several forms: a page for people, its twins as JSON, CSV and others, by a suffix or by ``Accept``."""

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.desk.query import Events
from dateline.errors import DatelineError
from dateline.web import render
from dateline.web.etag import tagged


class Form(StrEnum):
    """In which form a page is asked for; the value is the suffix of its address."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    ATOM = "atom"
    ICS = "ics"
    GEOJSON = "geojson"
    GEXF = "gexf"
    GRAPHML = "graphml"


MEDIA = {
    Form.HTML: "text/html; charset=utf-8",
    Form.JSON: "application/json",
    Form.CSV: "text/csv; charset=utf-8",
    Form.ATOM: "application/atom+xml",
    Form.ICS: "text/calendar; charset=utf-8",
    Form.GEOJSON: "application/geo+json",
    Form.GEXF: "application/gexf+xml",
    Form.GRAPHML: "application/graphml+xml",
}
_PLAIN_PATHS = ("/static/", "/openapi.json")


class NoTwinError(DatelineError):
    """A page that has no twin of this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page answers, whichever form is asked for.

    Attributes:
        template: The file of ``templates`` that shows it to people.
        shown: What the template is given, besides what every template has (``render.page``).
        data: Makes its JSON twin: a shape of ``shapes.py``, or what JSON can hold.
        others: Makes its other twins, each as text or bytes.
        name: What a file of it is called, without the suffix.
        status: The status of the answer.
        found: The events of its list, where they can be followed: ``kept.kept`` gives it feeds of them.
        title: What those who follow them call it.
    """

    template: str
    shown: Mapping[str, Any]
    data: Callable[[], BaseModel | Any]
    others: Mapping[Form, Callable[[], str | bytes]] = field(default_factory=dict)
    name: str = "dateline"
    status: int = 200
    found: Events | None = None
    title: str = ""


class Twins:
    """Takes the suffix off the path and remembers the form, so that one function answers a page in all its forms."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under its plain address."""
        if scope["type"] == "http":
            path, form = parted(scope["path"])
            scope.setdefault("state", {})["form"] = form
            if path != scope["path"]:
                scope["path"], scope["raw_path"] = path, path.encode()
        await self._app(scope, receive, send)


def parted(path: str) -> tuple[str, Form | None]:
    """A path without the suffix of a form, and that form; the front's twins are ``/index.json`` and so on."""
    stem, dot, suffix = path.rpartition(".")
    if not dot or path.startswith(_PLAIN_PATHS) or suffix not in set(Form):
        return path, None
    return ("/" if stem == "/index" else stem), Form(suffix)


def form_of(request: Request) -> Form:
    """The form that a request asks for: by its suffix, else by what it accepts best, else the page."""
    told: Form | None = getattr(request.state, "form", None)
    return told or _accepted(request.headers.get("accept", "*/*"))


def answer(request: Request, page: Page) -> Response:
    """A page in the form that is asked for, with an ETag.

    Raises:
        NoTwinError: The page has no such twin.
    """
    form = form_of(request)
    return sent(request, body(request, page, form), form, page.name, page.status)


def sent(request: Request, text: str | bytes, form: Form, name: str, status: int = 200) -> Response:
    """What was made of a page, with an ETag; what is neither a page nor JSON, as a file of that name."""
    response = Response(text, status, media_type=MEDIA[form])
    if form not in (Form.HTML, Form.JSON):
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return tagged(request, response)


def body(request: Request, page: Page, form: Form) -> str | bytes:
    """A page in a form.

    Raises:
        NoTwinError: It has no such twin.
    """
    if form is Form.HTML:
        return render.page(request, page.template, page.shown, (Form.JSON, *page.others))
    if form is Form.JSON:
        return as_json(page.data())
    if form not in page.others:
        has = ", ".join(f".{one}" for one in (Form.JSON, *page.others))
        raise NoTwinError(f"this page has no twin as {form}", mend=f"it has {has}", code="web.form")
    return page.others[form]()


def as_json(value: Any) -> str:
    """A shape or a plain value as JSON text; half characters are written as escapes."""
    if isinstance(value, BaseModel):
        with contextlib.suppress(PydanticSerializationError):  # what is not text: a half character
            return value.model_dump_json(by_alias=True)
    plain = value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else value
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()


def offers(shape: type[BaseModel], *others: Form) -> dict[str, Any]:
    """What OpenAPI is told of a page's answer: ``@router.get("/events", **offers(EventsPage, Form.CSV))``."""
    content = {MEDIA[form].partition(";")[0]: {"schema": {"type": "string"}} for form in (Form.HTML, *others)}
    return {"response_class": Response, "responses": {200: {"model": shape, "content": content}}}


def _accepted(accept: str) -> Form:
    """Of the forms that we know, the one that is liked best; of several, the first told."""
    liked: list[tuple[float, Form]] = []
    for part in accept.split(","):
        kind, *terms = (piece.strip() for piece in part.split(";"))
        weight = next((_weight(term[2:]) for term in terms if term.startswith("q=")), 1.0)
        if form := _KNOWN.get(kind.lower()):
            liked.append((weight, form))
    best = max(liked, key=lambda one: one[0], default=(0.0, Form.HTML))
    return best[1] if best[0] else Form.HTML


_KNOWN = {media.partition(";")[0]: form for form, media in MEDIA.items()} | {"*/*": Form.HTML, "text/*": Form.HTML}


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
