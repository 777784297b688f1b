"""PLOVER records as JSON Lines, with CAMEO: what one party did to another, by the crosswalk that ships.

Fields as in the manual's table "PLOVER JSON" (PLOVER 0.7b1 and 0.8, chapter "JSON Data Fields"): only those that it
names, and ``cameo``, ``planned_date`` and ``dateline``, as it asks providers to add what has no field yet. Who visits,
gives or invites is the source and who hosts or receives the recipient; where neither is told, all are sources and
there is no recipient, as its gold records have it for a meeting and for cooperation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from dateline.books.crosswalk import crosswalk
from dateline.books.register import Register
from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import first_day, last_day
from dateline.export.lines import line_of
from dateline.export.where import where
from dateline.model.claim import Claim, Place
from dateline.model.event import Event, Status
from dateline.model.kept import Kept
from dateline.model.mention import Modality

ACTS = frozenset({"visitor", "giver", "inviter"})
SUFFERS = frozenset({"host", "receiver"})
QUADS = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "MOBILIZE": 4}
_MODALITIES = {
    Status.PLANNED: Modality.PLANNED,
    Status.LAPSED: Modality.PLANNED,  # the promise was made, whatever became of it
    Status.ONGOING: Modality.ONGOING,
    Status.HELD: Modality.HELD,
    Status.CANCELLED: Modality.CANCELLED,
}


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write one record to an event that PLOVER has a code for."""
    tally = Tally()
    for event in tally.each(events):
        told = record(event, about)
        if isinstance(told, str):
            tally.lose(told)
            continue
        out.write(line_of(told))
        tally.written += 1
        if told["event"] == ["AID"] and "recipient" not in told:
            tally.lose("records of AID whose receiver no source tells lack the recipient that the manual asks for")
        tally.lose("values that sources give beside the one that is shown are left out", _others(event))
    return tally.loss()


def record(event: Event, about: About) -> dict[str, Any] | str:
    """An event as a PLOVER record, or why there is none."""
    codes = crosswalk().codes(_as_claim(event))
    code, happened = codes["plover"], _happened(event)
    if code is None:
        return "events that PLOVER has no code for (called off) are left out"
    if happened is None:
        return "events that have no day, which PLOVER requires, are left out"
    sources, recipients = _sides(event, is_visit=code["mode"] == "visit")
    if not sources:
        return "events that have no party, which PLOVER requires, are left out"
    optional = {
        "enddate": _iso(happened[1]) if happened[1] != happened[0] else None,
        "recipient": recipients,
        "event_loc": _location(event),
        "quad_code": QUADS.get(code["type"]),
        "mode": [code["mode"]] if code["mode"] else None,
        "context": [code["context"]] if code["context"] else None,
        "link": event.series,
        "planned_date": event.days.edtf() if event.days and _is_promise(event) else None,
        "cameo": codes["cameo"],
    }
    return {
        "id": event.id,
        "has_event": True,
        "date": _iso(happened[0]),
        "source": sources,
        "event": [code["type"]],
        **{name: value for name, value in optional.items() if value},
        **_origin(event, about),
    }


# ---- what and when


def _as_claim(event: Event) -> Claim:
    """What an event shows, as the claim that the crosswalk is asked of."""
    place = event.shown("place")
    return Claim(
        id=event.id,
        kind=event.kind,
        trigger=event.claims[0].claim.trigger,
        mode=event.shown("mode"),
        modality=_MODALITIES[event.status],
        countries=tuple(event.shown("countries") or ()),
        organizations=tuple(event.shown("organizations") or ()),
        place=Place(name=place["name"], country=place.get("country")) if place else None,
    )


def _is_promise(event: Event) -> bool:
    return event.status in {Status.PLANNED, Status.LAPSED}


def _happened(event: Event) -> tuple[date, date] | None:
    """First and last day; of a promise, the day on which it was made known: AGREE is the promising itself."""
    if _is_promise(event):
        made = next(step.day for step in event.steps if step.status in {Status.PLANNED, Status.LAPSED})
        return (made, made)
    return (first_day(event.days), last_day(event.days)) if event.days else None


def _iso(day: date) -> str:
    return day.isoformat()


# ---- who


def _sides(event: Event, *, is_visit: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Sources and recipients: who hosts or receives, if anybody else is left to be the source."""
    roles = {country: _role(event, country) for country in event.shown("countries") or ()}
    host = (event.shown("place") or {}).get("country")
    if is_visit and roles.get(host) == "" and "suffers" not in roles.values():
        roles[host] = "suffers"
    organizations = [_organization(name) for name in event.shown("organizations") or ()]
    sources = [_country(event, country) for country, role in roles.items() if role != "suffers"] + organizations
    recipients = [_country(event, country) for country, role in roles.items() if role == "suffers"]
    return (sources, recipients) if sources else (recipients, [])


def _role(event: Event, country: str) -> str:
    """Whether most claims tell that a country "acts" or "suffers"; "" where they tell neither, or both as often."""
    told = Counter(_direction(event, role) for role in _roles(event, country))
    if told["acts"] == told["suffers"]:
        return ""
    return "acts" if told["acts"] > told["suffers"] else "suffers"


def _direction(event: Event, role: str) -> str:
    if role == "guest":  # whoever is invited receives the invitation; at a meeting, a guest is who came
        return "suffers" if event.kind == "invitation" else "acts"
    return "acts" if role in ACTS else "suffers" * (role in SUFFERS)


def _roles(event: Event, country: str) -> Iterator[str]:
    for kept in event.claims:
        yield from {who.role for who in kept.claim.participants if who.country == country}


def _country(event: Event, country: str) -> dict[str, Any]:
    people = set(event.shown("people") or ())
    theirs = [p for kept in event.claims for p in kept.claim.participants if p.country == country and p.name in people]
    names = list(dict.fromkeys(person.name for person in theirs))
    offices = list(dict.fromkeys(person.office for person in theirs if person.office))
    told = {"code": country, "actor_text": "; ".join(names), "office": "; ".join(offices)}
    return {name: value for name, value in told.items() if value}


def _organization(acronym: str) -> dict[str, Any]:
    return {"code": "IGO", "identifier_text": acronym}


# ---- where, and from which texts


def _location(event: Event) -> dict[str, Any] | None:
    """The location object: GeoNames' field names, the alpha-3 code beside its alpha-2."""
    place = event.shown("place")
    if not place:
        return None
    code = place.get("country")
    country = Register.load().country(code) if code else None
    point = where(place).point
    told = {
        "name": place["name"],
        "country code": country.iso2 if country else None,
        "cc3": code,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _origin(event: Event, about: About) -> dict[str, Any]:
    first = event.claims[0]
    trigger = first.claim.trigger
    return {
        "event_text": _trigger_words(event.claims),
        "text_info": {"start": trigger.start, "end": trigger.end},
        "cite_info": _citation(first, about),
        "coder": f"Dateline {about.software}, register {about.register}, encoder {about.encoder or 'none'}",
        "coded_date": _iso(max(kept.first_seen for kept in event.claims).date()),
        "dateline": {"status": event.status.value, "articles": event.articles, "sources": event.sources},
    }


def _trigger_words(claims: Iterable[Kept]) -> list[str]:
    words = (why.words for kept in claims for why in kept.claim.evidence if why.at == kept.claim.trigger)
    return list(dict.fromkeys(filter(None, words)))


def _citation(kept: Kept, about: About) -> dict[str, Any]:
    source = kept.source
    told = {
        "corpus": about.record,
        "citation": source.id,
        "url": source.url,
        "title": source.title,
        "publication": source.publisher,
        "coder": "Dateline",
        "codebook": f"dateline-engagement-{about.codebook}, crosswalk plover-{crosswalk().version}",
        "version": about.as_of.isoformat() if about.as_of else None,
    }
    return {name: value for name, value in told.items() if value}


def _others(event: Event) -> int:
    return sum(max(0, len(field.said) - 1) for field in event.fields.values())


FORMAT = Format(
    name="plover",
    extensions=(".jsonl", ".ndjson"),
    says="PLOVER records as JSON Lines with their CAMEO codes: the visitor is the source, the host the recipient.",
    stream=write,
    tells_about=False,
)
