"""The people of a shared desk, and what they did."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from dateline.web.forms import back, table
from dateline.web.security import needs
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Shape
from dateline.web.twins import Form as As
from dateline.web.twins import Page, answer, offers
from dateline.web.users import Accounts, Role, User

router = APIRouter(tags=["people"], prefix="/people")
Admin = Annotated[User, Depends(needs(Role.ADMIN))]


class Person(Shape):
    """One person; ``active`` tells whether they may come in."""

    name: str
    role: Role
    active: bool


class People(Shape):
    """All of them."""

    people: tuple[Person, ...]


@router.get("", summary="The people", **offers(People, As.CSV))
def people(request: Request, serving: ServingOf, _by: Admin) -> Response:
    """Everybody, and the newest lines of the audit; its CSV twin is the audit."""
    accounts = _accounts(serving)
    every, deeds = accounts.people(), accounts.deeds()
    return answer(
        request,
        Page(
            template="people.html",
            shown={"people": every, "deeds": deeds, "roles": list(Role)},
            data=lambda: People(people=tuple(Person(name=one.name, role=one.role, active=one.active) for one in every)),
            others={
                As.CSV: lambda: table(
                    ("at", "who", "what", "about"),
                    ((one.at.isoformat(), one.who, one.what, one.about) for one in accounts.deeds(1_000_000)),
                )
            },
            name="audit",
        ),
    )


@router.post("", summary="Take in a person", response_class=Response)
def add(
    request: Request,
    serving: ServingOf,
    by: Admin,
    name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form(max_length=1000)],
    role: Annotated[Role, Form()] = Role.VIEWER,
) -> Response:
    """Take in a person with a first password."""
    made = _accounts(serving).add(name, password, role)
    serving.note(by.name, "add person", f"{made.name} as {role}")
    return back(request, "/people")


@router.post("/change", summary="Give a person another role, or let them in no longer", response_class=Response)
def change(
    request: Request,
    serving: ServingOf,
    by: Admin,
    name: Annotated[str, Form(max_length=80)],
    role: Annotated[Role, Form()],
    active: Annotated[bool, Form()] = False,  # noqa: FBT002  (a box of a form)
) -> Response:
    """Give a person another role, or let them in no longer; they must sign in anew."""
    _accounts(serving).change(name, role=role, active=active)
    serving.note(by.name, "change person", f"{name}: {role}, {'active' if active else 'shut out'}")
    return back(request, "/people")


def _accounts(serving: Serving) -> Accounts:
    if serving.accounts is None:
        raise HTTPException(404, "This desk has no accounts: it was started without --users.")
    return serving.accounts
