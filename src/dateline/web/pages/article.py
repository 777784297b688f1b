"""One article: its text with all that was read of it lit, its events, its versions."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from dateline.books.crosswalk import crosswalk
from dateline.desk.history import Revision, revisions
from dateline.errors import StoreError
from dateline.model import codec
from dateline.model.event import Event
from dateline.model.kept import Source
from dateline.store.base import KeptReading, Wanted
from dateline.web.lit import lit
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import ArticleLine, ArticleWhole
from dateline.web.twins import Page, answer, offers

router = APIRouter(tags=["articles"])


@dataclass(frozen=True, slots=True)
class _Whole:
    """An article with its newest reading, the event of each of its claims, and the versions under its address."""

    source: Source
    kept: KeptReading
    events: dict[str, Event]
    versions: list[Revision]


@router.get("/article/{key}", summary="One article with all that was read of it", **offers(ArticleWhole))
def article(request: Request, serving: ServingOf, key: str) -> Response:
    """One article, by its key."""
    whole = _whole(serving, key)
    reading = whole.kept.reading
    return answer(
        request,
        Page(
            template="article.html",
            shown={
                "source": whole.source,
                "kept": whole.kept,
                "reading": reading,
                "lit": lit(reading, whole.kept.keys),
                "events": whole.events,
                "versions": whole.versions,
            },
            data=lambda: ArticleWhole(
                article=ArticleLine.of(whole.source),
                text=reading.article.text,
                reading=codec.to_json(reading, crosswalk().codes),
                events={key: event.id for key, event in whole.events.items()},
                versions=tuple(map(_version, whole.versions)),
            ),
            name=key[:16],
        ),
    )


def _whole(serving: Serving, key: str) -> _Whole:
    """All that the record has of an article.

    Raises:
        StoreError: It has none of this key.
    """
    store = serving.desk.store
    source, readings = store.source(key), store.readings(key)
    if source is None or not readings:
        raise StoreError(
            f'has no article "{key[:64]}"', place="the record", mend="search for it by its words", code="record.article"
        )
    speaking = store.events(Wanted(ids=store.events_of(key)))
    return _Whole(
        source=source,
        kept=readings[-1],
        events={kept.key: event for event in speaking for kept in event.claims if kept.source.key == key},
        versions=revisions(store, source.url) if source.url else [],
    )


def _version(one: Revision) -> dict[str, Any]:
    changes = [
        {
            "kind": change.kind.value,
            "claim": change.key,
            "type": change.claim.kind,
            "fields": [{"field": name, "was": old, "is": new} for name, old, new in change.fields],
        }
        for change in one.changes
    ]
    return ArticleLine.of(one.source).model_dump(mode="json") | {"changes": changes}
