"""From the claims that speak of one occasion, and people's rulings about them, to the event that the record shows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from dateline.books.words import key_of
from dateline.joining.agree import at_odds, days
from dateline.joining.amend import STATUS, Ruled, ruled, said_by, signature, value_of_ruling
from dateline.joining.choose import choose, name_of
from dateline.joining.confidence import absence, confidence
from dateline.joining.doubt import doubts
from dateline.joining.fields import FIELDS, SETS, Told, canonical, score, stories, told
from dateline.joining.life import STATUSES, TOOK_PLACE, status_of, steps, with_ruling
from dateline.joining.reconcile import Setting, overtaken, reconcile
from dateline.joining.rulings import Names, named
from dateline.joining.series import series_of
from dateline.joining.spelling import spellings
from dateline.model.day import Grain
from dateline.model.event import EVENT, Event, Field, Rule, Status, Step
from dateline.model.kept import Kept
from dateline.model.review import Judgement

_MANY = 40  # values of one field beyond which each is held against the shown one only


def account(group: Sequence[Kept], judgements: Sequence[Judgement] = (), rule: Rule = Rule.REPRESENTATIVE) -> Event:
    """The event of which these claims speak.

    A pure function of its arguments; the order of the claims never matters. Rejected claims and claims that assert no
    event (rumours, denials) are passed over. What comes of other events (``follows``) or of the day on which one asks
    (``lapsed``) is added by those who know it.

    Args:
        group: Claims of one occasion, one at least.
        judgements: All rulings in the order in which they were passed; those about other claims do no harm.
        rule: By which the shown values are chosen where nobody ruled.

    Raises:
        ValueError: None of the claims asserts an event.
        ReviewError: A ruling gives a field a value that it cannot have.
    """
    claims = sorted((k for k in group if not k.rejected and k.claim.modality in STATUSES), key=lambda k: k.order)
    if not claims:
        msg = "none of these claims asserts an event"
        raise ValueError(msg)
    rulings = ruled(judgements, claims)
    fields = _fields(claims, rulings, rule)
    doubt, reasons = doubts(claims, fields, rulings)
    event = Event(
        id=EVENT + claims[0].key,
        kind=fields["type"].shown,
        claims=tuple(claims),
        fields=fields,
        steps=_steps(claims, rulings),
        days=days(fields["days"].shown) if fields["days"].shown else None,
        articles=len({kept.source.key for kept in claims}),
        sources=len(stories(claims)),
        confidence=fields["type"].confidence,
        doubt=doubt,
        doubts=reasons,
        accepted=rulings.accepted.id if rulings.accepted else None,
        notes=tuple(f"{note.why} ({signature(note)})" for note in rulings.notes),
    )
    key, edition = series_of(event) or (None, None)
    return replace(event, series=key, edition=edition)


def _steps(claims: Sequence[Kept], rulings: Ruled) -> tuple[Step, ...]:
    by_claims = steps(claims)
    if not (ruling := rulings.fields.get(STATUS)):
        return by_claims
    why = f"{signature(ruling)} ruled so" + (f": {ruling.why}" if ruling.why else "")
    return with_ruling(
        by_claims, Step(day=ruling.on.date(), status=Status(value_of_ruling(ruling)), claims=(), why=why)
    )


def _fields(claims: Sequence[Kept], rulings: Ruled, rule: Rule) -> dict[str, Field]:
    """Every field of the codebook, in its order."""
    respelt = _respelt(claims, rulings)
    setting = _setting(claims)
    fields: dict[str, Field] = {}
    for name in FIELDS:
        as_told = told(name, claims)
        if name in rulings.fields:
            fields[name] = _ruled(name, as_told, rulings.fields[name])
        else:
            every = told(name, respelt) if name == "people" else as_told
            field = _chosen(name, every, setting, rule)
            sure = 1.0 if name in rulings.sure else field.confidence
            fields[name] = replace(field, said=tuple(one.said() for one in as_told), confidence=sure)
        if name == "days" and (when := fields["days"].shown):
            setting = replace(setting, days=days(when))
    return fields


def _votes(name: str, every: Sequence[Told]) -> Sequence[Told]:
    """The values among which a rule chooses: once it took place, those of reports, and of plans what fits them.

    Days that reports tell are not those that plans told: "from the 14th to the 16th" was said of a meeting on the 15th.
    """
    reports = [one for value in every if (one := _reported(value))]
    if not reports or len(every) == 1:
        return every
    if name in SETS or (name == "days" and any(days(one.value).grain is Grain.DAY for one in reports)):
        return reports
    return [one for one in every if _reported(one) or not any(at_odds(name, one.value, r.value) for r in reports)]


def _reported(one: Told) -> Told | None:
    """A value with those claims alone that report that it took place."""
    reports = tuple(kept for kept in one.claims if status_of(kept) in TOOK_PLACE)
    return Told(one.value, reports) if reports else None


def _respelt(claims: Sequence[Kept], rulings: Ruled) -> list[Kept]:
    """The claims with one spelling for each person."""
    if not any(kept.claim.people for kept in claims):
        return list(claims)
    names = spellings([kept.claim.people for kept in claims], _ruled_names(claims, rulings.names))
    return [_spelt(kept, names) for kept in claims]


def _ruled_names(claims: Sequence[Kept], names: Names) -> dict[str, str]:
    """Of each folded name that people ruled on, the one that it is to have; a country told of its bearer counts."""
    told = {person for kept in claims for person in kept.claim.persons} if names else set()
    ordered = sorted(told, key=lambda person: (person[1] or "", person[0]))
    return {key_of(name): to for name, country in ordered if (to := named(names, name, country))}


def _spelt(kept: Kept, names: Mapping[str, str]) -> Kept:
    if all(names[name] == name for name in kept.claim.people):
        return kept
    evidence = tuple(
        replace(e, value=names.get(e.value, e.value)) if e.field == "people" else e for e in kept.claim.evidence
    )
    people = tuple(dict.fromkeys(names[name] for name in kept.claim.people))
    return replace(kept, claim=replace(kept.claim, people=people, evidence=evidence))


def _ruled(name: str, as_told: Sequence[Told], ruling: Judgement) -> Field:
    """A field whose value a person gave."""
    ours = said_by(ruling)
    said = (ours, *(one.said() for one in as_told))
    return Field(name=name, shown=ours.value, said=said, rule="judgement")


def _setting(claims: Sequence[Kept]) -> Setting:
    """What bears on the counting: all parties that any claim names, and whether any tells of several."""
    return Setting(
        countries=tuple(sorted({country for kept in claims for country in kept.claim.countries})),
        several=any(kept.claim.mode == "multilateral" for kept in claims),
    )


def _chosen(name: str, every: Sequence[Told], setting: Setting, rule: Rule) -> Field:
    """A field whose value a rule chose."""
    votes = _votes(name, every)
    shown = choose(name, votes, rule, several=setting.several)
    if not votes:
        return Field(name=name, shown=shown, said=(), rule=name_of(rule), confidence=absence(name))
    explained, disputed = _differences(name, votes, shown, setting)
    if sentence := _overtaken(name, every, votes, shown):
        explained = [sentence, *explained]
    return Field(
        name=name,
        shown=shown,
        said=(),
        rule=name_of(rule),
        confidence=_confidence(name, votes, shown, setting),
        disputed=disputed,
        reconciled="; ".join(explained) or None,
    )


def _overtaken(name: str, every: Sequence[Told], votes: Sequence[Told], shown: Any) -> str | None:
    """A sentence on the plans that no vote shares and that cannot be so beside what is shown."""
    if name in SETS or shown is None or len(votes) == len(every):
        return None
    voted = {canonical(vote.value) for vote in votes}
    plans = [one.value for one in every if canonical(one.value) not in voted and at_odds(name, one.value, shown)]
    return overtaken(name, plans, shown)


def _differences(name: str, votes: Sequence[Told], shown: Any, setting: Setting) -> tuple[list[str], bool]:
    """How differing values may both be so, and whether any two cannot."""
    values = [vote.value for vote in votes]
    pairs = combinations(values, 2) if len(values) <= _MANY else ((shown, v) for v in values if shown is not None)
    explained: dict[str, None] = {}
    disputed = False
    for one, other in pairs:
        if one == other:
            continue
        if sentence := reconcile(name, one, other, setting):
            explained[sentence] = None
        elif at_odds(name, one, other, several=setting.several):
            disputed = True
    return list(explained), disputed


def _confidence(name: str, votes: Sequence[Told], shown: Any, setting: Setting) -> float:
    """From those whose value does not contradict the one that is shown, against those whose does."""
    if shown is None:
        return absence(name)
    beside = [
        kept for vote in votes if not at_odds(name, vote.value, shown, several=setting.several) for kept in vote.claims
    ]
    against = stories(kept for vote in votes for kept in vote.claims) - stories(beside)
    if not beside:
        return 0.0
    return confidence(name, score(name, beside), len(stories(beside)), len(against))
