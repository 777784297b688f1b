import re
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.books.speech import Speech
from dateline.model.claim import NamedPerson
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.model.statement import Form, Statement
from dateline.reading.quotations import quoted
from dateline.reading.statements import statements_of

# Arland and Belmar are no countries; their people are invented.
PEOPLE = (
    ("Ines Maren", "Defence Minister", "ARL"),
    ("Tomas Ruh", "Foreign Minister", "BLM"),
    ("Karl Odo", "Chief of Naval Staff", "ARL"),
)
COUNTRIES = {"Arland": "ARL", "Arlandian": "ARL", "Belmar": "BLM", "Belmarian": "BLM"}


def places(words: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(words)}\b", text))


def people_of(text: str) -> list[NamedPerson]:
    found = []
    for name, office, country in PEOPLE:
        full = places(name, text)
        short = tuple(at for at in places(name.split()[-1], text) if not any(whole.overlaps(at) for whole in full))
        if full or short:
            found.append(NamedPerson(name=name, office=office, country=country, at=tuple(sorted((*full, *short)))))
    return found


def mentions_of(text: str) -> list[Mention]:
    return [
        Mention(at=at, label=Label.COUNTRY, words=name, means=code, country=code)
        for name, code in COUNTRIES.items()
        for at in places(name, text)
    ]


def read(text: str) -> list[Statement]:
    return statements_of(text, quoted(text), mentions_of(text), people_of(text))


def speakers(text: str) -> list[str | None]:
    return [statement.speaker for statement in read(text) if statement.form != Form.PARAPHRASED]


@pytest.mark.parametrize(
    "text",
    [
        '"We have agreed on a plan," Ines Maren said.',
        '"We have agreed on a plan," said Ines Maren.',
        '"We have agreed on a plan," said Defence Minister Ines Maren, who arrived on Monday with Tomas Ruh.',
        '"We have agreed on a plan," said the Defence Minister, Ines Maren.',
        '"We have agreed on a plan," Ines Maren, the Arlandian minister, told reporters in Corva.',
        '"We have agreed on a plan," the minister of Arland, Ines Maren, was quoted as saying.',
        '"We have agreed on a plan," the agency quoted Ines Maren as saying.',
        'Ines Maren said: "We have agreed on a plan."',
        'Ines Maren told Tomas Ruh that they "have agreed on a whole plan".',
        'Ines Maren met Tomas Ruh on Monday and said "we have agreed on a plan".',
        'Asked about the pact, Ines Maren smiled. "We have agreed on a plan," she said.',
        'Their old colleague, Colonel Ines Maren of Corvia, is worried. "We have agreed on a plan," she said.',
        'My friend Commodore (retd) Ines Maren is content. "We have agreed on a plan," she said.',
        'According to Ines Maren, they "have agreed on a whole plan".',
        'In the words of Ines Maren, it is "the plan of all our plans".',
        'The plan was described by Ines Maren as "the plan of all our plans".',
        'The plan was called "the plan of all our plans" by Ines Maren.',
        'Tomas Ruh had been told by Ines Maren that it was "the plan of all our plans".',
        "Ines Maren said:\n\n“We have agreed on a plan.”\n\n“It is a long one and a good one.”",
        "“We have agreed on a plan.”\n\n– Ines Maren, Minister of Defence",
        '"We have agreed on a plan" – Ines Maren, Minister of Defence',
        '"We have agreed on a plan.\n\n"It is a long one and a good one," said Ines Maren.',
        'Ines Maren\'s statement read: "We have agreed on a plan."',
        'Ines Maren landed in Corva. The minister said the talks were short. "We have agreed on a plan," she added.',
        'Ines Maren met Tomas Ruh. "We have agreed on a plan," the Arlandian said.',
        'Tomas Ruh received Ines Maren. "We have agreed on a plan," his guest said.',
    ],
)
def test_the_speaker_is_the_person_to_whom_the_sentence_attributes_it(text: str) -> None:
    assert set(speakers(text)) == {"Ines Maren"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It is too early to tell," the ministry said.', "ministry"),
        ('"It is too early to tell," a spokesman for the Arland Defence Ministry said.', "Arland Defence Ministry"),
        ('The Arland Navy denied it. "It is too early to tell," a spokeswoman said.', "Arland Navy"),
        ('"It is too early to tell," a navy officer, who asked not to be named, said.', "navy"),
        ('"It is too early to tell," an officer of the Corva Defence Forces (CDF) said.', "Corva Defence Forces"),
        ('The Corva Defence Forces (CDF) met. "It is too early to tell," the CDF said.', "Corva Defence Forces"),
        ('"It is too early to tell," said a European ambassador who asked not to be named.', "European ambassador"),
        ('"It is too early to tell," said a diplomat.', "diplomat"),
        ('"It is too early to tell," said an old acrobat.', "old acrobat"),
        ('It is, as one of them put it, "far too early to tell".', "one of them"),
        ('The two ministers said in a joint statement that it was "far too early to tell".', "joint statement"),
        ('In the declaration, the three condemned "acts that no state may take".', "joint statement"),
        ('A letter from the Corva Harbour Authority called it "far too early to tell".', "Corva Harbour Authority"),
        ('"It is too early to tell," said Defence Minister Xavi Lorn.', "Xavi Lorn"),
    ],
)
def test_bodies_and_voices_without_a_name_are_given_as_worded(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_speech_broken_by_its_attribution_is_two_stretches_of_one_speaker() -> None:
    text = '"We have agreed on a plan," Ines Maren said. "It is a long one and a good one."'
    assert speakers(text) == ["Ines Maren", "Ines Maren"]


def test_stretches_of_fewer_than_five_words_are_not_recorded() -> None:
    assert speakers('Ines Maren called it "a good plan".') == []


@pytest.mark.parametrize(
    "text",
    [
        "Ships of Arland met for the exercise “Guardians of the Northern Straits Five” in Corva.",
        "The conference, on the theme “Trust and what we make of it”, opened in Corva.",
    ],
)
def test_names_and_mottoes_in_marks_are_no_speech(text: str) -> None:
    assert speakers(text) == []


def test_a_title_tells_of_which_minister_the_text_speaks() -> None:
    text = (
        "Ines Maren, defence minister of Arland, met Foreign Minister Tomas Ruh of Belmar in Corva.\n\n"
        '"The sea has no fences at all," the defence minister said.\n\n'
        '"It has a great many fences," the foreign minister said.'
    )
    assert speakers(text) == ["Ines Maren", "Tomas Ruh"]


def test_she_is_not_a_man_whose_name_stands_nearer() -> None:
    text = 'Ines Maren arrived in Corva. Mr Ruh was away. "I came to see the sea again," she said.'
    assert speakers(text) == ["Ines Maren"]


def test_an_office_may_be_named_by_its_initials() -> None:
    text = 'Karl Odo landed in Corva. Ines Maren did not. "No navy sails alone for long," the CNS said.'
    assert speakers(text) == ["Karl Odo"]


def test_what_is_inserted_into_speech_is_marked() -> None:
    text = '"They [the Belmarians] came … and left [...] at once," Ines Maren said.'
    (statement,) = read(text)
    assert [span.of(text) for span in statement.inserted] == ["[the Belmarians]", "…", "[...]"]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ('"It is too early to tell," Ines Maren told reporters in Corva.', "reporters"),
        ('Ines Maren told Ruh that it was "far too early to tell".', "Tomas Ruh"),
        ('"It is too early to tell," Ines Maren said.', None),
    ],
)
def test_the_addressee_is_given_where_it_is_told(text: str, addressee: str | None) -> None:
    assert [statement.addressee for statement in read(text) if statement.form == Form.QUOTED] == [addressee]


@pytest.mark.parametrize(
    ("text", "speaker", "clause"),
    [
        ("Ines Maren said that the ships had left Corva.", "Ines Maren", "the ships had left Corva"),
        ("Ines Maren told Ruh that the ships had left Corva.", "Ines Maren", "the ships had left Corva"),
        ("The ships have left Corva, Ines Maren said on Monday.", "Ines Maren", "The ships have left Corva"),
        ("The ships have left Corva, said Ines Maren.", "Ines Maren", "The ships have left Corva"),
        ("According to the navy, the ships have left Corva.", "navy", "the ships have left Corva"),
        ("The ships have left Corva, according to the navy.", "navy", "The ships have left Corva"),
    ],
)
def test_indirect_speech_is_a_clause_with_its_speaker(text: str, speaker: str, clause: str) -> None:
    assert [(one.speaker, one.words, one.form) for one in read(text)] == [(speaker, clause, Form.PARAPHRASED)]


def test_every_statement_names_the_rule_that_found_its_speaker() -> None:
    text = '"We have agreed on a plan," Ines Maren said. The ships have left, she added.'
    assert all(re.fullmatch(r"[a-z.]+@\d", statement.rule) for statement in read(text))


@given(
    st.lists(
        st.sampled_from(
            [
                *'"“”‘’',
                "Maren",
                "said",
                "told",
                "that",
                "the minister",
                "by",
                "who",
                ",",
                ".",
                "\n\n",
                "she",
                "according to",
                "quoted",
                "as saying",
                ":",
                "—",
                "statement",
                "'s",
            ]
        ),
        max_size=40,
    )
)
def test_any_jumble_of_words_is_read_and_read_the_same_again(words: list[str]) -> None:
    text = " ".join(words)
    statements = read(text)
    assert statements == read(text)
    assert all(statement.at.of(text) == statement.words for statement in statements)


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert all(statement.at.of(text) == statement.words for statement in read(text))


def test_a_very_long_text_takes_time_in_proportion() -> None:
    text = 'Ines Maren met Tomas Ruh and said "we have agreed on a plan", the minister told reporters, and ' * 3000
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 20


def test_words_of_speech_stand_in_lower_case_and_in_one_list_of_verbs() -> None:
    speech = Speech.load()
    for words in (speech.humans, speech.voices, speech.bodies, speech.documents, speech.saying, speech.judging):
        assert all(word == word.lower() for word in words)
    for one, other in combinations((speech.saying, speech.judging), 2):
        assert not set(one) & set(other)
