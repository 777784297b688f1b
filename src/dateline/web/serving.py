"""What one running desk holds at hand for its pages: the record, the people, the reader, what was pasted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Annotated, cast

from fastapi import Depends, Request

from dateline.desk.embargo import Withheld, withheld_from
from dateline.desk.open import Desk
from dateline.desk.query import Events
from dateline.desk.read import reader
from dateline.desk.review import pass_
from dateline.model.event import Event
from dateline.model.review import Judgement
from dateline.web.asked import Asked
from dateline.web.habits import Habits
from dateline.web.lineup import Lineup
from dateline.web.security import SAFE, Patience
from dateline.web.sessions import visitor_of
from dateline.web.snapshot import Snapshot, pulse
from dateline.web.tray import Tray
from dateline.web.twins import Form, form_of
from dateline.web.users import Accounts, Role

_SHOWN = (Form.HTML, Form.JSON)  # every other form is a file to be taken away


@dataclass(slots=True)
class Serving:
    """One served record.

    ``desk`` may be asked from several threads at once: its store has a pool of connections, and one writer's place.

    Attributes:
        desk: The record.
        accounts: The people; None where one local person works alone.
        snapshot: The events of the record as it is today, kept at hand.
        open_snapshots: The same without what is withheld, by what that is.
        tray: Articles that were pasted and are not yet kept.
        patience: Failures at signing in.
        habits: What is remembered of the people besides their rulings.
        lineup: Where events stand in the queue.
    """

    desk: Desk
    accounts: Accounts | None = None
    snapshot: Snapshot = field(default_factory=Snapshot)
    open_snapshots: dict[Withheld, Snapshot] = field(default_factory=dict)
    tray: Tray = field(default_factory=Tray)
    patience: Patience = field(default_factory=Patience)
    habits: Habits = field(default_factory=lambda: Habits(None))
    lineup: Lineup = field(default_factory=Lineup)
    _reads: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Those who rule see all of the record; ``serving_of`` tells who does."""
        self.desk = self.desk.whole()

    def events(self, asked: Asked | None = None) -> Events:
        """The events that are asked for; all, the oldest first, if not told.

        They come from what is at hand where the record is looked at as it is today.
        """
        asked = asked or Asked(order="oldest")
        if asked.is_the_record:
            found = self.snapshot.find(self.desk, asked.wanted())
        else:
            found = self.desk.events(asked.wanted(), as_of=asked.as_of, rule=asked.rule, by_adding=asked.by_adding)
        return found if asked.order == "oldest" else _newest_first(found)

    def some(self, ids: Sequence[str]) -> list[Event]:
        """The events of some ids, in their order; those that are there no more are left out."""
        by_id = {id_: event for event in self.events() for id_ in event.ids}
        return [by_id[id_] for id_ in ids if id_ in by_id]

    def changed(self) -> None:
        """Something was written: what is at hand is made anew before it is shown again."""
        self.snapshot.drop()
        self.open_snapshots.clear()

    def rule(self, judgement: Judgement) -> Judgement:
        """Pass a ruling; of what is at hand only what it changes is made anew."""
        store = self.desk.store
        with store.writing():
            before = pulse(store)
            stirred = pass_(store, judgement)
        self.snapshot.renew(self.desk, stirred, before)
        for withheld, one in list(self.open_snapshots.items()):
            desk = self.desk.open_to_all()
            if withheld_from(desk.store) == withheld:
                one.renew(desk, stirred, before)
        self.note(judgement.by, judgement.verdict.value, judgement.id)
        return judgement

    def open_to_all(self) -> "Serving":
        """The same for those who may not see what is under embargo, and for what is taken away; it can only be read."""
        desk = self.desk.open_to_all()
        if not (withheld := withheld_from(desk.store)):
            return replace(self, desk=desk)
        if withheld not in self.open_snapshots:
            self.open_snapshots.clear()
        return replace(self, desk=desk, snapshot=self.open_snapshots.setdefault(withheld, Snapshot()))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One article is read at a time: the reader is of one thread."""
        with self._reads:
            yield

    def warm(self) -> None:
        """Load what the first page and the first article would else wait for."""
        with self.reading():
            reader()
        self.events()

    def note(self, who: str, what: str, about: str = "") -> None:
        """Write into the audit who did what; a person who works alone needs none."""
        if self.accounts:
            self.accounts.note(who, what, about)


def _newest_first(found: Events) -> Events:
    dated = [event for event in found if event.days]
    return replace(found, events=(*reversed(dated), *(event for event in found if not event.days)))


def serving_of(request: Request) -> Serving:
    """What is served to whoever asks: what is under embargo only to coders, and only on the page and in its JSON.

    Whoever may rule, rules on the whole record, in whichever form they want the answer.
    """
    whole, user = cast("Serving", request.app.state.serving), visitor_of(request).user
    may_see = user is not None and user.role.reaches(Role.CODER)
    is_taken_away = request.method in SAFE and form_of(request) not in _SHOWN
    return whole if may_see and not is_taken_away else whole.open_to_all()


ServingOf = Annotated[Serving, Depends(serving_of)]
"""The parameter of a route: ``serving: ServingOf``."""
