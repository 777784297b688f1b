"""The one JSON form of a reading, both ways.

The names and value forms of the gold file (codebook, "The gold file") are kept, and more stands beside them; every key
is told in ``docs/reference/output.md``. The same reading gives the same bytes. The article's text stays out: whoever
wants a reading back brings the article along.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from dateline.model.article import Article, Opening
from dateline.model.claim import Claim, Evidence, NamedPerson, Participant, Place, Reading, Versions
from dateline.model.day import Days, Grain, TimeExpression
from dateline.model.mention import Label, Mention, Modality
from dateline.model.span import Span
from dateline.model.statement import Form, Statement

Json = dict[str, Any]
Codes = Callable[[Claim], Mapping[str, Any]]

EVENTS = frozenset({Modality.HELD, Modality.ONGOING, Modality.PLANNED, Modality.CANCELLED})
"""The modalities under which a claim is an event of the codebook; claims of any other are ``set_aside``."""

_DATED = ("start", "dates", "days", "end")  # fields whose evidence tells how the days were found, the best first


def no_codes(_: Claim) -> Mapping[str, Any]:
    """The codes of a claim where no crosswalk is at hand."""
    return {"plover": None, "cameo": None}


def to_line(reading: Reading, codes: Codes = no_codes) -> str:
    """A reading as one line of JSON, without the line's end."""
    data = to_json(reading, codes)
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no encoding can write
        return json.dumps(data, separators=(",", ":"))
    return line


def to_json(reading: Reading, codes: Codes = no_codes) -> Json:
    """A reading as a JSON object.

    Args:
        reading: What was read of one article.
        codes: Gives a claim's ``plover`` and ``cameo``; ``books.crosswalk`` has the one that ships.
    """
    article = reading.article
    text = article.text
    return {
        "id": article.id,
        "published": _day(article.published),
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "key": article.key,
        "language": reading.language,
        "opening": _opening(reading.opening, text),
        "events": [claim_to_json(c, text, codes) for c in reading.claims if c.modality in EVENTS],
        "set_aside": [claim_to_json(c, text, codes) for c in reading.claims if c.modality not in EVENTS],
        "quotations": [_statement(s, text) for s in reading.statements if s.form is Form.QUOTED],
        "statements": [_statement(s, text) for s in reading.statements if s.form is not Form.QUOTED],
        "people": [_person(p, text) for p in reading.people],
        "organizations": _named(reading.mentions, text, Label.ORGANIZATION, Label.BODY),
        "places": _named(reading.mentions, text, Label.PLACE),
        "times": [_time(t) for t in reading.times],
        "mentions": [_mention(m) for m in reading.mentions],
        "residue": [_at(span, text) for span in reading.residue],
        "warnings": list(reading.warnings),
        "versions": {
            "software": reading.versions.software,
            "codebook": reading.versions.codebook,
            "register": reading.versions.register,
            "encoder": reading.versions.encoder,
        },
    }


def from_json(data: Mapping[str, Any], article: Article) -> Reading:
    """The reading that ``to_json`` wrote, of the article that it was read from.

    Claims come back in the order of their triggers, statements in the order of the text.
    """
    claims = [claim_from_json(d) for d in (*data["events"], *data["set_aside"])]
    statements = [_said(d) for d in (*data["quotations"], *data["statements"])]
    return Reading(
        article=article,
        opening=_opened(data["opening"]),
        claims=tuple(sorted(claims, key=lambda c: (c.trigger, c.id))),
        statements=tuple(sorted(statements, key=lambda s: (s.at, s.form))),
        people=tuple(_named_person(d) for d in data["people"]),
        mentions=tuple(_mentioned(d) for d in data["mentions"]),
        times=tuple(_timed(d) for d in data["times"]),
        residue=tuple(_span(d) for d in data["residue"]),
        language=data["language"],
        warnings=tuple(data["warnings"]),
        versions=Versions(**data["versions"]),
    )


# ---- spans, days, times


def _at(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _maybe_at(span: Span | None, text: str) -> Json | None:
    return None if span is None else _at(span, text)


def _span(data: Mapping[str, Any]) -> Span:
    return Span(data["start"], data["end"])


def _maybe_span(data: Mapping[str, Any] | None) -> Span | None:
    return None if data is None else _span(data)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _maybe_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def days_to_json(days: Days) -> Json:
    """The four bounds as ISO days, the grain, and the same in EDTF."""
    return {
        "earliest_start": days.earliest_start.isoformat(),
        "latest_start": days.latest_start.isoformat(),
        "earliest_end": days.earliest_end.isoformat(),
        "latest_end": days.latest_end.isoformat(),
        "grain": days.grain.value,
        "edtf": days.edtf(),
    }


def days_from_json(data: Mapping[str, Any] | None) -> Days | None:
    """The days that ``days_to_json`` wrote; None for None."""
    if data is None:
        return None
    bounds = ("earliest_start", "latest_start", "earliest_end", "latest_end")
    return Days(**{bound: date.fromisoformat(data[bound]) for bound in bounds}, grain=Grain(data["grain"]))


def _time(time: TimeExpression) -> Json:
    return {
        "start": time.at.start,
        "end": time.at.end,
        "text": time.words,
        "type": time.type,
        "value": time.value,
        "days": None if time.days is None else days_to_json(time.days),
        "others": [days_to_json(days) for days in time.others],
        "length": time.length,
        "anchor": time.anchor,
        "rule": time.rule,
    }


def _timed(data: Mapping[str, Any]) -> TimeExpression:
    return TimeExpression(
        at=_span(data),
        words=data["text"],
        type=data["type"],
        value=data["value"],
        days=days_from_json(data["days"]),
        others=tuple(days for other in data["others"] if (days := days_from_json(other))),
        length=data["length"],
        anchor=data["anchor"],
        rule=data["rule"],
    )


# ---- events


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
        "trigger": _at(claim.trigger, text),
        "id": claim.id,
        "participants": [_participant(p, text) for p in claim.participants],
        "dates": None if claim.days is None else days_to_json(claim.days) | _reckoned(claim.evidence),
        "evidence": [_evidence(e) for e in claim.evidence],
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
        trigger=_span(data["trigger"]),
        topics=tuple(data["topics"]),
        asserted_by=data["asserted_by"],
        confidence=data["confidence"],
        evidence=tuple(_grounds(d) for d in data["evidence"]),
    )


def _participant(who: Participant, text: str) -> Json:
    return {
        "name": who.name,
        "role": who.role,
        "country": who.country,
        "office": who.office,
        "office_id": who.office_id,
        "at": _maybe_at(who.at, text),
    }


def _took_part(data: Mapping[str, Any]) -> Participant:
    return Participant(**{**data, "at": _maybe_span(data["at"])})


def _place(place: Place, text: str) -> Json:
    return {
        "name": place.name,
        "country": place.country,
        "precision": place.precision,
        "chain": list(place.chain),
        "at": _maybe_at(place.at, text),
    }


def _placed(data: Mapping[str, Any]) -> Place:
    return Place(**{**data, "chain": tuple(data["chain"]), "at": _maybe_span(data["at"])})


def _evidence(why: Evidence) -> Json:
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


def _grounds(data: Mapping[str, Any]) -> Evidence:
    kept = {key: data[key] for key in ("field", "value", "rule", "score", "anchor", "knowledge")}
    return Evidence(at=_span(data), words=data["text"], **kept)


# ---- what else stands in the article


def _opening(opening: Opening | None, text: str) -> Json | None:
    if opening is None:
        return None
    return {
        **_at(opening.at, text),
        "place": opening.place,
        "country": opening.country,
        "day": _day(opening.day),
        "agency": opening.agency,
        "origin": opening.origin,
        "byline": opening.byline,
    }


def _opened(data: Mapping[str, Any] | None) -> Opening | None:
    if data is None:
        return None
    kept = {key: data[key] for key in ("place", "country", "agency", "origin", "byline")}
    return Opening(at=_span(data), day=_maybe_day(data["day"]), **kept)


def _statement(said: Statement, text: str) -> Json:
    return {
        "text": said.words,
        "start": said.at.start,
        "end": said.at.end,
        "speaker": said.speaker,
        "form": said.form.value,
        "speaker_at": _maybe_at(said.speaker_at, text),
        "addressee": said.addressee,
        "inserted": [_at(span, text) for span in said.inserted],
        "rule": said.rule,
        "score": said.score,
    }


def _said(data: Mapping[str, Any]) -> Statement:
    kept = {key: data[key] for key in ("speaker", "addressee", "rule", "score")}
    return Statement(
        at=_span(data),
        words=data["text"],
        form=Form(data["form"]),
        speaker_at=_maybe_span(data["speaker_at"]),
        inserted=tuple(_span(d) for d in data["inserted"]),
        **kept,
    )


def _person(person: NamedPerson, text: str) -> Json:
    return {
        "name": person.name,
        "office": person.office,
        "country": person.country,
        "office_id": person.office_id,
        "mentions": [_at(span, text) for span in person.at],
        "evidence": [_evidence(e) for e in person.evidence],
    }


def _named_person(data: Mapping[str, Any]) -> NamedPerson:
    return NamedPerson(
        name=data["name"],
        office=data["office"],
        office_id=data["office_id"],
        country=data["country"],
        at=tuple(_span(d) for d in data["mentions"]),
        evidence=tuple(_grounds(d) for d in data["evidence"]),
    )


def _mention(mention: Mention) -> Json:
    return {
        "start": mention.at.start,
        "end": mention.at.end,
        "text": mention.words,
        "label": mention.label.value,
        "means": mention.means,
        "country": mention.country,
        "how": mention.how,
        "rule": mention.rule,
        "score": mention.score,
    }


def _mentioned(data: Mapping[str, Any]) -> Mention:
    kept = {key: data[key] for key in ("means", "country", "how", "rule", "score")}
    return Mention(at=_span(data), words=data["text"], label=Label(data["label"]), **kept)


def _named(mentions: Iterable[Mention], text: str, *labels: Label) -> list[Json]:
    """The things that mentions of these labels name, each once, in the order in which they are first named."""
    things: dict[tuple[Label, str], Json] = {}
    for mention in mentions:
        if mention.label not in labels:
            continue
        name = mention.means or mention.words
        new = {"name": mention.words, "means": mention.means, "country": mention.country, "label": mention.label.value}
        thing = things.setdefault((mention.label, name.casefold()), new | {"mentions": []})
        thing["mentions"].append(_at(mention.at, text))
    return list(things.values())
