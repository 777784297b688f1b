"""An article that somebody pasted or dropped: read at once, kept only if they say so."""

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath

from dateline.desk.intake import incoming, joined
from dateline.desk.read import as_is, read_all
from dateline.errors import ArticleError
from dateline.ingest.files import articles
from dateline.model.claim import Reading
from dateline.settings import Settings
from dateline.store.base import Store

_LONGEST_NAME = 80
_FIRST = (
    "date 2024-06-03\n\nOSLO, June 3 (NWA) - Norway's Defence Minister Ines Maren met her Japanese counterpart "
    "Tomas Ruh here on Saturday.\n\n“We agreed on a naval exercise next month,” Maren told reporters."
)


def read_bytes(data: bytes, name: str, settings: Settings, published: date | None = None) -> Reading:
    """Read one article as a file of these bytes would be, whatever its format; nothing is kept.

    Args:
        data: The text, page, message or JSON of it.
        name: What the file is called; of a pasted text, empty.
        settings: How it is read: in this process.
        published: The day of publication, where it tells none.

    Raises:
        ArticleError: It is no article, or more than one.
    """
    called = _named(name) or f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / called
        path.write_bytes(data)
        found = list(articles([path], published, longest=settings.longest))
    if len(found) > 1:
        raise ArticleError(
            f"holds {len(found):,} articles",
            place=called,
            mend="add them with: dateline add",
            code="paste.many",
        )
    (reading,) = read_all(found, as_is, replace(settings, workers=1))
    if isinstance(reading, ArticleError):
        raise ArticleError(reading.what, place=called, mend=reading.mend, code=reading.code)
    return reading


def warm(settings: Settings) -> None:
    """Read an article of no importance, so that the first of a person's does not wait for what is loaded once."""
    read_bytes(_FIRST.encode(), "", settings)


def keep(store: Store, reading: Reading, clock: Callable[[], datetime]) -> bool:
    """Put what was read into the record; tells whether it was new."""
    new = store.append([incoming(store, reading, clock())])
    joined(store)
    return bool(new)


def _named(name: str) -> str:
    """The last part of a name, without what could lead out of a folder or hide a file."""
    last = PurePath(name.replace("\\", "/")).name.lstrip(".")
    return "".join(mark for mark in last if mark.isprintable())[-_LONGEST_NAME:]
