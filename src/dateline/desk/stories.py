"""Which articles tell one story: copies, versions of one address, and sentences that one took from another."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.ingest.twins import Shingles, Text, reused
from dateline.model.kept import Kept
from dateline.model.span import Span
from dateline.store.base import Store

_ROWS = 4  # hashes of a sketch that make a band: two texts that share a band are compared word by word
_SOME = 2
_CROWD, _AT_HAND = 40, 1024  # copies of a story that later ones are compared with; articles kept at hand


def tell_stories(store: Store) -> None:
    """Compare the articles that are new with all others, and keep of each the story that it tells.

    A story bears the key of the first of its articles to appear. Whatever the order in which articles come, the same
    stories are told; a run that is cut off goes on where it was. Of a form that is filled in hundreds of times, the
    first that came stand for all: what comes later is still known as their copy, and is compared with no more.
    """
    copy_of = lru_cache(_AT_HAND)(lambda key: _Copy(store, key))
    for key in store.unsigned():
        own = copy_of(key)
        together = [one.text for one in _together(store, own, copy_of)]
        if len(together) > 1:
            first = min(together, key=lambda text: text.order).key
            store.tell({text.key: first for text in together})
        store.sign({key: own.bands if len(together) <= _CROWD else ()}, {key: b""})


def independent(store: Store, group: Sequence[Kept]) -> list[Kept]:
    """The claims of one event, each with the source that it is independent of no more.

    A claim whose sentence was taken from an article that speaks of the event, too, and came out before, is of that
    article's story: it confirms nothing.
    """
    stories = {kept.source.story or kept.source.key for kept in group}
    if len(stories) < _SOME:
        return list(group)
    sources = {kept.source.key: kept.source for kept in group}
    texts = [Text(key, _text(store, key), source.published) for key, source in sources.items()]
    taken = [(one.article, one.at, sources[one.first].story) for one in reused(texts)]
    return [_of_story(kept, taken) for kept in group]


def _of_story(kept: Kept, taken: Sequence[tuple[str, Span, str]]) -> Kept:
    trigger = kept.claim.trigger
    for article, at, story in taken:
        if article == kept.source.key and at.start <= trigger.start < at.end:
            return replace(kept, source=replace(kept.source, story=story))
    return kept


class _Copy:
    """One article as it is compared: its words and the bands in which copies of it meet."""

    def __init__(self, store: Store, key: str) -> None:
        article = store.article(key)
        self.url = article.url if article else None
        self.text = Text(key, article.text if article else "", article.published if article else None)
        self.shingles = Shingles(self.text.text)
        self.bands = tuple(_bands(self.shingles))

    def is_of_one_story(self, other: "_Copy") -> bool:
        """Whether two articles are copies, or versions that were found under one address."""
        if self.url and self.url == other.url:
            return True
        return self.text.is_near(other.text) and self.shingles.is_twin(other.shingles)


def _together(store: Store, own: _Copy, copy_of: Callable[[str], _Copy]) -> list[_Copy]:
    """An article and all that were compared already and hang together with it, by one copy after another."""
    found, left = {own.text.key: own}, [own]
    while left:
        one = left.pop()
        for key in sorted(_proposed(store, one) - found.keys()):
            other = copy_of(key)
            if one.is_of_one_story(other):
                found[key] = other
                left.append(other)
    return list(found.values())


def _proposed(store: Store, one: _Copy) -> set[str]:
    versions = {source.key for source in store.versions_of(one.url)} if one.url else set()
    return set(store.alike(one.bands)) | versions


def _bands(shingles: Shingles) -> Iterator[str]:
    if not shingles.runs:
        return
    sketch = shingles.hashed.digest()
    for first in range(0, len(sketch), _ROWS):
        told = ",".join(map(str, (first, *sketch[first : first + _ROWS])))
        yield hashlib.sha256(told.encode()).hexdigest()[:16]


def _text(store: Store, key: str) -> str:
    article = store.article(key)
    return article.text if article else ""
