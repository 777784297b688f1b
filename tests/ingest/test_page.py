import html
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.clean import aligned, mended
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Terms, article_of
from dateline.model.article import OffsetMap
from dateline.model.span import Span

PAGE = """<!DOCTYPE html>
<html><head><title>Ministers meet &amp; sign - NWA</title>
<meta property="og:site_name" content="Northern Wire">
<meta property="article:published_time" content="2024-06-03T08:15:00+02:00">
<link rel="canonical" href="https://nwa.example/1"/>
<style>p { color: red }</style><script>var x = "<p>The ministers met</p>";</script></head>
<body><nav><a href="/">Home</a> | <a href="/world">World</a></nav>
<article><h1>Ministers meet</h1>
<p>ARDEN, June 1 (NWA) &ndash; Arland&#8217;s defence minister met her Belmar counterpart here on Saturday,
   the ministry said, &amp; the two agreed on a 13<sup>th</sup> round of <b>naval</b> talks in the autumn.</p>
<p>It was their second meeting this year. The first, which was held in Corva in January, had ended without a pact.
Both ministers had asked for a text that could be put before their parliaments before the summer recess began.</p>
</article>
<footer>Copyright 2024 Northern Wire. All rights reserved.</footer></body></html>"""


def article(raw):
    return article_of(page_parts(raw), "p", "p.html", Terms())


def test_a_page_gives_its_body_and_what_its_head_says():
    page = article(PAGE)
    assert "met her Belmar counterpart here on Saturday" in page.text
    assert "Copyright" not in page.text
    assert "World" not in page.text
    assert (page.publisher, page.published) == ("Northern Wire", date(2024, 6, 3))
    assert (page.title, page.url) == ("Ministers meet", "https://nwa.example/1")
    assert page.warnings == ()


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("met her Belmar counterpart", "met her Belmar counterpart"),
        ("Arland’s defence", "Arland&#8217;s defence"),
        ("said, & the", "said, &amp; the"),
        ("& ", "&amp; "),
        ("(NWA) – ", "(NWA) &ndash; "),
        ("a 13th round", "a 13<sup>th</sup> round"),
        ("naval talks", "naval</b> talks"),
        ("Saturday, the ministry", "Saturday,\n   the ministry"),
        ("without a pact", "without a pact"),
    ],
)
def test_words_of_the_body_lead_back_to_those_of_the_page(words, raw):
    page = article(PAGE)
    start = page.text.index(words)
    at = page.raw_map.span(Span(start, start + len(words)))
    assert at is not None
    assert page.raw is not None
    assert at.of(page.raw) == raw


def test_every_character_of_the_body_is_mapped_here():
    page = article(PAGE)
    lost = [i for i, char in enumerate(page.text) if not char.isspace() and page.raw_map.to_raw(i) is None]
    assert lost == []


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="3 June 2024">',
        '<meta itemprop="datePublished" content="2024-06-03">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-06-03T10:00:00Z"}</script>',
        '<time datetime="2024-06-03">today</time>',
    ],
)
def test_a_page_may_tell_its_day_in_many_ways(head):
    assert article(f"<html><head>{head}</head><body><p>They met on Saturday.</p></body></html>").published == date(
        2024, 6, 3
    )


def test_a_day_in_the_words_of_a_page_is_not_taken_for_its_own():
    page = article("<html><body><p>Updated 3 June 2024. They met on 1 June 2024.</p></body></html>")
    assert page.published is None


def test_a_page_whose_body_cannot_be_told_is_read_as_a_whole_with_a_warning(monkeypatch):
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: None)
    page = article("<p>They met &amp; signed.</p><script>x</script><p>They left.")
    assert page.text == "They met & signed.\nThey left."
    assert len(page.warnings) == 1


def test_words_that_the_raw_text_does_not_hold_are_not_mapped():
    shown = "The ministers met."
    mapped = aligned("The envoys met.", shown, [(i, i + 1) for i in range(len(shown))])
    assert mapped.to_raw(0) == 0
    assert mapped.to_raw(4) is None
    assert mapped.to_raw(11) == 14
    assert mapped.span(Span(4, 14)) is None


def test_a_text_without_a_map_is_its_own_raw_text():
    assert OffsetMap().to_raw(7) == 7
    assert OffsetMap().span(Span(3, 7)) == Span(3, 7)


WORDS = st.lists(
    st.sampled_from(["met", "the", "Ministers", "Café", "&", "<", "“yes”", "13th", "e\u0301lan"]),
    min_size=1,
    max_size=20,
)


@given(WORDS, WORDS)
def test_mapped_words_are_those_of_the_raw_text(first, second):
    lines = [" ".join(first), " ".join(second)]
    raw = "<p>" + "</p>\n<p>".join(html.escape(line) for line in lines) + "</p>"
    page = page_parts(raw)
    for start in range(len(page.text)):
        at = page.raw_map.span(Span(start, start + 1))
        if at is not None and not page.text[start].isspace():
            assert page.text[start] in html.unescape(at.of(raw))


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<script>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "&bogus;",
        "<b",
        ">",
        "<div class='",
        "met",
        " ",
        "\n",
        "<table>",
        "<td>",
        "�",
        "<title>",
        "]]>",
        "<![CDATA[",
        "é",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MARKUP | st.text(max_size=8), max_size=15).map("".join))
def test_whatever_the_markup_a_page_is_read_and_its_map_stays_inside(raw):
    parts = page_parts(raw)
    assert parts == page_parts(raw)
    for start in range(len(parts.text)):
        at = parts.raw_map.span(Span(start, start + 1))
        assert at is None or at.end <= len(raw)


@given(st.text(max_size=100))
def test_mending_keeps_the_length_and_makes_a_text_that_can_be_written(text):
    made, changed = mended(text)
    assert len(made) == len(text)
    assert changed is (made != text)
    made.encode()
