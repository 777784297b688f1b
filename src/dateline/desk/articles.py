"""An article of the record, by its key or id: what was read of it last, and what is said where there is none."""

from dateline.errors import StoreError
from dateline.model.kept import Source
from dateline.store.base import Store


def last_keys(store: Store, article: str) -> tuple[str, ...]:
    """Keys of the claims of an article's newest reading, in their order; none of an article that the record lacks."""
    readings = store.readings(article)
    return readings[-1].keys if readings else ()


def article_named(store: Store, words: str) -> Source:
    """The article of a key or an id: what ``show`` and ``search`` tell first of an article is its id.

    Raises:
        StoreError: There is no such article, or several have the id.
    """
    if by_key := store.source(words):
        return by_key
    found = [source for source in store.sources() if source.id == words]
    if not found:
        raise no_article(words)
    if len(found) > 1:
        raise StoreError(
            f'has {len(found)} articles with the id "{words}"',
            place="the record",
            mend=f"name one by its key: {', '.join(map(_with_key, found))}",
            code="record.article",
        )
    return found[0]


def _with_key(source: Source) -> str:
    told = (source.publisher, source.published.isoformat() if source.published else None)
    return f"{source.key} ({', '.join(filter(None, told)) or 'of no known day'})"


def no_article(key: str) -> StoreError:
    """The error of a key that no article has."""
    return StoreError(
        f'has no article "{key[:64]}"', place="the record", mend="search for it by its words", code="record.article"
    )
