import threading
import time

import pytest

from dateline.batch.worker import Watch, Worker
from dateline.errors import ArticleError, DatelineError, ModelError
from tests import make
from tests.batch import standin

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def worker():
    with Worker(Watch(seconds=60), standin.loads) as worker:
        yield worker


def article(text):
    return make.article(text, id=text.split()[0])


def test_a_reader_in_another_process_gives_the_row_that_one_here_gives(worker):
    assert worker.read(article("Talks were held.")) == standin._row(article("Talks were held."))


def test_an_article_that_ends_its_reader_is_set_aside_and_the_next_is_read(worker):
    told = worker.read(article("Bomb dies here."))
    assert isinstance(told, ArticleError)
    assert (told.code, told.place) == ("batch.died", "Bomb")
    assert not isinstance(worker.read(article("Talks were held.")), ArticleError)


def test_an_article_whose_reader_was_ended_from_outside_is_read_again(worker, tmp_path):
    row = worker.read(article(f"Talks once {tmp_path / 'been'}"))
    assert not isinstance(row, ArticleError)
    assert row["id"] == "Talks"


def test_a_reason_that_the_reader_gives_comes_through_whole(worker):
    told = worker.read(article("Foot stumbles."))
    assert (told.what, told.place, told.code) == ("stumbled", "Foot", "article.stumbled")


def test_a_fault_of_our_own_data_stops_whoever_asked(worker):
    with pytest.raises(ModelError) as fault:
        worker.read(article("Weights unsound."))
    assert fault.value.code == "model.digest"


def test_an_article_that_takes_too_long_is_set_aside():
    with Worker(Watch(seconds=1), standin.loads) as worker:
        began = time.monotonic()
        told = worker.read(article("Clock hangs."))
        assert isinstance(told, ArticleError)
        assert told.code == "batch.slow"
        assert time.monotonic() - began < 120
        assert not isinstance(worker.read(article("Talks were held.")), ArticleError)


def test_an_article_that_asks_for_too_much_memory_is_set_aside():
    with Worker(Watch(memory=1024), standin.loads) as worker:
        told = worker.read(article("Sponge swells."))
        assert isinstance(told, ArticleError)
        assert not isinstance(worker.read(article("Talks were held.")), ArticleError)


@pytest.mark.parametrize(("loads", "code"), [(standin.unsound, "model.digest"), (standin.ended, "batch.start")])
def test_a_reader_that_cannot_be_made_stops_the_run_and_sets_nothing_aside(loads, code):
    with Worker(Watch(), loads) as worker, pytest.raises(DatelineError) as fault:
        worker.read(article("Talks were held."))
    assert fault.value.code == code


def test_a_reader_that_is_ended_while_it_reads_starts_no_other():
    worker = Worker(Watch(), standin.loads)
    worker.read(article("Talks were held."))
    found = []

    def ask():
        try:
            worker.read(article("Clock hangs."))
        except DatelineError as fault:
            found.append(fault.code)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.5)
    worker.close()
    asking.join(30)
    assert found == ["batch.over"]
