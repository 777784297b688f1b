"""The desk in a browser: one record, served.

How a page is added (all of it lies in files of its own; nothing here changes):

1. ``pages/NAME.py`` with ``router = APIRouter(tags=["NAME"])``, and ``TAB = Tab("Title", "/name", order)`` if it has a
   place in the navigation. Every module of ``pages/`` is found by itself.
2. A route is a plain function (FastAPI runs it in a thread) that asks the desk and gives a ``Page``::

       @router.get("/ledger", summary="Promises", **offers(Ledger, Form.CSV))
       def ledger(request: Request, serving: ServingOf, asked: AskedOf) -> Response:
           found = serving.desk.ledger(asked.wanted(serving.desk.store), as_of=asked.as_of)
           return answer(request, Page(
               template="ledger.html",
               shown={"asked": asked, "entries": found},
               data=lambda: Ledger.of(found),                    # the JSON twin: a shape of pydantic, with an example
               others={Form.CSV: lambda: table(HEADER, rows)},   # the CSV twin; Form.ATOM, ICS, GEOJSON, GEXF as well
               name="ledger",
           ))

   ``serving.events(asked)`` gives events from a snapshot that is kept at hand; prefer it to ``desk.events`` for whole
   lists. A page that is made of events alone is answered by ``kept`` (``kept.py``): it is made once, whoever asks. ``asked.query(status="planned")`` makes the address of a link. ``/ledger.json`` and ``Accept`` need nothing.
3. ``templates/NAME.html`` extends ``base.html`` (blocks ``title``, ``head``, ``main``) and uses ``macros.html``. All is
   escaped; article text goes through ``|text``, names and titles through ``|clean``. No inline script or style: CSP
   forbids them. Styles of one page: ``static/NAME.css`` in block ``head`` by ``{{ static('NAME.css') }}``; an island:
   ``static/NAME.js`` with ``<script type="module" src=…>``, its data in ``<script type="application/json">`` or a twin.
4. What changes something is a POST. Its form has ``{{ csrf_field() }}`` (from ``macros.html``; htmx sends a header by
   itself); it takes ``by: Annotated[User, Depends(needs(Role.CODER))]``, calls ``serving.note(by.name, …)`` for the
   audit and ``serving.changed()``, and answers with ``back(request, address)``.
5. ``tests/web/test_NAME.py``: the page, each twin, an empty record, hostile words (fixtures in ``tests/web/conftest.py``).
"""  # noqa: E501  (the example keeps its lines)

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules
from threading import Thread
from types import ModuleType
from typing import Any

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dateline import __version__
from dateline.desk.open import Desk
from dateline.web import faults, pages
from dateline.web.beside import file_of
from dateline.web.described import Described
from dateline.web.habits import Habits
from dateline.web.render import STATIC, Tab
from dateline.web.security import Guarded, entrance
from dateline.web.serving import Serving
from dateline.web.sessions import Visits
from dateline.web.subscribed import Keys, Subscriptions
from dateline.web.twins import Twins
from dateline.web.users import Accounts, Role, User

LOCAL = ("localhost", "127.0.0.1", "[::1]")
_SMALLEST = 1000  # bytes that are worth packing
_PACKED = 5  # of 9: what is more takes twice the time, and saves a twentieth


def create_app(
    desk: Desk, accounts: Accounts | None = None, *, hosts: Collection[str] = LOCAL, warm: bool = False
) -> FastAPI:
    """The desk of one record as an application.

    Args:
        desk: The record; it is closed when the application ends.
        accounts: The people; None: one local person, without a password.
        hosts: The names under which it may be called; none: any.
        warm: Whether to load at once what the first page and the first article need.
    """
    app = Described(
        title="Dateline",
        version=__version__,
        summary="A dated, sourced, reviewable record of defence diplomacy.",
        description="Every page has a twin: add `.json` (or `.csv`, where it is a table) to its path, or say it in "
        "`Accept`. Lists are leafed through by `after`, which each page gives as `next`.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # ``pages/api.py`` gives it to those who may come in
        lifespan=_closing,
        dependencies=[Depends(entrance)],
    )
    app.state.serving = Serving(desk, accounts, habits=Habits(accounts.path if accounts else file_of(desk.store)))
    app.state.warm = warm
    app.state.feed_keys = Keys(accounts) if accounts else None
    app.state.tabs = _take_in_pages(app)
    app.mount("/static", Files(directory=STATIC))
    faults.install(app)
    local = User(desk.settings.coder or "local", Role.ADMIN)
    app.add_middleware(faults.Stumbles)
    app.add_middleware(Visits, accounts=accounts, local=local, keys=app.state.feed_keys)
    app.add_middleware(Twins)
    app.add_middleware(Subscriptions)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST, compresslevel=_PACKED)
    app.add_middleware(Guarded, hosts=hosts)
    return app


class Files(StaticFiles):
    """Our own files; one that is asked for by its digest never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept by the browser."""
        response = await super().get_response(path, scope)
        lasting = b"v=" in scope.get("query_string", b"")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response


def _take_in_pages(app: FastAPI) -> tuple[Tab, ...]:
    tabs = []
    for module in _modules():
        app.include_router(module.router)
        tabs += [module.TAB] if hasattr(module, "TAB") else []
    return tuple(sorted(tabs, key=lambda tab: (tab.order, tab.title)))


def _modules() -> list[ModuleType]:
    found = (import_module(f"{pages.__name__}.{one.name}") for one in iter_modules(pages.__path__))
    return [module for module in found if hasattr(module, "router")]


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[Any]:
    if app.state.warm:
        Thread(target=app.state.serving.warm, daemon=True).start()
    yield
    app.state.serving.desk.close()
