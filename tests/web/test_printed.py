"""Words of articles are shown as they are, but for what would turn or break the page; plain words quickly."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dateline.web.render import clean, text

HARMFUL = {"Cc", "Cs", "Co", "Cn"}
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
WORDS = st.text(st.one_of(st.characters(), st.sampled_from(TURNING + "\r\n\t \x00\u00ad\u2028\ud800é“")))


def is_harmful(mark):
    return mark in TURNING or (mark not in "\n\r\t " and unicodedata.category(mark) in HARMFUL)


@given(WORDS)
def test_a_text_is_shown_mark_for_mark_and_what_does_harm_as_a_sign(words):
    told = "".join("\ufffd" if is_harmful(mark) else mark for mark in words if mark != "\r")
    assert text(words) == told


@given(WORDS)
def test_words_on_a_line_keep_what_is_read_and_lose_what_turns_it(words):
    kept = (("" if mark in TURNING else "\ufffd" if is_harmful(mark) else mark) for mark in words)
    assert clean(words) == " ".join("".join(kept).split())
