from datetime import date

from dateline.desk import review
from dateline.desk.sentence import sentence
from tests import record


def lines(found):
    return [line for section in found.sections for line in section.lines]


def test_every_event_of_both_parties_is_told_once(desk):
    found = desk.dossier("ARL", "BLM")
    assert sorted(line.event for line in lines(found)) == sorted(event.id for event in found.events)
    assert len(found.events) == 5
    assert found.parties == ("ARL", "BLM")


def test_every_sentence_carries_its_sources_and_every_source_is_listed(desk):
    found = desk.dossier("ARL", "BLM")
    numbers = range(1, len(found.sources) + 1)
    events = {event.id: event for event in found.events}
    for line in lines(found):
        told_by = [found.sources[number - 1].key for number in line.sources]
        assert told_by
        assert set(told_by) == {kept.source.key for kept in events[line.event].claims}
    assert {number for line in (*found.summary, *lines(found)) for number in line.sources} == set(numbers)
    assert len({source.key for source in found.sources}) == len(found.sources)


def test_what_is_counted_in_short_cites_the_sources_of_all_that_is_counted(desk):
    found = desk.dossier("ARL", "BLM")
    counted = {" ".join(line.text.split()[1:3]): line.sources for line in found.summary[1:-1]}
    events = [event for event in found.events if event.kind in ("meeting", "visit") and event.status == "held"]
    keys = {kept.source.key for event in events for kept in event.claims}
    assert {found.sources[number - 1].key for number in counted["meetings and"]} == keys
    assert all(counted.values())


def test_a_line_tells_its_event_in_a_sentence(desk):
    found = desk.dossier("ARL", "BLM")
    events = {event.id: event for event in found.events}
    assert all(line.text.startswith(sentence(events[line.event])) for line in lines(found))


def test_what_is_promised_stands_apart_from_what_took_place(desk, find):
    found = desk.dossier("ARL", "BLM")
    by_event = {line.event: section.title for section in found.sections for line in section.lines}
    assert by_event[find("exercise").id] != by_event[find("meeting", articles="3").id]
    assert by_event[find("exercise").id] == by_event[find("visit", status="planned").id]


def test_where_sources_differ_every_value_is_told_with_who_says_it(desk, find):
    talks = find("meeting", articles="3")
    assert desk.dossier("ARL", "BLM").disagreements == ()
    other = find("meeting", articles="1", status="held")
    desk.rule(review.merge([talks, other], desk.hand()))
    (line, *_) = desk.dossier("ARL", "BLM").disagreements
    assert line.event == talks.id
    assert "Northern Wire" in line.text
    assert len(line.sources) == 4


def test_a_dossier_as_of_a_day_tells_what_was_known_then(desk):
    found = desk.dossier("ARL", "BLM", as_of=date(2024, 6, 2))
    assert {source.id for source in found.sources} == {"n1", "n4"}
    assert found.day == date(2024, 6, 2)


def test_of_a_party_of_which_the_record_has_nothing_nothing_is_told(desk):
    found = desk.dossier("India")
    assert (found.parties, found.names) == (("IND",), ("India",))
    assert (found.events, found.sections, found.sources) == ((), (), ())


def test_a_dossier_as_json_numbers_its_sources(desk):
    told = desk.dossier("ARL", "BLM").to_json()
    assert [source["number"] for source in told["sources"]] == list(range(1, len(told["sources"]) + 1))
    assert told["as_of"] == "2024-09-01"
    assert all(line["sources"] for section in told["sections"] for line in section["lines"])


def test_a_meeting_whose_first_day_nobody_tells_is_of_no_year(tmp_path):
    told = record.Told(
        "u1", "2024-07-01", "Arland and Belmar held talks in Arden until June 3.",
        (record.event("meeting", "talks", None, "2024-06-03", place=record.ARDEN),), "Northern Wire",
    )  # fmt: skip
    with record.opened(tmp_path) as desk:
        record.add(desk, tmp_path, [told])
        (line,) = [line for line in desk.dossier("ARL", "BLM").summary if "held" in line.text]
    assert line.text == "1 meeting or visit was held."
