import csv
import io
import json
import re

import networkx as nx
import pytest

from tests.web.told import client_of, client_of_record, harms


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("network"))


def test_parties_that_met_are_tied_by_the_occasions_that_were_held(client):
    data = client.get("/network.json").json()
    (tie,) = data["ties"]
    assert (tie["one"], tie["other"], tie["occasions"]) == ("ARL", "BLM", 3)
    assert (tie["first"], tie["last"]) == ("2024-06-03", "2024-07-03")
    assert data["left_out"]["not held"] == 3
    assert {node["name"] for node in data["nodes"]} == {"ARL", "BLM"}


def test_persons_can_be_asked_for_and_lead_to_their_diary(client):
    (tie,) = client.get("/network.json?of=people").json()["ties"]
    assert (tie["one"], tie["other"], tie["occasions"]) == ("Ines Maren", "Tomas Ruh", 2)
    assert 'href="/person/Ines%20Maren"' in client.get("/network?of=people").text


def test_the_page_tells_without_a_script_what_the_picture_shows(client):
    page = client.get("/network").text
    assert "2 parties met on 3 occasions, in 1 pair" in page
    assert 'href="/dossier/ARL/BLM"' in page
    assert "3 events left out: planned, called off or without a report" in page


def test_what_the_slider_moves_is_what_is_drawn(client):
    page = client.get("/network").text
    moving = json.loads(page.partition('id="moving">')[2].partition("</script>")[0])
    assert page.count("data-tie=") == len(moving["ties"]) == 1
    assert page.count("data-node=") == len(moving["nodes"]) == 2
    assert sorted(moving["ties"][0][2]) == list(range(len(moving["events"])))
    assert ["2024-07-01", "2024-07-03"] in moving["events"]


def test_the_picture_is_the_same_whenever_it_is_drawn(client):
    first, again = client.get("/network"), client.get("/network?drawn=40")
    assert re.findall(r"<circle[^>]*>", first.text) == re.findall(r"<circle[^>]*>", again.text)


def test_the_twins_for_other_programs_hold_the_same_network(client):
    for suffix, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        graph = read(io.BytesIO(client.get(f"/network.{suffix}").content))
        assert {(one, other): about["weight"] for one, other, about in graph.edges(data=True)} == {("ARL", "BLM"): 3}
    people = nx.read_gexf(io.BytesIO(client.get("/network.gexf?of=people").content))
    assert set(people) == {"Ines Maren", "Tomas Ruh"}
    (row,) = csv.DictReader(io.StringIO(client.get("/network.csv").text))
    assert (row["one"], row["other"], row["occasions"]) == ("ARL", "BLM", "3")


def test_the_time_that_is_asked_for_narrows_the_network(client):
    assert client.get("/network.json?from=2024-07-01").json()["ties"][0]["occasions"] == 2
    page = client.get("/network?from=2030-01-01").text
    assert "Nothing here shows two parties at one table" in page


@pytest.mark.parametrize("query", ["of=ships", "drawn=1", "drawn=900", "most=-1"])
def test_what_cannot_be_drawn_is_told(client, query):
    assert client.get(f"/network?{query}").status_code == 422


def test_an_empty_record_has_an_empty_network(empty):
    page = client_of(empty).get("/network").text
    assert "The record has no event that was held with two parties" in page
    assert client_of(empty).get("/network.gexf").status_code == 200


def test_hostile_words_do_nothing_in_the_network(hostile):
    for path in ("/network", "/network?of=people"):
        assert harms(hostile.get(path).text) == [], path
    for suffix in ("json", "csv", "gexf", "graphml"):
        assert hostile.get(f"/network.{suffix}?of=people").status_code == 200
