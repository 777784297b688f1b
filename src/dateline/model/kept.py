"""A claim as the record keeps it: with the article that it comes from, and the days on which it came to be known."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateline.model.claim import Claim

_KEY = 16  # letters of a digest: enough for a thousand million claims


class SourceClass(StrEnum):
    """What kind of source published an article, the nearest to the event first."""

    OFFICIAL = "official"  # a ministry, an armed force, an embassy, an organisation about its own doings
    WIRE = "wire"
    NEWSPAPER = "newspaper"
    REPRINT = "reprint"  # somebody else's text
    SOCIAL = "social"
    UNKNOWN = "unknown"


class Dated(StrEnum):
    """How the day of publication of an article came to be known; the order is that in which one outranks another."""

    GIVEN = "given"  # with the article: by its file, or by the call that added it
    TOLD = "told"  # later, of an article that the record had without it
    DATELINE = "dateline"  # by its own dateline alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article behind a claim, without its text.

    Attributes:
        key: Digest of the publisher and the raw text: the same article is the same key.
        id: As the file gave it; not always of one article alone.
        published: The day of publication; None where nothing tells it.
        dated: How that day is known.
        added: When the record first held it, in UTC.
        story: The key of the article whose text this one repeats; its own where it repeats none. Articles of one story
            are one independent source.
        origin: Where inside a file of many it lay, as ``Article.origin``: the file and the id of the record.
    """

    key: str
    id: str
    added: datetime
    published: date | None = None
    dated: Dated = Dated.GIVEN
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    source_class: SourceClass = SourceClass.UNKNOWN
    story: str = ""
    origin: str | None = None

    @property
    def known(self) -> date:
        """The day by which the world could know it: that of publication, else that on which the record got it.

        It puts articles in an order, and is never told as a day of publication.
        """
        return self.published or self.added.date()

    @property
    def told(self) -> date | None:
        """The day of publication as the article's file or a person told it; None where its dateline alone does."""
        return None if self.dated is Dated.DATELINE else self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One claim of one article.

    ``key`` stays the same when the article is read again, so that what people ruled of the claim still holds;
    ``claim.id`` is the reader's own and may change. ``rejected`` claims belong to no event.
    """

    key: str
    claim: Claim
    source: Source
    first_seen: datetime
    rejected: bool = False

    @property
    def order(self) -> tuple[date, str, str]:
        """Claims stand in the order in which they came to be known; those of a day, in that of their keys."""
        return (self.source.known, self.source.key, self.key)


def keys_of(article: str, claims: Iterable[Claim]) -> Iterator[str]:
    """The keys of an article's claims, in their order.

    What makes a claim the same however it is read: its article, its kind and where its trigger stands; of several with
    the same trigger ("received A, B and C"), the how-manieth it is.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for claim in claims:
        which = (claim.kind, claim.trigger.start)
        yield digest_of(article, *map(str, which), str(seen[which]))
        seen[which] += 1


def digest_of(*parts: str) -> str:
    """Sixteen letters that stand for these words in this order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY]
