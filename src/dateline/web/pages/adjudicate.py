"""Between coders: what each says of an article's claims, side by side; each decision is a ruling with its reason."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk.adjudicate import EVENT_FIELD, Row, Sides, coded_by_several, decide, sides
from dateline.desk.coding import MISSED, by_claim, codings
from dateline.desk.values import value_of
from dateline.desk.work import claims_of, reasons
from dateline.errors import ReviewError, StoreError
from dateline.evaluate.coders import FieldAgreement, agreed
from dateline.model.event_codec import judgement_to_json
from dateline.model.kept import Source
from dateline.web.forms import back, table
from dateline.web.lit import gist
from dateline.web.pages.review import Coder
from dateline.web.security import needs
from dateline.web.serving import ServingOf
from dateline.web.shapes import Shape
from dateline.web.twins import Form as As
from dateline.web.twins import Page, answer, offers
from dateline.web.users import Role, User
from dateline.web.written import HINTS, written

router = APIRouter(tags=["coding"])
Adjudicator = Annotated[User, Depends(needs(Role.ADJUDICATOR))]

_FIELD_CSV = ("claim", "field", "coder", "value", "read", "record", "asks", "decided", "reason")
_AGREED_CSV = ("field", "distance", "units", "same", "alpha", "kappa", "ac1", "skewed")


class Disputed(Shape):
    """An article that several coded, and how many of its fields are to be decided."""

    article: str
    title: str | None
    coders: tuple[str, ...]
    asks: int


class DisputedPage(Shape):
    """All of them."""

    articles: tuple[Disputed, ...]


class SidesPage(Shape):
    """One article, side by side: for each claim and field what each coder says, and what was decided why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"article": "9f81", "coders": ["a.lind", "i.maren"], "asks": 1,
                 "fields": [{"claim": "0e48", "field": "place", "values": {"a.lind": "Corva", "i.maren": "none"},
                             "read": "Corva", "record": "Corva", "asks": True, "decided": None}]}
            ]
        }
    )  # fmt: skip

    article: str
    coders: tuple[str, ...]
    asks: int = Field(description="Fields that are to be decided")
    fields: tuple[dict[str, Any], ...]


class Coefficients(Shape):
    """How far coders agree on one field; null where a coefficient is not defined."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"field": "type", "distance": "nominal", "units": 40, "same": 0.95, "alpha": 0.91, "kappa": 0.91,
                 "ac1": 0.94, "skewed": False}
            ]
        }
    )  # fmt: skip

    field: str
    distance: str = Field(description="nominal, or interval for days")
    units: int = Field(description="Claims that two coders or more gave a value")
    same: float | None
    alpha: float | None = Field(description="Krippendorff’s")
    kappa: float | None = Field(description="Cohen’s, of two coders")
    ac1: float | None = Field(description="Gwet’s; the one to look at where the field is skewed")
    skewed: bool


class AgreementPage(Shape):
    """How far some coders agree, field by field; ``claims`` counts those that two of them coded at least."""

    coders: tuple[str, ...]
    claims: int
    fields: tuple[Coefficients, ...]


@router.get("/adjudicate", summary="Articles that several coded", **offers(DisputedPage, As.CSV))
def disputed(request: Request, serving: ServingOf, _by: Adjudicator) -> Response:
    """Those first in which most is to be decided."""
    store = serving.desk.store
    found = [sides(store, article) for article in coded_by_several(store.judgements())]
    found.sort(key=lambda one: (-one.asks, one.article))
    sources = {one.article: store.source(one.article) for one in found}
    lines = tuple(
        Disputed(article=one.article, title=_title(sources[one.article]), coders=one.coders, asks=one.asks)
        for one in found
    )
    return answer(
        request,
        Page(
            template="adjudicate.html",
            shown={"found": lines},
            data=lambda: DisputedPage(articles=lines),
            others={
                As.CSV: lambda: table(
                    ("article", "title", "coders", "asks"),
                    ((one.article, one.title, one.coders, one.asks) for one in lines),
                )
            },
            name="adjudicate",
        ),
    )


@router.get("/adjudicate/{article}", summary="Coders side by side", **offers(SidesPage, As.CSV))
def beside(request: Request, serving: ServingOf, _by: Adjudicator, article: str) -> Response:
    """One article, each claim with every field as each coder has it."""
    store = serving.desk.store
    source = store.source(article)
    if source is None:
        raise StoreError(f'has no article "{article[:64]}"', place="the record", mend="begin at /adjudicate",
                         code="record.article")  # fmt: skip
    found = sides(store, article)
    text = store.readings(article)[-1].reading.article.text
    shown = {
        "source": source,
        "sides": found,
        "text": text,
        "gists": {one.kept.key: gist(one.kept.claim) for one in found.claims},
        "written": _written,
        "reasons": reasons(),
        "hints": HINTS,
        "agreed": agreed(codings(store.judgements(), article), found.coders),
    }
    return answer(
        request,
        Page(
            template="adjudicate_one.html",
            shown=shown,
            data=lambda: SidesPage(article=article, coders=found.coders, asks=found.asks, fields=tuple(_fields(found))),
            others={As.CSV: lambda: table(_FIELD_CSV, _rows(found))},
            name="sides",
        ),
    )


@router.post("/adjudicate/{article}/{key}", summary="Decide a field", response_class=Response)
def settle(
    request: Request,
    serving: ServingOf,
    by: Adjudicator,
    article: str,
    key: str,
    field: Annotated[str, Form(max_length=40)],
    why: Annotated[str, Form(max_length=2000)],
    value: Annotated[str, Form(max_length=2000)] = "",
    own: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Rule for one of the values, or for one's own (``own``), with the reason."""
    store = serving.desk.store
    kept = next((one for one in claims_of(store, article) if one.key == key), None)
    if kept is None:
        raise ReviewError(
            f'has no claim "{key[:40]}"', place=article, mend="look at it again: it changed", code="review.claim"
        )
    words = own.strip() or value
    decided: Any = words == "yes" if field == EVENT_FIELD else value_of(store, field, words)
    serving.rule(decide(store, kept, field, decided, serving.desk.hand(by.name, why)))
    return back(request, f"/adjudicate/{article}#claim-{key}")


@router.get("/agreement", summary="How far coders agree, field by field", **offers(AgreementPage, As.CSV))
def agreement(request: Request, serving: ServingOf, _by: Coder, coder: str = "") -> Response:
    """Alpha, kappa and AC1 of all coders, or of those that are named (``coder=a.lind,i.maren``)."""
    found = codings(serving.desk.store.judgements())
    everybody = tuple(sorted({one.by for one in found if one.claim != MISSED}))
    named = tuple(name.strip() for name in coder.split(",") if name.strip())
    coders = tuple(name for name in everybody if name in named) if named else everybody
    told = agreed((one for one in found if one.by in coders), coders)
    units = sum(len(said) > 1 for said in by_claim(one for one in found if one.by in coders).values())
    fields = tuple(map(_coefficients, told))
    pairs = [(one, other) for n, one in enumerate(everybody) for other in everybody[n + 1 :]]
    return answer(
        request,
        Page(
            template="agreement.html",
            shown={"coders": coders, "everybody": everybody, "pairs": pairs, "fields": fields, "claims": units},
            data=lambda: AgreementPage(coders=coders, claims=units, fields=fields),
            others={As.CSV: lambda: table(_AGREED_CSV, (tuple(one.model_dump().values()) for one in fields))},
            name="agreement",
        ),
    )


def _coefficients(one: FieldAgreement) -> Coefficients:
    found = one.found
    return Coefficients(
        field=one.field,
        distance=one.distance,
        units=found.units,
        same=found.same,
        alpha=found.alpha,
        kappa=found.kappa,
        ac1=found.ac1,
        skewed=found.skewed,
    )


def _written(name: str, value: Any) -> str:
    """A value as a form sends it back."""
    if name == EVENT_FIELD:
        return "unsure" if value is None else "yes" if value else "no"
    return written(name, value)


def _title(source: Source | None) -> str | None:
    return (source.title or source.id) if source else None


def _fields(found: Sides) -> list[dict[str, Any]]:
    return [
        {
            "claim": one.kept.key,
            "field": row.name,
            "values": {by: _written(row.name, value) for by, value in row.values.items()},
            "read": _written(row.name, row.read),
            "record": _written(row.name, row.shown),
            "asks": row.asks,
            "decided": judgement_to_json(row.decided) if row.decided else None,
        }
        for one in found.claims
        for row in one.rows
    ]


def _rows(found: Sides) -> list[tuple[Any, ...]]:
    return [
        (one.kept.key, row.name, by, _written(row.name, value), _written(row.name, row.read),
         _written(row.name, row.shown), str(row.asks).lower(), *_decision(row))
        for one in found.claims
        for row in one.rows
        for by, value in row.values.items()
    ]  # fmt: skip


def _decision(row: Row) -> tuple[str | None, str | None]:
    return (row.decided.by, row.decided.why) if row.decided else (None, None)
