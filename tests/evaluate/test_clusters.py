import json
from datetime import date
from pathlib import Path

import pytest

from dateline.evaluate.clusters import Share, b_cubed, joined_gold, joined_read, pairwise
from dateline.evaluate.gold_claims import kept_of
from dateline.model.article import Article
from dateline.model.codec import from_json, to_json
from dateline.model.mention import Modality
from dateline.reading.coded import reading_of
from tests.shared import needs

TEXT = "ARDEN, June 3 (NWA) - Minister Ines Maren met Tomas Ruh of Belmar here on Saturday. “We agreed on all of it.”"
STORIES = {"a": "1", "b": "1", "c": "1", "d": "2"}


def event(**more):
    told = {
        "type": "meeting",
        "mode": "bilateral",
        "status": "held",
        "start": "2024-06-01",
        "end": None,
        "countries": ["ARL", "BLM"],
        "organizations": [],
        "people": ["Ines Maren", "Tomas Ruh"],
        "place": {"name": "Arden", "country": "ARL"},
        "name": None,
        "trigger": {"start": TEXT.index("met"), "end": TEXT.index("met") + 3, "text": "met"},
        "story": "arden-meeting",
    }
    return told | more


def coded(name: str, *events):
    people = [{"name": "Ines Maren", "office": "Defence Minister", "country": "ARL"}]
    said = {"text": "We agreed on all of it.", "start": TEXT.index("We"), "end": TEXT.index("We") + 23, "speaker": "x"}
    coding = {"id": name, "events": list(events), "quotations": [said], "people": people}
    return coding, Article(id=name, text=TEXT, published=date(2024, 6, 3))


def test_pairs_are_counted_within_groups_and_within_stories():
    assert pairwise([("a", "b", "d"), ("c",)], STORIES) == Share(1 / 3, 1 / 3)


def test_b_cubed_asks_each_claim():
    found = b_cubed([("a", "b", "d"), ("c",)], STORIES)
    assert found.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_all_alone_is_right_and_finds_no_pair():
    alone = [(key,) for key in STORIES]
    assert pairwise(alone, STORIES) == Share(1.0, 0.0)
    assert b_cubed(alone, STORIES) == Share(1.0, 0.5)


def test_a_coding_becomes_claims_that_can_enter_the_record():
    reading = reading_of(*coded("x", event(status="planned", start="2020-11", end="2020-12")))
    (claim,) = reading.claims
    assert claim.modality is Modality.PLANNED
    assert claim.days is not None
    assert claim.days.coded() == ("2020-11", "2020-12")
    assert claim.evidence[0].words == "met"
    assert claim.participants[0].country == "ARL"
    assert from_json(to_json(reading), reading.article) == reading


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020-09-03", None),
        ("2020-09", None),
        ("2020", None),
        (None, None),
        (None, "2021-01-25"),
        ("2020-09-03", "2020-09-05"),
    ],
)
def test_days_come_back_as_they_were_coded(start, end):
    (claim,) = reading_of(*coded("x", event(start=start, end=end))).claims
    assert (claim.days.coded() if claim.days else (None, None)) == (start, end)


def test_claims_keep_their_keys_however_often_they_are_made():
    one, other = (kept_of(reading_of(*coded("x", event(), event(people=["Ines Maren"])))) for _ in range(2))
    assert one == other
    assert len({kept.key for kept in one}) == 2


def test_gold_claims_of_one_story_are_joined():
    joined = joined_gold([coded("x", event()), coded("y", event(people=["Maren", "Ruh"]))])
    assert joined.pairwise == Share(1.0, 1.0)
    assert joined.b_cubed == Share(1.0, 1.0)


def test_what_was_missed_and_what_was_made_up_counts():
    (first, article), (second, _) = coded("x", event()), coded("y", event())
    nothing = reading_of({**second, "events": []}, article)
    read = [(first, reading_of(first, article)), (second, nothing)]
    assert joined_read(read).pairwise.recall == 0.0
    assert joined_read(read).b_cubed.recall == pytest.approx(0.5)
    assert joined_read(read, paired=True).b_cubed == Share(1.0, 1.0)
    twice = reading_of({**first, "events": [event(), event(countries=["CRV"], people=[])]}, article)
    made_up = joined_read([(first, twice)])
    assert len(made_up.stories) == 2
    assert len(set(made_up.stories.values())) == 2


def test_the_clusters_of_the_gold_set_are_joined():
    folder = needs("gold", "dev")
    joined = joined_gold(list(_of(folder)))
    assert len(joined.stories) == 137
    assert joined.pairwise.precision >= 0.98
    assert joined.b_cubed.f1 >= 0.95


def _of(folder: Path):
    for path in sorted((folder / "codings").glob("*.json")):
        coding = json.loads(path.read_text(encoding="utf-8"))
        if any(one.get("story") for one in coding["events"]):
            told = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))
            published = date.fromisoformat(told["published"])
            yield coding, Article(id=told["id"], text=told["text"], published=published)


def test_a_month_and_a_day_in_it_bound_a_time_that_ended_on_that_day():
    (claim,) = reading_of(*coded("x", event(start="2020-09", end="2020-09-14"))).claims
    assert claim.days is not None
    assert (claim.days.earliest_start, claim.days.latest_start) == (date(2020, 9, 1), date(2020, 9, 14))
    assert (claim.days.earliest_end, claim.days.latest_end) == (date(2020, 9, 14), date(2020, 9, 14))
