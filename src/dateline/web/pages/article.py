"""One article: its text with all that was read of it lit, its events, its versions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response

from dateline.books.crosswalk import crosswalk
from dateline.desk.articles import no_article
from dateline.desk.history import Revision, revisions
from dateline.desk.telling import added
from dateline.model import codec
from dateline.model.claim import Reading
from dateline.model.event import Event
from dateline.model.kept import Source
from dateline.store.base import KeptReading, Wanted
from dateline.web.lit import lit
from dateline.web.serving import Serving, ServingOf
from dateline.web.sessions import coder_of, visitor_of
from dateline.web.shapes import ArticleLine, ArticleWhole, Fault
from dateline.web.twins import Page, answer, offers
from dateline.web.written import HINTS, choices, modes

router = APIRouter(tags=["articles"])

_REFUSED = 422


@dataclass(frozen=True, slots=True)
class _Whole:
    """An article with its newest reading, the event of each of its claims, and the versions under its address.

    ``keys`` are those of the reading's claims: what people added and took back is not among them.
    """

    source: Source
    kept: KeptReading
    reading: Reading
    keys: tuple[str, ...]
    events: dict[str, Event]
    versions: list[Revision]


@router.get("/article/{key}", summary="One article with all that was read of it", **offers(ArticleWhole))
def article(request: Request, serving: ServingOf, key: str) -> Response:
    """One article, by its key."""
    return answer(request, shown_article(request, serving, key))


def shown_article(
    request: Request, serving: Serving, key: str, told: Mapping[str, Any] | None = None, fault: Fault | None = None
) -> Page:
    """The page of an article; with what a coder wrote to add an event, where that cannot be kept.

    Raises:
        StoreError: The record has no article of this key.
    """
    hidden = serving.hides(visitor_of(request).user)
    ours = {claim: one for claim, one in added(serving.desk.store, key).items() if not hidden(one)}
    whole = _whole(serving, key, ours)
    return Page(
        template="article.html",
        shown={
            "source": whole.source,
            "kept": whole.kept,
            "reading": whole.reading,
            "lit": lit(whole.reading, whole.keys),
            "events": whole.events,
            "versions": whole.versions,
            "added": ours,
            "coder": coder_of(request),
            "told": told or {},
            "fault": fault,
            "hints": HINTS,
            "choices": choices(""),
            "modes": modes(),
        },
        data=lambda: fault or _as_shape(whole),
        name=key[:16],
        status=_REFUSED if fault else 200,
    )


def _as_shape(whole: _Whole) -> ArticleWhole:
    return ArticleWhole(
        article=ArticleLine.of(whole.source),
        text=whole.reading.article.text,
        reading=codec.to_json(whole.reading, crosswalk().codes),
        events={key: event.id for key, event in whole.events.items()},
        versions=tuple(map(_version, whole.versions)),
    )


def _whole(serving: Serving, key: str, ours: Collection[str]) -> _Whole:
    """All of an article; of the claims that people added, those alone that hold and may be seen."""
    store = serving.desk.store
    source, readings = store.source(key), store.readings(key)
    if source is None or not readings:
        raise no_article(key)
    last = readings[-1]
    every = zip(last.keys, last.reading.claims, strict=True)
    claims = {of: claim for of, claim in every if not claim.signed_by or of in ours}
    speaking = store.events(Wanted(ids=store.events_of(key)))
    return _Whole(
        source=source,
        kept=last,
        reading=replace(last.reading, claims=tuple(claims.values())),
        keys=tuple(claims),
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
