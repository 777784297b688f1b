"""The one JSON form of a reading, both ways.

The names and value forms of the gold file (codebook, "The gold file") are kept, and more stands beside them; every key
is told in ``docs/reference/output.md``. The same reading gives the same bytes. The article's text stays out: whoever
wants a reading back brings the article along.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.model.article import Article, Opening
from dateline.model.claim import NamedPerson, Reading, Versions
from dateline.model.claim_codec import (
    Codes,
    claim_from_json,
    claim_to_json,
    evidence_from_json,
    evidence_to_json,
    no_codes,
)
from dateline.model.day_codec import day_from_json, day_to_json, time_from_json, time_to_json
from dateline.model.mention import Label, Mention, Modality
from dateline.model.span_codec import Json, maybe_span_from_json, maybe_span_to_json, span_from_json, span_to_json
from dateline.model.statement import Form, Statement

EVENTS = frozenset({Modality.HELD, Modality.ONGOING, Modality.PLANNED, Modality.CANCELLED})
"""The modalities under which a claim is an event of the codebook; claims of any other are ``set_aside``."""


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
        "published": day_to_json(article.published),
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
        "times": [time_to_json(t) for t in reading.times],
        "mentions": [_mention(m) for m in reading.mentions],
        "residue": [span_to_json(span, text) for span in reading.residue],
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
        times=tuple(time_from_json(d) for d in data["times"]),
        residue=tuple(span_from_json(d) for d in data["residue"]),
        language=data["language"],
        warnings=tuple(data["warnings"]),
        versions=Versions(**data["versions"]),
    )


def _opening(opening: Opening | None, text: str) -> Json | None:
    if opening is None:
        return None
    return {
        **span_to_json(opening.at, text),
        "place": opening.place,
        "country": opening.country,
        "day": day_to_json(opening.day),
        "agency": opening.agency,
        "origin": opening.origin,
        "byline": opening.byline,
    }


def _opened(data: Mapping[str, Any] | None) -> Opening | None:
    if data is None:
        return None
    kept = {key: data[key] for key in ("place", "country", "agency", "origin", "byline")}
    return Opening(at=span_from_json(data), day=day_from_json(data["day"]), **kept)


def _statement(said: Statement, text: str) -> Json:
    return {
        "text": said.words,
        "start": said.at.start,
        "end": said.at.end,
        "speaker": said.speaker,
        "form": said.form.value,
        "speaker_at": maybe_span_to_json(said.speaker_at, text),
        "addressee": said.addressee,
        "inserted": [span_to_json(span, text) for span in said.inserted],
        "rule": said.rule,
        "score": said.score,
    }


def _said(data: Mapping[str, Any]) -> Statement:
    kept = {key: data[key] for key in ("speaker", "addressee", "rule", "score")}
    return Statement(
        at=span_from_json(data),
        words=data["text"],
        form=Form(data["form"]),
        speaker_at=maybe_span_from_json(data["speaker_at"]),
        inserted=tuple(span_from_json(d) for d in data["inserted"]),
        **kept,
    )


def _person(person: NamedPerson, text: str) -> Json:
    return {
        "name": person.name,
        "office": person.office,
        "country": person.country,
        "office_id": person.office_id,
        "mentions": [span_to_json(span, text) for span in person.at],
        "evidence": [evidence_to_json(e) for e in person.evidence],
    }


def _named_person(data: Mapping[str, Any]) -> NamedPerson:
    return NamedPerson(
        name=data["name"],
        office=data["office"],
        office_id=data["office_id"],
        country=data["country"],
        at=tuple(span_from_json(d) for d in data["mentions"]),
        evidence=tuple(evidence_from_json(d) for d in data["evidence"]),
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
    return Mention(at=span_from_json(data), words=data["text"], label=Label(data["label"]), **kept)


def _named(mentions: Iterable[Mention], text: str, *labels: Label) -> list[Json]:
    """The things that mentions of these labels name, each once, in the order in which they are first named."""
    things: dict[tuple[Label, str], Json] = {}
    for mention in mentions:
        if mention.label not in labels:
            continue
        name = mention.means or mention.words
        new = {"name": mention.words, "means": mention.means, "country": mention.country, "label": mention.label.value}
        thing = things.setdefault((mention.label, name.casefold()), new | {"mentions": []})
        thing["mentions"].append(span_to_json(mention.at, text))
    return list(things.values())
