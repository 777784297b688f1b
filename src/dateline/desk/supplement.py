"""Claims that people added to what was read: how they come into the log, and how they outlive a new reading."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model.claim import Claim, Reading
from dateline.model.claim_codec import claim_from_json
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Incoming, KeptReading, Store

_MARK = "+by-hand."


def supplement(store: Store, told: Judgement) -> None:
    """Add the claim of a ruling to the newest reading of its article, if it is not there; of other rulings, nothing.

    The log then has the reading once more, with the claim: what was read stays as it was.
    """
    if told.verdict is not Verdict.CLAIM:
        return
    (key,), article = told.claims, str(told.value["article"])
    source, readings = store.source(article), store.readings(article)
    if source is None or not readings or key in readings[-1].keys:
        return
    last = readings[-1]
    reading, keys = _joined(last.reading, last.keys, {key: claim_from_json(told.value["claim"])})
    marked = replace(reading.versions, software=f"{_read_by(reading)}{_MARK}{key}")
    store.append([Incoming(source=source, reading=replace(reading, versions=marked), keys=keys, by=last.by)])


def carried(before: KeptReading, reading: Reading, keys: Sequence[str]) -> tuple[Reading, tuple[str, ...]]:
    """A new reading of an article, and the keys of its claims, with those that people had added to the one before."""
    added = {key: claim for key, claim in zip(before.keys, before.reading.claims, strict=True) if claim.signed_by}
    return _joined(reading, keys, {key: claim for key, claim in added.items() if key not in keys})


def _joined(reading: Reading, keys: Sequence[str], added: Mapping[str, Claim]) -> tuple[Reading, tuple[str, ...]]:
    """Claims and more claims, in the order of the text."""
    every = [*zip(keys, reading.claims, strict=True), *added.items()]
    every.sort(key=lambda one: (one[1].trigger, one[1].id))
    return replace(reading, claims=tuple(claim for _, claim in every)), tuple(key for key, _ in every)


def _read_by(reading: Reading) -> str:
    return reading.versions.software.partition(_MARK)[0]
