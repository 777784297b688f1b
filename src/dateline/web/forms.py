"""What a form sends, and where one goes after it."""

import csv
import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response

from dateline.export.delimited import cell_of

_SEE_OTHER = 303
_AS_IT_IS = "%/:?#[]@!$&'()*+,;=~"  # what an address may hold


def back(request: Request, address: str) -> Response:
    """To another page after something was done: by redirect, or by word to htmx."""
    to = quote(within(address), safe=_AS_IT_IS)  # a header is ASCII, and what a form sent need not be
    if request.headers.get("hx-request") == "true":
        return Response(headers={"HX-Redirect": to})
    return Response(status_code=_SEE_OTHER, headers={"Location": to})


def within(address: str) -> str:
    """An address of this desk; whatever leads elsewhere becomes the front page."""
    sound = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if sound and "\\" not in address else "/"


def table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A table as CSV; no cell is one that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([cell_of(value) for value in row] for row in rows)
    return out.getvalue()
