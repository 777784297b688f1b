"""Following sources: round by round what they publish goes into the record, whatever they send, however they fail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from dateline.desk.intake import add_found
from dateline.desk.watch_entries import Entries
from dateline.desk.watch_told import Told
from dateline.desk.watched import Standing, Watched
from dateline.errors import ArticleError, SourceError
from dateline.ingest.feeds import feed_of
from dateline.ingest.fetching import Fetcher
from dateline.ingest.files import articles
from dateline.ingest.listed import Listed
from dateline.model.article import Article
from dateline.settings import Settings
from dateline.store.base import Store

EVERY = timedelta(minutes=30)

_LONGEST = timedelta(days=1)  # between two tries of a source that fails
_DOUBLED = 16  # times, at most: then it is more than a day anyway
_OURS = frozenset({"fetch.private", "fetch.bounds", "fetch.address", "feed.extra", "sources.empty"})
_STILL = timedelta(seconds=2)  # for which a file must have lain untouched: else it may be half written

Found = Article | ArticleError


class Watcher:
    """Goes from source to source.

    Args:
        store: The record.
        settings: How articles are read.
        clock: What the time is.
        fetcher: What fetches.
        memory: What was seen before.
        every: How often a source is looked at that does not say so itself.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        fetcher: Fetcher,
        memory: Watched,
        every: timedelta = EVERY,
    ) -> None:
        self._store, self._settings, self._clock = store, settings, clock
        self._fetcher, self._memory, self._every = fetcher, memory, every
        self._due: dict[str, datetime] = {}
        if not store.counts()["articles"]:
            memory.is_of_nothing()

    def due(self, source: Listed) -> datetime:
        """When a source is to be looked at."""
        return self._due.get(source.name) or self._memory.standing(source).due or self._clock()

    def wait(self, source: Listed) -> float:
        """Seconds until it is."""
        return (self.due(source) - self._clock()).total_seconds()

    def backs_off(self, source: Listed) -> bool:
        """Whether a source failed lately, and is left alone until it is due."""
        standing = self._memory.standing(source)
        return bool(standing.failures) and standing.due is not None and self._clock() < standing.due

    def round(self, source: Listed) -> Told:
        """Look at one source, and take in what is new."""
        told, standing = Told(source=source), self._memory.standing(source)
        try:
            known = self._feed(source, standing, told) if source.feed else self._files(source, told)
        except SourceError as fault:
            told.fault = fault
            self._memory.keep(source, self._failed(source, standing, told))
        else:
            told.due = max(told.due or self._clock(), self._clock() + (source.every or self._every))
            self._memory.keep(source, Standing(known=known.known, due=told.due))
        self._due[source.name] = told.due or self._clock()
        return told

    def _failed(self, source: Listed, standing: Standing, told: Told) -> Standing:
        """How a source stands that could not be had; what is to be mended here is tried anew after a restart."""
        if getattr(told.fault, "code", "") in _OURS:
            told.due = self._clock() + (source.every or self._every)
            return replace(standing, failures=0, due=None)
        wait = timedelta(seconds=getattr(told.fault, "wait", None) or 0)
        told.due = self._clock() + max(self._backed_off(source, standing.failures), wait)
        return replace(standing, failures=standing.failures + 1, due=told.due)

    def _backed_off(self, source: Listed, failures: int) -> timedelta:
        """Twice as long after each failure, up to a day."""
        every = source.every or self._every
        return max(every, min(every * (1 << min(failures, _DOUBLED)), _LONGEST))

    # ---- feeds

    def _feed(self, source: Listed, standing: Standing, told: Told) -> Standing:
        """Fetch a feed, and add what is new in it; tells how the source stands after that."""
        fetched = self._fetcher.get(source.feed or "", source.hosts, known=standing.known, language=source.language)
        if fetched.moved:
            told.notes.append(f"the feed has moved for good: write feed: {fetched.moved}")
        if fetched.data is None:
            told.unchanged = True
            return standing
        feed = feed_of(fetched.data, fetched.url, fetched.kind, fetched.charset)
        told.notes += feed.warnings
        open_ = [one for one in feed.entries if not self._memory.has(source, one.id, one.digest)]
        told.known = len(feed.entries) - len(open_)
        Entries(self._store, self._settings, self._clock, self._fetcher, self._memory, source, told).add(open_)
        self._memory.met(source, (one.id for one in feed.entries), self._clock())
        # what was left must be asked for again: to say that the feed is known would hide it
        return Standing() if told.left or feed.warnings else Standing(known=fetched.known)

    # ---- files

    def _files(self, source: Listed, told: Told) -> Standing:
        """Add the articles of files that are new, or that have changed."""
        files = list(source.files())
        if not files:
            raise SourceError(
                "there are no files",
                place=source.where,
                mend=f"check the name in {source.place}; a relative one counts from the folder of that file",
                code="sources.empty",
            )
        new = [(path, seen) for path in files if (seen := self._changed(source, path, told))]
        found = (_of_source(one, source) for path, _ in new for one in articles([path], longest=self._settings.longest))
        told.counts(add_found(self._store, found, self._settings, self._clock, kind=source.source_class))
        for path, seen in new:
            self._memory.settle(source, str(path), seen, self._clock())
        return Standing()

    def _changed(self, source: Listed, path: Path, told: Told) -> str | None:
        """Size and time of a file that is new or has changed."""
        try:
            about = path.stat()
        except OSError:
            return None  # gone since the folder was looked at
        if 0 <= self._clock().timestamp() - about.st_mtime < _STILL.total_seconds():
            told.left += 1
            return None
        seen = f"{about.st_size}:{about.st_mtime_ns}"
        return None if self._memory.has(source, str(path), seen) else seen


def _of_source(one: Found, source: Listed) -> Found:
    """An article with the name of its source, where it names none itself; its key stays that of the file's words."""
    return one if isinstance(one, ArticleError) or one.publisher else replace(one, publisher=source.name)
