import pytest

from dateline.books.crosswalk import crosswalk
from dateline.books.source import read_yaml
from dateline.model.claim import Place
from dateline.model.mention import Modality
from tests import make

QUAD = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "MOBILIZE"}


def codes(kind, mode=None, modality=Modality.HELD, **more):
    found = crosswalk().codes(make.claim(kind=kind, mode=mode, modality=modality, **more))
    return (found["plover"] or {}).get("type"), (found["plover"] or {}).get("mode"), found["cameo"]


@pytest.mark.parametrize(
    ("kind", "mode", "modality", "expected"),
    [
        ("meeting", "call", Modality.HELD, ("CONSULT", "phone", "041")),
        ("meeting", "multilateral", Modality.ONGOING, ("CONSULT", "multilateral", "040")),
        ("meeting", "bilateral", Modality.PLANNED, ("AGREE", None, "036")),
        ("visit", "official", Modality.HELD, ("CONSULT", "visit", "042")),
        ("exercise", "naval", Modality.HELD, ("COOPERATE", None, "062")),
        ("exercise", "naval", Modality.PLANNED, ("AGREE", None, "0312")),
        ("arms_transfer", "donation", Modality.HELD, ("AID", None, "072")),
        ("assistance", "relief", Modality.PLANNED, ("AGREE", None, "0333")),
        ("agreement", None, Modality.HELD, ("SUPPORT", None, "057")),
        ("deployment", None, Modality.HELD, ("MOBILIZE", "troops", "154")),
        ("visit", "official", Modality.CANCELLED, (None, None, None)),
        ("parade", None, Modality.HELD, (None, None, None)),
    ],
)
def test_each_engagement_has_its_codes(kind, mode, modality, expected):
    assert codes(kind, mode, modality) == expected


def test_a_meeting_is_a_visit_where_a_party_hosts_it_and_third_party_elsewhere():
    home, away = (Place(name="x", country=country) for country in ("ARL", "CRV"))
    assert codes("meeting", "bilateral", place=home) == ("CONSULT", "visit", "042")
    assert codes("meeting", "bilateral", place=away) == ("CONSULT", "third-party", "044")
    assert codes("meeting", "bilateral", place=None) == ("CONSULT", None, "040")


def test_forces_under_the_flag_of_an_organisation_are_aid():
    assert codes("deployment", organizations=("UN",)) == ("AID", None, "074")


@pytest.mark.parametrize("kind", read_yaml("codebook", "types.yaml")["types"])
@pytest.mark.parametrize("modality", [Modality.HELD, Modality.ONGOING, Modality.PLANNED])
def test_no_type_of_the_codebook_is_left_without_codes(kind, modality):
    plover, _, cameo = codes(kind, modality=modality)
    assert plover in QUAD
    assert cameo


def test_what_is_planned_is_agree_as_the_manual_says():
    rows = read_yaml("crosswalk", "plover.yaml")["rows"]
    assert {row["plover"]["type"] for row in rows if row["when"].get("status") == "planned"} == {"AGREE"}
