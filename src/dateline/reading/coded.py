"""A coding made by hand, with its article → a reading, as if a reader had read it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from dateline.books.register import Register
from dateline.model.article import Article
from dateline.model.claim import Claim, Evidence, NamedPerson, Participant, Place, Reading, Versions
from dateline.model.day import Days
from dateline.model.mention import Modality
from dateline.model.span import Span
from dateline.model.statement import Form, Statement
from dateline.reading.days import days_of

BY_HAND = "coded@1"
"""The rule that stands in the evidence of a value that a person coded."""


def reading_of(coding: Mapping[str, Any], article: Article) -> Reading:
    """What a coder read of an article. The evidence of a claim is its trigger, for a coding tells no more.

    Args:
        coding: The codebook's gold file of the article.
        article: The article, in whose text the coding counts characters.

    Raises:
        KeyError: An event lacks what the codebook asks of it.
        ValueError: A status or a day is none.
    """
    served = {person["name"]: person.get("country") for person in coding.get("people") or ()}
    claims = (_claim(event, number, article.text, served) for number, event in enumerate(coding["events"]))
    return Reading(
        article=article,
        claims=tuple(sorted(claims, key=lambda claim: (claim.trigger, claim.id))),
        statements=tuple(_statement(said) for said in coding.get("quotations") or ()),
        people=tuple(
            NamedPerson(name=person["name"], office=person.get("office"), country=person.get("country"))
            for person in coding.get("people") or ()
        ),
        versions=Versions(software=BY_HAND, codebook="1.1", register=""),
    )


def _claim(event: Mapping[str, Any], number: int, text: str, served: Mapping[str, str | None]) -> Claim:
    at = Span(event["trigger"]["start"], event["trigger"]["end"])
    people = tuple(event.get("people") or ())
    return Claim(
        id=f"{number:03}",
        kind=event["type"],
        mode=event.get("mode"),
        modality=Modality(event["status"]),
        days=_days(event.get("start"), event.get("end")),
        countries=tuple(event.get("countries") or ()),
        organizations=tuple(event.get("organizations") or ()),
        people=people,
        participants=tuple(Participant(name=name, role="participant", country=served.get(name)) for name in people),
        place=_place(event["place"]) if event.get("place") else None,
        name=event.get("name"),
        trigger=at,
        evidence=(Evidence(field="type", value=event["type"], at=at, words=at.of(text), rule=BY_HAND),),
    )


def _days(start: str | None, end: str | None) -> Days | None:
    return days_of(f"{start or ''}/{end or ''}") if start or end else None


def _place(told: Mapping[str, Any]) -> Place:
    name, country = told["name"], told.get("country")
    if country is None:
        return Place(name=name, precision="sea", chain=(name,))
    precision = "country" if name in _names_of(country) else "city"
    return Place(name=name, country=country, precision=precision, chain=(name, country))


@cache
def _names_of(iso3: str) -> frozenset[str]:
    country = Register.load().country(iso3)
    return frozenset(country.names) if country else frozenset()


def _statement(said: Mapping[str, Any]) -> Statement:
    at = Span(said["start"], said["end"])
    return Statement(at=at, words=said["text"], form=Form.QUOTED, speaker=said.get("speaker"), rule=BY_HAND)
