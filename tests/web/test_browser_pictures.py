"""The pages that draw, in a browser that is driven: with and without WebGL, a slider of time, axe on each."""

from collections.abc import Iterator

import pytest

from dateline.web.app import create_app
from tests import record
from tests.web.chromium import AXE, IN_A_BROWSER, RULES, WEBGL, driven, served
from tests.web.test_map import CITY, COUNTRY, SEA, told

pytestmark = IN_A_BROWSER
PAGES = ("/map", "/network", "/timeline", "/counts", "/counts?by=party", "/saved?view=/map", "/saved")


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Iterator[str]:
    """The desk of the record of ``tests.record``, with events in a city, in a country and at sea."""
    folder = tmp_path_factory.mktemp("pictures")
    desk = record.opened(folder)
    record.add(desk, folder)
    (folder / "more").mkdir()
    record.add(desk, folder / "more", [told(at, place) for at, place in enumerate((CITY, COUNTRY, SEA), 1)])
    with served(create_app(desk)) as address:
        yield address


@pytest.fixture(scope="module", params=[True, False], ids=["webgl", "plain"])
def browsers(request):
    """A browser that can draw in three dimensions, and one that cannot."""
    with driven(*(WEBGL if request.param else ("--disable-gpu", "--disable-3d-apis"))) as opened:
        yield opened, request.param


@pytest.fixture
def page(browsers, base):
    """A page, with what its console said; what CSP forbids would be told there."""
    opened, draws = browsers
    context = opened.new_context(base_url=base, viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.draws, made.said = draws, []
    made.on("pageerror", lambda error: made.said.append(str(error)))
    made.on("console", lambda message: made.said.append(message.text) if message.type == "error" else None)
    yield made
    context.close()


def test_the_map_is_drawn_by_our_own_files_alone_or_says_why_not(page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/map")
    if not page.draws:
        page.wait_for_selector("#map-fault:not([hidden])", timeout=60_000)
        assert "The table has all that it shows" in page.inner_text("#map-fault")
        assert page.is_visible("table.places")
        return
    page.wait_for_selector("[data-drawn]", timeout=60_000)
    assert page.said == []
    assert {url.partition("?")[0].split("/")[2] for url in asked if not url.startswith(("blob:", "data:"))} == {
        page.url.split("/")[2]
    }


def test_a_row_leads_to_its_place_and_the_bubble_tells_the_events(page):
    if not page.draws:
        pytest.skip("this browser was started without WebGL")
    page.goto("/map")
    page.wait_for_selector("[data-drawn]", timeout=60_000)
    page.click("[data-spot='point:Moscow,RUS'] button")
    assert "1 event, told by 1 article" in page.inner_text(".maplibregl-popup-content")
    page.click("[data-spot='country:Russia,RUS'] button")
    assert page.inner_text(".maplibregl-popup-content h3") == "Russia, no finer"


def test_the_slider_narrows_the_network_in_time_and_its_address_keeps_it(page):
    page.goto("/network")
    page.wait_for_selector("#time:not([hidden])")
    assert page.locator(".ties path.off").count() == 0
    page.focus("#until")
    page.keyboard.press("Home")
    assert page.inner_text("#window").startswith("2024-06 to 2024-06")
    assert page.url.endswith("#2024-06..2024-06")
    page.reload()
    assert page.inner_text("#window").startswith("2024-06 to 2024-06")
    assert page.said == []


def test_who_has_the_focus_lights_up_whom_it_met(page):
    page.goto("/network")
    page.focus(".node >> nth=0")
    assert page.locator(".ties path.near").count() == 1
    assert page.locator(".node.near").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_fault_in_what_draws(page, path, scheme):
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci in web/vendor")
    if not page.draws and path != "/map":
        pytest.skip("the same as with WebGL")
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    if path == "/map" and page.draws:
        page.wait_for_selector("[data-drawn]", timeout=60_000)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"]) for one in found] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 820])
def test_nothing_is_wider_than_the_screen(page, path, width):
    if not page.draws:
        pytest.skip("the same as with WebGL")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
