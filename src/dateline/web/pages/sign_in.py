"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response

from dateline.web.forms import back, within
from dateline.web.serving import Serving, ServingOf
from dateline.web.sessions import visitor_of
from dateline.web.shapes import Fault, Shape
from dateline.web.twins import Page, answer, offers

router = APIRouter(tags=["people"])


class Who(Shape):
    """Who is signed in, and what they may do."""

    name: str | None
    role: str | None


@router.get("/sign-in", summary="Who is signed in", **offers(Who))
def form(request: Request, to: str = "/") -> Response:
    """The form."""
    return _form(request, to)


@router.post("/sign-in", summary="Sign in", response_class=Response)
def sign_in(
    request: Request,
    serving: ServingOf,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
    to: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Let in whoever has a name and its password; who fails often must wait."""
    accounts, visitor = serving.accounts, visitor_of(request)
    if accounts is None:
        return back(request, to)
    counted = (f"name {name.casefold()}", f"from {request.client.host if request.client else ''}")
    if wait := serving.patience.wait(*counted):
        raise HTTPException(429, f"Wait {wait} seconds before you try again.", {"Retry-After": str(wait)})
    user = accounts.check(name, password)
    if user is None:
        serving.patience.fail(*counted)
        accounts.note("", "sign in failed", name[:80])
        return _form(request, to, "That is no name and password that we know.", 401)
    serving.patience.forgive(*counted)
    accounts.end(visitor.session)
    visitor.session = accounts.begin(user)
    accounts.note(user.name, "sign in")
    return back(request, to)


@router.post("/sign-out", summary="Sign out", response_class=Response)
def sign_out(request: Request, serving: ServingOf) -> Response:
    """Let the session go."""
    _end(serving, request)
    return back(request, "/sign-in")


def _end(serving: Serving, request: Request) -> None:
    visitor = visitor_of(request)
    if serving.accounts and visitor.user:
        serving.accounts.end(visitor.session)
        serving.accounts.note(visitor.user.name, "sign out")


def _form(request: Request, to: str, fault: str = "", status: int = 200) -> Response:
    user = visitor_of(request).user
    who: Shape = Fault(what=fault) if fault else Who(name=user.name if user else None, role=user.role if user else None)
    shown = {"to": within(to), "fault": fault}
    return answer(request, Page(template="sign_in.html", shown=shown, data=lambda: who, status=status))
