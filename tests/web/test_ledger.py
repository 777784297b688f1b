import csv
import io

import pytest

from tests import record
from tests.web.told import client_of, client_of_record, entries, harms


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("ledger"))


def states(client, query=""):
    return [one["state"] for one in client.get(f"/ledger.json?{query}").json()["promises"]]


def test_promises_stand_by_what_became_of_them(client):
    assert states(client) == ["due", "lapsed", "kept"]
    assert client.get("/ledger.json").json()["states"] == {"due": 1, "lapsed": 1, "kept": 1}
    page = client.get("/ledger").text
    assert "3 promises" in page
    assert "100 days overdue" in page
    assert "no report found; the record holds" in page


def test_a_state_narrows_the_list_and_the_counts_stay(client):
    assert states(client, "state=due,kept") == ["due", "kept"]
    assert client.get("/ledger.json?state=due").json()["states"] == {"due": 1, "lapsed": 1, "kept": 1}
    assert client.get("/ledger?state=never").status_code == 422
    assert len(entries(client.get("/ledger.atom?state=due"))) == 1


def test_on_an_earlier_day_the_same_promises_stood_otherwise(client):
    assert states(client, "as_of=2024-05-10") == ["due"]
    assert states(client, "as_of=2024-05-27") == ["overdue"]
    assert client.get("/ledger.json?as_of=2024-05-27").json()["promises"][0]["overdue"] == 3


def test_the_table_tells_every_promise_that_fits(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/ledger.csv?state=lapsed").text)))
    assert [(row["state"], row["due"], row["days_overdue"]) for row in rows] == [("lapsed", "2024-05-24", "100")]


def test_leafing_shows_every_promise_once(client):
    first = client.get("/ledger.json?limit=2").json()
    rest = client.get(f"/ledger.json?limit=2&after={first['next']}").json()
    assert [one["state"] for one in (*first["promises"], *rest["promises"])] == ["due", "lapsed", "kept"]


def test_an_empty_record_has_promised_nothing(empty):
    page = client_of(empty).get("/ledger").text
    assert "No promise" in page


def test_an_invitation_leads_to_what_answered_it_in_the_ledger_and_on_its_own_page(empty, tmp_path):
    record.add(empty, tmp_path, (record.INVITED, record.VISITED))
    client, (invitation, visit) = client_of(empty), [event.id for event in empty.events()]
    assert f'href="/event/{visit}"' in client.get("/ledger").text
    page = client.get(f"/event/{invitation}").text
    assert "An invitation, which was answered:" in page
    assert f'href="/event/{visit}"' in page
    assert client.get(f"/event/{invitation}.json").json()["event"]["answered_by"] == visit


def test_hostile_words_do_nothing_in_the_ledger(hostile):
    assert harms(hostile.get("/ledger", params={"q": "<script>alert(1)</script>"}).text) == []
    assert harms(hostile.get("/ledger").text) == []


def test_the_front_shows_as_overdue_what_the_ledger_has_as_overdue_or_lapsed(client):
    promises = client.get("/ledger.json?state=overdue,lapsed").json()["promises"]
    assert [one["id"] for one in client.get("/index.json").json()["overdue"]] == [
        one["event"]["id"] for one in promises
    ]
