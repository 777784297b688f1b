"""From what the heads chose to claims, each value with the characters and the rule or head that gave it."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.claim import Claim, Evidence, NamedPerson, Participant, Place
from dateline.model.day import Days
from dateline.model.mention import Label, Mention, Modality
from dateline.model.span import Span
from dateline.reading.candidates import PUBLISHED, UNTOLD, Kind, Occurrence
from dateline.reading.days import coded_value, days_of
from dateline.reading.found import Choice, Found, trigger_span
from dateline.reading.frame import Frame
from dateline.reading.status import by_its_days
from dateline.reading.stays import lasting, length_of

_ROLES = {
    "visit": ("visitor", "host"), "arms_transfer": ("giver", "receiver"), "assistance": ("giver", "receiver"),
    "invitation": ("inviter", "guest"), "agreement": ("signatory", "signatory"),
}  # fmt: skip
_HEAD = re.compile(r"head:\w+(?:@\w*)?")
_PRECISION = {Kind.NAME: "country", Kind.METONYM: "building", Kind.BODY: "building", Kind.SEA: "sea"}


class Claims:
    """Makes the claims of one article.

    Args:
        frame: The article.
        people: Its persons, in the order of the namings that choices refer to.
        digest: The first letters of the encoder's digest, for the names of heads.
    """

    def __init__(self, frame: Frame, people: Sequence[NamedPerson], digest: str) -> None:
        self._frame, self._people, self._digest = frame, people, digest
        self._text = frame.article.text

    def of(self, found: Found) -> Claim:
        """One claim of one event."""
        trigger = trigger_span(found, self._frame)
        days, dated = self._days(found.date)
        length = length_of(found, self._frame)
        if days and (whole := lasting(found, self._frame, days)):
            days, at = whole.days, whole.told.at if whole.told else trigger
            anchor = whole.told.anchor if whole.told else None
            value = " to ".join(filter(None, days.coded()))
            dated.append(self._evidence("end", value, at, whole.rule, 1.0, anchor=anchor))
        people = [self._people[int(c.value)] for c in found.people]
        place = self._place(found.place)
        status, by_days = by_its_days(found, days, self._frame)
        grounds = [
            *self._said(found, trigger, status, by_days),
            *dated,
            *self._chosen(found, trigger, people, place),
        ]
        return Claim(
            id=self._key(found, trigger),
            kind=found.kind,
            mode=found.mode,
            modality=Modality(status),
            days=days,
            duration=length.length if length else None,
            countries=tuple(c.value for c in found.countries),
            organizations=tuple(c.value for c in found.organizations),
            people=tuple(p.name for p in people),
            participants=tuple(self._participants(found, people)),
            place=place,
            name=None if found.name.value == UNTOLD else found.name.value,
            trigger=trigger,
            confidence=round(found.score * found.status_score**0.5 * found.date.score**0.5, 3),
            evidence=tuple(_by_rule(one, found.rule) for one in grounds),
        )

    def _said(self, found: Found, trigger: Span, status: str, by_days: str) -> Iterator[Evidence]:
        """Why the trigger names an event of this type, status and mode."""
        yield self._evidence("type", found.kind, trigger, "head:triggers", found.score)
        if by_days:
            told = f"published {self._frame.article.published}"
            yield self._evidence("status", status, trigger, by_days, found.status_score, anchor=told)
        else:
            yield self._evidence("status", found.status, trigger, "head:status", found.status_score)
        if found.mode:
            rule, because = found.mode_rule or "head:mode", found.mode_because or None
            yield self._evidence("mode", found.mode, trigger, rule, found.mode_score, knowledge=because)

    def _chosen(
        self, found: Found, trigger: Span, people: Sequence[NamedPerson], place: Place | None
    ) -> Iterator[Evidence]:
        """Why these parties, persons, this place and this name were chosen for it."""
        yield from (self._of_choice("countries", c, trigger, "head:country") for c in found.countries)
        yield from (self._of_choice("organizations", c, trigger, "head:organization") for c in found.organizations)
        for person, choice in zip(people, found.people, strict=True):
            named = Choice(person.name, choice.score, choice.at)
            yield self._of_choice("people", named, trigger, "head:person")
        if place:
            yield self._of_choice("place", found.place, trigger, "head:place")
        if found.name.value != UNTOLD:
            yield self._of_choice("name", found.name, trigger, "head:name")

    def _key(self, found: Found, trigger: Span) -> str:
        """What makes a claim itself: the article, the trigger, the type and the parties; twelve letters of a digest."""
        self_made = [
            self._frame.article.key or self._frame.article.id,
            trigger.start,
            found.kind,
            sorted(found.parties),
            sorted(c.value for c in found.people),
        ]
        return hashlib.sha256(json.dumps(self_made).encode()).hexdigest()[:12]

    def _evidence(self, field: str, value: str, at: Span, rule: str, score: float, **more: str | None) -> Evidence:
        name = f"{rule}@{self._digest}" if rule.startswith("head:") else rule
        return Evidence(
            field=field, value=value, at=at, words=at.of(self._text), rule=name, score=round(score, 3), **more
        )

    def _of_choice(self, field: str, choice: Choice, trigger: Span, rule: str) -> Evidence:
        """Evidence of a chosen candidate: the words that name it nearest to the trigger, and how they were known."""
        at, rule = choice.at, choice.rule or rule
        if at is None or at.kind is Kind.OTHER:  # no words of the text name it
            article = self._frame.article
            source = f"publisher and title: {article.publisher}: {article.title}" if at else None
            return self._evidence(field, choice.value, trigger, rule, choice.score, knowledge=source)
        known = self._mention_of(at)
        knowledge = None
        if known:
            knowledge = f"{known.rule or known.label.value}: {known.words} = {known.means or known.country}"
        elif at.kind is Kind.PERSON and field == "countries":
            knowledge = f"person: {self._people[at.source].name} serves {choice.value}"
        knowledge = "; ".join(filter(None, (knowledge, choice.because))) or None
        return self._evidence(field, choice.value, self.span_of(at), rule, choice.score, knowledge=knowledge)

    def _told_at(self, choice: Choice) -> Span | None:
        """The characters that name a chosen value; None where it stands in no words of the text."""
        return self.span_of(choice.at) if choice.at and choice.at.kind is not Kind.OTHER else None

    def span_of(self, occurrence: Occurrence) -> Span:
        """The characters of an occurrence."""
        return Span(self._frame.words.starts[occurrence.first], self._frame.words.ends[occurrence.last])

    def _mention_of(self, occurrence: Occurrence) -> Mention | None:
        if (
            occurrence.kind in (Kind.PERSON, Kind.ENCODER, Kind.DATE, Kind.OPENING, Kind.DERIVED)
            or occurrence.source < 0
        ):
            return None
        return self._frame.mentions[occurrence.source]

    def _days(self, choice: Choice) -> tuple[Days | None, list[Evidence]]:
        """The days of a chosen value, and why."""
        if choice.value == UNTOLD:
            return None, []
        published = self._frame.article.published
        if choice.at is None:
            if published is None or choice.value == PUBLISHED:
                return None, []
            days = Days.day(published)
            evidence = self._evidence(
                "start", published.isoformat(), Span(0, 0), "head:date", choice.score, anchor=f"published {published}"
            )
            return days, [evidence]
        time = self._frame.times[choice.at.source]
        readings = [time.days, *time.others] if time.days else list(time.others)
        days_found = next((d for d in readings if d and coded_value(d) == choice.value), None) or days_of(choice.value)
        value = " to ".join(filter(None, days_found.coded()))
        by_head = "stay.length@1" if choice.at.kind is Kind.DERIVED else f"head:date@{self._digest}"
        chosen_by = choice.rule or by_head
        rule = f"{time.rule}, {chosen_by}"
        evidence = self._evidence("start", value, time.at, rule, choice.score, anchor=time.anchor)
        return days_found, [evidence]

    def _place(self, choice: Choice) -> Place | None:
        if choice.value == UNTOLD or choice.at is None:
            return None
        span, mention = self.span_of(choice.at), self._mention_of(choice.at)
        country = mention.country if mention else None
        precision = _PRECISION.get(choice.at.kind, "city" if mention else "place")
        if mention and mention.label is Label.PLACE and precision == "city" and country is None:
            precision = "region"  # a part of the world
        chain = (choice.value, *([country] if country and precision != "country" else []))
        return Place(name=choice.value, country=country, precision=precision, chain=chain, at=span)

    def _participants(self, found: Found, people: Sequence[NamedPerson]) -> list[Participant]:
        """Persons in their capacity, then states and bodies that no person stands for."""
        first, second = _ROLES.get(found.kind, ("participant", "participant"))
        host = None
        if found.kind == "visit" and found.place.at is not None and (place := self._place(found.place)):
            host = place.country
        out = []
        for person, choice in zip(people, found.people, strict=True):
            usual = second if host and person.country == host else first
            role = found.roles.get(choice.value) or found.roles.get(person.country or "") or usual
            at = self._told_at(choice)
            out.append(
                Participant(
                    name=person.name,
                    role=role,
                    country=person.country,
                    office=person.office,
                    office_id=person.office_id,
                    at=at,
                )
            )
        spoken_for = {p.country for p in people}
        for choice in found.countries:
            if choice.value not in spoken_for:
                role = found.roles.get(choice.value) or (second if host == choice.value else first)
                at = self._told_at(choice)
                out.append(Participant(name=choice.value, role=role, country=choice.value, at=at))
        for choice in found.organizations:
            at = self._told_at(choice)
            out.append(Participant(name=choice.value, role="participant", at=at))
        return out


def _by_rule(evidence: Evidence, rule: str) -> Evidence:
    """Evidence of an event that a rule found: the rule stands wherever a head would."""
    return replace(evidence, rule=_HEAD.sub(rule, evidence.rule)) if rule else evidence
