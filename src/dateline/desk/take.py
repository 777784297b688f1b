"""Take events away in a format of others."""

import difflib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.desk.query import Events
from dateline.errors import ExportError
from dateline.export.base import About, Format, Loss, Stream
from dateline.export.formats import FORMATS
from dateline.ingest import wacz_written, warc
from dateline.model.article import Article
from dateline.model.event import Event
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Store

if TYPE_CHECKING:
    from dateline.desk.open import Desk

_TEXTS = 256  # articles whose texts are kept at hand


def formats(store: Store | None = None) -> dict[str, Format]:
    """Every format by its name, in the order in which help shows them."""
    return {**FORMATS, "warc": _archive(store), "wacz": _in_one_file(store)}


def take(desk: "Desk", found: Events, what: str, out: BinaryIO | Path) -> Loss:
    """Write events in a format, to a stream, a file or a folder.

    Raises:
        ExportError: There is no such format, or it cannot be written.
    """
    every = formats(desk.seen)
    if what not in every:
        near = difflib.get_close_matches(what, every, 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise ExportError(f'"{what}" is no format', mend=f"there are {', '.join(every)}{hint}", code="export.format")
    return every[what].write(found, out, about(desk.seen, desk.settings, found))


def _archive(store: Store | None) -> Format:
    """The articles themselves as a web archive: this and WACZ need more of a record than its events."""
    says = "A web archive (WARC) of the articles that the events rest on; dateline add reads it back."
    return Format(name="warc", extensions=(".gz", ".warc"), says=says, stream=_writing(store, warc.write))


def _in_one_file(store: Store | None) -> Format:
    says = "The same in one file with its index (WACZ), for ReplayWeb.page and its kin; dateline add reads it back."
    return Format(name="wacz", extensions=(".wacz",), says=says, stream=_writing(store, wacz_written.write))


def _writing(store: Store | None, write: Callable[[Iterable[Article], BinaryIO], int]) -> Stream:
    def stream(events: Iterable[Event], out: BinaryIO, _: About) -> Loss:
        given = list(events)
        claims = [kept for event in given for kept in event.claims]
        keys = dict.fromkeys(kept.source.key for kept in claims)
        articles = (article for key in keys if store and (article := store.article(key)))
        lost = {"claims, which are not of the articles' own words": len(claims)}
        return Loss(events=len(given), written=write(articles, out), lost=lost)

    return stream


def about(store: Store, settings: Settings, found: Events) -> About:
    """What made an export."""
    ours = versions(encoder=settings.encoder, rules=settings.rules)

    @lru_cache(_TEXTS)
    def text_of(key: str) -> str | None:
        article = store.article(key)
        return article.text if article else None

    return About(
        software=ours.software,
        codebook=ours.codebook,
        register=ours.register,
        encoder=ours.encoder,
        record=settings.record.rpartition("@")[2],  # a URL's password stays at home
        as_of=found.view.as_of,
        rule=found.view.rule,
        text_of=text_of,
    )
