"""Take events away in a format of others."""

import difflib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.desk.query import Events
from dateline.errors import ExportError
from dateline.export.base import About, Format, Loss
from dateline.export.formats import FORMATS
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Store

if TYPE_CHECKING:
    from dateline.desk.open import Desk

_TEXTS = 256  # articles whose texts are kept at hand


def formats() -> Iterable[Format]:
    """Every format, in the order in which help shows them."""
    return FORMATS.values()


def take(desk: "Desk", found: Events, what: str, out: BinaryIO | Path) -> Loss:
    """Write events in a format, to a stream, a file or a folder.

    Raises:
        ExportError: There is no such format, or it cannot be written.
    """
    if what not in FORMATS:
        near = difflib.get_close_matches(what, FORMATS, 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise ExportError(f'"{what}" is no format', mend=f"there are {', '.join(FORMATS)}{hint}", code="export.format")
    return FORMATS[what].write(found, out, about(desk.seen, desk.settings, found))


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
