from dateline.desk.alike import alike
from tests import record


def visit(number, start, **more):
    told = record.event("visit", "visited", start, **more)
    return record.Told(
        f"n{number}", f"2024-06-{number + 10}", f"Ships of Arland visited port {number}.", (told,), "Northern Wire"
    )


def test_events_of_one_type_near_in_days_with_a_party_in_common_are_offered(empty, tmp_path):
    told = [
        visit(1, "2024-06-01", place=record.CORVA),
        visit(2, "2024-06-02", countries=["ARL", "CRL"]),
        visit(3, "2024-06-03", type="meeting"),
        visit(4, "2024-06-04", countries=["CRL", "DRL"]),
        visit(5, "2024-07-20"),
    ]
    record.add(empty, tmp_path, told)
    events = {event.claims[0].source.id: event for event in empty.events()}
    found = alike(empty.store, events["n1"], empty.view())
    assert [event.claims[0].source.id for event in found] == ["n2"]
