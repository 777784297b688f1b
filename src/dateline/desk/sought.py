"""Whether an event is what was sought: the store's answers, given anew of an event of which something is withheld."""

from collections.abc import Callable

from dateline.books.words import fold, words_of
from dateline.model.article import Article
from dateline.model.event import Event
from dateline.store import event_rows
from dateline.store.search import phrases


def has_words(event: Event, words: str, article_of: Callable[[str], Article | None]) -> bool:
    """Whether an event's names, or the words of one of its articles that can be had, are those asked for."""
    asked = phrases(words)
    named = "\n".join(map(fold, (*event_rows.names(event), *event_rows.people(event))))
    if asked and all(phrase in named for phrase in asked):
        return True
    articles = filter(None, map(article_of, {kept.source.key for kept in event.claims}))
    return any(all(_stands_in(phrase, article) for phrase in asked) for article in articles if asked)


def names(event: Event, person: str | None) -> bool:
    """Whether a participant, or a person of a claim, is called so."""
    wanted = " " + fold(person or "").strip()
    return not person or any(wanted in f" {fold(name)}" for name in event_rows.people(event))


def is_told_by(event: Event, asked: str | None) -> bool:
    """Whether an article of such a publisher, or of such a class, speaks of it."""
    return not asked or any(
        fold(asked) in fold(kept.source.publisher or "") or kept.source.source_class.value == asked.lower()
        for kept in event.claims
    )


def _stands_in(phrase: str, article: Article) -> bool:
    return any(f" {phrase} " in f" {' '.join(words_of(words).keys)} " for words in (article.title or "", article.text))
