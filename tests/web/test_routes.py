import json

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import client_of

LISTS = (
    "/", "/events", "/search", "/search?q=naval", "/paste", "/sign-in", "/api", "/dossier", "/cadence", "/person",
    "/office", "/series", "/ledger", "/calendar", "/calendar?view=list",
)  # fmt: skip


def paths(client: TestClient) -> list[str]:
    """Every page of a record: the lists, each event, each article."""
    events = client.get("/events.json").json()["events"]
    articles = client.get("/index.json").json()["new"]
    return [*LISTS, *(one["href"] for one in events), *(one["href"] for one in articles)]


def twin(path: str, suffix: str) -> str:
    stem, _, query = path.partition("?")
    return f"{'/index' if stem == '/' else stem}.{suffix}" + (f"?{query}" if query else "")


def test_every_page_is_there_for_people_and_for_programs(client):
    for path in paths(client):
        page, data = client.get(path), client.get(twin(path, "json"))
        assert (page.status_code, data.status_code) == (200, 200), path
        assert page.headers["content-type"].startswith("text/html")
        assert data.headers["content-type"] == "application/json"
        json.loads(data.text)


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_record_has_every_page_too(empty, path):
    assert client_of(empty).get(path).status_code == 200


def test_the_twin_can_be_asked_for_by_what_is_accepted(client):
    data = client.get("/events", headers={"accept": "application/json"})
    assert data.json() == client.get("/events.json").json()
    assert "text/csv" in client.get("/events", headers={"accept": "text/csv, */*;q=0.1"}).headers["content-type"]
    assert "text/html" in client.get("/events", headers={"accept": "text/html,*/*;q=0.8"}).headers["content-type"]


def test_a_page_without_such_a_twin_says_which_it_has(client):
    answer = client.get("/index.csv")
    assert answer.status_code == 406
    assert ".json" in answer.json()["mend"]


def test_the_list_as_a_table_has_a_row_for_each_event(client):
    rows = client.get("/events.csv").text.strip().splitlines()
    assert len(rows) == 1 + client.get("/events.json").json()["total"]


def test_the_filters_of_the_query_string_narrow_the_list(client):
    def total(query: str) -> int:
        found: int = client.get(f"/events.json?{query}").json()["total"]
        return found

    assert total("") == 2
    assert total("status=held") == 1
    assert total("status=held,planned&party=&type=") == 2
    assert total("party=ARL,BLM") == 2
    assert total("party=ARL&party=FJI") == 0
    assert total("from=2024-10-01") == 1
    assert total("person=maren&q=naval") == 2


def test_leafing_through_shows_every_event_once(client):
    seen, after = [], ""
    while after is not None:
        page = client.get("/events.json", params={"limit": 1, "after": after}).json()
        seen += [event["id"] for event in page["events"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == 2


def test_a_place_that_the_list_does_not_have_is_told(client):
    answer = client.get("/events?after=e-nowhere")
    assert answer.status_code == 410
    assert "first page" in answer.text


@pytest.mark.parametrize("query", ["from=yesterday", "limit=0", "limit=many", "rule=mine", "known=never"])
def test_a_query_that_means_nothing_is_told_in_words(client, query):
    page, data = client.get(f"/events?{query}"), client.get(f"/events.json?{query}")
    assert (page.status_code, data.status_code) == (422, 422)
    assert "Not understood" in page.text
    assert query.partition("=")[0] in data.json()["what"]


def test_who_has_a_page_already_gets_no_more_than_word_of_it(client):
    first = client.get("/events")
    again = client.get("/events", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    assert client.get("/events.json", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_an_event_is_found_by_any_of_its_ids_and_leads_to_its_own(client):
    href = client.get("/events.json").json()["events"][0]["href"]
    short = client.get(href.replace("e-", "")[:-4], follow_redirects=False)
    assert short.status_code == 303
    assert short.headers["location"] == href


def test_what_is_not_there_is_told_with_the_mend(client):
    for path in ("/event/e-0000", "/article/none", "/nowhere", "/paste/none"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "To mend it" in answer.text


def test_the_event_shows_every_value_and_who_said_so(client):
    (event, *_) = client.get("/events.json?status=held").json()["events"]
    page = client.get(event["href"]).text
    assert "Northern Wire" in page
    assert "representative@" in page
    assert "<mark>met</mark>" in page


def test_the_words_of_an_article_lead_to_their_values_and_back(client):
    (article,) = client.get("/index.json").json()["new"]
    page = client.get(article["href"]).text
    assert 'href="#v-1"' in page
    assert 'id="v-1"' in page
    assert 'id="w-1"' in page
    assert "Saturday" in page


def test_every_route_is_described_with_an_example(client):
    spec = client.get("/openapi.json").json()
    assert "/events" in spec["paths"]
    assert "text/csv" in spec["paths"]["/events"]["get"]["responses"]["200"]["content"]
    assert spec["components"]["schemas"]["EventLine"]["examples"]
    assert all(about.get("summary") for methods in spec["paths"].values() for about in methods.values())


@pytest.mark.parametrize("page", ["/events", "/search", "/map", "/timeline", "/ledger", "/cadence", "/calendar"])
@pytest.mark.parametrize(
    ("query", "code", "mend"),
    [
        ("party=Germny", "record.party", "Germany"),
        ("type=foo", "record.type", "meeting"),
        ("party=XXX", "record.party", ""),
    ],
)
def test_a_filter_that_nobody_knows_is_no_finding(client, page, query, code, mend):
    told = client.get(f"{page}.json?{query}")
    assert told.status_code == 422  # as an unknown status
    assert told.json()["code"] == code
    assert mend in told.json()["mend"]
    assert mend in client.get(f"{page}?{query}").text


def test_a_party_is_asked_for_by_any_of_its_names(client):
    assert client.get("/events.json?party=African+Union").json()["total"] == 0
