"""How much an event needs a person's look, and why, in sentences."""

from collections.abc import Iterator, Mapping, Sequence

from dateline.joining.amend import Ruled, signature
from dateline.joining.fields import is_official, stories
from dateline.joining.life import contested
from dateline.model.event import Field
from dateline.model.kept import Kept

_SURE = 0.75  # below this the reader's word that it is an event wants a look
_LOW = 0.5  # below this a field is likelier wrong than right
_PAIR = 2
_FIELDS = {"days": "on the days", "place": "on the place", "countries": "on the parties", "type": "on what it was"}


def doubts(group: Sequence[Kept], fields: Mapping[str, Field], ruled: Ruled) -> tuple[float, tuple[str, ...]]:
    """The doubt of an event, 0 to 1, and its sentences, the gravest first.

    Each reason leaves so much of what certainty the others left. An event that a person accepted is in doubt only for
    what came after.
    """
    found = list(_reasons(group, fields, ruled))
    if ruled.accepted is not None:
        new = {kept.key for kept in group} - set(ruled.accepted.claims)
        found = [(0.3, f"{_claims(len(new))} since {signature(ruled.accepted)} accepted it"), *found] if new else []
    certainty = 1.0
    for weight, _ in found:
        certainty *= 1 - weight
    ordered = sorted(found, key=lambda reason: -reason[0])
    return round(1 - certainty, 3), tuple(sentence for _, sentence in ordered)


def _reasons(group: Sequence[Kept], fields: Mapping[str, Field], ruled: Ruled) -> Iterator[tuple[float, str]]:
    if ruled.unsure:
        why = f": {ruled.unsure.why}" if ruled.unsure.why else ""
        yield 0.5, f"{signature(ruled.unsure)} was unsure{why}"
    if told := contested(group):
        yield 0.4, told
    if len(stories(group)) == 1 and not any(map(is_official, group)):
        yield 0.2, "one source alone, and no official one"
    yield from _of_fields(fields, ruled)


def _of_fields(fields: Mapping[str, Field], ruled: Ruled) -> Iterator[tuple[float, str]]:
    kind = fields["type"].confidence
    if kind < _SURE:
        yield 1 - kind, f"the reader is unsure that it is an event ({kind:.2f})"
    for name, told in fields.items():
        if name in ruled.fields or name in ruled.sure:
            continue
        if told.disputed:
            yield 0.3, f"sources disagree {_FIELDS.get(name, f'on the field {name}')}"
        elif told.said and name in _FIELDS and name != "type" and told.confidence < _LOW:
            yield (1 - told.confidence) / 2, f"the reader is unsure {_FIELDS[name]} ({told.confidence:.2f})"
    if fields["days"].shown is None:
        yield 0.2, "no day is told"
    if len(fields["countries"].shown or ()) < _PAIR and not fields["organizations"].shown:
        yield 0.2, "fewer than two parties are told"


def _claims(number: int) -> str:
    return f"{number} claim{'s have' if number > 1 else ' has'} come"
