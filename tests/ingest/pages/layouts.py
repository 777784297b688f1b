# ruff: noqa: E501  (lines of markup)
"""Layouts of pages: each takes a story and gives a page, as unlike the others as pages of the web are."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

Story = dict[str, Any]
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
NAV = "<nav><ul>" + "".join(f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in (
    "Home", "World", "Politics", "Defence", "Economy", "Culture", "Sport", "Weather", "Video", "Podcasts", "Letters",
)) + "</ul></nav>"  # fmt: skip
FOOTER = (
    "<footer><p>© 2025 Northern Wire. All rights reserved. Terms of use. Privacy. Imprint. Work with us.</p></footer>"
)
TEASERS = (
    "Storm shuts the port of Lund for a second day as ferries are told to stay away",
    "Why the price of herring has doubled since the spring, and who gains by it",
    "Opera house to reopen after eleven years and a bill four times the estimate",
    "Five things to know before the vote on the new railway to the northern mines",
)
LAYOUTS: dict[str, Callable[[Story], str]] = {}


def layout(make: Callable[[Story], str]) -> Callable[[Story], str]:
    LAYOUTS[make.__name__] = make
    return make


def said(story: Story) -> str:
    """The day as people write it."""
    day = story["published"]
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def american(story: Story) -> str:
    day = story["published"]
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def paragraphs(story: Story, tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(one, quote=False)}</{tag}>" for one in story["body"])


def linked(kind: str = "NewsArticle", **more: Any) -> str:
    data = {"@context": "https://schema.org", "@type": kind, **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def graph(story: Story, **more: Any) -> str:
    """The head that search engines ask for."""
    title = escape(story["title"])
    return (
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Northern Wire">'
        f'<meta property="og:type" content="article">'
        + "".join(f'<meta property="{name}" content="{value}">' for name, value in more.items())
    )


def people(story: Story) -> list[str]:
    return [name for name in story["byline"].split(" and ") if name]


def related() -> str:
    return (
        '<aside class="related"><h3>Read next</h3>'
        + "".join(f"<p><a href='/x'>{one}</a></p>" for one in TEASERS)
        + "</aside>"
    )


@layout
def modern(story: Story) -> str:
    """A news site of today: an article with everything said thrice, and a page full of other things."""
    day = f"{story['published']}T08:15:00+02:00"
    authors = [{"@type": "Person", "name": name} for name in people(story)]
    ld = linked(headline=story["title"], datePublished=day, dateModified="2025-11-30T10:00:00Z", author=authors)
    more = {"article:published_time": day, "article:modified_time": "2025-11-30T10:00:00Z"}
    by = f'<span class="byline">By <a rel="author" href="/p">{story["byline"]}</a></span>' if story["byline"] else ""
    body = paragraphs(story).replace("</p>\n", "</p>\n<div class='ad'>Advertisement</div>\n", 1)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{story['title']} | Northern Wire</title>{graph(story, **more)}{ld}</head>"
        f"<body><header><a href='/'>Northern Wire</a>{NAV}</header><main><article><h1>{story['title']}</h1>"
        f"<div class='meta'>{by} <time datetime='{day}'>{said(story)}</time></div>"
        f"<div class='share'><button>Share</button><button>Save</button></div><div class='story-body'>{body}</div>"
        f"<div class='newsletter'><p>Sign up for our morning letter and never miss a story.</p><form><input></form></div>"
        f"</article>{related()}</main>{FOOTER}</body></html>"
    )


@layout
def ministry(story: Story) -> str:
    """A ministry of fifteen years ago: no metadata at all, a day and a title in the page."""
    links = "".join(f"<li><a href='p{i}.html'>{name}</a></li>" for i, name in enumerate((
        "The Minister", "Structure", "Armed Forces", "News", "Speeches", "Photo gallery", "Tenders", "Contact",
    )))  # fmt: skip
    return (
        f"<html><head><title>Ministry of Defence - News</title></head><body><div id='top'><img src='arms.gif'>Ministry of"
        f" Defence</div><div id='left'><ul>{links}</ul></div><div id='path'>Home &gt; News &gt; 2024</div><div id='content'>"
        f"<h2>{story['title']}</h2><div class='date'>{said(story)}</div>{paragraphs(story)}</div>"
        f"<div id='bottom'>Ministry of Defence, 1 Arsenal Street. Last updated: 12 January 2025. Visitors: 48112</div></body></html>"
    )


@layout
def wordpress(story: Story) -> str:
    """A blog: widgets, tags, and comments that are longer than the post."""
    by = f'by <span class="author vcard"><a class="url fn n">{story["byline"]}</a></span>' if story["byline"] else ""
    comments = "".join(
        f"<li class='comment'><div class='comment-author'>reader{i}</div><div class='comment-meta'><time datetime="
        f"'2025-02-0{i}T09:00:00Z'>February {i}, 2025</time></div><div class='comment-content'><p>I do not believe a word of"
        f" it, and nor should anyone who remembers what was promised the last time. They meet, they smile, they sign, and then"
        f" nothing comes of it for years.</p></div></li>"
        for i in range(1, 5)
    )
    return (
        f"<!DOCTYPE html><html><head><title>{story['title']} &#8211; Harbour Notes</title><meta name='generator' content="
        f"'WordPress 6.4'></head><body class='single single-post'><div id='page'><header class='site-header'><p class="
        f"'site-title'>Harbour Notes</p></header><article class='post'><header class='entry-header'><h1 class='entry-title'>"
        f"{story['title']}</h1><div class='entry-meta'><span class='posted-on'>Posted on <time class='entry-date published'"
        f" datetime='{story['published']}T07:00:00+00:00'>{american(story)}</time><time class='updated' datetime="
        f"'2025-12-01T07:00:00+00:00'>December 1, 2025</time></span> {by}</div></header><div class='entry-content'>"
        f"{paragraphs(story)}</div><footer class='entry-footer'>Tagged <a>navy</a>, <a>visits</a></footer></article>"
        f"<div id='comments'><h2>4 thoughts</h2><ol>{comments}</ol></div><div id='secondary'><h2>Recent posts</h2><ul>"
        + "".join(f"<li><a>{one}</a></li>" for one in TEASERS)
        + "</ul></div></div></body></html>"
    )


@layout
def amp(story: Story) -> str:
    """AMP: its own elements, and JSON-LD as a list."""
    data = [
        {"@context": "http://schema.org", "@type": "WebSite", "name": "Corva Daily", "datePublished": "2010-01-01"},
        {"@context": "http://schema.org", "@type": ["NewsArticle"], "headline": story["title"],
         "datePublished": f"{story['published']}T23:30:00-05:00", "author": {"@type": "Person", "name": story["byline"]},
         "publisher": {"@type": "Organization", "name": "Corva Daily"}},
    ]  # fmt: skip
    return (
        f"<!doctype html><html amp lang='en'><head><meta charset='utf-8'><title>{story['title']}</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head><body><amp-sidebar id='s'>{NAV}</amp-sidebar>"
        f"<amp-analytics type='x'><script type='application/json'>{{\"a\": 1}}</script></amp-analytics>"
        f"<article><h1>{story['title']}</h1><p class='byline'>{story['byline']}</p><amp-img src='a.jpg' alt='The harbour'>"
        f"</amp-img>{paragraphs(story)}<amp-ad type='x'></amp-ad></article><p class='copyright'>Corva Daily AMP edition</p>"
        "</body></html>"
    )


@layout
def tables(story: Story) -> str:
    """A page of the nineties: tables in tables, fonts, paragraphs that are parted by <br><br>."""
    body = "<BR><BR>\n".join(escape(one, quote=False) for one in story["body"])
    links = "<BR>".join(f"<A HREF=x>{name}</A>" for name in ("Front page", "Home news", "Abroad", "Letters", "Archive"))
    return (
        f"<HTML><HEAD><TITLE>Sorvo Post: {story['title']}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=700><TR><TD COLSPAN=2>"
        f"<IMG SRC=head.gif ALT='Sorvo Post'></TD></TR><TR><TD WIDTH=120 VALIGN=top><FONT SIZE=1>{links}</FONT></TD><TD>"
        f"<FONT SIZE=5><B>{story['title']}</B></FONT><BR><FONT SIZE=2><I>Posted: {american(story)}</I></FONT><BR>"
        f"<FONT SIZE=2>By {story['byline'] or 'our own correspondent'}</FONT><P><FONT SIZE=3>{body}</FONT></TD></TR>"
        "<TR><TD COLSPAN=2><FONT SIZE=1>Copyright Sorvo Post. No part of this page may be copied.</FONT></TD></TR></TABLE></BODY></HTML>"
    )


@layout
def frame(story: Story) -> str:
    """The content of a frame: paragraphs that are never closed, no head to speak of."""
    body = "\n<P>".join(escape(one, quote=False) for one in story["body"])
    return (
        f"<HTML><BODY TEXT=black>\n<H3>{story['title']}</H3>\n<H5>{said(story)}</H5>\n<P>{body}\n<HR>\n"
        "<A HREF=index.html TARGET=_top>Back</A> <A HREF=next.html>Next</A></BODY></HTML>"
    )


@layout
def preformatted(story: Story) -> str:
    """Text as it came over the wire, in <pre>."""
    import textwrap  # noqa: PLC0415

    body = "\n\n".join("\n".join(textwrap.wrap(one, 68)) for one in story["body"])
    return (
        f"<html><head><title>{story['title']}</title><meta name='DC.date.issued' content='{story['published']}'></head><body>"
        f"<h1>{story['title']}</h1><pre>\n{escape(body, quote=False)}\n</pre><p><a href='/'>Index</a></p></body></html>"
    )


@layout
def nodes(story: Story) -> str:
    """JSON-LD as a graph whose nodes point at one another."""
    day = f"{story['published']}T06:00:00Z"
    authors = [{"@type": "Person", "@id": f"#p{i}", "name": name} for i, name in enumerate(people(story))]
    data = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "@id": "#page", "name": "Arden Gazette", "datePublished": "2019-01-01T00:00:00Z"},
        {"@type": "Article", "mainEntityOfPage": {"@id": "#page"}, "headline": story["title"], "datePublished": day,
         "author": [{"@id": one["@id"]} for one in authors]},
        *authors,
        {"@type": "BreadcrumbList", "itemListElement": []},
    ]}  # fmt: skip
    return (
        f'<html><head><title>{story["title"]} - Arden Gazette</title><script type="application/ld+json">{json.dumps(data)}'
        f"</script></head><body>{NAV}<div class='wrap'><h1>{story['title']}</h1><section class='content'>{paragraphs(story)}"
        f"</section></div>{related()}{FOOTER}</body></html>"
    )


@layout
def microdata(story: Story) -> str:
    """Everything in attributes: itemprop for the title, the day, the writer and the body."""
    by = "".join(
        f"<span itemprop='author' itemscope><span itemprop='name'>{one}</span></span> " for one in people(story)
    )
    return (
        f"<html><head><title>Gazette</title></head><body>{NAV}<div itemscope itemtype='http://schema.org/NewsArticle'>"
        f"<h2 itemprop='headline'>{story['title']}</h2>{by}<meta itemprop='datePublished' content='{story['published']}'/>"
        f"<meta itemprop='dateModified' content='2025-10-10'/><div itemprop='articleBody'>{paragraphs(story, 'div')}</div></div>"
        f"<div class='most-read'><ol>{''.join(f'<li>{one}</li>' for one in TEASERS)}</ol></div>{FOOTER}</body></html>"
    )


@layout
def government(story: Story) -> str:
    """A government's portal: Dublin Core, a banner, a long menu, a feedback form."""
    menu = "".join(f"<li><a href='#'>Department {i}: services and forms for citizens</a></li>" for i in range(40))
    return (
        f"<html><head><title>{story['title']} - GOV.ARLAND</title><meta name='dcterms.title' content='{escape(story['title'])}'>"
        f"<meta name='dcterms.issued' content='{story['published']}'><meta name='dcterms.modified' content='2025-09-09'></head>"
        f"<body><div class='cookie-banner'><p>We use cookies to make this site work. We would also like to set others, to learn how"
        f" you use it and to make it better.</p><button>Accept</button></div><div class='menu'><ul>{menu}</ul></div>"
        f"<div class='publication'><p class='type'>Press release</p><h1>{story['title']}</h1><dl><dt>From:</dt><dd>Ministry of"
        f" Defence</dd><dt>Published:</dt><dd>{said(story)}</dd></dl><div class='govspeak'>{paragraphs(story)}</div></div>"
        "<div class='feedback'><h2>Is this page useful?</h2><p>Help us to make it better. Do not tell us anything private.</p>"
        "</div></body></html>"
    )
