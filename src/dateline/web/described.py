"""What the OpenAPI description says of every address, besides what it gives when all is well: how it may refuse."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from dateline.web.shapes import Fault

_METHODS = ("get", "post")
_LOST = ("HTTPValidationError", "ValidationError")  # what FastAPI would say; ours are faults like all others
_PLAIN: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}}
_TOLD: dict[str, Any] = {
    "application/json": {"schema": {"$ref": "#/components/schemas/Fault"}},
    "text/html": {"schema": {"type": "string"}},
}
_NAMES = {  # by status, what it is called among the description's components
    "303": "Elsewhere",
    "304": "NotModified",
    "400": "NoForm",
    "401": "NotSignedIn",
    "403": "NotAllowed",
    "404": "NotHere",
    "406": "NoSuchTwin",
    "409": "Otherwise",
    "410": "NoLongerThere",
    "413": "TooLarge",
    "421": "NotByThatName",
    "422": "NotUnderstood",
    "429": "TooOften",
    "503": "NoRecord",
}


class Described(FastAPI):
    """An application whose description names every status that an address can answer."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = described(super().openapi())
        return self.openapi_schema


def described(spec: dict[str, Any]) -> dict[str, Any]:
    """A description with the refusals of each address; it is changed in place."""
    components = spec.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _LOST:
        schemas.pop(name, None)
    schemas.setdefault("Fault", Fault.model_json_schema(ref_template="#/components/schemas/{model}"))
    components["responses"] = {_NAMES[status]: answer for status, answer in _answers().items()}
    for path, methods in spec["paths"].items():
        for method in _METHODS:
            if method in methods:
                may = _may_answer(path, method, methods[method])
                refused = {status: {"$ref": f"#/components/responses/{_NAMES[status]}"} for status in may}
                methods[method]["responses"] |= refused
    return spec


def _may_answer(path: str, method: str, about: dict[str, Any]) -> Iterator[str]:
    yield from ("303", "401", "403", "404", "406", "409", "421", "422", "503")
    yield from ("304",) if method == "get" else ("400", "413")
    if any(one["name"] == "after" for one in about.get("parameters", ())):
        yield "410"
    if path == "/sign-in":
        yield "429"


def _answers() -> dict[str, dict[str, Any]]:
    return {
        "303": {"description": "Look at another address: the thing's own, what comes next, or the sign-in page"},
        "304": {"description": "It is as the asker has it"},
        "400": _fault("The form cannot be read"),
        "401": _fault("Nobody is signed in"),
        "403": _fault("Not allowed: the role is too low, or the form is not ours"),
        "404": _fault("There is nothing of that name"),
        "406": _fault("This page has no such twin"),
        "409": _fault("The record is otherwise than this asks"),
        "410": _fault("The list has that place no longer"),
        "413": {"description": "Too large", "content": _TOLD | _PLAIN},
        "421": {"description": "Not served under that name", "content": _PLAIN},
        "422": _fault("The address or the form is not understood"),
        "429": _fault("Too often: wait"),
        "503": _fault("The record cannot be used now"),
    }


def _fault(description: str) -> dict[str, Any]:
    return {"description": description, "content": _TOLD}
