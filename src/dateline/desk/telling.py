"""What an article tells and no reader found: a claim that a person adds, from words of the text, under their name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.desk.articles import no_article
from dateline.desk.coding import FIELDS
from dateline.desk.review import Hand, ruling
from dateline.errors import ReviewError
from dateline.joining.amend import STATUS, value_of_ruling
from dateline.model.claim import SIGNED, Claim, Evidence, Participant, Place, Reading
from dateline.model.claim_codec import claim_to_json
from dateline.model.day_codec import days_from_json
from dateline.model.kept import digest_of
from dateline.model.mention import Modality
from dateline.model.review import Judgement, Verdict, holding
from dateline.model.span import Span
from dateline.store.base import Store

_LONGEST = 400  # characters of the words that tell it: a sentence at most


def tell(store: Store, article: str, at: Span, fields: Mapping[str, Any], hand: Hand) -> Judgement:
    """The ruling that an article tells of an event which nobody read in it.

    Passed like any other (``review.pass_``, ``Desk.rule``), it adds the claim to what was read of the article; undone,
    it takes the claim out of the record again, and the log keeps both.

    Args:
        store: The record.
        article: The key of the article.
        at: Which of its words tell it.
        fields: The fields that are coded, as ``Field.shown`` has them or as people write them; what is left out is not
            told.
        hand: Who adds it: the signature under every value.

    Raises:
        StoreError: There is no such article.
        ReviewError: The words lie outside of it, or a field cannot have its value.
    """
    readings = store.readings(article)
    if not readings:
        raise no_article(article)
    reading = readings[-1].reading
    if not 0 <= at.start < at.end <= len(reading.article.text):
        raise ReviewError("no words of the article were chosen", place=article, mend="choose some", code="tell.words")
    key = digest_of(article, SIGNED, hand.by, hand.on.isoformat(), str(at.start), str(at.end))
    told = claim_to_json(_claim(key, at, _sound(fields, hand), reading, hand.by), reading.article.text)
    return ruling(Verdict.CLAIM, hand, [key], value={"article": article, "claim": told})


def added(store: Store, article: str) -> dict[str, Judgement]:
    """The rulings that hold by which people added to an article, by the key of the claim that each added."""
    found = holding(store.judgements((Verdict.CLAIM, Verdict.UNDO)))
    return {one.claims[0]: one for one in found if one.verdict is Verdict.CLAIM and one.value["article"] == article}


def find(text: str, words: str, near: int | None = None) -> Span:
    """Where words stand in a text, however their spaces are written; of several places, the one nearest to ``near``.

    Raises:
        ReviewError: They do not stand in it, or in several places and it is not told which.
    """
    parts = words.split()
    if not parts or len(words) > _LONGEST:
        raise ReviewError(
            f"words that tell of an event are wanted, {_LONGEST} characters at most",
            mend="choose the verb, or the noun that names the occasion",
            code="tell.words",
        )
    found = [Span(*one.span()) for one in re.finditer(r"\s+".join(map(_pattern, parts)), text)]
    if not found:
        raise ReviewError(
            f'"{words[:80]}" does not stand in the article',
            mend="choose its words in the text, or copy them from there",
            code="tell.words",
        )
    if len(found) > 1 and near is None:
        raise ReviewError(
            f'"{words[:80]}" stands in {len(found)} places of the article',
            mend="give more of the words around it",
            code="tell.several",
        )
    return min(found, key=lambda at: (abs(at.start - (near or 0)), at.start))


def _pattern(part: str) -> str:
    """A word as the text has it; what a page shows as a replacement mark stands for any one character."""
    return "".join("." if mark == "\N{REPLACEMENT CHARACTER}" else re.escape(mark) for mark in part)


def _sound(fields: Mapping[str, Any], hand: Hand) -> dict[str, Any]:
    """Each field that is told, in the codec's form."""
    told = {name: fields.get(name) for name in FIELDS}
    sound = {
        name: value_of_ruling(ruling(Verdict.AMEND, hand, (), field=name, value=value))
        for name, value in told.items()
        if value not in (None, "", [], ())
    }
    if not sound.get("type") or not sound.get(STATUS):
        raise ReviewError("every event has a type and a status", mend="name one", code="review.value")
    return sound


def _claim(key: str, at: Span, told: Mapping[str, Any], reading: Reading, by: str) -> Claim:
    served = {person.name: person.country for person in reading.people}
    people = tuple(told.get("people", ()))
    return Claim(
        id=key,
        kind=told["type"],
        mode=told.get("mode"),
        modality=Modality(told[STATUS]),
        days=days_from_json(told["days"]) if "days" in told else None,
        countries=tuple(told.get("countries", ())),
        organizations=tuple(told.get("organizations", ())),
        people=people,
        participants=tuple(Participant(name=name, role="participant", country=served.get(name)) for name in people),
        place=_place(told["place"]) if "place" in told else None,
        name=told.get("name"),
        trigger=at,
        evidence=tuple(_evidence(told, at, reading.article.text, by)),
    )


def _place(told: Mapping[str, Any]) -> Place:
    return Place(name=told["name"], country=told["country"], precision=told["precision"], chain=tuple(told["chain"]))


def _evidence(told: Mapping[str, Any], at: Span, text: str, by: str) -> Iterator[Evidence]:
    """Every value rests on the words that were chosen, and on the name of whoever chose them."""
    for name, value in told.items():
        for one in _values(name, value):
            field = "start" if name == "days" else name
            yield Evidence(field=field, value=one, at=at, words=at.of(text), rule=SIGNED + by)


def _values(name: str, value: Any) -> Sequence[str]:
    if name == "days":
        return [str(value["edtf"])]
    if name == "place":
        return [str(value["name"])]
    return list(value) if isinstance(value, list | tuple) else [str(value)]
