from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.language import UNTOLD, foreign_warning, language_of

SAMPLES = yaml.safe_load((Path(__file__).parent / "languages.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("code", "text"), SAMPLES.items())
def test_a_sentence_is_known_for_its_language(code, text):
    tongue = language_of(text)
    assert tongue.code == code
    assert tongue.is_foreign is (code != "en")


@pytest.mark.parametrize(
    "text", ["", " \n", "1234", "Ines Maren", "ARDEN, Sept 4 (NWA)", "Navy ships arrive in Arden port"]
)
def test_words_that_tell_no_language_are_not_taken_for_a_foreign_one(text):
    assert not language_of(text).is_foreign
    assert foreign_warning(text)[1] is None


def test_an_english_article_with_a_foreign_quotation_is_english():
    text = f"{SAMPLES['en']} “{SAMPLES['es']}” she said, and went home to the capital. {SAMPLES['en']}"
    assert language_of(text).code == "en"


def test_the_warning_names_the_language_and_the_mend():
    warning = foreign_warning(SAMPLES["fr"])[1]
    assert warning == "is written in French, not in English: no events are read; translate it first"


@given(st.text(max_size=300))
def test_whatever_the_text_the_confidence_lies_between_none_and_one(text):
    tongue = language_of(text)
    assert 0 <= tongue.confidence <= 1
    assert tongue.code == UNTOLD or len(tongue.code) == 2
    assert tongue == language_of(text)
