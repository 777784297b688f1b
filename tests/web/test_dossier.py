import re

import pytest

from dateline.desk import review
from tests import record
from tests.web.conftest import HOSTILE
from tests.web.told import client_of, client_of_record, harms, id_of, serving_of


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("dossier"))


@pytest.fixture
def page(client):
    return client.get("/dossier/ARL/BLM").text


def test_every_sentence_on_an_event_leads_to_it_and_names_its_sources(page):
    lines = re.findall(r"<li class=\"of-\w+\">.*?</li>", page, re.DOTALL)
    assert len(lines) >= 5
    for line in lines:
        assert "/event/e-" in line
        assert re.search(r'href="#source-\d+"', line), line


def test_every_number_that_is_cited_stands_among_the_sources(page, client):
    cited = set(re.findall(r'href="#source-(\d+)"', page))
    assert cited == set(re.findall(r'id="source-(\d+)"', page))
    sources = client.get("/dossier/ARL/BLM.json").json()["account"]["sources"]
    assert cited == {str(source["number"]) for source in sources}


def test_counts_say_what_they_count(page):
    assert "5 events, told by 6 articles, 6 independent sources" in page


def test_the_timeline_draws_each_status_its_own_way(page):
    drawn = re.findall(r'<a class="mark is-(\w+) (\w+)" href="/event/', page)
    assert sorted(drawn) == [
        ("held", "bar"), ("held", "point"), ("held", "point"), ("lapsed", "bar"), ("planned", "point"),
    ]  # fmt: skip
    assert "<svg" in page
    assert "style=" not in page


def test_promises_tell_their_state_and_the_day_on_which_they_are_due(client, page):
    promises = client.get("/dossier/ARL/BLM.json").json()["promises"]
    assert sorted(one["state"] for one in promises.values()) == ["due", "kept", "lapsed"]
    assert "lapsed; promised on 20 Apr 2024, due by 24 May 2024, 100 days ago" in page


def test_a_lasting_link_says_as_of_when_and_when_it_was_added(page, client):
    (address,) = re.findall(r'A link that always shows this: <a href="([^"]+)"', page)
    assert address == "/dossier/ARL/BLM?as_of=2024-09-01&amp;known=added"
    assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_as_of_a_day_only_what_was_known_then_is_told(client):
    told = client.get("/dossier/ARL/BLM.json?as_of=2024-06-02").json()["account"]
    assert told["as_of"] == "2024-06-02"
    assert {event["status"] for event in told["events"]} == {"planned"}


def test_names_lead_to_the_dossier_under_its_codes(client):
    answer = client.get("/dossier/arl/blm?as_of=2024-06-02")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/dossier/ARL/BLM?as_of=2024-06-02"
    assert client.get("/dossier?one=arl&other=").headers["location"] == "/dossier/ARL"
    assert client.get("/dossier/India/Russia").headers["location"] == "/dossier/IND/RUS"


def test_whom_nobody_knows_there_is_no_dossier_of(client):
    answer = client.get("/dossier/Nowhereland")
    assert answer.status_code == 404
    assert "To mend it" in answer.text


def test_of_parties_without_an_event_silence_is_not_taken_for_absence(client):
    page = client.get("/dossier/IND/RUS").text
    assert "not to say that they had none" in page
    assert client.get("/dossier/IND/RUS.json").json()["account"]["events"] == []


def test_the_dossier_of_one_party_lists_its_partners(client):
    page = client.get("/dossier/ARL").text
    assert 'href="/dossier/ARL/BLM"' in page
    rows = client.get("/dossier/ARL.csv").text.strip().splitlines()
    assert len(rows) == 1 + len(client.get("/dossier/ARL.json").json()["account"]["events"])


def test_of_a_long_section_the_newest_lines_stand_on_the_page_and_those_before_behind_a_link(client):
    page = client.get("/dossier/ARL/BLM?limit=1").text
    assert "The 1 last of 3." in page
    (older,) = re.findall(r'<a rel="next" href="([^"]*section=meetings[^"]*)">Older 1</a>', page)
    page = client.get(older.replace("&amp;", "&")).text
    assert "Lines 2–2 of 3, counted from the newest." in page
    assert page.count('<li class="of-') == 1
    assert "The 1 last" not in client.get("/dossier/ARL/BLM?limit=3").text


def leafed(client, path):
    """The parts of an account, from the newest lines of one section to its oldest."""
    after = ""
    while after is not None:
        part = client.get(f"{path}&after={after}").json()
        (section,) = part["sections"]
        yield part
        after = section["next"]


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_leafing_through_every_section_gives_each_of_its_lines_once(client, limit):
    whole = client.get("/dossier/ARL/BLM.json?limit=50").json()
    told = {one["title"]: one["lines"] for one in whole["account"]["sections"]}
    for section in whole["sections"]:
        parts = list(leafed(client, f"/dossier/ARL/BLM.json?limit={limit}&section={section['section']}"))
        lines = [line for part in reversed(parts) for line in part["account"]["sections"][0]["lines"]]
        assert [line["event"] for line in lines] == [line["event"] for line in told[section["title"]]]
        assert len(lines) == section["total"]


def test_a_part_of_an_account_has_the_sources_and_the_events_of_its_lines_and_counts_all(client):
    whole = client.get("/dossier/ARL/BLM.json").json()
    for part in leafed(client, "/dossier/ARL/BLM.json?limit=1&section=meetings"):
        account = part["account"]
        (line,) = account["sections"][0]["lines"]
        assert [event["id"] for event in account["events"]] == [line["event"]]
        assert set(line["sources"]) <= {source["number"] for source in account["sources"]}
        assert part["events"] == whole["events"] == len(whole["account"]["events"])


def test_what_has_no_day_is_leafed_to_last(tmp_path):
    told = [
        record.Told(
            f"d{n}", "2024-07-01", f"Arland and Belmar held talks number {n} in Arden.",
            (record.event("meeting", "talks", day, name=f"Talks {n}", place=record.ARDEN),), "Northern Wire",
        )
        for n, day in enumerate(("2024-02-01", None, "2024-05-01"), 1)
    ]  # fmt: skip
    desk = record.opened(tmp_path)
    record.add(desk, tmp_path, told)
    parts = leafed(client_of(desk), "/dossier/ARL/BLM.json?limit=1&section=meetings")
    days = [line["first"] for part in parts for line in part["account"]["sections"][0]["lines"]]
    assert days[:2] == ["2024-05-01", "2024-02-01"]
    assert days[2] not in days[:2]


def test_of_many_series_those_of_most_editions_stand_on_the_page_and_all_behind_a_link(tmp_path):
    drills = (("Amber Shield 2023", "2023-05-20"), ("Amber Shield 2024", "2024-05-20"), ("Blue Fin 2024", "2024-06-01"))
    told = [
        record.Told(
            f"x{n}", "2024-07-01", f"Arland and Belmar held the exercise {name} off Corva.",
            (record.event("exercise", "exercise", day, day, name=name),), "Northern Wire",
        )
        for n, (name, day) in enumerate(drills, 1)
    ]  # fmt: skip
    desk = record.opened(tmp_path)
    record.add(desk, tmp_path, told)
    client = client_of(desk)
    (only,) = re.findall(r'<li><a href="/series/[^>]*><bdi>([^<]+)', client.get("/dossier/ARL?limit=1").text)
    assert "Amber Shield" in only
    (address,) = re.findall(r'<a href="(/series\?[^"]+)">all series</a>', client.get("/dossier/ARL?limit=1").text)
    assert client.get(address.replace("/series?", "/series.json?").replace("&amp;", "&")).json()["total"] == 2
    assert "all series" not in client.get("/dossier/ARL").text


def test_on_every_page_of_a_section_what_is_cited_stands_among_the_sources(client):
    for path in ("/dossier/ARL/BLM?limit=1", "/dossier/ARL/BLM?limit=1&section=meetings"):
        page = client.get(path).text
        cited = set(re.findall(r'href="#source-(\d+)"', page))
        assert cited
        assert cited == set(re.findall(r'id="source-(\d+)"', page))


def test_a_section_that_a_dossier_has_not_is_empty_and_one_that_none_has_is_refused(client):
    assert "This section has no line." in client.get("/dossier/ARL/BLM?section=arms").text
    assert client.get("/dossier/ARL/BLM.json?section=gossip").status_code == 422
    assert client.get("/dossier/ARL/BLM?section=").status_code == 200


def test_of_many_events_the_last_are_drawn(client, monkeypatch):
    monkeypatch.setattr("dateline.web.pages.dossier._DRAWN", 2)
    page = client.get("/dossier/ARL/BLM?limit=40").text
    assert page.count('<a class="mark is-') == 2
    assert "the 2 last of 5 events" in page
    (address,) = re.findall(r'<a href="([^"]+)">All of them, picture by picture</a>', page)
    assert client.get(address.replace("&amp;", "&").replace("/timeline?", "/timeline.json?")).json()["total"] == 5


def test_the_list_counts_the_events_of_which_the_dossier_tells(client):
    told = client.get("/dossier.json").json()
    for line in (*told["pairs"], *told["parties"]):
        account = client.get(f"{line['href']}.json").json()["account"]
        assert len(account["events"]) == line["events"]
    assert 'href="/dossier/ARL/BLM"' in client.get("/dossier").text


def test_an_empty_record_has_no_dossier_yet(empty):
    assert "no event yet" in client_of(empty).get("/dossier").text


@pytest.mark.parametrize("words", ["<img src=/x>", "<a onclick=x>", "<a href=//x>", "<script>x</script>", "a\u202eb"])
def test_what_would_do_harm_is_seen(words):
    assert harms(f"<p>{words}</p>")


def test_hostile_words_do_nothing_in_a_dossier(hostile):
    for path in ("/dossier", "/dossier/ARL/BLM", "/dossier/ARL"):
        assert harms(hostile.get(path).text) == [], path
    assert hostile.get("/dossier", params={"one": HOSTILE.replace("\x00", "")[:150]}).status_code == 404
    assert hostile.get("/dossier/ARL/BLM.json").status_code == 200


def test_a_correction_shows_in_the_dossier(tmp_path):
    client = client_of_record(tmp_path)
    desk = serving_of(client).desk
    visit = desk.event(id_of(client, "visit"))
    desk.rule(review.amend(visit, desk.hand(), "place", "Hilltop"))
    serving_of(client).changed()
    assert "Hilltop" in client.get("/dossier/ARL/BLM").text
