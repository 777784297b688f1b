"""The desk in a browser that is driven: Debian's Chromium, through Playwright; accessibility by axe-core."""

from collections.abc import Iterator

import pytest

from dateline.desk import read
from dateline.desk.open import Desk
from dateline.web.app import create_app
from tests import make
from tests.web.chromium import AXE, IN_A_BROWSER, driven, served
from tests.web.test_paste import Reader
from tests.web.test_routes import paths

pytestmark = IN_A_BROWSER
PAGES = (
    "/", "/events", "/search", "/search?q=naval", "/paste", "/api", "/nowhere", "event", "article", "/dossier",
    "/dossier/ARL/BLM", "/cadence", "/person", "/person/Maren", "/office/IND/defence-minister", "/series", "/ledger",
    "/calendar?month=2024-06", "/calendar?view=list",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with driven() as opened:
        yield opened


@pytest.fixture
def base(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the sample's desk."""
    monkeypatch.setattr(read, "reader", lambda _settings: Reader())
    with served(create_app(desk)) as address_:
        yield address_


@pytest.fixture
def page(browser, base):
    """A page whose console must stay silent: what CSP forbids would be told there."""
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert [one for one in said if "404" not in one] == []


def address(page, path: str) -> str:
    """``event`` and ``article`` stand for the first of the record."""
    if path.startswith("/"):
        return path
    lists = {"event": ("/events.json?status=held", "events"), "article": ("/index.json", "new")}
    where, name = lists[path]
    return str(page.request.get(where).json()[name][0]["href"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_fault_that_axe_can_find(page, path, scheme):
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci in web/vendor")
    page.emulate_media(color_scheme=scheme)
    page.goto(address(page, path))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    wanted = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = page.evaluate("wanted => axe.run(document, wanted)", wanted)["violations"]
    told = [(one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"]) for one in found]
    assert told == []


def test_clicking_a_value_lights_its_words_and_clicking_words_opens_the_value(page):
    page.goto(address(page, "article"))
    page.click("a.value:has-text('meeting') >> nth=0")
    assert page.inner_text(".lit.on") == "met"
    page.click("#text .lit:text-is('Saturday')")
    assert page.inner_text("li.on .value").split() == ["start", "2024-06-01"]


def test_without_javascript_words_and_values_lead_to_one_another(browser, base):
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto(address(page, "article"))
    page.click("#text .lit:text-is('Saturday')")
    number = page.url.rpartition("#v-")[2]
    assert page.locator(f"#v-{number}").inner_text().startswith("start")
    page.click(f"#v-{number} a.value")
    assert page.url.endswith(f"#w-{number}")
    plain = page.locator("#text .lit >> nth=0").evaluate("one => getComputedStyle(one).backgroundColor")
    lit = page.locator(f".lit:has(#w-{number})").evaluate("one => getComputedStyle(one).backgroundColor")
    assert lit != plain
    context.close()


def test_an_article_is_pasted_read_kept_and_found_with_the_keyboard_alone(page):
    page.goto("/paste")
    page.focus("#pasted")
    page.keyboard.insert_text(make.TEXT)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Read it":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/paste/*")
    page.focus("button:has-text('Keep')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/*")
    assert "met" in page.inner_text("#text")


def test_a_dropped_file_is_read(page):
    page.goto("/events")
    page.evaluate(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "talks.txt", {type: "text/plain"}));
            const drop = {dataTransfer: carried, bubbles: true, cancelable: true};
            document.body.dispatchEvent(new DragEvent("drop", drop));
        }""",
        make.TEXT,
    )
    page.wait_for_url("**/paste/*")
    assert "talks" in page.inner_text("h1")


def test_the_colours_that_were_chosen_last(page):
    page.goto("/")
    page.click("#theme")
    chosen = page.get_attribute("html", "data-theme")
    page.goto("/events")
    assert page.get_attribute("html", "data-theme") == chosen


@pytest.mark.parametrize("guarded", [True, False], ids=["with-csp", "without"])
def test_hostile_words_run_nothing_and_break_no_page(browser, hostile, guarded):
    """Whatever ran would open a dialogue; escaping must do without the policy that stands behind it."""
    ran: list[str] = []
    with served(hostile.app) as base:
        context = browser.new_context(base_url=base, bypass_csp=not guarded)
        page = context.new_page()
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        for path in paths(hostile):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        context.close()
    assert ran == []


@pytest.mark.parametrize("width", [1280, 820])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_window(page, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(page, path))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_words_that_are_marked_in_the_text_fill_the_form_by_which_an_event_is_added(page):
    page.goto(address(page, "article"))
    assert page.locator(".from-words").is_hidden()
    page.evaluate(
        """() => {
            const piece = [...document.querySelectorAll("#text *")].find((one) => one.textContent.includes("exercise"));
            const words = piece.firstChild.nodeType === 3 ? piece.firstChild : piece.lastChild;
            const at = words.data.indexOf("naval exercise");
            getSelection().setBaseAndExtent(words, at, words, at + "naval exercise".length);
        }"""
    )
    page.click(".from-words")
    assert page.input_value("[name=words]") == "naval exercise"
    assert page.input_value("[name=near]") == str(make.TEXT.index("naval exercise"))
    page.select_option("#telling [name=type]", "exercise")
    page.click("text=Add this event")
    page.wait_for_selector(".signed")
    assert page.inner_text(".group:target h3").startswith("exercise, held")
