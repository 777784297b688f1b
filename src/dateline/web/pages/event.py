"""One event: every value with who said so, its status over time, its sentences side by side, what was ruled of it."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from dateline.desk.sentence import sentence, when
from dateline.desk.told import Sentence, full, sentences
from dateline.model.event import Event, Rule
from dateline.model.event_codec import judgement_to_json
from dateline.model.review import Judgement
from dateline.web.asked import AskedOf
from dateline.web.forms import back, table
from dateline.web.serving import Serving, ServingOf
from dateline.web.sessions import coder_of, visitor_of
from dateline.web.shapes import EventWhole
from dateline.web.twins import Form, Page, answer, form_of, offers

router = APIRouter(tags=["events"])

_CSV = ("field", "value", "shown", "sources", "said_by", "articles", "rule", "confidence")


@router.get("/event/{id_}", summary="One event, with every value and who said so", **offers(EventWhole, Form.CSV))
def event(request: Request, serving: ServingOf, asked: AskedOf, id_: str) -> Response:
    """One event, by its id, that of a claim of it, or enough of the beginning; its own id is its lasting address."""
    found = serving.event(id_, as_of=asked.as_of, rule=asked.rule, by_adding=asked.by_adding)
    if found.id != id_ and form_of(request) is Form.HTML:
        query = asked.query()
        return back(request, f"/event/{found.id}" + (f"?{query}" if query else ""))
    hidden = serving.hides(visitor_of(request).user)
    told, history = (
        sentences(serving.desk.store, found),
        [passed for passed in serving.desk.history(found) if not hidden(passed[0])],
    )
    shown = {
        "asked": asked,
        "event": found,
        "sentences": told,
        "claims": {kept.key: kept for kept in found.claims},
        "history": history,
        "rulings": {judgement.id: judgement for judgement, _ in history},
        "rules": list(Rule),
        "linked": _linked(serving, found),
        "coder": (coder := coder_of(request)),
        "alike": serving.alike(found) if coder else [],
    }
    return answer(
        request,
        Page(
            template="event.html",
            shown=shown,
            data=lambda: EventWhole(
                event=full(found),
                text=shown_text(found),
                sentences=tuple(map(_sentence, told)),
                history=tuple(_ruling(*one) for one in history),
            ),
            others={Form.CSV: lambda: table(_CSV, _rows(found))},
            name=found.id,
        ),
    )


def shown_text(found: Event) -> str:
    """The event in a sentence."""
    return f"{when(found.days)}: {sentence(found)}"


def _linked(serving: Serving, found: Event) -> dict[str, list[Event]]:
    """What it follows, what follows it, what answered it, and the other editions of its series."""
    ids = [id_ for id_ in (found.follows, found.followed_by) if id_]
    same = [one for one in serving.events() if found.series and one.series == found.series]
    answer = serving.some([found.answered_by]) if found.answered_by else []
    return {"moved": serving.some(ids), "answer": answer, "series": same}


def _sentence(one: Sentence) -> dict[str, Any]:
    return {
        "claim": one.kept.key,
        "article": one.kept.source.key,
        "publisher": one.kept.source.publisher,
        "words": one.words,
        "start": one.at.start,
        "end": one.at.end,
        "trigger": [one.trigger.start, one.trigger.end],
    }


def _ruling(judgement: Judgement, holds: bool) -> dict[str, Any]:  # noqa: FBT001  (a pair of the history)
    return judgement_to_json(judgement) | {"holds": holds}


def _rows(found: Event) -> Sequence[tuple[Any, ...]]:
    names = {kept.key: kept.source for kept in found.claims}
    rows = []
    for field in found.fields.values():
        for said in field.said:
            sources = [names[key] for key in said.claims if key in names]
            rows.append((
                field.name,
                _plain(said.value),
                str(said.value == field.shown).lower(),
                said.sources,
                tuple(dict.fromkeys(source.publisher or source.id for source in sources)),
                tuple(dict.fromkeys(source.id for source in sources)),
                said.judgement or field.rule,
                field.confidence,
            ))  # fmt: skip
    return rows


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("edtf") or value.get("name")
    return tuple(value) if isinstance(value, list) else value
