import json

import pytest

from bench.extraction import PAGES, mean, scores
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Terms, article_of
from tests.ingest.pages.layouts import LAYOUTS
from tests.ingest.pages.layouts_held import HELD
from tests.ingest.pages.make import STORIES, expected

BODY = (
    "<p>ARDEN, June 1 (NWA) - The defence ministers of Arland and Belmar met here on Saturday, the ministry said.</p>"
    "<p>They agreed to hold a naval exercise every second year, and to meet again in Corva in the autumn.</p>"
)


def article(raw):
    return article_of(page_parts(raw), "p", "p.html", Terms())


def page(head="", above="", below="", body=BODY):
    return article(
        f"<html><head>{head}</head><body><h1>Ministers meet</h1>{above}<div>{body}</div>{below}</body></html>"
    )


def linked(**told):
    data = {"@type": "NewsArticle"} | told
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(("folder", "layouts"), [(PAGES, LAYOUTS), (PAGES / "held", HELD)])
def test_the_pages_are_those_that_their_layouts_make(folder, layouts):
    """Mend: python -m tests.ingest.pages.make."""
    for name, told in expected(layouts).items():
        assert (folder / name).read_text(encoding="utf-8") == layouts[told["layout"]](STORIES[told["story"]])


@pytest.mark.parametrize(
    ("folder", "floors"),
    [
        (PAGES, {"precision": 0.99, "recall": 0.999, "day": 1, "title": 1, "byline": 1, "flags": 1}),
        (PAGES / "held", {"precision": 0.97, "recall": 0.999, "day": 1, "title": 1, "byline": 0.8, "flags": 1}),
    ],
)
def test_pages_are_read_as_well_as_they_were(folder, floors):
    found = scores(folder)
    assert len(found) == len(list(folder.glob("*.html")))
    for name, floor in floors.items():
        assert mean(found, name) >= floor, name


def test_days_that_differ_are_told_and_the_first_in_rank_is_used():
    found = page(
        linked(datePublished="2024-06-03") + '<meta property="article:published_time" content="2024-06-04">',
        above="<p>Published: 5 June 2024</p>",
    )
    assert str(found.published) == "2024-06-03"
    (warning,) = found.warnings
    assert "2024-06-03 in its JSON-LD, 2024-06-04 in its metadata, 2024-06-05 in its words" in warning


@pytest.mark.parametrize(
    "above",
    [
        "<p>3 June 2024</p>",
        "<div class=d>Posted On: 03 JUN 2024 8:15PM by PB Arden</div>",
        "<span>Source: Ministry</span><span>2024-06-03 16:20:35</span>",
        "<h4>Published: Monday, June 3, 2024 - 10:14 UTC</h4>",
        "<p>Press release</p><p>June 3, 2024, 10:14</p>",
    ],
)
def test_a_day_above_the_text_is_that_of_publication_where_nothing_else_tells_one(above):
    assert str(page(above=above).published) == "2024-06-03"


@pytest.mark.parametrize(
    "around",
    [
        {"below": "<p>3 June 2024</p>"},
        {"above": "<p>Last updated: 3 June 2024</p>"},
        {"above": "<p>On 3 June 2024 the two sides signed a pact in the old customs house of Corva.</p>"},
        {"above": "<p>June 2024</p>"},
    ],
)
def test_a_day_that_is_not_the_pages_own_is_not_taken(around):
    assert page(**around).published is None


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (linked(author=[{"@type": "Person", "name": "Ilse Varn"}, {"name": "Tor Lund"}]), ""),
        (linked(author="Ilse Varn and Tor Lund"), ""),
        ('<meta name="author" content="Ilse Varn, Tor Lund">', ""),
        ("", '<p class="byline">By <a>Ilse Varn</a> &amp; <a>Tor Lund</a></p>'),
        ("", "<p>By Ilse Varn and Tor Lund</p>"),
    ],
)
def test_the_writers_of_a_page_are_found_wherever_they_stand(head, above):
    assert page(head, above).byline == "Ilse Varn, Tor Lund"


@pytest.mark.parametrize("name", ["https://social.example/iv", "admin", ""])
def test_an_account_is_no_writer(name):
    assert page(f'<meta property="article:author" content="{name}">').byline is None


def test_writers_that_differ_are_told():
    found = page(linked(author="Ilse Varn"), '<p class="byline">By Tor Lund</p>')
    assert found.byline == "Ilse Varn"
    assert "names different writers: Ilse Varn; Tor Lund" in found.warnings[0]


@pytest.mark.parametrize(
    "broken", ['{"@type": "NewsArticle", "datePublished": "2024-06-03T10:00:00Z",}', "[" * 5000, '{"@type": 7}', "null"]
)
def test_broken_json_ld_tells_its_day_at_most(broken):
    found = page(f'<script type="application/ld+json">{broken}</script>')
    assert (found.published is not None) == ("2024" in broken)
    assert found.text.startswith("ARDEN")


def test_what_is_said_of_the_whole_site_is_not_taken_for_the_article():
    found = page(linked(**{"@type": "WebSite", "name": "Gazette", "datePublished": "2010-01-01"}))
    assert (found.title, found.published) == ("Ministers meet", None)


@pytest.mark.parametrize(
    ("around", "told"),
    [
        ({"head": linked(isAccessibleForFree=False)}, "paywall"),
        ({"below": "<div>Subscribe to continue reading.</div>"}, "paywall"),
        ({"head": linked(**{"@type": "LiveBlogPosting"})}, "live blog"),
        ({"above": "<div class='live-blog'></div>"}, "live blog"),
    ],
)
def test_pages_that_hold_back_or_run_on_are_flagged(around, told):
    (warning,) = page(**around).warnings
    assert told in warning


def test_an_article_about_subscribers_or_live_music_is_not_flagged():
    words = (
        "<p>The minister asked members to subscribe to the letter, and live music was played as the fleet came in.</p>"
    )
    assert page(linked(isAccessibleForFree=True), body=BODY + words).warnings == ()


def test_furniture_within_the_text_is_dropped():
    found = page(body=BODY.replace("</p><p>", "</p><p>Advertisement</p><p>Read more: Storm shuts the port</p><p>", 1))
    assert found.text.count("\n") == 1


def test_a_table_of_data_stays_and_one_of_layout_is_opened():
    data = "<table><tr><td>Ship</td><td>Crew</td></tr><tr><td>Heron</td><td>180</td></tr></table>"
    assert "| Heron | 180 |" in page(body=BODY + data).text
    inside = f"<table><tr><td><a>Home</a></td><td>{BODY * 3}</td></tr></table>"
    assert "|" not in page(body=inside).text
