"""A record that remembers what every page asks says the same as one that does not, whoever writes to it."""

from dateline.desk import review
from dateline.model.review import Verdict
from dateline.store.base import Wanted
from tests import record


def said(desk):
    store = desk.store
    by_verdict = [store.judgements((verdict,)) for verdict in Verdict]
    return dict(store.counts()), list(store.sources()), store.judgements(), by_verdict


def test_it_says_what_the_record_says_before_and_after_others_write(tmp_path):
    with record.opened(tmp_path) as desk, record.opened(tmp_path) as other:
        recalling = desk.recalling()
        assert said(recalling) == said(desk)
        record.add(other, tmp_path, record.TOLD[:3])
        assert said(recalling) == said(desk)
        event = next(iter(other.events()))
        other.rule(review.note(event, other.hand(why="look again")))
        assert said(recalling) == said(desk)
        recalling.rule(review.accept(event, recalling.hand()))
        assert said(recalling) == said(desk)
        assert len(recalling.store.judgements()) == 2


def test_while_nothing_is_written_it_asks_the_record_once(tmp_path, monkeypatch):
    with record.opened(tmp_path) as desk:
        record.add(desk, tmp_path)
        recalling, asked = desk.recalling(), []
        counts = type(desk.store).counts

        def told(store):
            asked.append(1)
            return counts(store)

        monkeypatch.setattr(type(desk.store), "counts", told)
        for _ in range(3):
            assert recalling.store.counts()["articles"] == len(record.TOLD)
        assert len(asked) == 1


def test_the_ids_that_are_wanted_are_those_of_the_events_that_are(tmp_path):
    with record.opened(tmp_path) as desk:
        record.add(desk, tmp_path)
        for wanted in (Wanted(), Wanted(words="talks"), Wanted(person="maren"), Wanted(source="northern", limit=1)):
            assert desk.store.which(wanted) == {event.id for event in desk.store.events(wanted)}
        some = tuple(sorted(desk.store.which(Wanted())))[:2]
        assert desk.store.which(Wanted(ids=some)) == set(some)
