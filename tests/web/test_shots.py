"""A picture of each page at both widths, light and dark, for people to look at: ``.artefacts/shots``, not in git.

What a machine can tell of them is asked here, too: the page is there, its console is silent, its picture is not blank.
"""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from dateline.desk import review
from dateline.web.app import create_app
from dateline.web.sessions import COOKIE
from tests import record
from tests.web.chromium import IN_A_BROWSER, WEBGL, driven, served
from tests.web.picture import ARTEFACTS, shoot
from tests.web.test_map import CITY, COUNTRY, SEA, told

pytestmark = IN_A_BROWSER
VISITOR = "shots"
VIEWS = [(width, scheme) for width in (1280, 820) for scheme in ("light", "dark")]
PAGES = {
    "front": "/", "events": "/events", "search": "/search?q=met", "event": "event", "article": "article",
    "paste": "/paste", "preview": "preview", "dossiers": "/dossier", "dossier": "/dossier/ARL/BLM",
    "cadence": "/cadence", "diaries": "/person", "diary": "/person/Maren", "office": "/office", "series": "/series",
    "ledger": "/ledger", "calendar": "/calendar?month=2024-06", "calendar-list": "/calendar?view=list",
    "timeline": "/timeline", "map": "/map", "network": "/network", "counts": "/counts", "saved": "/saved",
    "save": "/saved?view=/events?party=ARL", "review": "/review", "queue": "/review/queue", "history": "/history",
    "coding": "code", "work": "/work", "adjudicate": "/adjudicate", "agreement": "/agreement", "keys": "/keys",
    "read-outs": "diff", "api": "/api", "not-here": "/nowhere",
}  # fmt: skip
"""Each page by the name of its picture; a bare word stands for an address that the record tells."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The record of ``tests.record``, with places of each sort, and something that was ruled."""
    folder = tmp_path_factory.mktemp("shots")
    desk = record.opened(folder)
    record.add(desk, folder)
    (folder / "more").mkdir()
    record.add(desk, folder / "more", [told(at, place) for at, place in enumerate((CITY, COUNTRY, SEA), 1)])
    several = max(desk.events(), key=lambda event: event.articles)
    desk.rule(review.note(several, replace(desk.hand("r.okafor"), why="Photographs show both delegations.")))
    return desk


@pytest.fixture(scope="module")
def page(desk):
    """One page of one browser, which goes from address to address; ``said`` is what its console tells."""
    app = create_app(desk)
    with served(app) as base, driven(*WEBGL) as browser:
        context = browser.new_context(base_url=base, locale="en-GB")
        context.add_cookies([{"name": COOKIE, "value": VISITOR, "url": base}])
        opened = context.new_page()
        opened.said, opened.addresses = [], _told(app, desk)
        opened.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.on("console", lambda message: opened.said.append(message.text) if message.type == "error" else None)
        yield opened


def _told(app: FastAPI, desk) -> dict[str, str]:
    """The addresses of an event of several articles, of one of them, and of one that was pasted."""
    event = max(desk.events(), key=lambda one: (one.articles, one.id))
    source = event.claims[0].source
    reading = desk.store.readings(source.key)[-1].reading
    word = app.state.serving.tray.put(VISITOR, reading)
    return {
        "event": f"/event/{event.id}",
        "article": f"/article/{source.key}",
        "code": f"/code/{source.key}",
        "diff": f"/diff/{event.id}",
        "preview": f"/paste/{word}",
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_of_each_page_is_kept_to_be_looked_at(page, name):
    page.said.clear()
    answer = page.goto(page.addresses.get(PAGES[name], PAGES[name]))
    assert answer.status == (404 if name == "not-here" else 200)
    if name == "map":
        page.wait_for_selector("[data-drawn]", timeout=60_000)
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        path = shoot(page, ARTEFACTS / "shots" / f"{name}-{width}-{scheme}.png")
        assert path.stat().st_size > _BLANK
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
    assert [one for one in page.said if "404" not in one] == []


_BLANK = 5_000  # bytes: a picture of nothing has fewer
