"""Paste or drop an article: it is read at once and shown before it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile

from dateline.books.crosswalk import crosswalk
from dateline.desk import paste as pasted
from dateline.errors import ArticleError
from dateline.model import codec
from dateline.model.claim import Reading
from dateline.model.kept import keys_of
from dateline.web.forms import back
from dateline.web.lit import lit
from dateline.web.render import Tab
from dateline.web.security import needs
from dateline.web.serving import ServingOf
from dateline.web.sessions import visitor_of
from dateline.web.shapes import Fault, Previewed, Shape
from dateline.web.twins import Page, answer, offers
from dateline.web.users import Role, User

router = APIRouter(tags=["paste"])
TAB = Tab("Paste", "/paste", 90)

_NAME = 300  # characters of a publisher's name, or a title
Coder = Annotated[User, Depends(needs(Role.CODER))]


class Asks(Shape):
    """What the form asks for."""

    fields: tuple[str, ...] = ("text", "file", "published", "publisher", "title")


@router.get("/paste", summary="A form for an article", **offers(Asks))
def form(request: Request) -> Response:
    """The empty form."""
    return answer(request, Page(template="paste.html", shown={"fault": None, "told": {}}, data=Asks))


@router.post("/paste", summary="Read an article; nothing is kept", **offers(Previewed))
def read(
    request: Request,
    serving: ServingOf,
    _by: Coder,
    text: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form(max_length=_NAME)] = "",
    title: Annotated[str, Form(max_length=_NAME)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Read what was pasted or dropped, and go to where it is shown.

    ``publisher`` and ``title`` are said of a pasted text; a file tells its own.
    """
    data = file.file.read() if file and file.filename else _as_typed(text).encode("utf-8", "surrogatepass")
    name = file.filename or "" if file else ""
    try:
        told = pasted.Told(published=_day(published), publisher=publisher.strip(), title=title.strip())
        with serving.reading():
            reading = pasted.read_bytes(data, name, serving.desk.settings, told)
    except ArticleError as fault:
        return _refused(request, fault, {"text": text, "publisher": publisher, "title": title})
    return back(request, f"/paste/{serving.tray.put(visitor_of(request).session, reading)}")


def _as_typed(text: str) -> str:
    """A text without the carriage returns that forms put into it."""
    return text.replace("\r\n", "\n")


def _refused(request: Request, fault: ArticleError, told: Mapping[str, str]) -> Response:
    """The form again, with what was written and what was wrong."""
    said = Fault.of(fault)
    return answer(
        request, Page(template="paste.html", shown={"fault": said, "told": told}, data=lambda: said, status=422)
    )


@router.get("/paste/{word}", summary="An article that was read and is not kept", **offers(Previewed))
def preview(request: Request, serving: ServingOf, word: str) -> Response:
    """All that was read of it, before it is kept."""
    reading = _held(serving.tray.look(visitor_of(request).session, word))
    known = serving.desk.store.source(reading.article.key) is not None
    return answer(
        request,
        Page(
            template="preview.html",
            shown={
                "reading": reading,
                "lit": lit(reading, tuple(keys_of(reading.article.key, reading.claims))),
                "word": word,
                "known": known,
                "events": {},
            },
            data=lambda: Previewed(
                keep=f"/paste/{word}/keep", known=known, reading=codec.to_json(reading, crosswalk().codes)
            ),
        ),
    )


@router.post("/paste/{word}/keep", summary="Keep an article that was read", response_class=Response)
def keep(request: Request, serving: ServingOf, by: Coder, word: str) -> Response:
    """Put it into the record, and go to it."""
    reading = _held(serving.tray.take(visitor_of(request).session, word))
    serving.add(reading, by)
    return back(request, f"/article/{reading.article.key}")


def _held(reading: Reading | None) -> Reading:
    if reading is None:
        raise ArticleError("lies here no longer", place="what was pasted", mend="paste it again", code="paste.gone")
    return reading


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as fault:
        raise ArticleError(
            f'"{text[:20]}" is no day', place="published", mend="write it as 2024-05-16", code="paste.day"
        ) from fault
