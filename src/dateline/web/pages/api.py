"""For programs: every address, what it gives, and how a twin is asked for."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dateline.web.etag import tagged
from dateline.web.shapes import Shape
from dateline.web.twins import Page, answer, offers

router = APIRouter(tags=["programs"])


class Address(Shape):
    """One address."""

    method: str
    path: str
    summary: str


class Addresses(Shape):
    """All of them; ``openapi`` describes each."""

    openapi: str
    addresses: tuple[Address, ...]


@router.get("/api", summary="Every address", **offers(Addresses))
def api(request: Request) -> Response:
    """The addresses of this desk."""
    spec = request.app.openapi()
    found = tuple(
        Address(method=method.upper(), path=path, summary=about.get("summary", ""))
        for path, methods in spec["paths"].items()
        for method, about in methods.items()
    )
    page = Addresses(openapi="/openapi.json", addresses=found)
    return answer(request, Page(template="api.html", shown={"found": found}, data=lambda: page, name="api"))


@router.get("/openapi.json", summary="The OpenAPI description", response_class=JSONResponse)
def openapi(request: Request) -> Response:
    """What every address takes and gives."""
    return tagged(request, JSONResponse(request.app.openapi()))
