import csv
import io
import json
import subprocess
import sys
from datetime import date

import pytest

from dateline.desk.open import Desk
from dateline.store.base import Wanted
from tests import record


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_events_are_listed_a_row_each_in_the_order_of_their_days(call, fits):
    shown = call("events", "--as-of", "2024-09-01").stdout
    assert fits(shown)
    days = ("20–24 May 2024", "3 Jun 2024", "1–3 Jul 2024", "12 Aug 2024", "20 Sep 2024")
    words = " ".join(shown.split())
    assert [words.find(day.split("–")[0].split()[0]) >= 0 for day in days] == [True] * 5
    assert "6 events, told by 7 articles of 7 independent sources, as known on 1 Sep 2024." in words
    assert "dateline show " in shown


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 6),
        (("--party", "ARL", "--party", "crl"), 1),
        (("--person", "ruh"), 3),
        (("--type", "visit"), 2),
        (("--type", "visit", "--type", "exercise"), 3),
        (("--status", "held"), 3),
        (("--status", "planned", "--as-of", "2024-09-01"), 1),
        (("--from", "2024-07-01", "--to", "2024-07-31"), 2),
        (("--source", "corland"), 2),
        (("--words", "drills"), 1),
        (("--limit", "2"), 2),
        (("--as-of", "2024-05-01"), 1),
        (("--as-of", "2024-05-01", "--known", "added"), 0),
    ],
)
def test_events_are_chosen_by_options(call, options, count):
    assert len(lines(call("events", *options, "--json"))) == count


def test_where_no_event_fits_it_is_told(call):
    assert call("events", "--party", "IND").stdout == "No event fits.\n"


def test_events_as_csv_have_a_heading_and_a_row_each(call):
    rows = list(csv.DictReader(io.StringIO(call("events", "--csv").stdout)))
    assert len(rows) == 6


def test_an_event_is_shown_with_each_value_and_the_sentences_that_say_so(call, talks, fits):
    shown = call("show", talks).stdout
    words = " ".join(shown.split())
    assert fits(shown)
    assert "Told by 3 articles of 3 independent sources." in words
    assert "[1] n1 · Northern Wire · 1 Jun 2024" in words
    assert "will »meet« Tomas Ruh" in words
    assert "here on Monday" in words
    assert "1 Jun 2024 planned Northern Wire 3 Jun 2024 held Northern Wire" in words


def test_an_event_is_shown_as_it_was_known_then(call, talks):
    assert "planned" in call("show", talks, "--as-of", "2024-06-02").stdout.splitlines()[0]


def test_an_invitation_is_shown_with_what_answered_it(call, path, tmp_path):
    with Desk.open(path) as desk:
        record.add(desk, tmp_path, (record.INVITED, record.VISITED))
        found = desk.events(Wanted(kinds=("invitation", "visit"), last=date(2024, 3, 31)))
        invitation, visit = (event.id for event in found)
    assert f"Answered by {visit[2:10]}: what came of the invitation." in call("show", invitation).stdout
    assert "Answered by" not in call("show", invitation, "--as-of", "2024-03-01").stdout
    (told,) = lines(call("show", invitation, "--json"))
    assert told["answered_by"] == visit


def test_an_event_as_json_has_its_evidence(call, talks):
    (told,) = lines(call("show", talks[:8], "--json"))
    assert told["id"] == talks
    assert [one["article"] for one in told["told_by"]] == ["n1", "n2", "n3"]
    assert all(one["text"] for one in told["evidence"])


def test_articles_are_found_by_their_words_with_their_events(call, ids, fits):
    shown = call("search", "drills sea").stdout
    assert fits(shown)
    assert "n2 · Northern Wire" in shown
    assert ids["meeting 2024-06-03"][2:10] in shown
    (told,) = lines(call("search", "drills", "--json"))
    assert told["events"] == [ids["meeting 2024-06-03"]]


def test_words_that_no_article_has_are_told(call):
    assert call("search", "submarine").stdout == "No article has “submarine”.\n"


def test_stats_say_what_they_count(call, fits):
    shown = call("stats").stdout
    words = " ".join(shown.split())
    assert fits(shown)
    assert "7 articles 7 independent sources" in words
    assert "3 meeting: 1 cancelled, 2 held" in words
    assert "Published from 20 Apr 2024 to 30 Aug 2024." in shown
    (told,) = lines(call("stats", "--json"))
    assert (told["articles"], told["claims"], told["events"], told["judgements"]) == (7, 8, 6, 0)


@pytest.mark.slow
def test_who_asks_a_record_does_not_wait_for_the_reader_to_be_loaded():
    code = "import sys, dateline.desk.open, dateline.cli.sitting; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  (our own words)
