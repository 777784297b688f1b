"""What the OpenAPI description says of every address, besides what it gives when all is well: how it may refuse."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from dateline.web.shapes import Fault

_METHODS = ("get", "post")
_LOST = ("HTTPValidationError", "ValidationError")  # what FastAPI would say; ours are faults like all others
_FAULT = {"$ref": "#/components/schemas/Fault"}
_TOLD: dict[str, Any] = {"application/json": {"schema": _FAULT}, "text/html": {"schema": {"type": "string"}}}
_PLAIN: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}}


class Described(FastAPI):
    """An application whose description names every status that an address can answer."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = described(super().openapi())
        return self.openapi_schema


def described(spec: dict[str, Any]) -> dict[str, Any]:
    """A description with the refusals of each address; it is changed in place."""
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    for name in _LOST:
        schemas.pop(name, None)
    schemas.setdefault("Fault", Fault.model_json_schema(ref_template="#/components/schemas/{model}"))
    for path, methods in spec["paths"].items():
        for method in _METHODS:
            if method in methods:
                methods[method]["responses"] |= dict(_refusals(path, method, methods[method]))
    return spec


def _refusals(path: str, method: str, about: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    asked = {one["name"] for one in about.get("parameters", ())}
    yield "303", {"description": "Look at another address: the thing's own, what comes next, or the sign-in page"}
    yield "401", _fault("Nobody is signed in")
    yield "403", _fault("Not allowed: the role is too low, or the form is not ours")
    yield "404", _fault("There is nothing of that name")
    yield "406", _fault("This page has no such twin")
    yield "409", _fault("The record is otherwise than this asks")
    yield "421", {"description": "Not served under that name", "content": _PLAIN}
    yield "422", _fault("The address or the form is not understood")
    yield "503", _fault("The record cannot be used now")
    if method == "get":
        yield "304", {"description": "It is as the asker has it"}
    else:
        yield "400", _fault("The form cannot be read")
        yield "413", {"description": "Too large", "content": _TOLD | _PLAIN}
    if "after" in asked:
        yield "410", _fault("The list has that place no longer")
    if path == "/sign-in":
        yield "429", _fault("Too often: wait")


def _fault(description: str) -> dict[str, Any]:
    return {"description": description, "content": _TOLD}
