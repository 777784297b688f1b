"""From scores to events: which triggers stand, and what belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.model.mention import Modality
from dateline.reading.against import at_odds, away, of_another, of_other_days, of_the_next, of_the_other_part
from dateline.reading.candidates import PUBLISHED, UNTOLD, Occurrence
from dateline.reading.cues import governing
from dateline.reading.days import days_of
from dateline.reading.first_person import for_the_writer
from dateline.reading.found import Choice, Found, trigger_span
from dateline.reading.frame import Frame
from dateline.reading.heads import MODES, MODES_OF, STATUSES, TYPES, Floats, Heads, Role, log_softmax, log_sum, sigmoid
from dateline.reading.nations import role_of
from dateline.reading.parties import for_one_state, hosted_by, likeliest, of_series, sent_by, served
from dateline.reading.sides import SIDES_TOLD, Lists, Sides, as_told, sides_told


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """From which probability on something is taken; fitted on many articles, never on one of them."""

    trigger: float = 0.4
    bridge: float = 0.15
    parties: float = 1.2  # what the usual number of parties weighs beside the countries
    of_many: float = -1.0  # what is added to the log-odds of each country of a meeting of several
    person: float = 0.5
    organization: float = 0.5
    nowhere: float = 0.6  # how likely it must be that no place is told
    nameless: float = 0.5
    odds: float = 2.0  # what it costs a status to go with a date that speaks against it
    sent: float = 0.9  # how sure it is that a person who takes part does so for his country
    usual: float = 0.9  # how sure it is that a state that takes part in a series as a rule does so
    host: float = 0.97  # how sure it is that the state to which a visit leads is its host
    writer: float = 0.97  # how sure it is that who writes in the first person for a state takes part for it
    cue: float = 1.4  # what a cue adds to the score of its status
    uncued: float = 2.0  # what it costs to be called off where no cue of that stands in the sentence or one beside it
    away: float = 2.0  # what it costs a place to be a building, or one that no book knows, of another sentence
    then: float = 1.2  # what it costs a place to be told with what was on other days


CUTOFFS = Cutoffs()
_TWO = 2  # sides of a bilateral meeting
_NEVER = 30.0  # what a date costs that an event cannot have

# What is added to the log-odds of a type's triggers, so that of each about as many are missed as are made up. Fitted on
# the first two thirds of the development articles and on training/aside. For articles as dense in events as those of
# training/gold none at all would do as well.
LEANINGS = {
    "exercise": 1.0, "meeting": 0.5, "assistance": 0.8, "visit": -0.5, "deployment": -0.8, "arms_transfer": -0.9,
}  # fmt: skip


def triggers_of(scores: Floats, frame: Frame, cut: Cutoffs = CUTOFFS) -> list[Found]:
    """Runs of words that are likely triggers of a type, in the order of the text; none in residue."""
    furniture = [reach for span in frame.residue if (reach := frame.words.within(span))]
    out = []
    for kind, name in enumerate(TYPES):
        p = leaning(scores[:, kind], LEANINGS.get(name, 0.0))
        runs: list[list[int]] = []
        for i in np.flatnonzero(p > cut.bridge):
            if runs and runs[-1][1] == i - 1:
                runs[-1][1] = int(i)
            else:
                runs.append([int(i), int(i)])
        for a, b in runs:
            top = float(p[a : b + 1].max())
            if top > cut.trigger and not any(f <= a and b <= g for f, g in furniture):
                out.append(Found((a, b), name, top))
    return sorted(out, key=lambda f: (f.at, f.kind))


def leaning(p: Floats, by: float) -> Floats:
    """Probabilities with something added to their log-odds."""
    odds = np.exp(by) * p
    out: Floats = odds / (1 - p + odds)
    return out


def read_events(
    heads: Heads, x: Floats, frame: Frame, offered: dict[str, list[Occurrence]], lists: Lists, cut: Cutoffs = CUTOFFS
) -> list[Found]:
    """All events of an article with their values chosen, in the order of their triggers.

    Args:
        heads: The scorers.
        x: Word vectors (words, width).
        frame: The article.
        offered: Candidates by role.
        lists: The codebook's lists of words.
        cut: From which probability on something is taken.
    """
    found = triggers_of(heads.triggers(x), frame, cut) if len(x) else []
    if not found:
        return []
    at, types = [f.at for f in found], [TYPES.index(f.kind) for f in found]
    t = heads.reps(x, at, types)
    sentences = frame.words.sentences[[a for a, _ in at]]
    published = f"{frame.article.published}/" if frame.article.published else PUBLISHED
    extra = {"date": (UNTOLD, published), "place": (UNTOLD,), "name": (UNTOLD,)}
    roles = {name: role_of(occ, frame, extra.get(name, ())) for name, occ in offered.items()}

    pairings = {name: heads.pairing(x, at, role, frame.words) for name, role in roles.items() if name != "nation"}
    dated = frame.article.published is not None

    def scored(name: str, reps: Floats) -> Floats:
        raw = heads.scores(name, reps, roles[name], pairings[name], dated=dated and name == "date")
        return heads.share(name, reps, sentences, raw)

    _modes(heads.mode(t), found)
    statuses = log_softmax(heads.status(t) + cued(found, frame, cut))
    by_status = [log_softmax(scored("date", heads.dated(t, [s] * len(t)))) for s in range(len(STATUSES))]
    odds = [-cut.odds * row for row in at_odds(roles["date"].values, frame.article.published)]
    dates_of = (of_another, of_the_next, of_the_other_part)
    others = -_NEVER * np.maximum.reduce([one(roles["date"], at, frame.words) for one in dates_of])
    _dates(statuses, [dates + others + row for dates, row in zip(by_status, odds, strict=True)], roles["date"], found)
    _sets("people", sigmoid(scored("person", t)), roles["person"], found, cut.person)
    _sets("organizations", sigmoid(scored("organization", t)), roles["organization"], found, cut.organization)
    countries = sent_by(found, sigmoid(scored("country", t)), roles["country"], cut.sent)
    countries = hosted_by(found, countries, roles["country"], frame, cut.host)
    _ones("name", scored("name", t), roles["name"], found, cut.nameless)
    countries = of_series(found, countries, roles["country"], frame, cut.usual)
    countries = for_the_writer(found, countries, roles["country"], frame, cut.writer)
    sides = [sides_told(event, frame, lists) for event in found]
    for event, told in zip(found, sides, strict=True):
        if event.mode == "bilateral" and told.most > _TWO:
            event.mode, event.mode_rule, event.mode_because = "multilateral", SIDES_TOLD, told.because
    take_parties(heads, countries, roles["country"], found, sides, cut)
    days = [None if event.date.value == UNTOLD else days_of(event.date.value) for event in found]
    against = cut.away * away(roles["place"], at, frame.words)
    against = np.maximum(against, cut.then * of_other_days(roles["place"], at, frame.words, days))
    _ones("place", scored("place", t) - against, roles["place"], found, cut.nowhere)
    return found


def _modes(logp: Floats, found: Sequence[Found]) -> None:
    for row, event in zip(logp, found, strict=True):
        allowed = MODES_OF.get(event.kind, ("none",))
        best = max(allowed, key=lambda m: row[MODES.index(m)])
        event.mode = None if best == "none" else best
        event.mode_score = float(np.exp(row[MODES.index(best)]))


def cued(found: Sequence[Found], frame: Frame, cut: Cutoffs) -> Floats:
    """What cues add to the scores of statuses: (triggers, statuses).

    The cue that governs a trigger speaks for its status; where no word close by calls anything off, nothing was.
    """
    out = np.zeros((len(found), len(STATUSES)), np.float32)
    told = [cue for cue in frame.cues if cue.modality is Modality.CANCELLED]
    sentences = [int(frame.words.sentences[at[0]]) for cue in told if (at := frame.words.within(cue.at))]
    near = {sentence + by for sentence in sentences for by in (-1, 0, 1)}
    for row, event in zip(out, found, strict=True):
        if frame.words.sentences[event.at[0]] not in near:
            row[STATUSES.index("cancelled")] = -cut.uncued
        cue = governing(frame.cues, trigger_span(event, frame))
        if cue and cue.modality.value in STATUSES:
            row[STATUSES.index(cue.modality.value)] = cut.cue
    return out


def _dates(logp: Floats, by_status: Sequence[Floats], role: Role, found: Sequence[Found]) -> None:
    """Status and date together, the likeliest pair: what is planned lies ahead, and what was held does not."""
    starts = ["" if v == UNTOLD else v.split("/")[0] for v in role.values]
    groups = [np.array([i for i, s in enumerate(starts) if s == start]) for start in dict.fromkeys(starts)]
    for i, event in enumerate(found):
        best = (-np.inf, 0, groups[0])
        for s, dates in enumerate(by_status):
            for group in groups:
                total = float(logp[i, s] + log_sum(dates[i][group][None], 1)[0])
                if total > best[0]:
                    best = (total, s, group)
        _, s, group = best
        value = int(group[by_status[s][i][group].argmax()])
        event.status, event.status_score = STATUSES[s], float(np.exp(logp[i, s]))
        score = float(np.exp(log_sum(by_status[s][i][group][None], 1)[0]))
        told = UNTOLD if role.values[value] == PUBLISHED else role.values[value]
        event.date = Choice(told, score, nearest(role, value, event.at))


def nearest(role: Role, value: int, at: tuple[int, int]) -> Occurrence | None:
    """The occurrence of a value that stands nearest to the trigger; evidence is read best where the event is."""
    mine = [role.occurrences[int(i)] for i in np.flatnonzero(role.numbers == value)]
    return min(mine, key=lambda o: (abs(o.first - at[0]), o.first), default=None)


def _sets(name: str, p: Floats, role: Role, found: Sequence[Found], cutoff: float) -> None:
    for row, event in zip(p, found, strict=True):
        taken = [int(i) for i in np.flatnonzero(row > cutoff)]
        chosen = [Choice(role.values[i], float(row[i]), nearest(role, i, event.at)) for i in taken]
        setattr(event, name, sorted(chosen, key=lambda c: -c.score))


def _ones(name: str, scores: Floats, role: Role, found: Sequence[Found], untold: float) -> None:
    """The likeliest value; none only where "untold" is likelier than ``untold``, since values share the rest."""
    logp = log_softmax(scores)
    for row, event in zip(logp, found, strict=True):
        best = 0 if len(row) == 1 or np.exp(row[0]) > untold else 1 + int(row[1:].argmax())
        setattr(event, name, Choice(role.values[best], float(np.exp(row[best])), nearest(role, best, event.at)))


def take_parties(
    heads: Heads, p: Floats, role: Role, found: Sequence[Found], sides: Sequence[Sides], cut: Cutoffs
) -> None:
    """The countries of each event, as the likeliest set; nobody takes part for two states.

    Those that the heads alone would not have taken are there by the number of sides that the text tells.
    """
    serves = served(role.occurrences)
    for row, event, told in zip(p, found, sides, strict=True):
        counts = heads.party_counts(event.kind, event.mode, with_body=bool(event.organizations))
        many = event.mode == "multilateral"
        taken = alone = likeliest(leaning(row, cut.of_many if many else 0.0), counts, cut.parties)
        if told.numbers:
            taken = likeliest(row, as_told(counts, told.numbers), cut.parties)
        chosen = [Choice(role.values[i], float(row[i]), nearest(role, i, event.at)) for i in taken]
        for choice in chosen[len(alone) :]:
            choice.rule, choice.because = SIDES_TOLD, told.because
        event.countries = [chosen[i] for i in for_one_state([c.at for c in chosen], serves)]
