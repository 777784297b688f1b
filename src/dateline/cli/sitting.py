"""A sitting: events one after another, the one where a look is worth most first, and a key for each ruling."""

from collections import Counter, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from rich.console import Console, Group, RenderableType
from rich.text import Text

from dateline.cli import one_event
from dateline.cli.events import line, preview
from dateline.cli.keys import ENTER, Key, Then, asked, explained, one_of, row, struck
from dateline.cli.options import tell
from dateline.cli.values import worded
from dateline.desk import review
from dateline.desk.alike import alike
from dateline.desk.changes import changed_since
from dateline.desk.queue import is_settled, queue
from dateline.desk.told import sentences
from dateline.desk.values import remark, value_of
from dateline.desk.wording import shown
from dateline.errors import DatelineError, ReviewError
from dateline.model.event import EVENT, Event
from dateline.model.review import Judgement, holding
from dateline.store.base import Wanted

if TYPE_CHECKING:
    from dateline.desk.open import Desk


class Sitting:
    """One person's way through the events that await a look.

    Every ruling is in the record as soon as it is passed, so a sitting may end at any moment; the next goes on with
    what is still open.

    Args:
        desk: The record.
        by: Who sits.
        wanted: Which events; those that were settled are left out.
        screen: Where it is shown.
    """

    def __init__(self, desk: "Desk", by: str, wanted: Wanted, screen: Console) -> None:
        self._desk, self._by, self._screen = desk, by, screen
        self._changed = changed_since(desk.store)
        self._keys = self._made()
        found = queue(
            desk.events(wanted), desk.store.judgements(), by=by, today=desk.clock().date(), changed=self._changed
        )
        self._open = deque(event.id for event in found)
        self._passed: Counter[str] = Counter()

    def hold(self) -> None:
        """Show event after event until none is left or the person leaves."""
        try:
            self._through()
        except (EOFError, KeyboardInterrupt, typer.Abort):
            typer.echo()
        self._print(self._closing())

    def _through(self) -> None:
        then, shown = Then.NEXT, ""
        while self._open and then is not Then.LEAVE:
            event = self._event(self._open[0])
            if event is None or (then is not Then.STAY and self._is_settled(event)):
                self._open.popleft()
                then = Then.NEXT
                continue
            self._show(event, again=then is Then.STAY and event.id == shown)
            shown = event.id
            then = self._answer(event)
            if then is Then.NEXT:
                self._open.popleft()
            if then is Then.LATER:
                self._open.rotate(-1)

    def _event(self, id_: str) -> Event | None:
        """An event as it now stands; None where its claims were rejected."""
        return self._desk.event(id_) if self._desk.store.event(id_) else None

    def _is_settled(self, event: Event) -> bool:
        return is_settled(event, holding(self._desk.store.judgements()), self._by, self._changed)

    # ---- what is shown

    def _show(self, event: Event, *, again: bool) -> None:
        """The sentences, unless they stand above already; below them the fields, what is in doubt, and the keys."""
        parts: list[RenderableType] = ["", *one_event.heading(event, f"{len(self._open):,} to look at · ")]
        if not again:
            parts += ["", *one_event.told_by(sentences(self._desk.store, event))]
        parts += ["", one_event.fields(event)]
        if event.doubts:
            parts += ["", *one_event.doubts(event)]
        if event.notes:
            parts += ["", *one_event.notes(event)]
        self._print(Group(*parts, "", row(self._keys, self._screen.width)))

    def _closing(self) -> RenderableType:
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(self._passed.items()))
        number = self._passed.total()
        passed = f"{number} ruling{'' if number == 1 else 's'} passed: {told}." if number else "No ruling was passed."
        left = f"{len(self._open):,} event{'' if len(self._open) == 1 else 's'} left to look at."
        return Text(f"{passed} {left if self._open else 'Nothing is left to look at.'}")

    def _print(self, what: RenderableType) -> None:
        self._screen.print(what)

    # ---- what is answered

    def _answer(self, event: Event) -> Then:
        """Strike keys until one says what comes next."""
        keys = {key.letter: key for key in self._keys}
        while True:
            typer.echo("> ", nl=False)
            key = keys.get(struck(), keys["?"])
            typer.echo(key.name)
            try:
                if (then := key.act(event)) is not None:
                    return then
            except DatelineError as fault:
                tell(fault)

    def _made(self) -> tuple[Key, ...]:
        return (
            Key("a", "accept", "The event is right as it is shown.", self._accept),
            Key("f", "amend a field", "A field has another value; what sources say stays beside it.", self._amend),
            Key("r", "reject", "What these sentences say is no event.", self._reject),
            Key("m", "merge with", "It is the same occasion as another event.", self._merge),
            Key("s", "split", "Some of its sentences speak of another occasion.", self._split),
            Key("u", "unsure", "You looked and are not sure; you are not asked again, others are.", self._unsure),
            Key("n", "note", "Leave a note; the event stays open.", self._note),
            Key("k", "skip", "Ask again at the end of this sitting.", self._skip),
            Key(ENTER, "next", "Go on; unless you ruled on it, the event is asked again next time.", self._next),
            Key("z", "undo", "Take back your last ruling, then the one before it, and so on.", self._undo),
            Key("q", "quit", "Leave; what was ruled is kept.", lambda _: Then.LEAVE),
            Key("?", "help", "Show what each key does.", self._help),
        )

    def _help(self, _event: Event) -> None:
        self._print(explained(self._keys))

    def _accept(self, event: Event) -> Then:
        return self._pass(review.accept(event, self._hand()), Then.NEXT)

    def _amend(self, event: Event) -> Then | None:
        words = asked(f"Which field ({', '.join(review.FIELDS)})")
        if not words:
            return None
        if (name := one_of(words, review.FIELDS)) is None:
            raise ReviewError(
                f'"{words}" is no field', mend=f"there are {', '.join(review.FIELDS)}", code="review.field"
            )
        now = worded(shown(event, name))
        if not (value := asked(f"The {name}, now “{now}” (none for no value)")):
            return None
        told = value_of(self._desk.store, name, value)
        then = self._pass(review.amend(event, self._hand(), name, told), Then.STAY)
        self._print(Text(remark(name, told)))
        return then

    def _reject(self, event: Event) -> Then:
        why = asked("Why (Enter for no reason)")
        return self._pass(review.reject([kept.key for kept in event.claims], self._hand(why)), Then.NEXT)

    def _merge(self, event: Event) -> Then | None:
        near = alike(self._desk.store, event, self._desk.view())
        self._print(Group(*(line(f"{n} ", "bold", other) for n, other in enumerate(near, 1))))
        words = asked("Merge with (a number, or an event's id)" if near else "Merge with (an event's id)")
        if not words:
            return None
        other = near[int(words) - 1] if _counts(words, near) else self._desk.event(words)
        return self._confirmed(review.merge([event, other], self._hand()))

    def _split(self, event: Event) -> Then | None:
        if len(event.claims) == 1:
            raise ReviewError("one sentence alone cannot be split", mend="amend or reject it", code="review.split")
        words = asked(f"Which sentences speak of another occasion (1 to {len(event.claims)}: 2,3)")
        chosen = words.replace(",", " ").split()
        if not chosen:
            return None
        if wrong := next((word for word in chosen if not _counts(word, event.claims)), None):
            raise ReviewError(
                f'there is no sentence "{wrong}"',
                mend=f"write numbers from 1 to {len(event.claims)}",
                code="review.claim",
            )
        leaving = [event.claims[int(word) - 1].key for word in chosen]
        return self._confirmed(review.split(event, leaving, self._hand()))

    def _unsure(self, event: Event) -> Then:
        return self._pass(review.doubt(event, self._hand(asked("Why (Enter for no reason)"))), Then.NEXT)

    def _note(self, event: Event) -> Then | None:
        words = asked("Note")
        return self._pass(review.note(event, self._hand(words)), Then.STAY) if words else None

    def _skip(self, _event: Event) -> Then:
        return Then.LATER

    def _next(self, _event: Event) -> Then:
        return Then.NEXT

    def _undo(self, _event: Event) -> Then:
        last = review.last_of(self._desk.store, self._by)
        if last is None:
            raise ReviewError("you have no ruling that holds", mend="rule first", code="review.ruling")
        self._desk.rule(review.undo(self._desk.store, last.id, self._hand()))
        self._passed.subtract({last.verdict.value: 1})
        self._passed = +self._passed
        typer.echo(f"Undone: {last.verdict.value}, ruling {last.id[:8]}.")
        self._first(last)
        return Then.STAY

    # ---- ruling

    def _hand(self, why: str = "") -> review.Hand:
        return self._desk.hand(self._by, why)

    def _pass(self, judgement: Judgement, then: Then) -> Then:
        self._desk.rule(judgement)
        self._passed[judgement.verdict.value] += 1
        typer.echo(f"Ruling {judgement.id[:8]} is kept; z takes it back.")
        return then

    def _confirmed(self, judgement: Judgement) -> Then | None:
        """Show what a ruling would change, and pass it if the person says so."""
        self._print(preview(self._desk.preview(judgement)))
        if asked("Pass this ruling (y or n)").lower() in ("y", "yes"):
            return self._pass(judgement, Then.STAY)
        typer.echo("Nothing was changed.")
        return None

    def _first(self, judgement: Judgement) -> None:
        """Have the event that a ruling was about be the next one that is shown."""
        found = next((event for key in judgement.claims if (event := self._desk.store.event(EVENT + key))), None)
        if found is not None:
            if found.id in self._open:
                self._open.remove(found.id)
            self._open.appendleft(found.id)


def _counts(word: str, among: Sequence[object]) -> bool:
    return word.isascii() and word.isdigit() and 1 <= int(word) <= len(among)
