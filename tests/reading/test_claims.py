"""From what was chosen to claims, each value with the words that gave it."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.model.claim import NamedPerson
from dateline.model.day import Days
from dateline.model.mention import Modality
from dateline.reading.candidates import PUBLISHED, UNTOLD, Kind, Occurrence, of_countries, of_people
from dateline.reading.claims import Claims
from dateline.reading.days import of_dates
from dateline.reading.found import Choice, Found
from dateline.reading.venues import of_places
from tests.reading import small_book

TEXT = "Arland's Ines Maren met Tomas Ruh of Belmar in Ruhstadt on 1 June 2024."
NAMES = ("Ines Maren", "Tomas Ruh")
PERSONS = [
    NamedPerson(name="Ines Maren", country="ARL", office="Defence Minister", office_id="ARL/defence-minister"),
    NamedPerson(name="Tomas Ruh", country="BLM"),
]
MONDAY = date(2024, 6, 3)


class Made:
    """One article with its frame, and claims made of what a test chooses in it."""

    def __init__(self, text: str = TEXT, **more) -> None:
        self.text, self.frame = text, small_book.frame(text, **more)
        words, article = self.frame.words, self.frame.article
        self.countries = of_countries(words, self.frame.mentions, self.frame.favoured)
        self.people = of_people(words, small_book.people(text, *[n for n in NAMES if n in text]))
        self.places = of_places(words, text, self.frame.mentions, [])
        self.dates = of_dates(words, article, self.frame.times)

    def choice(self, occurrences: list[Occurrence], value: str) -> Choice:
        return Choice(value, 0.9, next(o for o in occurrences if o.value == value))

    def found(self, kind: str = "meeting", trigger: str = "met", **more) -> Found:
        """An event of both countries and persons, if a test tells nothing else."""
        i = self.frame.words.texts.index(trigger)
        values = {
            "countries": [self.choice(self.countries, iso) for iso in ("ARL", "BLM")],
            "people": [self.choice(self.people, number) for number in ("0", "1")],
        }
        return Found((i, i), kind, 0.8, **(values | more))

    def claim(self, *args, **more):
        return Claims(self.frame, PERSONS, "9f81").of(self.found(*args, **more))


@pytest.fixture(scope="module")
def made() -> Made:
    return Made()


def why(claim, field: str) -> list[tuple[str, str, str]]:
    """Value, words and rule of each piece of evidence of a field."""
    return [(e.value, e.words, e.rule) for e in claim.evidence if e.field == field]


def test_every_value_has_its_words_and_its_head(made):
    claim = made.claim(
        mode="bilateral", place=made.choice(made.places, "Ruhstadt"), date=made.choice(made.dates, "2024-06-01/")
    )
    assert why(claim, "type") == [("meeting", "met", "head:triggers@9f81")]
    assert why(claim, "status") == [("held", "met", "head:status@9f81")]
    assert why(claim, "mode") == [("bilateral", "met", "head:mode@9f81")]
    assert why(claim, "countries") == [
        ("ARL", "Arland", "head:country@9f81"),
        ("BLM", "Belmar", "head:country@9f81"),
    ]
    assert [words for _, words, _ in why(claim, "people")] == ["Ines Maren", "Tomas Ruh"]
    assert why(claim, "place") == [("Ruhstadt", "Ruhstadt", "head:place@9f81")]
    ((value, words, rule),) = why(claim, "start")
    assert (value, words) == ("2024-06-01", "1 June 2024")
    assert rule.endswith(", head:date@9f81")


def test_the_book_behind_a_value_is_named(made):
    (arland, _) = [e for e in made.claim().evidence if e.field == "countries"]
    assert arland.knowledge == "small@1: Arland = ARL"


@pytest.mark.parametrize(
    ("status", "modality"), [("held", "ongoing"), ("ongoing", "ongoing"), ("cancelled", "cancelled")]
)
def test_what_has_begun_and_is_not_over_on_the_day_of_publication_is_under_way(status, modality):
    made = Made("Arland's Ines Maren met Tomas Ruh of Belmar on 1-4 June 2024.", published=MONDAY)
    claim = made.claim(status=status, date=made.choice(made.dates, "2024-06-01/2024-06-04"))
    assert claim.modality.value == modality
    assert [value for value, *_ in why(claim, "status")] == [modality]


def test_what_ended_before_the_day_of_publication_is_under_way_no_longer():
    made = Made("Arland's Ines Maren met Tomas Ruh of Belmar on 1-2 June 2024.", published=MONDAY)
    claim = made.claim(status="ongoing", date=made.choice(made.dates, "2024-06-01/2024-06-02"))
    assert claim.modality is Modality.HELD
    assert [(value, rule) for value, _, rule in why(claim, "status")] == [("held", "status.over@1")]


def ahead(trigger, status):
    """The status of an event of the day of publication, of which another came a day ahead."""
    made = Made(
        "Talks came a day ahead of the drills of Ines Maren of Arland and Tomas Ruh of Belmar.", published=MONDAY
    )
    today = next(o for o in made.dates if o.value == "2024-06-04/")
    chosen = Choice("2024-06-03/", 0.9, replace(today, value="2024-06-03/"))
    return made.claim("exercise", trigger, status=status, date=chosen).modality.value


@pytest.mark.parametrize(("status", "told"), [("ongoing", "planned"), ("held", "planned"), ("cancelled",) * 2])
def test_what_something_came_a_day_ahead_of_lies_ahead_on_the_day_itself(status, told):
    assert ahead("drills", status) == told


def test_what_came_a_day_ahead_of_something_was_held():
    assert ahead("Talks", "held") == "held"


def test_what_is_under_way_since_a_day_stays_so():
    made = Made("Arland's Ines Maren met Tomas Ruh of Belmar on 1 June 2024.", published=MONDAY)
    assert made.claim(status="ongoing", date=made.choice(made.dates, "2024-06-01/")).modality is Modality.ONGOING


def test_what_is_over_on_the_day_of_publication_was_held():
    made = Made("Arland's Ines Maren met Tomas Ruh of Belmar on 1-3 June 2024.", published=MONDAY)
    assert made.claim(date=made.choice(made.dates, "2024-06-01/2024-06-03")).modality is Modality.HELD


def test_a_country_known_by_a_person_names_him(made):
    ruh = next(o for o in made.people if o.value == "1")
    served = Occurrence(ruh.first, ruh.last, "BLM", Kind.PERSON, source=1)
    claim = made.claim(countries=[Choice("BLM", 0.9, served)])
    (evidence,) = [e for e in claim.evidence if e.field == "countries"]
    assert (evidence.words, evidence.knowledge) == ("Tomas Ruh", "person: Tomas Ruh serves BLM")


def test_persons_stand_for_their_states_in_their_capacity(made):
    told = [(p.name, p.role, p.country, p.office, p.office_id) for p in made.claim().participants]
    assert told == [
        ("Ines Maren", "participant", "ARL", "Defence Minister", "ARL/defence-minister"),
        ("Tomas Ruh", "participant", "BLM", None, None),
    ]


def test_a_state_for_which_no_person_stands_takes_part_itself(made):
    claim = made.claim(people=[made.choice(made.people, "0")], organizations=[Choice("NP", 0.9)])
    assert [(p.name, p.country) for p in claim.participants] == [("Ines Maren", "ARL"), ("BLM", "BLM"), ("NP", None)]


def test_whoever_is_at_home_where_a_visit_goes_is_its_host(made):
    claim = made.claim("visit", place=made.choice(made.places, "Ruhstadt"))
    assert [(p.name, p.role) for p in claim.participants] == [("Ines Maren", "visitor"), ("Tomas Ruh", "host")]


@pytest.mark.parametrize(
    ("kind", "role"), [("arms_transfer", "giver"), ("invitation", "inviter"), ("agreement", "signatory")]
)
def test_roles_are_those_of_the_type(made, kind, role):
    assert {p.role for p in made.claim(kind).participants} == {role}


def test_a_rule_tells_roles_itself_and_stands_wherever_a_head_would(made):
    claim = made.claim("arms_transfer", roles={"ARL": "giver", "BLM": "receiver"}, rule="arms.delivery@1")
    assert [(p.name, p.role) for p in claim.participants] == [("Ines Maren", "giver"), ("Tomas Ruh", "receiver")]
    assert {e.rule for e in claim.evidence} == {"arms.delivery@1"}


def test_a_place_tells_its_country_and_its_precision(made):
    place = made.claim(place=made.choice(made.places, "Ruhstadt")).place
    assert place is not None
    assert (place.name, place.country, place.precision, place.chain) == ("Ruhstadt", "BLM", "city", ("Ruhstadt", "BLM"))
    state = made.claim(place=made.choice(made.places, "Belmar")).place
    assert state is not None
    assert (state.precision, state.chain) == ("country", ("Belmar",))


def test_a_part_of_the_world_lies_in_no_state_and_is_no_city(made):
    told = made.choice(made.places, "Ruhstadt")
    known = made.frame.mentions[told.at.source]
    made.frame.mentions[told.at.source] = replace(known, country=None)
    place = made.claim(place=told).place
    made.frame.mentions[told.at.source] = known
    assert (place.precision, place.chain) == ("region", ("Ruhstadt",))


def test_what_is_untold_stays_empty(made):
    claim = made.claim()
    assert (claim.days, claim.place, claim.name, claim.duration) == (None, None, None, None)
    assert not why(claim, "start")


def test_the_day_of_publication_is_a_day_without_words(made):
    claim = made.claim(date=Choice("2024-06-03/", 0.7))
    assert claim.days == Days.day(MONDAY)
    (start,) = [e for e in claim.evidence if e.field == "start"]
    assert (start.words, start.anchor) == ("", "published 2024-06-03")


@pytest.mark.parametrize("value", [PUBLISHED, UNTOLD])
def test_without_a_day_of_publication_nothing_is_counted_from_it(value):
    assert Made(published=None).claim(date=Choice(value, 0.7)).days is None


def test_a_visit_known_by_its_end_alone_has_no_start():
    made = Made("Arland's Ines Maren and Tomas Ruh of Belmar ended talks, met and left on 1 June 2024.")
    claim = made.claim("visit", "left", date=made.choice(made.dates, "/2024-06-01"))
    assert claim.days is not None
    assert claim.days.coded() == (None, "2024-06-01")


def test_a_stay_made_of_a_day_and_a_length_names_both():
    made = Made("Arland's Ines Maren met Tomas Ruh of Belmar on a four-day visit that began on 1 June 2024.")
    claim = made.claim("visit", "visit", date=made.choice(made.dates, "2024-06-01/"))
    assert claim.days == Days.between(date(2024, 6, 1), date(2024, 6, 4))
    assert claim.duration == 4
    assert [words for _, words, _ in why(claim, "start")] == ["1 June 2024"]
    assert [(words, rule) for _, words, rule in why(claim, "end")] == [("four-day", "stay.length@1")]


def test_a_claim_is_known_by_its_article_trigger_type_and_parties(made):
    one, same = made.claim(), made.claim()
    assert one.id == same.id
    others = {
        made.claim("visit").id,
        made.claim(trigger="in").id,
        made.claim(people=[]).id,
        Made(key="other").claim().id,
    }
    assert one.id not in others
    assert len(others) == 4


def test_a_claim_is_as_sure_as_its_trigger_status_and_date(made):
    assert made.claim().confidence == 0.8
    assert made.claim(status="planned", status_score=0.25).confidence == 0.4
    assert made.claim(status="planned").modality is Modality.PLANNED


def test_a_party_that_a_rule_chose_names_the_rule_and_no_head():
    made = Made()
    told = [made.choice(made.countries, "ARL"), replace(made.choice(made.countries, "BLM"), rule="list.whole@1")]
    claim = made.claim(countries=told)
    rules = {value: rule for value, _, rule in why(claim, "countries")}
    assert rules["BLM"] == "list.whole@1"
    assert rules["ARL"].startswith("head:country@")


def test_a_party_and_a_mode_that_the_number_of_sides_told_name_the_words_that_tell_it():
    made, sides = Made(), "“trilateral” = 3 sides"
    told = replace(made.choice(made.countries, "BLM"), rule="sides.told@1", because=sides)
    claim = made.claim(countries=[told], mode="multilateral", mode_rule="sides.told@1", mode_because=sides)
    (party,), (mode,) = ([one for one in claim.evidence if one.field == field] for field in ("countries", "mode"))
    assert (party.words, party.rule) == ("Belmar", "sides.told@1")
    assert party.knowledge.endswith(f"Belmar = BLM; {sides}")
    assert (mode.rule, mode.knowledge) == ("sides.told@1", sides)
    assert all(one.knowledge is None for one in made.claim().evidence if one.field == "mode")
