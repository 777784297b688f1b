import csv
import io
import re
from dataclasses import replace

import pytest

from tests import record
from tests.web.told import client_of, client_of_record, harms


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("counts"))


def parts(client, query=""):
    return {part["part"]: part for part in client.get(f"/counts.json?{query}").json()["parts"]}


def test_each_month_tells_events_articles_independent_sources_and_what_was_read(client):
    june = parts(client, "by=month")["2024-06"]
    assert (june["events"], june["by_status"]) == (1, {"held": 1})
    assert (june["articles"], june["articles_read"], june["publishers_read"]) == (3, 3, 2)
    assert 0 < june["independent_sources"] <= june["articles"]


@pytest.mark.parametrize("by", ["month", "year", "type", "party", "status"])
def test_the_whole_is_the_same_however_it_is_parted_and_the_table_shows_it(client, by):
    whole = client.get(f"/counts.json?by={by}").json()["whole"]
    assert (whole["events"], whole["articles"], whole["articles_read"]) == (6, 7, 7)
    page = client.get(f"/counts?by={by}").text
    assert "6 events, told by 7 articles" in page
    rows = list(csv.DictReader(io.StringIO(client.get(f"/counts.csv?by={by}").text)))
    assert {row["part"]: int(row["events"]) for row in rows} == {
        key: one["events"] for key, one in parts(client, f"by={by}").items()
    }


def test_the_charts_say_what_they_count(client):
    page = client.get("/counts?by=month").text
    for title in (
        "Events, by the month in which they began",
        "Articles that tell of these events, whenever published; full: independent sources",
        "Coverage: articles read, by the month of publication",
    ):
        assert title in page


def test_a_column_is_as_high_as_its_events(client):
    page = client.get("/counts?by=month").text
    heights = {}
    for group in re.findall(r"<g><title>(.*?)</g>", page, re.DOTALL):
        drawn = re.findall(r'class="of-\w+"[^>]* height="([\d.]+)"', group)
        heights[int(group.partition(": ")[2].split()[0])] = sum(map(float, drawn))
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.2)


def test_an_event_of_two_parties_counts_for_both_and_the_page_says_so(client):
    found = parts(client, "by=party")
    assert found["ARL"]["events"] == 6
    assert sum(one["events"] for one in found.values()) > 6
    assert "counts for each of them" in client.get("/counts?by=party").text


def test_what_was_read_is_counted_of_the_days_and_the_publisher_that_are_asked_for(client):
    assert client.get("/counts.json?from=2024-08-01").json()["whole"]["articles_read"] == 2
    assert client.get("/counts.json?source=gazette").json()["whole"]["articles_read"] == 2
    assert client.get("/counts.json?as_of=2024-06-01").json()["whole"]["articles_read"] == 2


@pytest.fixture
def undated(empty, tmp_path):
    """A record of one article of June and one without a day, which was added on the tenth."""
    bare = replace(record.TOLD[2], id="bare", more={"published": None})
    record.add(empty, tmp_path, (record.TOLD[1], bare))
    return client_of(empty)


def test_an_article_without_a_day_counts_from_the_day_on_which_it_was_added_and_the_page_tells_it(undated):
    for path in ("/counts", "/events"):
        page = undated.get(f"{path}?as_of=2024-06-09").text
        assert "1 article without a day of publication was added after 9 Jun 2024, and left out." in page
        assert "left out" not in undated.get(f"{path}?as_of=2024-06-10").text
        assert "left out" not in undated.get(f"{path}?as_of=2024-06-09&known=added").text
    for query, read in (("as_of=2024-06-09", 1), ("as_of=2024-06-10", 2), ("as_of=2024-06-09&known=added", 0)):
        assert undated.get(f"/counts.json?{query}").json()["whole"]["articles_read"] == read, query


def test_no_article_without_a_day_was_published_on_the_days_that_are_asked_for(undated):
    for query, read in (("", 2), ("from=2024-06-01", 1), ("from=2024-06-10", 0), ("to=2024-12-31", 1)):
        assert undated.get(f"/counts.json?{query}").json()["whole"]["articles_read"] == read, query


def test_what_nobody_can_count_by_is_told(client):
    assert client.get("/counts?by=weather").status_code == 422


def test_an_empty_record_has_nothing_to_count(empty):
    assert "nothing to count yet" in client_of(empty).get("/counts").text
    assert client_of(empty).get("/counts.json?by=month").json()["parts"] == []


def test_hostile_words_do_nothing_among_the_counts(hostile):
    for by in ("month", "year", "type", "party", "status"):
        assert harms(hostile.get(f"/counts?by={by}").text) == [], by
