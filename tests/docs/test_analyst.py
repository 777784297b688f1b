"""The analyst's tutorial, done as it stands: the same addresses, the same words on buttons, and its pictures.

``DATELINE_PICTURES=1`` puts the pictures of the run into the docs; without it they go to the artefacts.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.desk.open import Desk
from dateline.settings import Settings
from dateline.web.app import create_app
from tests.web.chromium import CHROMIUM, driven, served
from tests.web.picture import ARTEFACTS, ROOT, small

PAGE = ROOT / "docs/tutorial/analyst.md"
PICTURES = PAGE.parent / "pictures"
TEXT = PAGE.read_text(encoding="utf-8")
NOW = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)
LARGEST = 60_000  # bytes of a picture

TOKEN = re.compile(
    r"<http://127\.0\.0\.1:8321(?P<address>[^>]*)>|\*\*(?P<control>[^*]+)\*\*|\]\(pictures/(?P<picture>[\w-]+)\.webp\)"
)
FIELD = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


class Reader:
    """Somebody who does what the page says, word for word, one thing after another; ``left`` is still to be done."""

    def __init__(self, page):
        self.page = page
        steps = TEXT[TEXT.index("## Read an article") :]
        self.left = [
            told for found in TOKEN.finditer(steps) for told in found.groupdict().items() if told[1] is not None
        ]

    def next(self, sort):
        told, words = self.left.pop(0)
        assert told == sort, f"the page goes on with {words}"
        return words

    def open(self):
        assert self.page.goto(self.next("address")).ok

    def choose(self):
        """Click the button, link or fold that bears the bold words."""
        words = self.next("control")
        named = self.page.locator(f"[aria-label='{words}']").locator("visible=true")
        worded = self.page.locator("button, a, summary").filter(has_text=re.compile(re.escape(words)))
        target = named if named.count() else worded.locator("visible=true")
        assert target.count(), f"nothing on {self.page.url} is called {words}"
        target.first.click()

    def write(self, label, value):
        """Fill a field whose label the page has, and which the tutorial names."""
        assert label in FIELD.findall(TEXT), label
        fields = self.page.get_by_label(label).and_(self.page.locator("input, select, textarea"))
        field = fields.locator("visible=true").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def look(self):
        """Take the picture that the page shows here."""
        name = f"{self.next('picture')}.webp"
        folder = PICTURES if os.environ.get("DATELINE_PICTURES") else ARTEFACTS / "tutorial"
        taken = small(self.page, folder / name, LARGEST)
        assert taken.stat().st_size <= LARGEST, name


def pictures():
    return [name for name in (found["picture"] for found in TOKEN.finditer(TEXT)) if name]


@pytest.mark.parametrize("name", pictures())
def test_every_picture_is_there_and_small(name):
    """Mend: DATELINE_PICTURES=1 pytest -n 0 tests/docs/test_analyst.py."""
    assert 0 < (PICTURES / f"{name}.webp").stat().st_size <= LARGEST


def test_there_are_few_pictures_and_each_is_shown():
    assert len(pictures()) <= 10
    assert {path.stem for path in PICTURES.glob("*.webp")} == set(pictures())


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: apt-get install chromium")
def test_the_tutorial_can_be_done_as_it_is_told(tmp_path):
    settings = Settings(workers=1, record=str(tmp_path / "first.db"), coder="r.okafor")
    with Desk.open(tmp_path / "first.db", settings=settings, clock=lambda: NOW) as desk:
        desk.add(ROOT / "examples/story")
        assert desk.store.counts()["articles"] == 5
    desk = Desk.open(tmp_path / "first.db", settings=settings, clock=lambda: NOW)
    with served(create_app(desk)) as base, driven() as browser:
        context = browser.new_context(
            base_url=base, viewport={"width": 1060, "height": 760}, locale="en-GB", accept_downloads=True
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        _do(Reader(page), page)


def _do(reader, page):
    _read_an_article(reader, page)
    _look_around(reader, page)
    _put_right(reader, page)
    _add_what_is_missing(reader, page)
    _follow_and_take_away(reader, page)
    assert reader.left == []


def _read_an_article(reader, page):
    reader.open()
    reader.write("Text of the article", Path(ROOT / "examples/ministers-meet.txt").read_text(encoding="utf-8"))
    reader.write("Published by", "Northern Wire")
    reader.choose()
    page.wait_for_url("**/paste/*")
    assert "Read, and not kept yet" in page.inner_text("main")
    page.click("#text .lit:text-is('Wednesday')")
    assert "2024-05-15" in page.inner_text("li.on")
    reader.look()
    reader.choose()
    page.wait_for_url("**/article/*")


def _look_around(reader, page):
    reader.open()
    assert {"What comes next", "Overdue", "Needs a look", "What is new"} <= {
        one.partition(" <")[0] for one in re.findall(r"<h2[^>]*>([^<]+)", page.content()) for one in [one.strip()]
    }
    reader.look()
    reader.open()
    reader.look()
    reader.choose()
    page.wait_for_url("**/event/*")
    assert page.locator("tr:has(th:text-is('days')) .said li").count() >= 2
    reader.look()
    reader.write("Where sources differ, show", "official-first")
    reader.choose()
    page.wait_for_url("**rule=official-first**")


def _put_right(reader, page):
    reader.choose()
    page.wait_for_url("**/review/*")
    reader.choose()
    reader.write("Days is", "2024-05-15")
    page.locator("[data-field='days'] input[name=why]").fill("the ministry's own page")
    reader.choose()
    page.wait_for_selector(".ruled")
    assert "days is 2024-05-15" in page.inner_text(".ruled")
    reader.look()
    reader.choose()
    page.wait_for_function("document.querySelector('.ruled')?.textContent.includes('undid')")


def _add_what_is_missing(reader, page):
    reader.open()
    reader.choose()
    page.wait_for_url("**/article/*")
    reader.choose()
    for label, value in (
        ("Words of the article", "tour the naval base"), ("Type", "visit"), ("Status", "planned"),
        ("Days", "2024-05-16"), ("Countries", "Japan, Norway"), ("Place", "Haakonsvern, Norway"),
    ):  # fmt: skip
        reader.write(label, value)
    reader.choose()
    page.wait_for_selector(".signed")
    assert "Added by r.okafor" in page.inner_text(".signed")
    reader.look()
    reader.choose()
    page.wait_for_function("!document.querySelector('.signed')")


def _follow_and_take_away(reader, page):
    reader.open()
    assert "No report of it was found" in page.inner_text("main")
    reader.look()
    reader.open()
    reader.choose()
    reader.write("under the name", "Japan")
    reader.choose()
    page.wait_for_selector("ul.saved")
    reader.open()
    assert page.inner_text("#subscribe + p + p").endswith("/calendar.ics")
    reader.look()
    reader.open()
    with page.expect_download() as taken:
        reader.choose()
    assert taken.value.suggested_filename.endswith(".csv")
