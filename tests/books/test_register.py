"""The register: states, members, offices and their holders."""

from datetime import date

import pytest

from dateline.books import compiled
from dateline.books.register import Register, sounds_in, tenures_in
from dateline.books.register_check import check, faults_of_register, one_seat_offices
from dateline.books.source import read_yaml
from dateline.errors import RegisterError

REGISTER = Register.load()


def test_the_compiled_files_hold_what_the_yaml_says() -> None:
    for name, content in compiled.sources().items():
        shipped = (compiled._FOLDER / name).read_text(encoding="utf-8")
        assert shipped == content, f"{name} is stale: run python -m dateline.books.compiled"


def test_the_sounds_that_were_compiled_lead_to_the_lines_that_have_them() -> None:
    content = compiled.register()
    assert content["sounds"] == sounds_in(content["tenures"])


def test_the_shipped_register_has_no_faults() -> None:
    assert [str(fault) for fault in check()] == []


def test_the_lexicon_is_as_rich_as_it_is_said_to_be() -> None:
    offices = read_yaml("register", "offices.yaml")
    wordings = sum(len(office["says"]) for office in offices["generic"].values()) + len(offices["local"])
    assert wordings >= 200
    assert len({local["country"] for local in offices["local"]}) >= 40
    assert len(read_yaml("register", "organizations.yaml")) >= 150
    assert len(read_yaml("register", "series.yaml")) >= 100
    assert len(read_yaml("places", "seas.yaml")) >= 120
    assert sum(len(names) for names in read_yaml("places", "places.yaml").values()) >= 150


def test_a_state_has_its_codes() -> None:
    india = REGISTER.country("IND")
    assert india is not None
    assert (india.name, india.iso2, india.m49, india.cow, india.gw, india.capital) == (
        "India",
        "IN",
        356,
        750,
        750,
        "New Delhi",
    )
    assert [(c.cow, c.gw) for c in map(REGISTER.country, ("RUS", "DEU", "YEM")) if c] == [
        (365, 365),
        (255, 260),
        (679, 678),
    ]
    assert REGISTER.country("ZZZ") is None


def test_no_two_states_share_a_number() -> None:
    for code in ("cow", "gw", "m49", "iso2"):
        held = [value for country in REGISTER.countries() if (value := getattr(country, code)) is not None]
        assert len(held) == len(set(held)), code


@pytest.mark.parametrize(
    ("organization", "day", "count"),
    [
        ("SCO", date(2020, 9, 4), 8),
        ("SCO", date(2024, 12, 1), 10),
        ("NATO", date(2020, 1, 1), 29),
        ("NATO", date(2024, 4, 4), 32),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("UN", date(2020, 1, 1), 193),
        ("ASEAN", date(2021, 1, 1), 10),
        ("GCC", date(2021, 1, 1), 6),
        ("AUKUS", date(2021, 1, 1), 0),
        ("AU", date(2020, 1, 1), 55),
        ("Commonwealth", date(2023, 1, 1), 56),
        ("ECOWAS", date(2025, 6, 1), 12),
    ],
)
def test_members_come_and_go_on_their_days(organization: str, day: date, count: int) -> None:
    assert len(REGISTER.members(organization, day)) == count


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("russia/defence-minister", date(2020, 9, 4), "Sergei Shoigu"),
        ("RUS/defence-minister", date(2024, 6, 1), "Andrei Belousov"),
        ("IND/defence-minister", date(2020, 9, 4), "Rajnath Singh"),
        ("USA/defence-minister", date(2021, 2, 1), "Lloyd Austin"),
        ("united kingdom/defence-minister", date(2021, 1, 1), "Ben Wallace"),
        ("NATO/secretary-general", date(2024, 10, 1), "Mark Rutte"),
        ("USA/president", date(2021, 1, 20), "Joe Biden"),
    ],
)
def test_an_office_has_its_holder_of_the_day(office: str, day: date, name: str) -> None:
    holder = REGISTER.holder(office, day)
    assert holder is not None
    assert holder.name == name


def test_nobody_is_named_where_the_register_knows_nobody() -> None:
    assert REGISTER.holder("IND/defence-minister", date(1950, 1, 1)) is None
    assert REGISTER.holder("nowhere/defence-minister", date(2020, 1, 1)) is None
    assert REGISTER.tenures_of("Zzyzx Qwerty") == []
    assert REGISTER.country_of("") is None


def test_a_person_is_known_in_any_script() -> None:
    for name in ("Sergey Shoygu", "Сергей Шойгу", "Gen. Sergei Shoigu"):
        assert {tenure.office.id for tenure in REGISTER.tenures_of(name)} >= {"RUS/defence-minister"}, name


def test_the_state_of_a_person_depends_on_the_day_and_on_nothing_unsure() -> None:
    assert REGISTER.country_of("Rajnath Singh") == "IND"
    assert REGISTER.country_of("Mark Rutte", date(2020, 1, 1)) == "NLD"
    assert REGISTER.country_of("Mark Rutte", date(2025, 1, 1)) is None
    assert REGISTER.country_of("Shoigu", date(2020, 1, 1)) == "RUS"
    assert REGISTER.country_of("Shoigu") is None


def test_the_body_of_an_official_depends_on_the_day() -> None:
    assert REGISTER.body_of("Mark Rutte", date(2025, 1, 1)) == "NATO"
    assert REGISTER.body_of("Mark Rutte", date(2020, 1, 1)) is None
    assert REGISTER.body_of("Kofi Annan", date(2001, 1, 1)) == "UN"
    assert REGISTER.body_of("Kofi Annan", date(2015, 1, 1)) is None
    assert REGISTER.body_of("Nobody Known", date(2015, 1, 1)) is None
    assert REGISTER.body_of("Hage Geingob", date(2019, 1, 1)) is None  # NAM is a state's code, too
    assert REGISTER.body_of("Paolo Serra", date(2013, 1, 1)) is None  # he commands UN troops


def test_a_faulty_register_is_told_all_its_faults_at_once() -> None:
    book = {
        "checked": "2025-01-01",
        "sources": [],
        "tenures": {
            "ZZZ/defence-minister": ["2020-01/2019-01 Ana Lind"],
            "ARD/defence-minister": ["2020-01-01/.. Ana Lind", "2021-01-01/.. Bo Maren"],
        },
    }
    content = {
        "countries": {"ARD": {}, "be": {"of": "QQQ"}},
        "codes": {"ARD": {}},
        "organizations": {"ANO": {}},
        "memberships": {"ANO": {"members": ["XXX"], "left": {"ARD": 2020}}, "NIX": {"members": []}},
        "series": {"drill": {"parties": ["YYY"]}},
        "tenures": {"arden": book},
    }
    codes = {fault.code for fault in faults_of_register(content, frozenset({"defence-minister"}))}
    assert codes == {
        "register.code",
        "register.of",
        "register.codes",
        "register.organization",
        "register.member",
        "register.left",
        "register.party",
        "register.source",
        "register.days",
        "register.one-seat",
    }


def test_a_line_that_is_no_tenure_is_refused_with_its_mend() -> None:
    book = {"checked": "2025-01-01", "sources": ["test"], "tenures": {"ARD/president": ["Ana Lind since 2020"]}}
    with pytest.raises(RegisterError, match="is no tenure") as error:
        list(tenures_in(book))
    assert "Full Name" in error.value.mend


def test_offices_of_one_seat_are_told_by_their_file() -> None:
    assert "defence-minister" in one_seat_offices(read_yaml("register", "offices.yaml"))
