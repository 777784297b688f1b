"""The bench in a browser, gone through without a mouse; its pages with axe, at both widths, in both lights."""

import pytest

from dateline.desk.coding import as_read, code
from dateline.desk.embargo import embargo
from dateline.desk.work import assign, claims_of
from dateline.model.review import Verdict
from dateline.web.app import create_app
from tests import make, record
from tests.store import made
from tests.web.chromium import AXE, IN_A_BROWSER, RULES, driven, served
from tests.web.conftest import client_of, keeps

pytestmark = IN_A_BROWSER
PAGES = ("/review", "/review/queue", "/keys", "/alias?name=Tomas+Ruh&real=Tomas+Ruhe", "/work", "/code", "/adjudicate",
         "/sides", "/agreement", "/history", "/diff", "/alike", "/done")  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with driven() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path):
    """The small record, and an article that a reader read, so that words are lit."""
    with record.filled(tmp_path) as desk:
        yield keeps(desk, make.reading(versions=made.FIRST))


@pytest.fixture
def base(desk):
    with served(create_app(desk)) as address:
        yield address


@pytest.fixture
def page(browser, base):
    """A page whose console must stay silent."""
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert said == []


def press(page, *keys):
    """Strike keys, each of which leads to another page."""
    for key in keys:
        with page.expect_navigation():
            page.keyboard.press(key)


def write(page, words):
    """Into the field that has the focus, in the place of what stands in it, and send it."""
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    press(page, "Enter")


def focused(page, name):
    return page.evaluate(f"document.activeElement.{name}")


def sample(desk):
    """The key of the article that a reader read."""
    return next(source.key for source in desk.store.sources() if source.id == "n01")


def most_told(desk):
    """The meeting of which most articles tell."""
    return max(desk.whole().events(), key=lambda event: event.articles)


# ---- without a mouse


def test_an_article_is_reviewed_from_end_to_end_without_a_mouse(page, desk):
    page.goto(f"/review?within={sample(desk)}")
    assert page.locator("#text .lit.on").count() == 0
    for _ in range(4):  # type, mode, status, days
        page.keyboard.press("j")
    assert focused(page, "dataset.field") == "days"
    assert page.locator("#text .lit.on").first.inner_text() == "Saturday"
    page.keyboard.press("e")
    assert focused(page, "name") == "value"
    write(page, "2024-06-02")
    assert "days is 2024-06-02" in page.inner_text(".ruled")
    press(page, "c")  # the field is chosen still
    assert "days accepted" in page.inner_text(".ruled")
    page.keyboard.press("n")
    write(page, "the wire is wrong by a day")
    press(page, "z")  # the note is taken back
    press(page, "a")  # accepted: the article's other event is next
    assert "1 of 2 looked at" in page.inner_text(".kicker")
    page.keyboard.press("x")
    write(page, "only an intention")
    assert "All of this article is looked at" in page.inner_text("h1")
    assert [(one.verdict, one.field) for one in desk.store.judgements()] == [
        (Verdict.AMEND, "days"),
        (Verdict.ACCEPT, "days"),
        (Verdict.NOTE, None),
        (Verdict.UNDO, None),
        (Verdict.ACCEPT, None),
        (Verdict.REJECT, None),
    ]


def test_ten_articles_are_reviewed_by_keys_alone(page, desk, tmp_path):
    record.add(desk, tmp_path, [visit(number) for number in range(1, 5)])
    page.goto("/review")
    press(page, "l", "u")  # one is left for later, of one the person is unsure
    while page.locator("#bench").count():
        press(page, "a")
    assert "Nothing awaits your look" in page.inner_text("h1")
    whole = desk.whole()
    verdicts = [one.verdict for one in whole.store.judgements()]
    assert verdicts.count(Verdict.UNSURE) == 1
    assert verdicts.count(Verdict.ACCEPT) == len(whole.events()) - 1
    assert len({kept.source.key for event in whole.events() if event.accepted for kept in event.claims}) >= 10


def visit(number):
    text = f"Ines Maren visited Belmar on March {number}, her office said."
    told = record.event("visit", "visited", f"2024-03-0{number}", people=record.PAIR[:1], mode="official")
    return record.Told(f"v{number}", f"2024-03-{number + 10}", text, (told,), f"Paper {number}")


def test_merging_and_splitting_need_no_mouse_either(page, desk):
    talks = most_told(desk)
    page.goto(f"/review/{talks.id}")
    page.keyboard.press("s")
    assert focused(page, "type") == "checkbox"
    page.keyboard.press("Space")
    while focused(page, "name") != "why":
        page.keyboard.press("Tab")
    write(page, "two rooms")
    assert "split" in page.inner_text(".ruled")
    keys = {kept.key for kept in talks.claims}
    parts = [event for event in desk.whole().events() if keys & {kept.key for kept in event.claims}]
    assert sorted(event.articles for event in parts) == [1, talks.articles - 1]
    page.keyboard.press("m")
    page.keyboard.press("Space")  # the first that is offered
    while focused(page, "name") != "why":
        page.keyboard.press("Tab")
    write(page, "one after all")
    assert "merged" in page.inner_text(".ruled")
    press(page, "z", "z")
    assert desk.whole().event(talks.id).articles == talks.articles


def test_escape_closes_what_a_key_opened_and_no_key_acts_while_one_writes(page, desk):
    page.goto("/review")
    before = len(desk.store.judgements())
    page.keyboard.press("n")
    page.keyboard.type("a x u z")
    page.keyboard.press("Escape")
    assert page.locator(".acts details[open]").count() == 0
    for held in ("Control+a", "Alt+x", "Meta+u"):
        page.keyboard.press(held)
    assert len(desk.store.judgements()) == before
    assert page.locator("details[open]").count() == 0


def test_keys_that_were_chosen_act_and_the_usual_ones_no_more(page):
    page.goto("/keys")
    page.fill("[name=note]", "y")
    press(page, "Enter")
    page.goto("/review")
    assert page.locator("[data-action=note] kbd").inner_text() == "y"
    page.keyboard.press("n")
    assert page.locator("[data-action=note][open]").count() == 0
    page.keyboard.press("y")
    assert page.locator("[data-action=note][open]").count() == 1


def test_keys_that_are_turned_off_do_nothing_and_are_not_shown(page):
    page.goto("/keys")
    page.uncheck("[name=active]")
    with page.expect_navigation():
        page.click("text=Keep these")
    page.goto("/review")
    page.keyboard.press("n")
    assert page.locator("[data-action=note][open]").count() == 0
    assert not page.locator("[data-action=accept] kbd").is_visible()


def test_a_claim_is_coded_by_keys_alone(page, desk):
    article = sample(desk)
    page.goto(f"/code/{article}")
    press(page, "a", "u")
    said = [one.value["event"] for one in desk.store.judgements() if one.verdict is Verdict.CODING]
    assert said == [True, None]


def test_words_lead_to_their_field_and_a_field_to_its_words(page, desk):
    page.goto(f"/review?within={sample(desk)}")
    page.click("#text .lit:text-is('Saturday')")
    assert page.get_attribute(".row[data-chosen]", "data-field") == "days"
    page.click(".row[data-field=countries] .label a")
    assert page.locator("#text .lit.on").first.inner_text() == "Arland"


def test_without_javascript_every_ruling_is_a_plain_form(browser, base, desk):
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/review")
    first = page.locator(".bench-head h1 a").get_attribute("href")
    page.click("[data-field=mode] summary")
    page.fill("[data-field=mode] details input[name=value]", "call")
    page.click("[data-field=mode] button:has-text('Amend')")
    assert "mode is call" in page.inner_text(".ruled")
    page.click("button:has-text('Accept')")
    assert page.locator(".bench-head h1 a").get_attribute("href") != first
    assert desk.store.judgements()[-1].verdict is Verdict.ACCEPT
    assert not page.locator("kbd").first.is_visible()
    context.close()


# ---- how the pages are made


@pytest.fixture
def address(desk):
    """The address that a word of ``PAGES`` stands for; what it needs is ruled first."""
    article, most = sample(desk), most_told(desk).id

    def address(path):
        if path in ("/sides", "/agreement", "/adjudicate"):
            coded(desk, article)
        if path == "/work":
            desk.rule(assign(desk.store, article, "r.okafor", desk.hand()))
        if path == "/review":
            desk.rule(embargo(desk.whole().event(most), desk.hand(), None))
        return {
            "/review": f"/review/{most}",
            "/sides": f"/adjudicate/{article}",
            "/code": f"/code/{article}",
            "/diff": f"/diff/{most}",
            "/alike": f"/review/{most}/alike?field=place",
            "/done": "/review?type=ceremony",
        }.get(path, path)

    return address


def coded(desk, article):
    """Two coders code an article and differ on the mode."""
    for kept in claims_of(desk.store, article):
        read = as_read(kept.claim)
        desk.rule(code(article, kept.key, desk.hand("a.lind"), read))
        desk.rule(code(article, kept.key, desk.hand("i.maren"), read | {"mode": "call"}))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_fault_that_axe_can_find(page, address, path, scheme):
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci in web/vendor")
    page.emulate_media(color_scheme=scheme)
    page.goto(address(path))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("wanted => axe.run(document, wanted)", {"runOnly": RULES})["violations"]
    told = [(one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"]) for one in found]
    assert told == []


@pytest.mark.parametrize("width", [1280, 820])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_window(page, address, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(path))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_hostile_words_on_the_bench_run_nothing(browser, hostile):
    ran: list[str] = []
    client = client_of(hostile.app.state.serving.desk)
    every = [one["event"]["id"] for one in client.get("/review/queue.json").json()["queue"]]
    with served(hostile.app) as base:
        context = browser.new_context(base_url=base, bypass_csp=True)
        page = context.new_page()
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        for id_ in every:
            page.goto(f"/review/{id_}")
            page.keyboard.press("j")
            page.keyboard.press("e")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        context.close()
    assert ran == []
