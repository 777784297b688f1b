"""Openings as agencies, papers and ministries of many countries write them; agencies and persons are invented."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.model.article import Opening
from dateline.reading.opening import opening_of

PUBLISHED = date(2020, 9, 4)

FORMS = [
    # text, what the opening covers, place, country, day, agency
    ("BAKU, Azerbaijan, September 4. The", "BAKU, Azerbaijan, September 4. ", "Baku", "AZE", 4, None),
    ("Hanoi (VPS) – The", "Hanoi (VPS) – ", "Hanoi", "VNM", None, "VPS"),
    ("HANOI (VPS) – The", "HANOI (VPS) – ", "Hanoi", "VNM", None, "VPS"),
    ("(London) The", "(London) ", "London", "GBR", None, None),
    ("New Delhi, Sept 4 (NPT) Defence", "New Delhi, Sept 4 (NPT) ", "New Delhi", "IND", 4, "NPT"),
    ("NEW DELHI, SEP 4: The", "NEW DELHI, SEP 4: ", "New Delhi", "IND", 4, None),
    ("WASHINGTON – The", "WASHINGTON – ", "Washington", "USA", None, None),
    ("Tehran, IRNA - The", "Tehran, IRNA - ", "Tehran", "IRN", None, "IRNA"),
    ("TASS, September 3./ The", "TASS, September 3./ ", None, None, 3, "TASS"),
    ("MOSCOW. Sept 4 (Severny) - The", "MOSCOW. Sept 4 (Severny) - ", "Moscow", "RUS", 4, "Severny"),
    ("MOSCOW, September 3. /SEVER/. The", "MOSCOW, September 3. /SEVER/. ", "Moscow", "RUS", 3, "SEVER"),
    ("ASTANA. STEPPRESS The", "ASTANA. STEPPRESS ", "Astana", "KAZ", None, "STEPPRESS"),
    ("ASTANA. September 3. STEP-INFO – The", "ASTANA. September 3. STEP-INFO – ", "Astana", "KAZ", 3, "STEP-INFO"),
    ("SEOUL, Sept. 4 (Hanul) -- The", "SEOUL, Sept. 4 (Hanul) -- ", "Seoul", "KOR", 4, "Hanul"),
    ("MANILA, Sept. 4, Pacific Newswire - The", "MANILA, Sept. 4, Pacific Newswire - ", "Manila", "PHL", 4,
     "Pacific Newswire"),
    ("Tegucigalpa, Honduras.- The", "Tegucigalpa, Honduras.- ", "Tegucigalpa", "HND", None, None),
    ("KUALA LUMPUR: The", "KUALA LUMPUR: ", "Kuala Lumpur", "MYS", None, None),
    ("Muscat: The", "Muscat: ", "Muscat", "OMN", None, None),
    ("VILNIUS. It", "VILNIUS. ", "Vilnius", "LTU", None, None),
    ("ST. PETERSBURG, Russia (SNW) - The", "ST. PETERSBURG, Russia (SNW) - ", "St. Petersburg", "RUS", None, "SNW"),
    ("PORT-AU-PRINCE, Haiti (CW) _ The", "PORT-AU-PRINCE, Haiti (CW) _ ", "Port-au-Prince", "HTI", None, "CW"),
    ("N'DJAMENA — The", "N'DJAMENA — ", "N'Djamena", "TCD", None, None),
    ("MALÉ, Maldives –The", "MALÉ, Maldives –", "Malé", "MDV", None, None),
    ("ATHENS/PARIS – The", "ATHENS/PARIS – ", "Athens/Paris", "GRC", None, None),
    ("Moscow [Russia], September 4 (NPT): The", "Moscow [Russia], September 4 (NPT): ", "Moscow", "RUS", 4, "NPT"),
    ("RAWALPINDI, Sep 04 (PPW):Chief", "RAWALPINDI, Sep 04 (PPW):", "Rawalpindi", "PAK", 4, "PPW"),
    ("Riyadh, Muharram 16, 1442, September 4, 2020, GW -- The", "Riyadh, Muharram 16, 1442, September 4, 2020, GW -- ",
     "Riyadh", "SAU", 4, "GW"),
    ("NAQOURA, 4 September 2020 — The", "NAQOURA, 4 September 2020 — ", "Naqoura", "LBN", 4, None),
    ("COLOMBO, Thursday - The", "COLOMBO, Thursday - ", "Colombo", "LKA", 3, None),
    ("4 September 2020 - The", "4 September 2020 - ", None, None, 4, None),
    ("Rawalpindi - September 4, 2020\nThe", "Rawalpindi - September 4, 2020", "Rawalpindi", "PAK", 4, None),
    ("BRUSSELS\n\nThe", "BRUSSELS", "Brussels", "BEL", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "covers", "told"), [(text, covers, tuple(told)) for text, covers, *told in FORMS])
def test_an_opening_tells_place_country_day_and_agency(text, covers, told):
    opening = opening_of(f"{text} minister met her counterpart.", PUBLISHED)
    assert opening is not None
    assert opening.at.of(text) == covers
    assert (opening.place, opening.country, opening.day and opening.day.day, opening.agency) == told


@pytest.mark.parametrize(
    "text",
    [
        "The minister met her counterpart in Moscow on Thursday.",
        "Moscow, Russia's capital, hosted the talks.",
        "Russia: no talks are planned, the ministry said.",
        "London - once the seat of an empire - hosted the talks.",
        "President Maren, September 3, said she would go.",
        "NATO – the alliance of thirty states – will meet.",
        "WASHINGTON has decided – again – to wait.",
        "OPINION: Every spring somebody counts the visits.",
        "China, India and Russia - all of them members - agreed.",
        "September 4 was a busy day in Moscow.",
        "Ines Maren (2004) wrote the history of the treaty.",
        "SHE is 113 metres long and has four masts.",
        "Ministry of Defence\n\nThe minister met reporters.",
        "THE LAST ADMIRAL: A Life at Sea. By A. Hand.",
        "On September 3, 2020, at the request of the ministry, the two met.",
        "",
        "\n \n",
    ],
)
def test_a_sentence_or_a_headline_is_no_opening(text):
    assert opening_of(text, PUBLISHED) is None


def test_the_agency_that_took_the_story_from_another_names_it():
    text = " date 2020-09-04 NEW DELHI (PointNews / Satellite - 04th September, 2020) The minister met his guest."
    opening = opening_of(text)
    assert opening is not None
    assert (opening.agency, opening.origin, opening.day) == ("PointNews", "Satellite", PUBLISHED)
    assert opening.at.of(text).startswith("date 2020-09-04 NEW DELHI")


def test_a_headline_and_a_byline_may_stand_before_the_dateline():
    text = "Ministers meet in Moscow\n\nBy A. B. Hand, Staff Reporter\n\nMOSCOW, Sept. 4 (NWA) -- The ministers met."
    opening = opening_of(text, PUBLISHED)
    assert opening is not None
    assert (opening.byline, opening.place) == ("A. B. Hand, Staff Reporter", "Moscow")
    assert opening.at.of(text) == "MOSCOW, Sept. 4 (NWA) -- "


def test_a_byline_alone_may_tell_the_place():
    opening = opening_of("By A. Hand, Abuja\n\nThe senate met on Wednesday.")
    assert opening == Opening(at=opening.at, place="Abuja", country="NGA", byline="A. Hand")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line",
    [
        "Posted On: 04 SEP 2020 6:05PM by the Press Bureau",
        "Press release 4.9.2020 13.05",
        "Published 4 September 2020",
        "September 4, 2020",
        "A. Hand | September 4, 2020 12:01am",
    ],
)
def test_a_line_that_tells_a_day_is_an_opening(line):
    opening = opening_of(f"The minister meets guests\n\n{line}\n\nThe minister met guests.")
    assert opening is not None
    assert opening.day == PUBLISHED


def test_a_note_may_be_dated_at_its_foot():
    opening = opening_of(
        "PRESS NOTE\n\nTwo ships concluded a visit today and sailed for home.\n\nAccra\n4 September 2020"
    )
    assert opening is not None
    assert (opening.place, opening.day) == ("Accra", PUBLISHED)


def test_without_a_year_near_by_a_day_stays_open():
    opening = opening_of("SEOUL, Sept. 4 (Hanul) -- The minister met her counterpart.")
    assert opening is not None
    assert opening.day is None


def test_the_year_of_a_day_is_the_one_nearest_to_publication():
    opening = opening_of("SEOUL, Dec. 31 (Hanul) -- The minister met her counterpart.", date(2021, 1, 1))
    assert opening is not None
    assert opening.day == date(2020, 12, 31)


PIECES = st.sampled_from(
    [text for text, *_ in FORMS] + [" ", "\n", "(", ")", "/", ", ", ". ", " - ", ":", "By ", "Sept"]
)


@given(st.text(max_size=200) | st.lists(PIECES, max_size=6).map("".join), st.none() | st.dates())
@example("MOSCOW, \ud800 4", None)
@example("²th May", date.min)
def test_whatever_the_text_an_opening_lies_in_it(text, published):
    opening = opening_of(text, published)
    assert opening is None or opening.at.end <= len(text)
    assert opening == opening_of(text, published)
