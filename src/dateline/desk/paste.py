"""An article that somebody pasted or dropped: read at once, kept only if they say so."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePath

from dateline.desk.intake import incoming, joined
from dateline.desk.read import as_is, read_all
from dateline.errors import ArticleError
from dateline.ingest.files import articles
from dateline.model.claim import Reading
from dateline.settings import Settings
from dateline.store.base import Store

_LONGEST_NAME = 120  # bytes: file systems count those, not characters
_FIRST = (
    "date 2024-06-03\n\nOSLO, June 3 (NWA) - Norway's Defence Minister Ines Maren met her Japanese counterpart "
    "Tomas Ruh here on Saturday.\n\n“We agreed on a naval exercise next month,” Maren told reporters."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of an article besides its text; what the article tells itself comes first."""

    published: date | None = None
    publisher: str = ""
    title: str = ""


def read_bytes(data: bytes, name: str, settings: Settings, told: Told | None = None) -> Reading:
    """Read one article as a file of these bytes would be, whatever its format; nothing is kept.

    Args:
        data: The text, page, message or JSON of it.
        name: What the file is called; of a pasted text, empty.
        settings: How it is read: in this process.
        told: What is said of it; publisher and title are those of a pasted text alone.

    Raises:
        ArticleError: It is no article, or more than one.
    """
    told = told or Told()
    called = _named(name) or f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    if not name and (told.publisher or told.title):
        data = _signed(data, called, told)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / called
        path.write_bytes(data)
        found = list(articles([path], told.published, longest=settings.longest))
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


def _signed(data: bytes, called: str, told: Told) -> bytes:
    """A pasted text as the record of a feed, which can say who published it under which title."""
    text = data.decode("utf-8", "replace")
    given = {"id": PurePath(called).stem, "publisher": told.publisher, "title": told.title, "text": text}
    return json.dumps({name: value for name, value in given.items() if value}).encode()


def warm(settings: Settings) -> None:
    """Read an article of no importance, so that the first of a person's does not wait for what is loaded once."""
    read_bytes(_FIRST.encode(), "", settings)


def keep(store: Store, reading: Reading, clock: Callable[[], datetime]) -> bool:
    """Put what was read into the record; tells whether it was new."""
    new = store.append([incoming(store, reading, clock())])
    joined(store)
    return bool(new)


def _named(name: str) -> str:
    """The last part of a name, without what could lead out of a folder, hide a file or be too long for its disk."""
    shown = "".join(mark for mark in name.replace("\\", "/") if mark.isprintable())
    return PurePath(shown).name.encode()[-_LONGEST_NAME:].decode(errors="ignore").lstrip(".")
