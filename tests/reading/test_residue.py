import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.residue import residue_of
from tests.shared import needs

PROSE = "The ministers met in Arden on Saturday and signed a pact."

FURNITURE = [
    "Read also: Navy to meet ship | Budget: more for barracks",
    "→ READ ALSO: Rice prices up",
    "Related: Where the ash went | Rules explained",
    "[ALSO READ: Governor fires two aides] [Join our Telegram channel]",
    "Most read: 1. Singer to tour 2. Storm warning",
    "14 shares | Share on Facebook | Tweet",
    "33 SHARES Share Tweet",
    "Facebook Twitter",
    "Home | World | Business | Sport | Puzzles",
    "COMMENTS (14) | EMAIL | PRINT | Have your say",
    "Subscribe to our newsletter! By providing an e-mail address, I agree to the Terms of Use.",
    "Follow us on WhatsApp",
    "Follow the author on Twitter: @a_hand",
    "Our Standards: The Trust Principles.",
    "Photo: MoD / A. Hand",
    "Two ministers shake hands in Arden on May 16. (Photo: NWA)",
    "(Reporting by A. Hand in Arden; editing by B. Pen)",
    "Reporting by A. Hand and B. Pen in Arden",
    "With inputs from agencies.",
    "Writer A. Hand in Arden contributed to this story.",
    "Tags: ARDEN, border, NWA",
    "Copyright © NWA 2023",
    "The views expressed here are her own.",
    "By A. Hand, Staff Reporter",
    "\\###",
    "\\# \\# \\#",
    "* * *",
    "<!-- -->",
    "(END)",
    "Enditem",
    "ahand@nwa.example",
    "Inquiries: A. Hand, Special Adviser, tel. +358 295 140 000",
    "MEDIA CONTACTS: A. Hand (Minister's office): +61 400 000 000",
    "AA/BB/CC",
    "ADVERTISEMENT - STORY CONTINUES BELOW",
    "Editor's note: readers may write to desk@nwa.example",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_found_and_the_prose_before_it_is_left(line):
    text = f"{PROSE}\n\n{line}"
    assert [span.of(text) for span in residue_of(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Read the treaty before you sign it, the minister told her guests.",
        "Related issues were discussed by the two ministers in Arden.",
        "Follow-on talks will be held in Belmar in May.",
        "Share 75% of the vaccines with the poorest states, the leaders said.",
        "Photographs of the handover were shown to the ministers.",
        "Editors from twelve countries met in Arden on Monday.",
        "More than 300 soldiers took part in the exercise.",
        "“We shall see,” Maren said.",
        "Pillar Two | Disrupting Threats to the Alliance",
        "ARDEN, June 1 (NWA) - Two ministers met.",
        "Talks on the border",
        "About half the fleet",
        "Follow-up talks on the border",
        "Follow up talks on the border will be held.",
        "Report: Arland to buy twelve frigates",
        "Copyright was among the matters that the ministers discussed.",
        "About 300 soldiers took part.",
    ],
)
def test_prose_headlines_and_datelines_are_no_furniture(line):
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert residue_of(text) == []


@pytest.mark.parametrize(
    ("tail", "left"),
    [
        (" Read also: Navy to meet ship", "Read also: Navy to meet ship"),
        (" (END)", "(END)"),
        (" Enditem", "Enditem"),
        ("/.", "./."),
        (" –GNW", "–GNW"),
        (" -- Warta", "-- Warta"),
        (" (KN)", "(KN)"),
    ],
)
def test_what_stands_behind_the_last_sentence_is_cut_off_there(tail, left):
    text = PROSE + tail
    assert [span.of(text) for span in residue_of(text)] == [left]


def test_of_a_numbered_caption_the_credit_alone_is_cut_off():
    text = "PHOTO PACKAGE: Seven frames\n\n1. ARDEN (April 22, 2024) Gen. A. Hand opens the exercise. (Photo by B. Pen)"
    assert [span.of(text) for span in residue_of(text)] == ["(Photo by B. Pen)"]


def test_headlines_below_a_heading_of_links_belong_to_it():
    text = f"{PROSE}\n\nMost liked\n1. Typhoon to miss coast\n2. Why do storms turn?\n\n{PROSE}"
    assert [span.of(text) for span in residue_of(text)] == [
        "Most liked",
        "1. Typhoon to miss coast",
        "2. Why do storms turn?",
    ]


def test_what_stands_below_about_the_company_at_the_end_is_not_the_article():
    about = "About Northern Yards\nNorthern Yards builds ships in Arden. It was founded in 1901."
    text = f"{PROSE} {PROSE} {PROSE} {PROSE} {PROSE}\n\n{about}"
    assert [span.of(text) for span in residue_of(text)] == [about]


WROTE = "On Mon, Jun 3, 2024 at 9:00 AM A. Hand <ahand@nwa.example> wrote:"


@pytest.mark.parametrize("above", [WROTE, WROTE.replace(" wrote", "\nwrote"), "A. Hand wrote:", "  A. Hand writes: "])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_what_a_mail_quotes_is_no_news_of_its_own(above, gap):
    text = f"{PROSE}\n\n{above}{gap}> We shall meet in Corva\n> on Friday.\n>\n>> When?\n{PROSE}\n  > Where?\n{PROSE}"
    left = [above.strip(), "> We shall meet in Corva", "> on Friday.", ">", ">> When?", "> Where?"]
    assert [span.of(text) for span in residue_of(text)] == left


@pytest.mark.parametrize("line", ["-----Original Message-----", "-------- Original Message --------"])
def test_what_stands_below_an_original_message_is_another_mail(line):
    older = f"{line}\nFrom: A. Hand\nSent: Monday\n\nWe shall meet in Corva on Friday.\n\n> Where?"
    assert [span.of(f"{PROSE}\n\n{older}\n") for span in residue_of(f"{PROSE}\n\n{older}\n")] == [older]
    assert PROSE not in "".join(span.of(f"{line}\n\n{PROSE}") for span in residue_of(f"{line}\n\n{PROSE}"))


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\n> The exercise ended in Arden.\n> The general left.",
        f"On Friday Maren wrote:\n\n{PROSE}\n\n{PROSE}",
        f"{PROSE} On Friday Maren wrote: “We shall meet.”",
        f"{PROSE} The original message was short.",
    ],
)
def test_marks_of_bullets_and_what_somebody_wrote_are_no_quoted_mail(text):
    assert residue_of(text) == []


def test_the_date_prefix_is_no_prose():
    text = f" date 2024-06-03 {PROSE}"
    assert [span.of(text) for span in residue_of(text)] == [" date 2024-06-03"]


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from([*FURNITURE, PROSE, WROTE, "> Yes.", "----Original Message----", "\n", " ", "About us", "./."]),
        max_size=8,
    ).map("\n".join)
)
def test_whatever_the_text_residue_lies_in_it_in_order(text):
    spans = residue_of(text)
    assert all(span.end <= len(text) for span in spans)
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert spans == residue_of(text)


def test_no_trigger_and_no_quotation_of_the_coded_articles_lies_in_residue():
    train = needs("gold", "train")
    taken = []
    for path in sorted((train / "articles").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        coding = json.loads((train / "codings" / path.name).read_text(encoding="utf-8"))
        coded = [event["trigger"] for event in coding["events"]] + coding["quotations"]
        taken += [
            (path.stem, one["text"])
            for one in coded
            for span in residue_of(text)
            if span.start < one["end"] and one["start"] < span.end
        ]
    assert taken == []
