"""The one JSON form of a claim with its evidence, both ways."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.model.claim import Claim, Evidence, Participant, Place
from dateline.model.day_codec import days_from_json, days_to_json
from dateline.model.mention import Modality
from dateline.model.span_codec import Json, maybe_span_from_json, maybe_span_to_json, span_from_json, span_to_json

Codes = Callable[[Claim], Mapping[str, Any]]

_DATED = ("start", "dates", "days", "end")  # fields whose evidence tells how the days were found, the best first


def no_codes(_: Claim) -> Mapping[str, Any]:
    """The codes of a claim where no crosswalk is at hand."""
    return {"plover": None, "cameo": None}


def claim_to_json(claim: Claim, text: str, codes: Codes = no_codes) -> Json:
    """One claim as the object that stands among a reading's events; ``text`` is its article's."""
    start, end = claim.days.coded() if claim.days else (None, None)
    return {
        "type": claim.kind,
        "mode": claim.mode,
        "status": claim.modality.value,
        "start": start,
        "end": end,
        "countries": list(claim.countries),
        "organizations": list(claim.organizations),
        "people": list(claim.people),
        "place": None if claim.place is None else _place(claim.place, text),
        "name": claim.name,
        "trigger": span_to_json(claim.trigger, text),
        "id": claim.id,
        "participants": [_participant(p, text) for p in claim.participants],
        "dates": None if claim.days is None else days_to_json(claim.days) | _reckoned(claim.evidence),
        "evidence": [evidence_to_json(e) for e in claim.evidence],
        "topics": list(claim.topics),
        "duration": claim.duration,
        "asserted_by": claim.asserted_by,
        "confidence": claim.confidence,
        **codes(claim),
    }


def _reckoned(evidence: Iterable[Evidence]) -> Json:
    """What the days of a claim were counted from and by which rule, from the evidence for them."""
    dated = [e for e in evidence if e.field in _DATED]
    if not dated:
        return {"anchor": None, "rule": None}
    best = min(dated, key=lambda e: _DATED.index(e.field))
    return {"anchor": best.anchor, "rule": best.rule}


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that ``claim_to_json`` wrote; the article's text is not needed."""
    return Claim(
        id=data["id"],
        kind=data["type"],
        mode=data["mode"],
        modality=Modality(data["status"]),
        days=days_from_json(data["dates"]),
        duration=data["duration"],
        countries=tuple(data["countries"]),
        organizations=tuple(data["organizations"]),
        people=tuple(data["people"]),
        participants=tuple(_took_part(d) for d in data["participants"]),
        place=None if data["place"] is None else _placed(data["place"]),
        name=data["name"],
        trigger=span_from_json(data["trigger"]),
        topics=tuple(data["topics"]),
        asserted_by=data["asserted_by"],
        confidence=data["confidence"],
        evidence=tuple(evidence_from_json(d) for d in data["evidence"]),
    )


def _participant(who: Participant, text: str) -> Json:
    return {
        "name": who.name,
        "role": who.role,
        "country": who.country,
        "office": who.office,
        "office_id": who.office_id,
        "at": maybe_span_to_json(who.at, text),
    }


def _took_part(data: Mapping[str, Any]) -> Participant:
    return Participant(**{**data, "at": maybe_span_from_json(data["at"])})


def _place(place: Place, text: str) -> Json:
    return {
        "name": place.name,
        "country": place.country,
        "precision": place.precision,
        "chain": list(place.chain),
        "at": maybe_span_to_json(place.at, text),
    }


def _placed(data: Mapping[str, Any]) -> Place:
    return Place(**{**data, "chain": tuple(data["chain"]), "at": maybe_span_from_json(data["at"])})


def evidence_to_json(why: Evidence) -> Json:
    """The words and the rule that gave a value."""
    return {
        "field": why.field,
        "value": why.value,
        "start": why.at.start,
        "end": why.at.end,
        "text": why.words,
        "rule": why.rule,
        "score": why.score,
        "anchor": why.anchor,
        "knowledge": why.knowledge,
    }


def evidence_from_json(data: Mapping[str, Any]) -> Evidence:
    """The evidence that ``evidence_to_json`` wrote."""
    kept = {key: data[key] for key in ("field", "value", "rule", "score", "anchor", "knowledge")}
    return Evidence(at=span_from_json(data), words=data["text"], **kept)
