import pytest

from dateline.ingest.sources import source_class, sources
from dateline.model.kept import SourceClass


@pytest.mark.parametrize(
    ("publisher", "url", "agency", "kind"),
    [
        ("Ministry of Defence of Arland", None, None, "official"),
        ("U.S. Department of Defense", None, None, "official"),
        (None, "https://www.mod.gov.zz/news/1", None, "official"),
        (None, "https://press.fleet.mil/x", None, "official"),
        ("Northern News Agency", None, None, "wire"),
        ("ArlandWire", None, None, "wire"),
        (None, None, "TASS", "wire"),
        ("TASS", None, "TASS", "wire"),
        ("The Arden Courier", None, None, "newspaper"),
        ("The Arden Courier", None, "AFP", "reprint"),
        ("UrduPoint News / Sputnik", None, None, "reprint"),
        ("Ministry of Defence of Arland", None, "TASS", "official"),
        (None, "https://t.me/arland_mod/7", None, "social"),
        ("Ardenblatt", None, None, "unknown"),
        (None, None, None, "unknown"),
        (None, "http://[broken", None, "unknown"),
    ],
)
def test_a_source_is_known_by_its_name_its_address_and_the_opening(publisher, url, agency, kind):
    assert source_class(publisher, url, agency) is SourceClass(kind)


def test_a_name_goes_before_an_address():
    assert source_class("The Arden Courier", "https://archive.gov/arden") is SourceClass.NEWSPAPER


def test_a_byline_is_no_agency():
    assert source_class("The Arden Courier", None, "By a Hand") is SourceClass.NEWSPAPER


def test_no_name_stands_in_two_classes():
    book = sources()
    assert all(isinstance(kind, SourceClass) for kind in (*book.hosts.values(), *book.names.values()))
