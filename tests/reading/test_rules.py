import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.model.mention import Modality
from dateline.model.span import Span
from dateline.model.statement import Form, Statement
from dateline.reading.asserted import asserted_by
from dateline.reading.candidates import UNTOLD
from dateline.reading.found import Choice, Found
from dateline.reading.persons import nations_by_rules, people_by_rules
from dateline.reading.reader import Reader
from dateline.reading.roles import name_roles
from dateline.reading.slots import Clause
from dateline.reading.triggers import hits_in
from tests import invented


def only(text, published="2024-06-05"):
    """The one event of a text."""
    (event,) = invented.read(text, published)
    return event


# ---- who


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Arland met Belmar.", {"ARL": "actor", "BLM": "recipient"}),
        ("Arland's minister met with officials from Belmar.", {"ARL": "actor", "BLM": "from"}),
        ("The Belmar minister was received by Arland.", {"BLM": "recipient", "ARL": "actor"}),
        ("Talks between Arland, Belmar and Corland ended.", {"ARL": "between", "BLM": "between", "CRL": "between"}),
        ("Arland's minister met the defence minister of Belmar.", {"ARL": "actor", "BLM": "recipient"}),
        ("Arland's minister met on Friday in Arden with Belmar.", {"ARL": "in", "BLM": "with"}),
    ],
)
def test_a_party_stands_in_the_slot_that_the_words_before_it_open(text, slots):
    scene = invented.unaided(text).scene
    (hit,) = hits_in(scene, Codebook.load())
    found = {p.country: slot for p, slot in Clause(scene, hit, []).slotted()}
    assert found == slots


def test_the_two_are_those_who_were_told_last():
    text = (
        "Arland's minister met her Belmar counterpart on Monday.\n\nThe two signed an agreement on Tuesday in Corland."
    )
    meeting, signing = invented.read(text)
    assert meeting.parties == signing.parties == {"ARL", "BLM"}


def test_he_is_the_person_who_acted_last():
    text = (
        "Arland Defence Minister Ines Maren arrived in Belmar on Monday.\n\n"
        "Later she met President Tomas Ruh of Belmar on Tuesday."
    )
    _, meeting = invented.read(text)
    assert {c.value for c in meeting.people} == {"0", "1"}


def test_a_party_alone_takes_the_country_at_home_as_its_other():
    text = "Arland is glad. Arland is big. Arland waits.\n\nBelmar's president arrived on Monday on a state visit."
    assert only(text).parties == {"ARL", "BLM"}


def test_somebody_in_a_clause_of_his_own_is_no_party():
    event = only("Arland met Belmar on Monday, while Corland looked on.")
    assert event.parties == {"ARL", "BLM"}


def test_who_says_so_is_no_party():
    event = only("Arland met Belmar on Monday, a Corland official said.")
    assert event.parties == {"ARL", "BLM"}


# ---- when


@pytest.mark.parametrize(
    ("text", "start", "status"),
    [
        ("Arland and Belmar held talks on Monday.", "2024-06-03", "held"),
        ("Arland and Belmar will hold talks on Monday.", "2024-06-10", "planned"),
        ("Arland and Belmar held talks in May 2023.", "2023-05", "held"),
        ("The talks of Arland and Belmar due on Friday were called off.", "2024-06-07", "cancelled"),
        ("Arland and Belmar held talks.", None, "held"),
        ("Arland met Belmar on Monday to prepare the festival of July.", "2024-06-03", "held"),
    ],
)
def test_the_days_are_those_nearest_that_the_tense_allows(text, start, status):
    told = invented.told(only(text))
    assert (told["start"], told["status"]) == (start, status)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Belmar denied that its minister had met Arland.", Modality.DENIED),
        ("The ministers of Arland and Belmar could meet in July.", Modality.CONDITIONAL),
    ],
)
def test_what_is_denied_or_only_possible_is_found_and_set_aside(text, modality):
    assert only(text).status == modality


def test_without_a_day_of_publication_a_weekday_stays_untold():
    assert only("Arland met Belmar on Friday.", None).date.value == UNTOLD


# ---- which occasion


def test_words_that_speak_again_of_an_occasion_join_it():
    text = "Arland's minister met her Belmar counterpart in Arden on Monday.\n\nThe meeting was warm."
    event = only(text)
    assert len(event.merged) == 1
    assert invented.told(event)["place"] == "Arden"


def test_meetings_with_two_counterparts_are_two():
    text = "Arland's minister met Belmar on Monday.\n\nShe met Corland on Tuesday."
    assert len(invented.read(text)) == 2


def test_a_journey_to_two_countries_is_two_visits():
    events = invented.read("Arland Defence Minister Ines Maren will visit Belmar and Corland in July.")
    assert [event.parties for event in events] == [{"ARL", "BLM"}, {"ARL", "CRL"}]


def test_events_stand_in_the_order_of_their_triggers():
    text = "Arland signed a pact with Belmar on Monday. Arland's minister met her Corland counterpart on Friday."
    assert [event.at for event in invented.read(text)] == sorted(event.at for event in invented.read(text))


# ---- roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Arland donated two patrol boats to Belmar on Monday.", {"ARL": "giver", "BLM": "receiver"}),
        ("Two patrol boats were delivered to Belmar by Arland on Monday.", {"ARL": "giver", "BLM": "receiver"}),
        ("Arland invited the Belmar minister to Arden on Monday.", {"ARL": "inviter", "BLM": "guest"}),
        ("The Arland frigate Swift put in at Corva in Belmar on Monday.", {"ARL": "visitor", "BLM": "host"}),
    ],
)
def test_a_rule_tells_who_has_which_role(text, roles):
    assert only(text).roles == roles


@pytest.mark.parametrize("given", ["two patrol boats", "a course and 30 radios"], ids=["fires", "would not fire"])
def test_events_of_the_heads_take_the_roles_of_the_rule_on_their_words(given):
    text = f"Arland donated {given} to Belmar on Monday."
    event = Found((1, 1), "arms_transfer", 0.9, countries=[Choice("ARL", 0.9), Choice("BLM", 0.9)])
    name_roles([event], invented.frame(text), [], invented.unaided(text).offered)
    assert event.roles == {"ARL": "giver", "BLM": "receiver"}


def test_events_on_words_that_no_rule_knows_take_the_roles_of_their_kind():
    text = "Arland showered two patrol boats on Belmar."
    event = Found((1, 1), "arms_transfer", 0.9)
    name_roles([event], invented.frame(text), [], invented.unaided(text).offered)
    assert event.roles["ARL"] == "receiver"  # of the first rule: who orders stands before


def test_who_says_so_is_the_speaker_of_the_narrowest_statement():
    wide = Statement(at=Span(0, 50), words="", form=Form.PARAPHRASED, speaker="ministry")
    narrow = Statement(at=Span(10, 40), words="", form=Form.QUOTED, speaker="Ines Maren")
    vague = Statement(at=Span(15, 30), words="", form=Form.QUOTED, speaker="They")
    unnamed = {"they"}
    assert asserted_by([wide, narrow, vague], Span(20, 23), unnamed) == "Ines Maren"
    assert asserted_by([wide, narrow, vague], Span(45, 48), unnamed) == "ministry"
    assert asserted_by([narrow], Span(45, 48), unnamed) is None


# ---- persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Defence Minister Ines Maren spoke.", ["Ines Maren"]),
        ("Ines Maren, the defence minister of Arland, spoke.", ["Ines Maren"]),
        ("“No,” said Ines Maren of the watch.", ["Ines Maren"]),
        ("Gen. Lee Jong-sup spoke.", ["Lee Jong-sup"]),
        ("Admiral RUH Tomas spoke.", ["RUH Tomas"]),
        ("President Ines Maren arrived. Maren was tired.", ["Ines Maren"]),
        ("Admiral Juan de la Ruh spoke.", ["Juan de la Ruh"]),
        ("The Defence Minister on Monday flew to Arden.", []),
        ("HMS Victory sailed from Arland on Monday.", []),
    ],
)
def test_names_are_told_by_what_stands_beside_them(text, names):
    assert [person.name for person in people_by_rules(invented.frame(text))] == names


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Arland Defence Minister Ines Maren spoke.", ["ARL"]),
        ("President Tomas Ruh of Belmar met Arland.", ["BLM"]),
        ("In Arland, Admiral Ruh spoke.", ["ARL"]),
        ("Admiral Ruh spoke.", [None]),
    ],
)
def test_the_country_of_a_person_is_told_by_the_nearest_words(text, countries):
    frame = invented.frame(text)
    people = people_by_rules(frame)
    assert [nation.country for nation in nations_by_rules(frame, people)] == countries


def test_a_person_whose_country_is_only_guessed_keeps_the_title_beside_his_name():
    frame = invented.frame("Arland spoke. Defence Minister Ines Maren met reporters.")
    (nation,) = nations_by_rules(frame, people_by_rules(frame))
    assert nation.rule == "nation.home@1"
    assert nation.phrases


# ---- whole articles


@pytest.fixture(scope="module")
def reader():
    return Reader.load(encoder=False)


EXAMPLES = Path(__file__).parents[2] / "examples"


def test_an_article_is_read_without_the_encoder_and_each_value_names_a_rule(reader):
    text = (EXAMPLES / "ministers-meet.txt").read_text(encoding="utf-8")
    reading = reader.read(Article.of(text, published=None))
    assert reading.claims
    assert reading.people
    assert reading.versions.encoder is None
    for claim in reading.claims:
        for evidence in claim.evidence:
            assert "head:" not in evidence.rule
            assert evidence.words == evidence.at.of(text)
        assert claim.evidence[0].rule.rpartition("@")[0] in {rule.id for rule in Codebook.load().rules}


SEED = "Arland’s two ministers met Belmar in Corva on Monday; President Ines Maren signed a pact, “will visit” - 🚢"
WORDS = st.sampled_from(re.findall(r"\w+|\S", SEED))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
def test_no_text_makes_the_rules_stumble(text):
    for event in invented.read(text):
        assert event.at[0] <= event.at[1]
        assert event.parties or event.organizations


@pytest.mark.slow
def test_rules_read_an_article_in_a_few_milliseconds(reader):
    text = (EXAMPLES / "ministers-meet.txt").read_text(encoding="utf-8")
    frame = reader.prepare(Article.of(text)).frame
    invented.read_frame(frame)
    start = time.process_time()
    for _ in range(20):
        invented.read_frame(frame)
    assert (time.process_time() - start) / 20 < 0.02
