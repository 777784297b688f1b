import pytest

from dateline.batch.parts import Cut
from dateline.batch.run import How, read_batch
from dateline.desk import intake, read
from dateline.desk.open import Desk
from dateline.settings import Settings
from tests import record
from tests.batch import standin
from tests.batch.feeds import feed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return feed(tmp_path_factory.mktemp("in") / "a.jsonl", 40)


@pytest.fixture(scope="module")
def out(path, tmp_path_factory):
    out = tmp_path_factory.mktemp("batch") / "out"
    read_batch([str(path)], out, Cut(part=16), How(loads=standin.loads))
    return out


@pytest.fixture
def opened(tmp_path):
    def opened(name):
        return Desk.open(tmp_path / name, settings=Settings(workers=1), clock=lambda: record.NOW)

    return opened


def test_a_record_takes_readings_as_if_it_had_read_the_articles_itself(path, out, opened, monkeypatch):
    monkeypatch.setattr(read, "reader", lambda _settings: standin.Reader())
    monkeypatch.setattr(intake, "versions", lambda **_: standin.VERSIONS)
    with opened("read.db") as ours, opened("taken.db") as theirs:
        ours.add(path)
        added = theirs.add(out)
        assert (added.new, added.claims, added.failed) == (40, 40, [])
        assert theirs.store.digest() == ours.store.digest()
        assert list(theirs.verify()) == []


def test_taking_readings_again_changes_nothing(out, opened):
    with opened("a.db") as desk:
        desk.add(out)
        before = desk.store.digest(), dict(desk.store.counts())
        added = desk.add(out)
        assert (added.new, added.known) == (0, 40)
        assert (desk.store.digest(), dict(desk.store.counts())) == before


def test_files_of_readings_can_be_taken_one_by_one_in_any_order_and_beside_articles(out, opened, tmp_path, monkeypatch):
    monkeypatch.setattr(read, "reader", lambda _settings: standin.Reader())
    more = feed(tmp_path / "more.jsonl", 3, first=40)
    with opened("a.db") as ours, opened("b.db") as theirs:
        assert ours.add(out, more).new == 43
        for file in (more, *sorted(out.rglob("*.parquet"), reverse=True)):
            theirs.add(file)
        assert theirs.store.digest() == ours.store.digest()
