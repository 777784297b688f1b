# ruff: noqa: E501  (lines of markup)
"""More layouts of pages: those of ministries and agencies, those that disagree with themselves, those that hold back."""

import json
from datetime import timedelta
from html import escape

from tests.ingest.pages.layouts import (
    FOOTER,
    NAV,
    TEASERS,
    Story,
    american,
    graph,
    layout,
    linked,
    paragraphs,
    related,
    said,
)


@layout
def bureau(story: Story) -> str:
    """A press bureau: "Posted On", stars at the end, the number of the release."""
    day = story["published"]
    posted = day.strftime("%d %b %Y").upper()
    return (
        f"<html><head><title>Press Release: Press Bureau</title></head><body><form id='form1'><div class='innner-page-main'>"
        f"<div class='MinistryName'>Ministry of Defence</div><h2>{story['title']}</h2><div class='ReleaseDateSubHeaddate'>"
        f"Posted On: {posted} 8:15PM by PB Arden</div><div class='text'>{paragraphs(story)}<p style='text-align:center'>***</p>"
        f"</div><p>(Release ID: 20{day.day:02}118) Visitor Counter : 977</p></div></form>{FOOTER}</body></html>"
    )


@layout
def portal(story: Story) -> str:
    """A ministry's portal in the east: day and hour above the text, a picture, buttons to share."""
    return (
        f"<html><head><meta name='keywords' content='defence'><title>{story['title']}</title></head><body><div class='header'>"
        f"<a>Home</a><a>Leadership</a><a>Top stories</a><a>Military services</a></div><div class='article'><h1>{story['title']}"
        f"</h1><div class='info'><span>Source: Ministry of Defence</span><span>{story['published']} 16:20:35</span></div>"
        f"<div class='TRS_Editor'>{paragraphs(story)}</div><div class='share'>Share to: Wechat Weibo</div></div>"
        "<div class='copy'>Copyright Ministry of Defence. Without written permission, none of this may be used.</div></body></html>"
    )


@layout
def drupal(story: Story) -> str:
    """Drupal: fields in fields, "Submitted by"."""
    return (
        f"<html><head><title>{story['title']} | Embassy of Norrland</title></head><body class='node-type-news'>{NAV}"
        f"<div class='region-content'><div class='node'><h1 class='page-header'>{story['title']}</h1><div class='submitted'>"
        f"Submitted by admin on {story['published'].strftime('%a, %d %b %Y')} - 10:14</div><div class='field field--name-body'>"
        f"<div class='field__item'>{paragraphs(story)}</div></div></div></div><div class='region-sidebar'><h2>Opening hours</h2>"
        f"<p>Monday to Friday, nine to one. Closed on holidays of both countries. Visas by appointment only.</p></div></body></html>"
    )


@layout
def soup(story: Story) -> str:
    """Boxes in boxes without a paragraph or a meaning."""
    body = "".join(f"<div class='c7'><span>{escape(one, quote=False)}</span></div>" for one in story["body"])
    return (
        f"<html><head><title>{story['title']}</title>{graph(story)}<meta name='date' content='{said(story)}'></head><body>"
        f"<div class='a1'><div class='a2'><div class='b9'>Menu</div><div class='b9'>Search</div></div><div class='c1'><div class='c2'>"
        f"<span>{story['title']}</span></div><div class='c3'>{body}</div></div><div class='d1'>"
        + "".join(f"<div class='d2'><a>{one}</a></div>" for one in TEASERS)
        + "</div></div></body></html>"
    )


@layout
def hydrated(story: Story) -> str:
    """A page that brings its text twice: shown, and as data for a script."""
    data = json.dumps(
        {"props": {"story": {"title": story["title"], "body": story["body"], "publishedAt": "2001-01-01"}}}
    )
    ld = linked(headline=story["title"], datePublished=str(story["published"]), author=story["byline"] or "Newsroom")
    return (
        f"<html><head><title>{story['title']}</title>{ld}</head><body><div id='__next'><header>{NAV}</header><div class='css-1'>"
        f"<h1>{story['title']}</h1><div class='css-2'>{paragraphs(story)}</div></div></div>"
        f"<script id='__NEXT_DATA__' type='application/json'>{data}</script></body></html>"
    )


@layout
def scripted(story: Story) -> str:
    """A page that shows nothing without its script; its text stands in its JSON-LD alone."""
    ld = linked(
        headline=story["title"],
        datePublished=str(story["published"]),
        author={"@type": "Person", "name": story["byline"]},
        articleBody="\n".join(story["body"]),
    )
    return (
        f"<html><head><title>{story['title']}</title>{ld}</head><body><div id='root'></div><noscript>Please turn JavaScript on to"
        " see this page.</noscript><p>Loading</p></body></html>"
    )


@layout
def late(story: Story) -> str:
    """Metadata and the page's words tell different days; the metadata count."""
    day = story["published"]
    shown = (day + timedelta(days=2)).strftime("%d %B %Y")
    ld = linked(headline=story["title"], datePublished=str(day))
    return (
        f"<html><head><title>{story['title']}</title>{ld}</head><body>{NAV}<article><h1>{story['title']}</h1><p class='pubdate'>"
        f"Published: {shown}</p>{paragraphs(story)}</article>{FOOTER}</body></html>"
    )


@layout
def two_minds(story: Story) -> str:
    """JSON-LD and OpenGraph tell different days and titles; the first in rank counts."""
    day = story["published"]
    ld = linked(headline=story["title"], datePublished=f"{day}T10:00:00Z")
    other = {"article:published_time": f"{day - timedelta(days=30)}T10:00:00Z"}
    return (
        f"<html><head><title>{story['title']} - Gazette</title>{graph(story, **other)}{ld}</head><body>{NAV}<article>"
        f"<h1>{story['title']}</h1>{paragraphs(story)}</article>{FOOTER}</body></html>"
    )


@layout
def live_told(story: Story) -> str:
    """A live blog that says so in its JSON-LD."""
    day = story["published"]
    updates = [{"@type": "BlogPosting", "headline": f"Update {i}", "datePublished": f"{day}T1{i}:00:00Z", "articleBody": one}
               for i, one in enumerate(story["body"])]  # fmt: skip
    ld = linked("LiveBlogPosting", headline=story["title"], datePublished=f"{day}T09:00:00Z", liveBlogUpdate=updates,
                author={"name": story["byline"]}, coverageStartTime=f"{day}T09:00:00Z")  # fmt: skip
    entries = "".join(
        f"<div class='entry'><time datetime='{day}T1{i}:00:00Z'>1{i}:00</time><p>{escape(one, quote=False)}</p></div>"
        for i, one in enumerate(story["body"])
    )
    return f"<html><head><title>{story['title']}</title>{ld}</head><body>{NAV}<main><h1>{story['title']}</h1>{entries}</main>{FOOTER}</body></html>"


@layout
def live_untold(story: Story) -> str:
    """A live blog that only looks like one."""
    entries = "".join(
        f"<article class='live-post'><h3>1{i}:2{i} CET</h3><p>{escape(one, quote=False)}</p></article>"
        for i, one in enumerate(story["body"])
    )
    more = {"article:published_time": f"{story['published']}T09:00:00Z"}
    return (
        f"<html><head><title>{story['title']}</title>{graph(story, **more)}<meta name='author' content='{story['byline']}'></head>"
        f"<body>{NAV}<div class='live-blog'><h1>{story['title']}</h1><p class='badge'>Live updates</p>{entries}</div>{FOOTER}</body></html>"
    )


@layout
def walled(story: Story) -> str:
    """A paywall that is told to search engines."""
    ld = linked(headline=story["title"], datePublished=str(story["published"]), isAccessibleForFree="False",
                author=[{"@type": "Person", "name": story["byline"]}],
                hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"})  # fmt: skip
    return (
        f"<html><head><title>{story['title']}</title>{ld}</head><body>{NAV}<article><h1>{story['title']}</h1>{paragraphs(story)}"
        f"<div class='paywall'><h3>Read the whole story</h3><p>Become a member from 9 crowns a month.</p><button>Join</button></div>"
        f"</article>{FOOTER}</body></html>"
    )


@layout
def fenced(story: Story) -> str:
    """A paywall that only readers see."""
    more = {"article:published_time": str(story["published"]), "article:author": "https://social.example/jfeld"}
    return (
        f"<html><head><title>{story['title']}</title>{graph(story, **more)}</head><body>{NAV}<div class='article'><h1>{story['title']}"
        f"</h1><div class='author'>By {story['byline']}</div>{paragraphs(story)}<div class='subscribe'><p>Subscribe to continue"
        f" reading. Already a subscriber? Sign in.</p></div></div>{related()}{FOOTER}</body></html>"
    )


@layout
def crowded(story: Story) -> str:
    """Pictures with captions, quotes pulled out, links and advertisements in the middle of the text."""
    inserts = (
        "<figure><img src='a.jpg'><figcaption>A frigate in the harbour of Lund in 2019. Photo: A. Nome</figcaption></figure>",
        f"<p class='read-more'><a href='/r'>Read more: {TEASERS[0]}</a></p>",
        "<div class='promo'><h4>Get the app</h4><p>News on your telephone, free for a month.</p></div>",
    )
    parts = paragraphs(story).split("\n")
    body = "".join(part + (inserts[i] if i < len(inserts) else "") for i, part in enumerate(parts))
    more = {"article:published_time": f"{story['published']}T04:00:00Z"}
    return (
        f"<html><head><title>Gazette | {story['title']}</title>{graph(story, **more)}<meta name='author' content='"
        f"{story['byline']}'></head><body>{NAV}<article><h1>{story['title']}</h1>{body}</article>{related()}{FOOTER}</body></html>"
    )


@layout
def printed(story: Story) -> str:
    """The version for the printer."""
    by = f"<p><i>By {story['byline']}</i></p>" if story["byline"] else ""
    return (
        f"<html><head><title>Print: {story['title']}</title><meta name='robots' content='noindex'></head><body onload='print()'>"
        f"<h1>{story['title']}</h1><p><small>{american(story)}</small></p>{by}{paragraphs(story)}<hr><small>Printed from"
        " https://gazette.example/story</small></body></html>"
    )


@layout
def bullets(story: Story) -> str:
    """A readout whose text is a list."""
    body = "".join(f"<li>{escape(one, quote=False)}</li>" for one in story["body"])
    return (
        f"<html><head><title>{story['title']}</title><meta property='article:published_time' content='{story['published']}'></head>"
        f"<body>{NAV}<div id='main'><h1>{story['title']}</h1><ul class='points'>{body}</ul></div>{FOOTER}</body></html>"
    )
