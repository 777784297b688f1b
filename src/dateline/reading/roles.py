"""Who was host and who guest, who gave and who received: the roles of rules, for events found in either way."""

from collections.abc import Mapping, Sequence

from dateline.books.codebook import Codebook, Phrase
from dateline.reading.candidates import Occurrence
from dateline.reading.events import Found
from dateline.reading.frame import Frame
from dateline.reading.scene import Scene
from dateline.reading.slots import Clause
from dateline.reading.triggers import Hit, matches_in
from dateline.reading.whom import roles_in


def name_roles(
    found: Sequence[Found],
    frame: Frame,
    nations: Sequence[str | None],
    offered: Mapping[str, Sequence[Occurrence]],
    book: Codebook | None = None,
) -> None:
    """Give events that the heads found the roles of the rule whose trigger stands there, or else of their kind.

    Args:
        found: The events; those that a rule found have their roles already.
        frame: The article.
        nations: The country that each of its persons serves, as far as it is known.
        offered: What an event may have for each role, as ``frame.offers`` gives it.
        book: The rules; those of the package if none are given.
    """
    unnamed = [event for event in found if not event.rule]
    if not unnamed:
        return
    book = book or Codebook.load()
    scene = Scene(frame, nations, offered, book.lists)
    hits = matches_in(scene, book)
    for event in unnamed:
        if (hit := _hit_of(event, hits, book)) is not None:
            others = [Hit(*other.at, hit.rule, _VERB) for other in found if other.at != event.at]
            event.roles = roles_in(hit, Clause(scene, hit, others))


def _hit_of(event: Found, hits: Sequence[Hit], book: Codebook) -> Hit | None:
    """The longest trigger of its kind on an event's words, or the words themselves under the kind's first rule."""
    first, last = event.at
    fitting = [h for h in hits if h.rule.kind == event.kind and h.first <= last and first <= h.last]
    if fitting:
        return max(fitting, key=lambda hit: (hit.length, hit.rule.sure))
    rules = book.of_kind(event.kind)
    return Hit(first, last, rules[0], _WORDS) if rules else None


_VERB, _WORDS = Phrase((), "base"), Phrase((), "words")
