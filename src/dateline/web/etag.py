"""A short name for what was answered, so that a browser that has it already is told so and gets nothing anew."""

import hashlib

from fastapi import Request, Response

_SHORT = 20
_NOT_MODIFIED = 304
_KEPT = ("vary", "content-disposition", "cache-control")


def tagged(request: Request, response: Response) -> Response:
    """The answer with its ETag; if the asker has it, only word that it is still the same."""
    tag = etag(bytes(response.body))
    response.headers["Vary"] = "Accept, Cookie"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = tag
    if request.method not in ("GET", "HEAD") or not _has(request, tag):
        return response
    headers = {name: value for name, value in response.headers.items() if name in _KEPT} | {"ETag": tag}
    return Response(status_code=_NOT_MODIFIED, headers=headers)


def etag(body: bytes) -> str:
    """The name of a body: weak, as compression may come between."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:_SHORT]}"'


def _has(request: Request, tag: str) -> bool:
    held = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    return "*" in held or tag in held or tag.removeprefix("W/") in held
