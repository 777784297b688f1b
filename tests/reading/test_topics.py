import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.topics import topics, topics_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They discussed Counter-Terrorism and maritime security.", ["counter_terrorism", "maritime_security"]),
        ("a sale of spare parts", ["arms_trade"]),
        ("cyber attacks on pipelines", ["cyber", "energy"]),
        ("the dronefly exhibit", []),
        ("", []),
    ],
)
def test_topics_are_known_by_their_phrases(text, found):
    assert [topic for topic, _ in topics_in(text)] == found


def test_of_phrases_that_overlap_the_longest_counts():
    text = "humanitarian assistance and disaster relief"
    ((topic, at),) = topics_in(text)
    assert (topic, at.of(text)) == ("climate_disaster", text)


@pytest.mark.parametrize("topic", topics())
def test_every_topic_says_what_it_is_and_is_found_by_each_of_its_phrases(topic):
    assert topics()[topic]["says"].endswith(".")
    for phrase in topics()[topic]["phrases"]:
        assert [found for found, _ in topics_in(f"on {phrase}, he said")] == [topic], phrase


@given(st.text())
def test_topics_stand_in_the_text_in_order(text):
    spans = [at for _, at in topics_in(text)]
    assert spans == sorted(spans)
    assert all(at.end <= len(text) for at in spans)
