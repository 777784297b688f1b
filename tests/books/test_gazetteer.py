"""What the gazetteer finds in running English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.books.gazetteer import Gazetteer
from dateline.model.mention import Label, Mention

GAZETTEER = Gazetteer.load()


def states_in(text: str) -> list[str | None]:
    """The states that a text names, in its order."""
    return [mention.country for mention in GAZETTEER.scan(text) if mention.label is Label.COUNTRY]


def the(label: Label, text: str) -> Mention:
    """The one mention of a label."""
    (mention,) = [mention for mention in GAZETTEER.scan(text) if mention.label is label]
    return mention


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("TURKEY", "TUR"),
        ("Viet Nam", "VNM"),
        ("Burma", "MMR"),
        ("Myanmar", "MMR"),
        ("Cote d’Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("DR Congo", "COD"),
        ("DRC", "COD"),
        ("the Democratic Republic of the Congo", "COD"),
        ("the Republic of the Congo", "COG"),
        ("U.K.", "GBR"),
        ("UK", "GBR"),
        ("Britain", "GBR"),
        ("US", "USA"),
        ("U.S.", "USA"),
        ("USA", "USA"),
        ("ROK", "KOR"),
        ("DPRK", "PRK"),
        ("PRC", "CHN"),
        ("UAE", "ARE"),
        ("KSA", "SAU"),
        ("the Soviet Union", "RUS"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("Lao PDR", "LAO"),
        ("Timor-Leste", "TLS"),
        ("Timor Leste", "TLS"),
        ("North Macedonia", "MKD"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("eSwatini", "SWZ"),
        ("Cabo Verde", "CPV"),
        ("the Gambia", "GMB"),
        ("Taiwan", "TWN"),
        ("Papua New Guinea", "PNG"),
    ],
)
def test_a_state_is_known_by_every_name_that_articles_use(words: str, state: str) -> None:
    assert states_in(f"The delegation left for {words} on Monday.") == [state]


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("Russians", ["RUS"]),
        ("Emirati", ["ARE"]),
        ("Lao", ["LAO"]),
        ("Kiwi", ["NZL"]),
        ("Franco-Indian", ["FRA", "IND"]),
        ("Indo-Russian", ["IND", "RUS"]),
        ("Russian-Indian", ["RUS", "IND"]),
        ("US-led", ["USA"]),
        ("India-Russia", ["IND", "RUS"]),
        ("Sino-Vietnamese", ["CHN", "VNM"]),
        ("South Korean", ["KOR"]),
        ("North Korean", ["PRK"]),
        ("Nigerien", ["NER"]),
        ("Nigerian", ["NGA"]),
        ("Bissau-Guinean", ["GNB"]),
        ("I-Kiribati", ["KIR"]),
        ("ni-Vanuatu", ["VUT"]),
        ("Dutch", ["NLD"]),
        ("Anglo-French", ["GBR", "FRA"]),
    ],
)
def test_nationalities_and_compounds_name_their_states(words: str, states: list[str]) -> None:
    assert states_in(f"They praised the {words} friendship.") == states


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("They left with Aristide. French and Canadian troops came.", ["FRA", "CAN"]),
        ("He met Vargas. Brazil did not say more.", ["BRA"]),
        ("They met Vernon Jordan and Aristide French.", []),
    ],
)
def test_a_state_that_begins_a_sentence_is_no_surname_of_whoever_ends_the_last(text: str, states: list[str]) -> None:
    assert states_in(text) == states


@pytest.mark.parametrize(
    "text",
    [
        "A free and open Indo-Pacific was discussed.",
        "He answered in Russian.",
        "The Spanish-language edition sold out.",
        "The Washington Post and The Times of India wrote about it.",
        "After the Vietnam War he wrote a book.",
        "Mr. Jordan Smith arrived late.",
        "It was a nice day to split the work.",
        "The Coho Indian Tribes and other American Indians wrote to the Bureau of Indian Affairs.",
        "The Paris Club met, as the Rome Statute and the Treaty of Lisbon foresee.",
        "They sailed around New Guinea.",
        "Member States of the Commonwealth of Independent States and other Gulf States agreed.",
        "The Organization of American States and the Economic Community of Central African States met.",
    ],
)
def test_words_that_only_look_like_a_state_name_none(text: str) -> None:
    assert states_in(text) == []


def test_a_capital_is_a_place_with_its_state_and_a_metonym_the_state_itself() -> None:
    capital = the(Label.PLACE, "Officials met in Hanoi.")
    assert (capital.means, capital.country, capital.how) == ("Hanoi, VNM", "VNM", "capital")
    metonym = the(Label.COUNTRY, "South Block has not commented.")
    assert (metonym.means, metonym.how) == ("IND", "metonym")


def test_a_body_takes_the_state_beside_it_and_keeps_it_inside() -> None:
    body, state = GAZETTEER.scan("The Russian Ministry of Defence denied it.")
    assert (body.label, body.words, body.country) == (Label.BODY, "Russian Ministry of Defence", "RUS")
    assert body.means == "RUS/defence-ministry"
    assert (state.label, state.words, state.country) == (Label.COUNTRY, "Russian", "RUS")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("the Ministry of National Defence of Kazakhstan said", "KAZ/defence-ministry"),
        ("Kazakhstan's Defense Ministry said", "KAZ/defence-ministry"),
        ("the Chilean navy sailed", "CHL/navy"),
        ("the armed forces of the Republic of Zambia marched", "ZMB/armed-forces"),
    ],
)
def test_a_body_is_known_however_its_state_is_told(text: str, body: str) -> None:
    assert the(Label.BODY, text).means == body


def test_a_body_of_a_longer_name_is_no_body_of_another_state() -> None:
    found = GAZETTEER.scan("The Revolutionary Armed Forces of Colombia laid down arms.")
    assert {mention.country for mention in found} == {"COL"}


def test_two_states_tied_by_a_hyphen_are_two_parties() -> None:
    assert states_in("A Polish-American exercise began.") == ["POL", "USA"]


def test_an_army_of_nobody_is_no_body() -> None:
    assert not GAZETTEER.scan("The army of ants had its navy and its government.")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("the defense minister spoke", "defence-minister"),
        ("Minister of National Defence Ana Lind", "defence-minister"),
        ("Raksha Mantri Ram Lal", "defence-minister"),
        ("the Chief of the General Staff of the Armed Forces", "chief-of-defence"),
        ("chief of general staff", "chief-of-defence"),
        ("the Deputy Minister of Defence", "deputy-defence-minister"),
        ("Secretary of the Navy", "service-secretary"),
        ("Ambassador to the kingdom", "ambassador"),
    ],
)
def test_offices_are_known_in_either_spelling_and_case(text: str, office: str) -> None:
    assert the(Label.OFFICE, text).means == office


def test_the_president_of_a_senate_is_no_american() -> None:
    (office,) = GAZETTEER.scan("They met Senate President Tomas Ruh.")
    assert (office.label, office.means, office.country) == (Label.OFFICE, "speaker", None)


@pytest.mark.parametrize("title", ["Gov.", "Sen.", "Rep.", "Amb."])
def test_shortened_titles_count_before_a_name_alone(title: str) -> None:
    (rank,) = GAZETTEER.scan(f"They met {title} Tomas Ruh.")
    assert (rank.label, rank.words) == (Label.OFFICE, title)


def test_a_rank_is_one_only_before_a_name() -> None:
    rank = the(Label.OFFICE, "Lt. Gen. Ana Lind spoke.")
    assert (rank.words, rank.how) == ("Lt. Gen.", "rank")
    assert not GAZETTEER.scan("A major part of the general plan is private.")


def test_a_local_title_tells_its_state() -> None:
    assert the(Label.OFFICE, "the Raksha Mantri").country == "IND"


def test_a_namesake_is_told_by_the_state_behind_it() -> None:
    assert [m.country for m in GAZETTEER.scan("They met in Tripoli, Lebanon.")] == ["LBN", "LBN"]
    assert GAZETTEER.scan("They met in Tripoli.")[0].country == "LBY"


def test_a_small_town_counts_where_a_word_of_place_stands_before_it() -> None:
    assert [m.country for m in GAZETTEER.scan("The ship came into Tema.")] == ["GHA"]
    assert not GAZETTEER.scan("Said Oxford, a tailor.")


def test_seas_lie_in_no_state() -> None:
    sea = the(Label.PLACE, "They sailed through the Gulf of Aden.")
    assert (sea.words, sea.country, sea.how) == ("Gulf of Aden", None, "sea")


def test_an_exercise_is_named_with_its_year_and_the_words_around_tell_it_from_a_word() -> None:
    assert the(Label.NAME, "the exercise Eternity-2021 began").words == "Eternity-2021"
    assert not GAZETTEER.scan("An eternity passed. Eternity is long.")
    assert the(Label.NAME, "Exercise Amber Falcon ended.").how == "pattern"


def test_a_ship_is_of_its_navys_state_and_no_city() -> None:
    (ship,) = GAZETTEER.scan("They toured HMAS Canberra yesterday.")
    assert (ship.label, ship.words, ship.country) == (Label.BODY, "HMAS Canberra", "AUS")
    assert [m.country for m in GAZETTEER.scan("They met in Canberra.")] == ["AUS"]


def test_a_mission_is_its_senders_and_a_name_as_well() -> None:
    mentions = GAZETTEER.scan("Troops left for UNIFIL.")
    assert {(m.label, m.means) for m in mentions} == {(Label.ORGANIZATION, "UN"), (Label.NAME, "UNIFIL")}


def test_a_big_city_can_be_laid_on_a_map() -> None:
    (city,) = GAZETTEER.scan("They met in Karachi, a port.")
    assert city.means == "Karachi, PAK"
    assert GAZETTEER.locate("Karachi, PAK") == pytest.approx((24.9, 67.0), abs=0.5)
    assert GAZETTEER.locate("Nowhere, PAK") is None


@given(st.text(max_size=300))
def test_any_text_can_be_scanned_and_every_mention_slices_to_its_words(text: str) -> None:
    for mention in GAZETTEER.scan(text):
        assert mention.at.of(text) == mention.words


PIECES = [
    "the",
    "Russian",
    "Navy",
    "of",
    "U.S.",
    "Gen.",
    "2+2",
    "'s",
    "-",
    "St.",
    "Côte",
    "d'Ivoire",
    "Exercise",
    "Jordan",
    "(",
    "\n",
    "Lt.",
    "HMAS",
    "Canberra",
    "Sri Lanka",
    "Operation",
    "UN",
    "in",
    "Tripoli",
    ",",
    "Lebanon",
    "2021",
    "’s",
    "\u0301",
    "Ministry",
    "Defence",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([" ", ""]))
def test_mentions_stand_in_order_and_overlap_only_as_nested(words: list[str], gap: str) -> None:
    text = gap.join(words)
    mentions = GAZETTEER.scan(text)
    assert [m.at.start for m in mentions] == sorted(m.at.start for m in mentions)
    for i, one in enumerate(mentions):
        for other in mentions[i + 1 :]:
            assert not one.at.overlaps(other.at) or one.at.covers(other.at) or other.at.covers(one.at)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The President of Georgia met Harris.", ["GEO"]),
        ("Armenia, Georgia and Azerbaijan drilled together.", ["ARM", "GEO", "AZE"]),
        ("Ships called at Batumi, Georgia.", ["GEO"]),
        ("Guardsmen of the Georgia Army National Guard train in Georgia.", ["GEO"]),
        ("He read law at the University of Georgia.", []),
        ("The Governor of Georgia came.", []),
        ("Voters in Florida, Georgia and Texas", []),
        ("Calvin Smyre, of Georgia, to be Ambassador", []),
    ],
)
def test_georgia_is_a_state_of_the_caucasus_or_of_the_usa(text: str, states: list[str]) -> None:
    assert states_in(text) == states
