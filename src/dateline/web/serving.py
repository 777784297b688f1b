"""What one running desk holds at hand for its pages: the record, the people, the reader, what was pasted."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request
from pydantic import BaseModel

from dateline.desk import paste
from dateline.desk.alike import nearest, wanted_near
from dateline.desk.blind import blind_articles, hidden_from, kept_from, not_yet, refuse_blind
from dateline.desk.open import Desk
from dateline.desk.query import Events, fits
from dateline.desk.review import pass_
from dateline.desk.withheld import Withheld
from dateline.errors import StoreError
from dateline.model.claim import Reading
from dateline.model.event import Event, Rule
from dateline.model.review import Judgement
from dateline.web.asked import Asked
from dateline.web.habits import Habits
from dateline.web.heap import settle
from dateline.web.lineup import Lineup
from dateline.web.security import SAFE, Patience
from dateline.web.sessions import visitor_of
from dateline.web.snapshot import Snapshot
from dateline.web.tray import Tray
from dateline.web.twins import Form, form_of
from dateline.web.users import Accounts, Role, User

T = TypeVar("T")

_MOST = 8  # snapshots that are kept at hand of what is shown to some
_SHOWN = (Form.HTML, Form.JSON)  # every other form is a file to be taken away


@dataclass(slots=True)
class Serving:
    """One served record.

    ``desk`` may be asked from several threads at once: its store has a pool of connections, and one writer's place.

    Attributes:
        desk: The record.
        accounts: The people; None where one local person works alone.
        snapshot: The events of the record as it is today, kept at hand.
        open_snapshots: The same without what is withheld, by what that is; those asked for last.
        to_code: The articles that whoever asks has yet to code without seeing what others say of them.
        behind: The whole record, where ``desk`` is without what is withheld from whoever asks.
        tray: Articles that were pasted and are not yet kept.
        patience: Failures at signing in.
        habits: What is remembered of the people besides their rulings.
        lineup: Where events stand in the queue.
    """

    desk: Desk
    accounts: Accounts | None = None
    snapshot: Snapshot = field(default_factory=Snapshot)
    open_snapshots: OrderedDict[Withheld, Snapshot] = field(default_factory=OrderedDict)
    tray: Tray = field(default_factory=Tray)
    patience: Patience = field(default_factory=Patience)
    habits: Habits = field(default_factory=lambda: Habits(None))
    lineup: Lineup = field(default_factory=Lineup)
    to_code: frozenset[str] = frozenset()
    behind: Desk | None = None
    _known: dict[str, tuple[object, Withheld]] = field(default_factory=dict)
    _reads: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Those who rule see all of the record; ``serving_of`` tells who does."""
        self.desk = self.desk.recalling()

    def events(self, asked: Asked | None = None) -> Events:
        """The events that are asked for; all, the oldest first, if not told.

        They come from what is at hand where the record is looked at as it is today.

        Raises:
            AskedError: Neither the books nor the record know a party or a type that is asked for.
        """
        asked = asked or Asked(order="oldest")
        wanted, is_oldest_first = asked.wanted(self.desk.store), asked.order == "oldest"
        if not asked.is_the_record:
            found = self.desk.events(wanted, as_of=asked.as_of, rule=asked.rule, by_adding=asked.by_adding)
            return found if is_oldest_first else _newest_first(found)
        if is_oldest_first:
            return self.snapshot.find(self.desk, wanted)
        return self._of_it(("newest first", wanted), lambda now: _newest_first(now.snapshot.find(now.desk, wanted)))

    def event(
        self, id_: str, *, as_of: date | None = None, rule: Rule = Rule.REPRESENTATIVE, by_adding: bool = False
    ) -> Event:
        """The event of an id, as ``Desk.event`` gives it.

        Raises:
            StoreError: There is none.
            ReviewError: It is told by an article that whoever asks has yet to code blind.
        """
        if as_of is None and rule is Rule.REPRESENTATIVE and (found := self._by_id().get(id_)):
            return found
        try:
            return self.desk.event(id_, as_of=as_of, rule=rule, by_adding=by_adding)
        except StoreError:
            if blind := self.to_code & self._told_by(id_):
                raise not_yet(blind) from None
            raise

    def _by_id(self) -> Mapping[str, Event]:
        def make(now: Serving) -> dict[str, Event]:
            return {id_: event for event in now.snapshot.whole(now.desk) for id_ in event.ids}

        return self._of_it("by id", make)

    def _told_by(self, id_: str) -> frozenset[str]:
        store = (self.behind or self.desk).store
        events = (store.event(one) for one in store.ids(id_))
        return frozenset(kept.source.key for event in events if event for kept in event.claims)

    def hides(self, user: User | None) -> Callable[[Judgement], bool]:
        """Tells of a ruling whether it is hidden from a person: as others' are from whoever codes blind."""
        store = (self.behind or self.desk).store
        sees_all = user is not None and user.role.reaches(Role.ADJUDICATOR)
        hidden = hidden_from(store, user.name if user else "", sees_all=sees_all)
        ids = {one.id for one in store.judgements() if hidden(one)}
        return lambda one: one.id in ids

    def once(self, name: Hashable, asked: BaseModel, make: Callable[["Serving"], T]) -> T:
        """What was made of the record as it is at hand for what is asked: made once, whoever asks; ``Answers.once``.

        Nothing of who asks may go into it, nor of the host by which they do, unless ``name`` tells them apart.

        Args:
            name: What is made.
            asked: What is asked of it.
            make: Makes it of what is served: now, or later behind the scenes to those who may see the same.
        """
        return self._of_it((name, asked.model_dump_json()), make)

    def _of_it(self, name: Hashable, make: Callable[["Serving"], T]) -> T:
        return self.snapshot.once(self.desk, name, lambda desk: make(replace(self, desk=desk)))

    def waiting(self, asked: Asked, by: str) -> list[Event]:
        """The events that await a person's look, the one where it is worth most first."""
        return self.once(("waiting", by), asked, lambda now: now.lineup.queue(now.desk, now.events(asked), by))

    def alike(self, event: Event) -> list[Event]:
        """Events that may be the same occasion as one."""
        of = self._of_it("by type and party", lambda now: _by_kind_and_party(now.snapshot.whole(now.desk)))
        near = ((wanted, of.get((*wanted.kinds, *wanted.parties), ())) for wanted in wanted_near(event))
        return nearest(event, (other for wanted, others in near for other in others if fits(other, wanted)))

    def some(self, ids: Sequence[str]) -> list[Event]:
        """The events of some ids, in their order; those that are there no more are left out."""
        by_id = self._by_id()
        return [by_id[id_] for id_ in ids if id_ in by_id]

    def changed(self) -> None:
        """Something was written: what is at hand is made anew before it is shown again."""
        self.snapshot.drop()
        self.open_snapshots.clear()

    def rule(self, judgement: Judgement) -> Judgement:
        """Pass a ruling; of what is at hand only what it changes is made anew.

        Raises:
            ReviewError: Whoever rules has yet to code an article blind that it is about.
        """
        store = self.desk.store
        with store.writing():
            refuse_blind(store, self.to_code, judgement)
            before = store.pulse()
            stirred = pass_(store, judgement)
        self._renew(stirred, before)
        self.note(judgement.by, judgement.verdict.value, judgement.id)
        return judgement

    def add(self, reading: Reading, by: User) -> None:
        """Keep an article that was read here: what it tells of is at hand at once.

        What it changes besides (how many articles others repeat, what coverage there is) is made anew behind the
        scenes, as what another program adds.
        """
        store, key = self.desk.store, reading.article.key
        paste.keep(store, reading, self.desk.clock)
        self._renew({claim for one in store.readings(key) for claim in one.keys}, before=None)
        self.note(by.name, "keep", f"article {key}")

    def _renew(self, stirred: Collection[str], before: str | None) -> None:
        self.snapshot.renew(self.desk, stirred, before)
        for withheld, one in list(self.open_snapshots.items()):
            one.renew(self.desk.without(withheld), stirred, before)

    def seen_by(self, user: User | None, *, is_taken_away: bool = False) -> "Serving":
        """The same as a person may see it: what is under embargo is for coders, and for no file.

        Who codes is not shown events of articles that they have yet to code without seeing what others say of them.
        """
        may_see = user is not None and user.role.reaches(Role.CODER) and not is_taken_away
        articles = blind_articles(self.desk.store, user.name) if user and user.role is Role.CODER else frozenset()
        withheld = Withheld() if may_see else self._under_embargo()
        if user and articles:
            withheld |= self._once(f"blind {user.name}", articles, lambda: kept_from(self.desk.store, articles))
        if may_see and not withheld:
            return self
        return replace(self.without(withheld), behind=self.desk, to_code=articles)

    def without(self, withheld: Withheld) -> "Serving":
        """The same without what is withheld; it can only be read."""
        if not withheld:
            return replace(self, desk=self.desk.without(withheld))
        snapshots = self.open_snapshots
        if withheld not in snapshots:
            snapshots[withheld] = Snapshot(held=self.snapshot.held)
            while len(snapshots) > _MOST:
                snapshots.popitem(last=False)
        snapshots.move_to_end(withheld)
        return replace(self, desk=self.desk.without(withheld), snapshot=snapshots[withheld])

    def _under_embargo(self) -> Withheld:
        return self._once("embargo", self.desk.clock().date(), self.desk.under_embargo)

    def _once(self, name: str, of: Hashable, make: Callable[[], Withheld]) -> Withheld:
        """What is withheld: asked of the record once, as long as it does not change."""
        now = (self.desk.store.pulse(), of)
        known = self._known.get(name)
        if known is None or known[0] != now:
            known = self._known[name] = (now, make())
        return known[1]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One article is read at a time: the reader is of one thread."""
        with self._reads:
            yield

    def warm(self) -> None:
        """Load what the first page and the first article would else wait for."""
        with self.reading():
            paste.warm(self.desk.settings)
        self.events()
        settle()

    def note(self, who: str, what: str, about: str = "") -> None:
        """Write into the audit who did what; a person who works alone needs none."""
        if self.accounts:
            self.accounts.note(who, what, about)


def _by_kind_and_party(every: Events) -> Mapping[tuple[str, ...], Sequence[Event]]:
    of: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in every:
        for party in {*(event.shown("countries") or ()), *(event.shown("organizations") or ())}:
            of[event.kind, party].append(event)
    return of


def _newest_first(found: Events) -> Events:
    dated = [event for event in found if event.days]
    return replace(found, events=(*reversed(dated), *(event for event in found if not event.days)))


def serving_of(request: Request) -> Serving:
    """What is served to whoever asks: what is under embargo only to coders, and only on the page and in its JSON.

    Whoever may rule, rules on the whole record, in whichever form they want the answer.
    """
    whole, user = whole_of(request), visitor_of(request).user
    if request.method not in SAFE and user is not None and user.role.reaches(Role.CODER):
        return replace(whole, to_code=blind_articles(whole.desk.store, user.name)) if user.role is Role.CODER else whole
    return whole.seen_by(user, is_taken_away=form_of(request) not in _SHOWN)


def whole_of(request: Request) -> Serving:
    """All of the record, whoever asks."""
    return cast("Serving", request.app.state.serving)


ServingOf = Annotated[Serving, Depends(serving_of)]
"""The parameter of a route: ``serving: ServingOf``."""

WholeOf = Annotated[Serving, Depends(whole_of)]
"""The same of a route for coders that shows what was read, and never what was ruled on it by others."""
