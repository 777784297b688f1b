"""Expressions of time and the days that they mean."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bench.times as bench
from dateline.errors import CodebookError
from dateline.model.day import TimeExpression
from dateline.model.span import Span
from dateline.reading.times import resolve
from dateline.reading.times.grammar import Grammar, Rule
from dateline.reading.times.resolve import grammar
from dateline.reading.times.timex import flat
from tests.shared import needs

FILED = date(2020, 9, 4)  # a Friday
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TABLE = Path(__file__).with_name("times.txt")

Row = tuple[str, list[str], date, list[str]]


def rows() -> Iterator[Row]:
    """Each row of the table: its sentence without brackets, the words in them, the day of filing, what is told."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        marked, _, told = line.partition(" | ")
        filed = re.match(r"Filed (\S+): ", marked)
        sentence = marked[filed.end() :] if filed else marked
        day = date.fromisoformat(filed[1]) if filed else FILED
        words = re.findall(r"\[(.+?)\]", sentence)
        yield sentence.replace("[", "").replace("]", ""), words, day, [t.strip() for t in told.split(";")]


def coded(read: TimeExpression) -> str:
    """The codebook's start and end, as the table has them."""
    return "?" if read.days is None else " ".join(part or "-" for part in read.days.coded() if part)


@pytest.mark.parametrize(
    ("text", "words", "filed", "told"), list(rows()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_an_expression_means_its_days(text: str, words: list[str], filed: date, told: list[str]) -> None:
    read = resolve(text, filed)
    for expected, days in zip(words, told, strict=True):
        found = next((e for e in read if expected in (e.words, _without_ends(e.words))), None)
        assert found, [e.words for e in read]
        assert coded(found) == days


def _without_ends(words: str) -> str:
    """Words without the preposition that a stretch may begin with: "in two weeks' time"."""
    return re.sub(r"^(from|between|in|within|the|date) ", "", words)


def test_the_table_is_long_enough() -> None:
    assert sum(len(words) for _, words, _, _ in rows()) >= 150


def test_every_rule_is_proved_by_the_table() -> None:
    fired = {e.rule.removeprefix("opening.") for text, _, filed, _ in rows() for e in resolve(text, filed)}
    assert {rule.ref for rule in grammar().rules} <= fired


# ---- the grid: every weekday, filed on every weekday


@pytest.mark.parametrize("filed", [date(2020, 9, 7) + timedelta(days=n) for n in range(7)], ids=WEEKDAYS)
@pytest.mark.parametrize("weekday", range(7), ids=WEEKDAYS)
def test_a_weekday_lies_in_the_week_before_or_after_the_filing(filed: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    (past,) = resolve(f"The ministers met on {name}.", filed)
    (future,) = resolve(f"The ministers will meet on {name}.", filed)
    back, ahead = (filed.weekday() - weekday) % 7, (weekday - filed.weekday()) % 7
    assert past.days
    assert past.days.earliest_start == filed - timedelta(days=back)
    assert future.days
    assert future.days.earliest_start == filed + timedelta(days=ahead)
    if back:  # the other side is held ready
        assert future.days in past.others
        assert past.days in future.others


# ---- what an expression tells besides its days


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "length"),
    [
        ("She came for a four-day visit.", "four-day", "DURATION", "P4D", 4),
        ("She stayed for two weeks.", "two weeks", "DURATION", "P2W", 14),
        ("A three-month course began.", "three-month", "DURATION", "P3M", 90),
        ("A week-long drill began.", "week-long", "DURATION", "P1W", 7),
        ("It lasted several days.", "several days", "DURATION", "PXD", None),
        ("It lasted nearly five months.", "nearly five months", "DURATION", "P5M", 150),
        ("They talked for two hours.", "two hours", "DURATION", "PT2H", None),
        ("They train every year.", "every year", "SET", "P1Y", None),
        ("They train every two years.", "every two years", "SET", "P2Y", None),
        ("They train annually.", "annually", "SET", "P1Y", None),
        ("They met on Wednesday night.", "Wednesday night", "TIME", "2020-09-02TNI", None),
        ("They met this morning.", "this morning", "TIME", "2020-09-04TMO", None),
        ("They met last week.", "last week", "DATE", "2020-W35", None),
        ("They met last winter.", "last winter", "DATE", "2019-WI", None),
        ("It comes in Q3 2021.", "Q3 2021", "DATE", "2021-Q3", None),
        ("It comes in the second half of 2021.", "the second half of 2021", "DATE", "2021-H2", None),
        ("It is due at the end of 2021.", "the end of 2021", "DATE", "2021", None),
        ("It was built in the 1990s.", "the 1990s", "DATE", "199", None),
        ("They currently train.", "currently", "DATE", "PRESENT_REF", None),
        ("They trained recently.", "recently", "DATE", "PAST_REF", None),
        ("They met at the weekend.", "the weekend", "DATE", "2020-W35-WE", None),
        ("They have met over the past year.", "the past year", "DURATION", "P1Y", None),
        ("They will meet over the next month.", "the next month", "DURATION", "P1M", None),
        ("They met this past week.", "this past week", "DATE", "2020-W35", None),
        ("They met in the past 24 hours.", "the past 24 hours", "DURATION", "PT24H", None),
        ("They met in the last few minutes.", "the last few minutes", "DURATION", "PTXM", None),
        ("They spoke for half an hour.", "half an hour", "DURATION", "PT30M", None),
        ("They spoke on a three-and-a-half-hour flight.", "three-and-a-half-hour", "DURATION", "PT3.5H", None),
        ("They were friends for forty-five years.", "forty-five years", "DURATION", "P45Y", 16425),
        ("They were friends for three hundred years.", "three hundred years", "DURATION", "P300Y", 109500),
        ("They trained the first three days.", "the first three days", "DURATION", "P3D", 3),
        ("It fell in the nine months to June.", "the nine months", "DURATION", "P9M", 270),
        ("It was a decades-long dispute.", "decades-long", "DURATION", "PXY", None),
        ("It took no more than three days.", "no more than three days", "DURATION", "P3D", 3),
        ("It costs a million a month.", "a month", "DURATION", "P1M", 30),
        ("They trained all week.", "all week", "DURATION", "P1W", 7),
        ("It was over in just minutes.", "minutes", "DURATION", "PTXM", None),
        ("They left hours after the talks.", "hours", "DURATION", "PTXH", None),
        ("They met in the last week.", "the last week", "DURATION", "P1W", None),
        ("They left ten minutes before noon.", "ten minutes", "DURATION", "PT10M", None),
        ("They had met in the recent past.", "the recent past", "DATE", "PAST_REF", None),
        ("The yard closed for the day.", "the day", "DATE", "2020-09-04", None),
        ("Losses rose for the quarter.", "the quarter", "DATE", "2020-Q3", None),
        ("They left a day after the talks.", "a day", "DURATION", "P1D", None),
        ("They train on Saturdays.", "Saturdays", "SET", "XXXX-WXX-6", None),
        ("They train on Saturday mornings.", "Saturday mornings", "SET", "XXXX-WXX-6TMO", None),
        ("They train every summer.", "every summer", "SET", "XXXX-SU", None),
        ("They train every June.", "every June", "SET", "XXXX-06", None),
        ("They train every Monday.", "every Monday", "SET", "XXXX-WXX-1", None),
        ("They train every few years.", "every few years", "SET", "PXY", None),
        ("They train ten times a day.", "ten times a day", "SET", "P1D", None),
        ("They train at weekends.", "weekends", "SET", "XXXX-WXX-WE", None),
        ("They report quarterly.", "quarterly", "SET", "P1Q", None),
        ("They met on the night of June 2.", "the night of June 2", "TIME", "2020-06-02TNI", None),
        ("They met at about 9 a.m. Wednesday.", "about 9 a.m. Wednesday", "TIME", "2020-09-02T09:00", None),
        ("They met at 10:30 pm EDT.", "10:30 pm EDT", "TIME", "2020-09-04T22:30", None),
        ("They met at 2.30pm.", "2.30pm", "TIME", "2020-09-04T14:30", None),
        ("They met at five o'clock.", "five o'clock", "TIME", "2020-09-04T05:00", None),
        ("They met at noon on Tuesday.", "noon on Tuesday", "TIME", "2020-09-01T12:00", None),
        ("It reported third-quarter losses.", "third-quarter", "DATE", "2020-Q3", None),
        ("They spoke of the recent launch.", "recent", "DATE", "PAST_REF", None),
        ("They spoke of the current crisis.", "current", "DATE", "PRESENT_REF", None),
        ("He was ill at the time.", "the time", "DATE", "PAST_REF", None),
        ("They have no ships at the moment.", "the moment", "DATE", "PRESENT_REF", None),
        ("They have few ships these days.", "these days", "DATE", "PRESENT_REF", None),
        ("They were built in the 1970s and 80s.", "80s", "DATE", "198", None),
        ("They called at 16:00 GMT today.", "16:00 GMT today", "TIME", "2020-09-04T16:00", None),
    ],
)
def test_an_expression_has_its_type_and_value(text: str, words: str, kind: str, value: str, length: int | None) -> None:
    (read,) = [e for e in resolve(text, FILED) if e.words == words]
    assert (read.type, read.value, read.length) == (kind, value, length)


def test_what_a_day_was_counted_from_is_told() -> None:
    (relative,) = resolve("They met on Thursday.", FILED)
    (absolute,) = resolve("They met on 3 September 2020.", FILED)
    assert relative.anchor == "published 2020-09-04"
    assert absolute.anchor is None


@pytest.mark.parametrize(
    "words", ["Thursday", "June", "last month", "today", "September 3", "the spring", "two years ago"]
)
def test_without_a_day_of_filing_nothing_is_guessed(words: str) -> None:
    (read,) = resolve(f"The ministers met in {words}.", None)
    assert read.days is None
    assert read.anchor == "unresolved"
    assert read.value.startswith("XXXX")


@pytest.mark.parametrize(
    ("words", "told"),
    [("03/02/2025", "?"), ("13/02/2025", "2025-02-13"), ("03/03/2025", "2025-03-03"), ("03.02.2025", "2025-02-03")],
)
def test_a_date_in_numbers_that_may_be_two_days_is_no_day_of_filing(words: str, told: str) -> None:
    filed, day = resolve(f" date {words} ARDEN (NWA) - The ministers met today.", None)
    assert (coded(filed), coded(day)) == (told, told)


def test_the_opening_gives_the_day_of_filing_where_none_is_known() -> None:
    opening, weekday = resolve("ARDEN, June 3, 2024 (NWA) - The ministers met on Saturday.", None)
    assert opening.rule.startswith("opening")
    assert weekday.anchor == "opening 2024-06-03"
    assert coded(weekday) == "2024-06-01"


def test_the_day_of_filing_may_stand_on_a_line_of_its_own() -> None:
    opening, weekday = resolve("Media release\n\n10 June 2024\n\nThe ministers met on Saturday.", None)
    assert opening.rule.startswith("opening")
    assert coded(weekday) == "2024-06-08"


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said so.",
        "They may march in step.",
        "Some 2,000 troops took part.",
        "The 14th meeting of the commission was short.",
        "It weighs 3.5 tonnes and costs $2020.",
        "Some 1500 soldiers and 2020 marines took part.",
        "They were second to none.",
        "Good Friday services, or Black Monday.",
        "The 59-year-old admiral's son is 12 years old.",
        "He will come as soon as he can, shortly after the others.",
        "The Daily Courier and Arland Today had it.",
        "It displaces 2.75 tonnes, as was said on the day he came.",
        "It may happen some day, and a second ship may sail.",
        "He has a quarter of the seats.",
        "It acts under resolutions 1701 (2006) and S/RES/2650 (2022).",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert resolve(text, FILED) == []


# ---- quotations


QUOTED = (
    "ARDEN (NWA) - The ministers of Arland and Belmar met on Thursday, the ministry said in a statement.\n\n"
    '"Today the ministers had a meeting of one hour," the statement read. The ministers dined earlier today.'
)


def test_time_words_in_a_quotation_are_counted_from_the_day_of_the_statement() -> None:
    start = QUOTED.index('"') + 1
    read = resolve(QUOTED, FILED, quotes=[Span(start, QUOTED.index('"', start))])
    quoted, told = [e for e in read if e.words.lower().endswith("today")]
    assert (coded(quoted), quoted.anchor) == ("2020-09-03", "statement 2020-09-03")
    assert (coded(told), told.anchor) == ("2020-09-04", "published 2020-09-04")


def test_the_story_that_the_project_began_with_has_its_seven_days() -> None:
    text = needs("articles", "seed.txt").read_text(encoding="utf-8")
    start = text.index('"Today') + 1
    read = resolve(text, FILED, quotes=[Span(start, text.index('"', start))])
    relative = [coded(e) for e in read if e.days and not e.rule.startswith("opening")]
    assert relative == [
        "2020-09-03", "2020-09-02", "2020-09-03", "2020-06-24", "2020-09-04", "2020-09-04", "2020-11 2020-12",
    ]  # fmt: skip


# ---- laws

_ODD = {"0000", "9999", "31", "FY24", "\n\n", "-", "٣", "the", "of", "century", "decade", "ago"}
_WORDS = sorted({w for text, *_ in rows() for w in text.split()} | _ODD)
_texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join))
_days = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2020, 2, 29)]))


@given(text=_texts, filed=_days)
def test_expressions_are_the_words_that_they_stand_on_and_never_overlap(text: str, filed: date | None) -> None:
    read = resolve(text, filed)
    assert [e.words for e in read] == [e.at.of(text) for e in read]
    assert all(a.at.end <= b.at.start for a, b in pairwise(read))


@given(text=_texts, filed=_days)
def test_reading_twice_gives_the_same(text: str, filed: date | None) -> None:
    assert resolve(text, filed) == resolve(text, filed)


@given(text=_texts)
def test_without_a_day_of_filing_relative_expressions_have_no_days(text: str) -> None:
    assert all(e.days is None for e in resolve(text, None) if e.anchor == "unresolved")


# ---- out of the reader: TIMEX3, the layer


@pytest.mark.parametrize(
    ("text", "flattened"),
    [
        ("They met from March 30 to April 2, 2021.", [("March 30", "2021-03-30"), ("April 2, 2021", "2021-04-02")]),
        ("They served from 2015 to 2019.", [("2015", "2015"), ("2019", "2019")]),
        ("They trained on Monday–Tuesday.", [("Monday", "2020-08-31"), ("Tuesday", "2020-09-01")]),
        ("They met on Thursday.", [("Thursday", "2020-09-03")]),
    ],
)
def test_timex3_has_two_dates_where_we_have_days_from_one_to_the_other(
    text: str, flattened: list[tuple[str, str]]
) -> None:
    (read,) = resolve(text, FILED)
    assert [(at.of(text), value) for at, _, value in flat(read)] == flattened


# ---- measured on others' annotations


@pytest.mark.slow
def test_the_coded_days_are_among_the_readings_and_mostly_the_first() -> None:
    needs("gold", "train")
    train = bench.coded("train")
    assert train["start"] >= 0.97
    assert train["choice"] >= 0.96


@pytest.mark.slow
def test_meantime_is_read_no_worse_than_before() -> None:
    needs("data", "meantime")
    report = bench.score(bench.meantime, "meantime", 1)
    assert report.f1(report.spans) >= 0.87
    assert report.f1(report.values) >= 0.785


@pytest.mark.parametrize("pattern", ["d:DAYS", "the d:DAY {2}"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(CodebookError) as refused:
        Grammar({"DAY": {"first": 1}}, (), {}, [Rule("date.odd", 1, "iso", (pattern,))])
    assert refused.value.mend
