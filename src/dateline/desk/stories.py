"""Which articles tell one story: copies, versions of one address, and sentences that one took from another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.ingest.sketch import Sketch
from dateline.ingest.twins import Text, reused
from dateline.model.kept import Kept
from dateline.model.span import Span
from dateline.store.base import Store

_SOME = 2
_AT_ONCE = 128  # articles that are compared together
_CROWD = 64  # articles that may lie in one band: those that came first stand there for all


def tell_stories(store: Store) -> None:
    """Compare the articles that are new with all others, and keep of each the story that it tells.

    A story bears the key of the first of its articles to appear. Whatever the order in which articles come, the same
    stories are told, unless very many share a band (a form that is filled in day by day, one text in hundreds of
    papers): then those that came first are met there, and all in the bands that they share with fewer. So the work for
    an article does not grow with how many there are like it. A run that is cut off goes on where it was.
    """
    last = ""
    while keys := store.unsigned(last, _AT_ONCE):
        _Some(store, keys).tell()
        last = keys[-1]


class _Some:
    """Some articles that are compared together: with one another, and with all that were compared before."""

    def __init__(self, store: Store, keys: Sequence[str]) -> None:
        self._store = store
        urls: dict[str, str | None] = {}
        own: dict[str, Sketch] = {}
        for one in store.texts(keys):
            urls[one.key], own[one.key] = one.url, Sketch.of(Text(one.key, one.text, one.published))
        self._own, self._met = own, store.met(band for one in own.values() for band in one.bands)
        under = store.addressed(url for url in urls.values() if url)
        self._versions = {key: under.get(url or "", frozenset()) for key, url in urls.items()}
        marks = store.marks({key for found in self._met.values() for key in found})
        self._sketches = {key: Sketch.unpacked(key, mark) for key, mark in marks.items()} | own
        every = {*self._sketches, *(key for found in self._versions.values() for key in found)}
        self._told = store.stories(every)
        self._one = {story: story for story in self._told.values()}  # from a story to another that it is one with

    def tell(self) -> None:
        """Keep what stories they tell, and what later ones are compared with."""
        open_ = {key: self._compare(key) for key in self._own}
        together = defaultdict(set)
        for story in self._one:
            together[self._story(story)].add(story)
        told: dict[str, str] = {}
        for stories in together.values():
            if len(stories) > 1:
                first = min(stories, key=self._order)
                told |= dict.fromkeys(self._store.telling(stories), first)
        self._store.tell(told)
        self._store.sign(open_, {key: one.packed for key, one in self._own.items()})

    def _compare(self, key: str) -> list[str]:
        """Put an article's story together with those it is a copy or a version of; the bands where it is met later."""
        own, open_ = self._own[key], []
        for version in self._versions[key]:
            self._unite(key, version)
        found = sorted({other for band in own.bands for other in self._met.get(band, ())})
        for other in found:
            if self._of(other) != self._of(key) and own.is_copy(self._sketches[other]):
                self._unite(key, other)
        for band in own.bands:
            met = self._met.setdefault(band, [])
            if len(met) < _CROWD:
                met.append(key)
                open_.append(band)
        return open_

    def _of(self, article: str) -> str:
        return self._story(self._told[article])

    def _story(self, story: str) -> str:
        while self._one[story] != story:
            story = self._one[story]
        return story

    def _unite(self, one: str, other: str) -> None:
        self._one[self._of(one)] = self._of(other)

    def _order(self, story: str) -> tuple[date, str]:
        source = self._store.source(story)
        return Text(story, "", source.published if source else None).order


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


def _text(store: Store, key: str) -> str:
    article = store.article(key)
    return article.text if article else ""
