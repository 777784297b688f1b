"""The claims of a reading as a record would keep them; for measuring, where no record is at hand."""

from datetime import UTC, datetime

from dateline.model.claim import Reading
from dateline.model.kept import Kept, Source, digest_of, keys_of

_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def kept_of(reading: Reading) -> tuple[Kept, ...]:
    """The claims of a reading as a record would keep them."""
    article = reading.article
    key = article.key or digest_of(article.publisher or "", article.id, article.text)
    source = Source(key=key, id=article.id, added=_UNKNOWN, published=article.published, publisher=article.publisher)
    named = zip(keys_of(key, reading.claims), reading.claims, strict=True)
    return tuple(Kept(key=of, claim=claim, source=source, first_seen=_UNKNOWN) for of, claim in named)
