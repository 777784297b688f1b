import csv
import io

import pytest

from tests.web.told import client_of, client_of_record, harms


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("cadence"))


def pairs(client, query=""):
    return client.get(f"/cadence.json?{query}").json()["pairs"]


def test_each_pair_tells_the_time_since_its_last_contact(client):
    (pair,) = pairs(client)
    assert pair["parties"] == ["ARL", "BLM"]
    whole = pair["whole"]
    assert (whole["events"], whole["days_since_at_least"], whole["days_since_at_most"]) == (3, 60, 60)
    assert whole["next"]
    page = client.get("/cadence").text
    assert "60 days" in page
    assert "next 20 Sep 2024" in page
    assert 'href="/dossier/ARL/BLM"' in page


def test_the_limits_come_from_the_query_and_stand_in_the_form(client):
    page = client.get("/cadence?forces=10&ministers=1000").text
    assert 'name="forces" type="number" min="1" max="36500" value="10"' in page
    assert client.get("/cadence.json?forces=10").json()["within"]["forces"] == 10
    assert client.get("/cadence?forces=0").status_code == 422


def test_the_past_can_be_asked(client):
    (pair,) = pairs(client, "as_of=2024-06-05")
    assert (pair["whole"]["events"], pair["whole"]["days_since_at_least"]) == (1, 2)


def test_parties_and_types_narrow_the_matrix(client):
    assert pairs(client, "party=CRL") == []
    assert len(pairs(client, "party=ARL")) == 1
    assert pairs(client, "party=ARL&type=visit")[0]["whole"]["events"] == 1
    assert "No pair fits" in client.get("/cadence?party=CRL").text


@pytest.mark.parametrize("sort", ["most", "latest", "longest", "name"])
def test_it_can_be_sorted(client, sort):
    assert len(pairs(client, f"sort={sort}")) == 1


def test_only_pairs_with_a_level_of_long_ago(client):
    assert pairs(client, "late=true") == []


def test_the_table_has_a_row_for_each_level_of_each_pair(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/cadence.csv").text)))
    assert {(row["party"], row["other_party"]) for row in rows} == {("ARL", "BLM")}
    assert [row["level"] for row in rows] == ["any", "untold"]
    assert rows[0]["last_days"] == "2024-07-01/2024-07-03"


def test_an_empty_record_has_no_pair(empty):
    page = client_of(empty).get("/cadence").text
    assert "No two parties were in touch" in page


def test_hostile_words_do_nothing_in_the_matrix(hostile):
    query = {"party": "<script>alert(1)", "type": '"><img src=x>'}
    assert harms(hostile.get("/cadence", params=query).text) == []
    assert harms(hostile.get("/cadence").text) == []
