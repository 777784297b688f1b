"""The keys of the bench: which does what, and which you would rather have."""

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field

from dateline.web.forms import back
from dateline.web.keys import ACTIONS, TAKEN, checked, keys_of
from dateline.web.pages.review import Coder
from dateline.web.serving import ServingOf
from dateline.web.shapes import Shape
from dateline.web.twins import Page, answer, offers

router = APIRouter(tags=["review"], prefix="/keys")


class Keys(Shape):
    """The key of each action."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"active": True, "keys": {"accept": "a", "next": "l"}}]})

    active: bool = Field(description="Whether keys act at all")
    keys: dict[str, str]


@router.get("", summary="Your keys", **offers(Keys))
def keys(request: Request, serving: ServingOf, by: Coder) -> Response:
    """Every action with its key; each can be given another."""
    chosen, active = serving.habits.keys(by.name)
    have = keys_of(chosen)
    shown = {"actions": ACTIONS, "keys": have, "active": active, "taken": TAKEN}
    data = Keys(active=active, keys=have)
    return answer(request, Page(template="keys.html", shown=shown, data=lambda: data, name="keys"))


@router.post("", summary="Choose your keys", response_class=Response)
async def choose(request: Request, serving: ServingOf, by: Coder) -> Response:
    """Keep them for whoever asks; ``usual`` takes back those that everybody begins with."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    told = {} if "usual" in form else {action.name: form.get(action.name, action.key) for action in ACTIONS}
    serving.habits.choose(by.name, checked(told), active="active" in form or "usual" in form)
    return back(request, "/keys")
