"""An article of the record, by its key: what was read of it last, and what is said where there is none."""

from dateline.errors import StoreError
from dateline.store.base import Store


def last_keys(store: Store, article: str) -> tuple[str, ...]:
    """Keys of the claims of an article's newest reading, in their order; none of an article that the record lacks."""
    readings = store.readings(article)
    return readings[-1].keys if readings else ()


def no_article(key: str) -> StoreError:
    """The error of a key that no article has."""
    return StoreError(
        f'has no article "{key[:64]}"', place="the record", mend="search for it by its words", code="record.article"
    )
