import json
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from dateline.cli import account_of
from dateline.desk.ledger import Entry
from dateline.joining.account import account
from dateline.joining.lapse import Promise
from tests.joining.told import told as told_by


def told(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_dossier_is_an_account_with_its_sources_below(call, fits):
    shown = call("dossier", "ARL", "blm", "--as-of", "2024-09-01").stdout
    assert fits(shown)
    account, _, sources = shown.partition("\nSources\n")
    for number in range(1, 7):
        assert f"[{number}] " in sources
    assert "Ines Maren" in account
    assert "Amber Shield 2024" in " ".join(account.split())
    (data,) = told(call("dossier", "ARL", "BLM", "--json"))
    assert data["parties"] == ["ARL", "BLM"]


def test_of_parties_without_events_a_dossier_says_so(call):
    assert "The record has no event of theirs." in call("dossier", "India", "Russia").stdout


def test_the_ledger_lists_promises_by_what_became_of_them(call, fits):
    shown = call("ledger", "--as-of", "2024-09-01").stdout
    assert fits(shown)
    headings = ("Due (1)", "Lapsed: no report found, which is not to say that it did not take place (1)", "Kept (1)")
    places = [shown.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "As of 1 Sep 2024." in shown
    assert shown.lower().count("no report") == 2  # once in the heading, once of the promise


@pytest.mark.parametrize(("state", "count"), [("lapsed", 1), ("kept", 1), ("due", 1), ("moved", 0)])
def test_the_ledger_of_one_state(call, state, count):
    assert len(told(call("ledger", "--state", state, "--as-of", "2024-09-01", "--json"))) == count


def test_where_no_promise_fits_it_is_told(call):
    assert call("ledger", "--party", "IND").stdout == "No promise fits.\n"


def test_series_are_listed_with_their_editions(call, fits):
    shown = call("series", "--as-of", "2024-09-01").stdout
    assert fits(shown)
    assert "Amber Shield" in shown
    assert "lapsed" in shown
    (one,) = told(call("series", "--json"))
    assert len(one["editions"]) == 1


def test_a_record_without_series_says_so(call):
    assert call("series", "--party", "CRL").stdout == "The record has no series.\n"


def test_a_person_is_told_by_days_and_trips(call, fits):
    shown = call("person", "maren").stdout
    assert fits(shown)
    assert "Ines Maren" in shown.splitlines()[0]
    assert "Trip, 1–3 Jul 2024" in shown
    (data,) = told(call("person", "maren", "--json"))
    assert data["names"] == ["Ines Maren"]


def test_of_nobody_it_is_told_that_there_is_nobody(call):
    assert call("person", "Nobody").stdout == "The record has nobody of the name “Nobody”.\n"


def test_an_invitation_that_nobody_answered_tells_until_when_an_answer_was_due():
    invitation = account([told_by("n1", "2024-06-05", kind="invitation", when="2024-06-04")])
    entry = Entry(
        event=invitation, state=Promise.LAPSED, text="An invitation.", promised=date(2024, 6, 5), due=date(2025, 6, 4),
        overdue=60,
    )  # fmt: skip
    out = StringIO()
    Console(file=out, width=100).print(account_of.ledger([entry], date(2025, 8, 3)))
    assert "An answer was due by 4 Jun 2025, 60 days ago: An invitation." in " ".join(out.getvalue().split())
