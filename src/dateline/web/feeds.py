"""What a list of events can be followed by: an Atom feed, an iCalendar; for every list that has events."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from fastapi import Request
from lxml import etree  # type: ignore[import-untyped]

from dateline.desk.query import Events
from dateline.desk.sentence import sentence, when
from dateline.desk.take import take
from dateline.export.ics import uid
from dateline.model.event import Event
from dateline.model.review import Judgement
from dateline.web import render
from dateline.web.serving import Serving
from dateline.web.subscribed import prefix
from dateline.web.twins import Form, Page

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100  # entries of a feed: a reader that comes daily misses none of them
_NEVER = datetime.min.replace(tzinfo=UTC)


def written(serving: Serving, found: Events, what: str) -> bytes:
    """Events in a format of ``dateline export``."""
    out = BytesIO()
    take(serving.desk, found, what, out)
    return out.getvalue()


def feeds(request: Request, serving: Serving, found: Events, title: str) -> dict[Form, Callable[[], str | bytes]]:
    """The twins by which a page of events can be subscribed to: ``others={Form.CSV: …, **feeds(…)}``.

    Args:
        request: The page's.
        serving: What is served.
        found: All events of the list, not those of one page of it.
        title: What a reader of feeds calls it.
    """
    return {
        Form.ICS: lambda: written(serving, found, "ics"),
        Form.ATOM: lambda: atom(request, found, title, serving.desk.store.judgements()),
    }


def followed(request: Request, serving: Serving, page: Page) -> Page:
    """A page with the feeds of its events, if it has any; they bear the host by which they are asked."""
    if page.found is None:
        return page
    return replace(page, others={**page.others, **feeds(request, serving, page.found, page.title)})


def atom(request: Request, found: Iterable[Event], title: str, rulings: Iterable[Judgement] = ()) -> bytes:
    """The events that changed last as an Atom feed (RFC 4287); one that changes is the same entry, updated.

    Args:
        request: Whose address, without the suffix, is the list for people.
        found: The events.
        title: Of the feed.
        rulings: All of the record: one on an event changes it.
    """
    ruled = {one.id: one.on for one in rulings}
    dated = sorted(((changed(event, ruled), event) for event in found), key=lambda one: (one[0], one[1].id))
    newest = dated[: -_MOST - 1 : -1]
    here, site = render.here(request), str(request.base_url).rstrip("/")
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'dateline:{here}')}")
    _add(feed, "title", f"Dateline: {title}")
    _add(feed, "updated", _moment(newest[0][0] if newest else _NEVER))
    _add(_add(feed, "author"), "name", "Dateline")
    ours = prefix(request) + render.twin(request, Form.ATOM)
    _add(feed, "link", rel="self", type="application/atom+xml", href=site + ours)
    _add(feed, "link", rel="alternate", type="text/html", href=site + here)
    for moment, event in newest:
        _entry(feed, event, moment, site)
    made: bytes = etree.tostring(feed, xml_declaration=True, encoding="UTF-8")
    return made


def changed(event: Event, ruled: dict[str, datetime]) -> datetime:
    """When what the record says of an event last changed: by a claim, a ruling, or days that passed."""
    told = [kept.first_seen for kept in event.claims]
    passed = [_midnight(step.day) for step in event.steps if not step.claims]
    judgements = {said.judgement for field in event.fields.values() for said in field.said} | {event.accepted}
    return max([*told, *passed, *(ruled[one] for one in judgements if one in ruled)], default=_NEVER)


def _entry(feed: etree._Element, event: Event, moment: datetime, site: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'dateline:event:{uid(event)}')}")
    _add(entry, "title", f"{when(event.days)}: {sentence(event)}")
    _add(entry, "updated", _moment(moment))
    _add(entry, "published", _moment(min((kept.first_seen for kept in event.claims), default=moment)))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{site}/event/{render.quoted(event.id)}")
    _add(entry, "category", term=event.kind)
    _add(entry, "category", term=event.status.value)
    told_by = f"{render.some(event.articles, 'article')}, {render.some(event.sources, 'independent source')}"
    why = f" {event.steps[-1].why}." if event.steps[-1].why else ""
    _add(entry, "summary", f"{event.status.value}; told by {told_by}.{why}")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """An element below another; whatever XML cannot hold is shown as a mark."""
    added = etree.SubElement(
        parent, f"{{{_ATOM}}}{name}", {key: render.clean(value) for key, value in attributes.items()}
    )
    added.text = None if text is None else render.clean(text)
    return added


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value > _NEVER else "1970-01-01T00:00:00Z"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
