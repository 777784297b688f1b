"""An entry of a feed to an article: of its page where the feed holds a stub, else of what the feed holds."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from dateline.errors import ArticleError
from dateline.ingest import contents
from dateline.ingest.clean import aligned
from dateline.ingest.decode import decoded
from dateline.ingest.feeds import Entry
from dateline.ingest.fetching import Fetched
from dateline.ingest.found import Spot
from dateline.ingest.kinds import Kind, kind_of
from dateline.ingest.listed import FullText, Listed
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Parts, Terms, article_of, published_in
from dateline.ingest.shown import lines_of, shown
from dateline.ingest.streams import PEEK
from dateline.model.article import Article
from dateline.model.kept import SourceClass

_A_DAY = timedelta(days=1)

Get = Callable[[str], Fetched]


def wants_page(entry: Entry, source: Listed) -> bool:
    """Whether the text of an entry is to be read on its page; what social media publish stands in the feed, whole."""
    if entry.url is None or source.text is FullText.FEED:
        return False
    if source.text is FullText.PAGE:
        return True
    return entry.is_stub and source.source_class is not SourceClass.SOCIAL


def from_feed(entry: Entry, source: Listed, terms: Terms, warning: str = "") -> Article:
    """The article as the feed holds it.

    Args:
        entry: The entry.
        source: Whose it is.
        terms: What the call says of all articles.
        warning: What is to be known of it: that the page could not be read.

    Raises:
        ArticleError: The feed holds no text of it, or too much.
    """
    words, places = shown(entry.markup) if entry.is_markup else (entry.markup, [])
    text = lines_of(words) if entry.is_markup else words
    parts = Parts(
        text=text,
        published=entry.published,
        publisher=source.name,
        title=entry.title,
        byline=entry.byline,
        url=entry.url,
        raw=entry.markup if entry.is_markup else None,
        raw_map=aligned(text, words, places) if entry.is_markup else Parts(text="").raw_map,
        warnings=(warning,) if warning else (),
    )
    return article_of(parts, entry.url or entry.id, entry.url or entry.id, terms, f"{source.feed}#{entry.id}")


def from_page(entry: Entry, source: Listed, terms: Terms, page: Fetched) -> Article:
    """The article as its page holds it, with what the feed says of it: the feed tells one article from another.

    A page that holds less than the feed (a consent form, a wall) gives way to the feed.

    Raises:
        ArticleError: Neither holds a text.
    """
    place = entry.url or entry.id
    found = _read(page, source, terms, place)
    if len(found.text.split()) < len(entry.words.split()):
        return from_feed(entry, source, terms, "its page holds less than the feed, and is not read")
    day = published_in(entry.published) if entry.published else None
    warnings = found.warnings
    if day and found.published and abs(day - found.published) > _A_DAY:
        warnings += (f"the feed tells {day} as its day of publication, the page {found.published}; the feed's is used",)
    return replace(
        found,
        id=place,
        published=day or found.published,
        publisher=source.name,
        title=entry.title or found.title,
        byline=found.byline or entry.byline,
        url=place,
        warnings=warnings,
        origin=f"{source.feed}#{entry.id}",
    )


def _read(page: Fetched, source: Listed, terms: Terms, place: str) -> Article:
    """The one article that was fetched.

    Raises:
        ArticleError: It is none, or it is many.
    """
    data = page.data or b""
    kind = kind_of(data[:PEEK])
    if kind in {Kind.PAGE, Kind.TEXT}:
        text = decoded(data, place, page.charset)
        parts = page_parts(text.text) if kind is Kind.PAGE else Parts(text=text.text)
        return article_of(
            replace(parts, publisher=source.name, warnings=(*text.warnings, *parts.warnings)), place, place, terms
        )
    found = list(contents.read(io.BytesIO(data), Spot(stem=place, file=place, name=place, terms=terms)))
    if len(found) == 1 and isinstance(found[0], Article):
        return found[0]
    if found and isinstance(found[0], ArticleError):
        raise found[0]
    raise ArticleError(
        f"holds {len(found)} articles where one is due",
        place=place,
        mend="fetch it yourself, and add it with: dateline add",
        code="article.many",
    )
