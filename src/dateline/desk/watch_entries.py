"""The entries of one feed in one round, on their way into the record."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dateline.desk.intake import add_found
from dateline.desk.watch_told import Told
from dateline.desk.watched import TRIES, Watched
from dateline.errors import ArticleError
from dateline.ingest.entries import from_feed, from_page, wants_page
from dateline.ingest.feeds import Entry
from dateline.ingest.fetching import Fetcher, FetchError
from dateline.ingest.listed import Listed
from dateline.ingest.parts import Terms
from dateline.model.article import Article
from dateline.settings import Settings
from dateline.store.base import Store

_PAGES = 100  # that are fetched of one source in a round, so that the others have their turn


class Entries:
    """The entries of one feed in one round, on their way into the record."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        fetcher: Fetcher,
        memory: Watched,
        source: Listed,
        told: Told,
    ) -> None:
        self._store, self._settings, self._clock = store, settings, clock
        self._fetcher, self._memory, self._source, self._told = fetcher, memory, source, told
        self._terms = Terms(longest=settings.longest)
        self._open: dict[str, list[Entry]] = defaultdict(list)

    def add(self, entries: Sequence[Entry]) -> None:
        """Add the articles of these entries; those that the feed names first are fetched first, and kept last."""
        pages = [one for one in entries if wants_page(one, self._source)]
        later = {one.id for one in pages[_PAGES:]}
        self._told.left += len(later)
        now = [one for one in reversed(entries) if one.id not in later]
        source = self._source
        added = add_found(
            self._store,
            self._articles(now),
            # pages come slower than one process reads: each is read as it comes, and kept if the run is cut off
            replace(self._settings, workers=1, many=1) if pages else self._settings,
            self._clock,
            kind=source.source_class,
            settled=self._settled,
        )
        self._told.counts(added)
        for entry in [one for several in self._open.values() for one in several]:
            if not self._memory.fail(source, entry.id, entry.digest, self._clock()):  # the reader stumbled over it
                self._told.left += 1

    def _settled(self, key: str) -> None:
        """An article is in the record."""
        for entry in self._open.pop(key, ()):
            self._settle(entry)

    def _settle(self, entry: Entry) -> None:
        self._memory.settle(self._source, entry.id, entry.digest, self._clock())

    def _articles(self, entries: Sequence[Entry]) -> Iterator[Article]:
        """The articles, fetched one by one, until the host asks to be left alone."""
        for number, entry in enumerate(entries):
            try:
                article = self._article(entry)
            except FetchError as fault:
                if fault.wait is not None:
                    self._told.left += len(entries) - number
                    self._told.due = self._clock() + timedelta(seconds=fault.wait)
                    self._told.failed.append(fault)
                    return
                self._failed(entry, fault)
            except ArticleError as fault:
                self._failed(entry, fault, for_good=True)
            else:
                if self._is_there(article):
                    self._told.known += 1
                    self._settle(entry)
                else:
                    self._open[article.key].append(entry)
                    yield article

    def _article(self, entry: Entry) -> Article:
        """The article of an entry, from its page if need be; if that cannot be had at all, what the feed holds.

        Raises:
            ArticleError: There is no text.
            FetchError: The page cannot be had now.
        """
        source = self._source
        if not wants_page(entry, source):
            return from_feed(entry, source, self._terms)
        last = self._memory.tries(source, entry.id, entry.digest) + 1 >= TRIES
        try:
            page = self._fetcher.get(entry.url or "", source.hosts, language=source.language)
            return from_page(entry, source, self._terms, page)
        except (FetchError, ArticleError) as fault:
            if isinstance(fault, FetchError) and (fault.wait is not None or (fault.passes and not last)):
                raise
            if not entry.words.strip():
                raise
            self._told.notes.append(f"{fault.place}: {fault.what}; what the feed says is read instead")
            why = f"its page could not be read ({fault.what}); what the feed holds is read instead"
            return from_feed(entry, source, self._terms, why)

    def _failed(self, entry: Entry, fault: FetchError | ArticleError, *, for_good: bool = False) -> None:
        """An entry that could not be had is tried again in later rounds, unless it would be in vain."""
        self._told.failed.append(fault)
        if for_good or not getattr(fault, "passes", False):
            self._memory.give_up(self._source, entry.id, entry.digest, self._clock())
        elif not self._memory.fail(self._source, entry.id, entry.digest, self._clock()):
            self._told.left += 1

    def _is_there(self, article: Article) -> bool:
        """Whether the record has this text under this address: pages change around their text from call to call."""
        before = self._store.versions_of(article.url) if article.url else ()
        return any(
            one.publisher == article.publisher and (kept := self._store.article(one.key)) and kept.text == article.text
            for one in before
        )
