# ruff: noqa: E501  (lines of markup)
"""Layouts that were written after the reader of pages was, and that nothing in it was mended for when first measured."""

import json
from collections.abc import Callable
from html import escape

from tests.ingest.pages.layouts import FOOTER, MONTHS, NAV, TEASERS, Story, american, graph, paragraphs, said

HELD: dict[str, Callable[[Story], str]] = {}


def held(make):
    HELD[make.__name__] = make
    return make


@held
def guidance(story: Story) -> str:
    """A government's own design system: metadata of its own, a day under the text."""
    return (
        f"<html><head><title>{story['title']} - ARLAND.GOV</title><meta name='gov:first-published-at' content='"
        f"{story['published']}T10:00:00+01:00'><meta name='gov:format' content='news_article'>{graph(story)}</head><body>"
        f"<a href='#content' class='skip-link'>Skip to main content</a><div id='banner'>Cookies on ARLAND.GOV</div>{NAV}"
        f"<main id='content'><span class='context'>News story</span><h1 class='lead'>{story['title']}</h1><p class='lead'></p>"
        f"<dl class='metadata'><dt>From:</dt><dd><a>Ministry of Defence</a></dd><dt>Published</dt><dd>{said(story)}</dd></dl>"
        f"<div class='govspeak'>{paragraphs(story)}</div><div class='contextual'><h2>Related content</h2><ul><li><a>Ships of the"
        f" navy</a></li></ul></div><p class='published'>Published {said(story)}</p></main>{FOOTER}</body></html>"
    )


@held
def department(story: Story) -> str:
    """A department with its own news service: an attribution line, a day in small capitals."""
    by = f"By {story['byline']}, Defence News" if story["byline"] else "Immediate Release"
    return (
        f"<html><head><title>{story['title']} &gt; Department of Defence &gt; News</title>{graph(story)}</head><body>{NAV}"
        f"<div class='alist'><div class='content-wrap'><div class='header'><h1 class='maintitle'>{story['title']}</h1><div class="
        f"'meta'><span class='date'>{MONTHS[story['published'].month - 1][:3]}. {story['published'].day}, {story['published'].year}"
        f"</span> | <span class='attribution'>{by}</span></div></div><div class='body'>{paragraphs(story)}</div></div></div>"
        f"<div class='tags'><a>Partnerships</a><a>Navy</a></div>{FOOTER}</body></html>"
    )


@held
def agency(story: Story) -> str:
    """A state agency: source, editor and hour on one line, a box at the end."""
    return (
        f"<html><head><title>{story['title']}-Northnet</title><meta name='publishdate' content='{story['published']}'></head><body>"
        f"<div class='nav'><a>World</a><a>Asia</a></div><div class='main'><h1>{story['title']}</h1><div class='infoBox'>Source:"
        f" Northnet&nbsp;&nbsp;&nbsp;{story['published']} 16:20:35&nbsp;&nbsp;Editor: hult</div><div id='detail'>{paragraphs(story)}"
        f"<p>■</p></div><div class='related'><p>KEY WORDS: Arland, defence</p><h4>EXPLORE NORTHNET</h4></div></div></body></html>"
    )


@held
def alliance(story: Story) -> str:
    """An alliance: the day and the day of the last change in one line."""
    day = story["published"]
    return (
        f"<html><head><title>Alliance - News: {story['title']}, {day.day}-{MONTHS[day.month - 1][:3]}.-{day.year}</title></head><body>"
        f"<div id='hd'>{NAV}</div><div class='sub-container'><h1>{story['title']}</h1><ul class='iconset'><li class='publish'>"
        f"{day.day} {MONTHS[day.month - 1][:3]}. {day.year}</li><li>|</li><li>Last updated: 11 Dec. 2025 10:12</li><li>English</li>"
        f"<li>French</li></ul><section class='content'>{paragraphs(story)}</section></div>{FOOTER}</body></html>"
    )


@held
def newswire(story: Story) -> str:
    """A wire's site: classes that mean nothing, credits at the end."""
    body = "".join(
        f"<div data-testid='paragraph-{i}' class='text__q4M _3Xr'>{escape(one, quote=False)}</div>"
        for i, one in enumerate(story["body"])
    )
    day = f"{story['published']}T10:14:03Z"
    ld = json.dumps({"@type": "NewsArticle", "headline": story["title"], "datePublished": day, "dateModified": "2025-12-01T00:00:00Z",
                     "author": [{"@type": "Person", "name": name} for name in story["byline"].split(" and ") if name]})  # fmt: skip
    return (
        f"<html><head><title>{story['title']} | Wire</title><meta name='article:author' content='https://wire.example/authors/v'>"
        f"<script type='application/ld+json'>{ld}</script></head><body><header>{NAV}</header><article class='article__c1'><h1>"
        f"{story['title']}</h1><div class='info__2'><a>{story['byline']}</a><time><span>{american(story)}</span><span>10:14 AM UTC</span>"
        f"<span>Updated 5 hours ago</span></time></div><div class='body__9'>{body}</div><p class='signoff'>Reporting by I. Varn; Editing"
        f" by T. Lund</p><p class='rules'>Our Standards: The Wire Trust Principles.</p></article>{FOOTER}</body></html>"
    )


@held
def cooperative(story: Story) -> str:
    """A news cooperative: the shown day is that of the last change, the true one stands in the metadata."""
    by = (
        f"<div class='Page-authors'>By&nbsp;<a class='Link'>{story['byline'].upper()}</a></div>"
        if story["byline"]
        else ""
    )
    return (
        f"<html><head><title>{story['title']} | Coop News</title><meta property='article:published_time' content='"
        f"{story['published']}T09:00:00'><meta property='article:modified_time' content='2025-12-01T09:00:00'></head><body>{NAV}"
        f"<h1 class='Page-headline'>{story['title']}</h1><div class='Page-byline'>{by}<div class='Page-dateModified'>Updated 10:14 PM"
        f" CET, December 1, 2025</div></div><div class='RichTextStoryBody'>{paragraphs(story)}</div>{FOOTER}</body></html>"
    )


@held
def foreign_office(story: Story) -> str:
    """A foreign office: nested tables of many short cells around a transcript."""
    rows = "".join(
        f"<tr><td><a>{name}</a></td></tr>" for name in ("About us", "Embassies", "Treaties", "Press", "Parliament")
    )
    return (
        f"<html><head><title>Foreign Office : Media Briefings</title></head><body><table><tr><td><table>{rows}</table></td><td>"
        f"<div class='innerContent'><h2 class='heading'>{story['title']}</h2><p class='dateline'>{american(story)}</p>"
        f"{paragraphs(story)}<p><b>Arden</b><br>{american(story)}</p></div></td></tr></table></body></html>"
    )


@held
def palace(story: Story) -> str:
    """The site of a head of state: day, hour and place above the title's text."""
    return (
        f"<html><head><title>{story['title']} • President of Sorvia</title><meta property='og:title' content='"
        f"{escape(story['title'])}'></head><body><header>{NAV}</header><section class='read'><h1 class='entry-title'>{story['title']}"
        f"</h1><div class='read__lead'></div><div class='read__meta'><time class='read__published' datetime='{story['published']}'>"
        f"{american(story)}</time><div class='read__time'>16:20</div><div class='read__place'>Sorvo</div></div><div class='entry-content'>"
        f"{paragraphs(story)}</div></section><div class='read__tags'>Topics: Armed Forces, Foreign policy</div>{FOOTER}</body></html>"
    )


@held
def sloppy(story: Story) -> str:
    """JSON-LD that is no JSON, entities in the title, tags never closed."""
    body = "".join(f"<p>{escape(one, quote=False)}" for one in story["body"])
    return (
        f'<html><head><title>{story["title"]} &raquo; The Daily</title><script type=\'application/ld+json\'>{{"@type": "NewsArticle",'
        f'"headline": "{story["title"]}", "datePublished": "{story["published"]}T10:00:00Z",}}</script></head><body><div id=nav>'
        f"<a href=/>Home<a href=/w>World</div><div class=story><h1>{story['title']}</h1>{body}</div><div class=foot>&copy; The Daily</div>"
    )


@held
def joomla(story: Story) -> str:
    """Joomla: a list of what is known of the article, and its hits."""
    by = f"<dd class='createdby'>Written by {story['byline']}</dd>" if story["byline"] else ""
    return (
        f"<html><head><title>{story['title']}</title><meta name='generator' content='Joomla!'></head><body>{NAV}<div class='item-page'"
        f" itemscope itemtype='https://schema.org/Article'><div class='page-header'><h2 itemprop='headline'>{story['title']}</h2></div>"
        f"<dl class='article-info'><dt>Details</dt>{by}<dd class='category-name'>Category: News</dd><dd class='published'><time datetime="
        f"'{story['published']}T08:00:00+00:00' itemprop='datePublished'>Published: {said(story)}</time></dd><dd class='hits'>Hits: 219"
        f"</dd></dl><div itemprop='articleBody'>{paragraphs(story)}</div></div>{FOOTER}</body></html>"
    )


@held
def journal(story: Story) -> str:
    """A weblog with the day as a heading over the post, and lines that are parted by breaks."""
    body = "<br /><br />".join(escape(one, quote=False) for one in story["body"])
    return (
        f"<html><head><title>Port Notes: {story['title']}</title></head><body><div class='main'><h2 class='date-header'><span>"
        f"{story['published'].strftime('%A')}, {american(story)}</span></h2><div class='post'><h3 class='post-title'>{story['title']}</h3>"
        f"<div class='post-body'>{body}</div><div class='post-footer'>Posted by {story['byline'] or 'the keeper'} at 10:14 AM</div></div>"
        + "".join(f"<div class='widget'><a>{one}</a></div>" for one in TEASERS)
        + "</div></body></html>"
    )


@held
def intranet(story: Story) -> str:
    """A portal kit's page: fields named by numbers, empty paragraphs, hard spaces."""
    body = "<p>\u200b</p>".join(f"<p>&nbsp;{escape(one, quote=False)}&nbsp;</p>" for one in story["body"])
    return (
        f"<html><head><title>\n\tNews\n</title></head><body><form><div id='s4-workspace'><div class='ms-nav'><a>Home</a><a>Sites</a></div>"
        f"<div id='ctl00_Main'><div class='news-title'><h1>{story['title']}</h1></div><div class='news-date'>Date: {story['published'].day:02}"
        f".{story['published'].month:02}.{story['published'].year}</div><div class='ms-rtestate-field'>{body}</div></div></div></form></body></html>"
    )
