import pytest

from tests import record
from tests.desk.test_readout import merged
from tests.web.conftest import client_of
from tests.web.working import is_harmless


@pytest.fixture
def client(tmp_path):
    with record.opened(tmp_path) as desk:
        yield client_of(merged(desk, tmp_path))


def ids(client):
    return {one["articles"]: one["id"] for one in client.get("/events.json").json()["events"]}


def test_two_texts_stand_side_by_side_and_what_is_left_out_is_marked(client):
    page = client.get(f"/diff/{ids(client)[2]}").text
    assert "left out by" in page
    assert "one says more" in page
    assert "What is left out is not denied" in page


def test_the_twin_tells_the_same_and_so_does_the_table(client):
    data = client.get(f"/diff/{ids(client)[2]}.json").json()
    stands = {one["field"]: one["stand"] for one in data["fields"]}
    assert stands["days"] == "fuller"
    assert {"one", "other"} & {stands["name"]}
    assert len(data["also"]) == 1
    rows = client.get(f"/diff/{ids(client)[2]}.csv").text.strip().splitlines()
    assert len(rows) == 2 + len(data["fields"]) + len(data["also"])


def test_the_texts_can_be_chosen_by_the_address(client):
    path = f"/diff/{ids(client)[2]}.json"
    data = client.get(path).json()
    turned = client.get(path, params={"one": data["other"]["key"], "other": data["one"]["key"]}).json()
    assert turned["one"] == data["other"]
    assert client.get(path, params={"one": "nowhere", "other": data["one"]["key"]}).status_code == 409


def test_where_one_text_tells_of_an_event_there_is_nothing_to_compare_and_it_says_so(client):
    assert "One text alone tells of this" in client.get(f"/diff/{ids(client)[1]}").text
    assert client.get(f"/diff/{ids(client)[1]}.json").json()["fields"] == []
    assert client.get("/diff/nothing").status_code == 404


def test_hostile_words_stand_side_by_side_and_do_nothing(hostile):
    for one in hostile.get("/events.json").json()["events"]:
        assert is_harmless(hostile.get(f"/diff/{one['id']}").text)
