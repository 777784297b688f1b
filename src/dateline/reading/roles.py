"""Who was host and who guest, who gave and who received: the roles of rules, for events found in either way."""

from collections.abc import Mapping, Sequence

from dateline.books.codebook import Codebook, Phrase
from dateline.reading.candidates import Occurrence
from dateline.reading.found import Found
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

    A rule that did not fire for what surrounds its trigger ("donated 30 field radios", which are no arms that it knows)
    still knows who gives and who receives.

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
    hits, anywhere = matches_in(scene, book), list[Hit]()
    for event in unnamed:
        hit = _hit_of(event, hits)
        if hit is None:
            anywhere = anywhere or matches_in(scene, book, anywhere=True)
            hit = _hit_of(event, anywhere) or _words_of(event, book)
        if hit is not None:
            others = [Hit(*other.at, hit.rule, _VERB) for other in found if other.at != event.at]
            event.roles = roles_in(hit, Clause(scene, hit, others))


def _hit_of(event: Found, hits: Sequence[Hit]) -> Hit | None:
    """The longest trigger of its kind on an event's words."""
    first, last = event.at
    fitting = [h for h in hits if h.rule.kind == event.kind and h.first <= last and first <= h.last]
    return max(fitting, key=lambda hit: (hit.length, hit.rule.sure), default=None)


def _words_of(event: Found, book: Codebook) -> Hit | None:
    """The words of an event under the first rule of its kind."""
    rules = book.of_kind(event.kind)
    return Hit(*event.at, rules[0], _WORDS) if rules else None


_VERB, _WORDS = Phrase((), "base"), Phrase((), "words")
