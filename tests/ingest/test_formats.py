import io
import json
import sys
import zipfile
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.errors import ArticleError
from dateline.ingest.factiva import is_factiva
from dateline.ingest.files import articles
from dateline.ingest.kinds import Kind, kind_of
from dateline.model.article import Article
from tests.ingest import built

FIXTURES = Path(__file__).parent / "fixtures"
DAY = date(2024, 6, 3)


@pytest.fixture
def read(tmp_path):
    def read(data, name="a.bin", **more):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(articles([path], **more))

    return read


def fixture(name):
    return list(articles([FIXTURES / name]))


def one(found):
    (article,) = found
    assert isinstance(article, Article), article
    return article


def error(found):
    (fault,) = found
    assert isinstance(fault, ArticleError), fault
    assert fault.mend
    return fault


def codes(found):
    return [one.code if isinstance(one, ArticleError) else "" for one in found]


def told(article):
    return (article.id, article.published, article.publisher, article.title, article.byline)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("message.newsml.xml", Kind.NEWSML),
        ("story.nitf.xml", Kind.NITF),
        ("item.ninjs.json", Kind.JSON),
        ("box.mbox", Kind.MBOX),
        ("nexis.txt", Kind.NEXIS),
        ("nexis_uni.txt", Kind.NEXIS),
        ("factiva.txt", Kind.FACTIVA),
        ("factiva_coded.txt", Kind.FACTIVA),
        ("library.ris", Kind.RIS),
        ("library.csl.json", Kind.JSON),
        ("library.rdf", Kind.RDF),
    ],
)
def test_a_format_is_told_by_content_and_every_word_of_its_articles_by_its_place(name, kind):
    assert kind_of((FIXTURES / name).read_bytes()) is kind
    for article in fixture(name):
        if isinstance(article, Article) and article.raw is not None:
            lost = [at for at, sign in enumerate(article.text) if sign.isalnum() and article.raw_map.to_raw(at) is None]
            assert all(at < len("ARDEN, June 1 (NWA) - ") for at in lost)  # a dateline that stood elsewhere


# ---- what agencies send


def test_newsml_gives_its_items_and_tells_those_without_a_text():
    meeting, picture, off, pact = fixture("message.newsml.xml")
    guid = "urn:newsml:nwa.example:20240603:000"
    assert told(meeting) == (f"{guid}1", DAY, "Northern Wire", "Ministers of Arland and Belmar meet", "Ilse Varn")
    assert meeting.origin == f"message.newsml.xml#{guid}1"
    assert meeting.text == (
        "ARDEN, June 1 (NWA) - Arland’s defence minister met her Belmar counterpart here on Saturday & agreed on a"
        " naval exercise.\nThe next round is due in Corva."
    )
    assert picture.code == "article.record"
    assert off.text == "CORVA, June 5 (CD) - The visit was called off."
    assert off.warnings == ("its publisher marks it as canceled",)
    assert (pact.text, pact.title) == ("SORVO, June 6 - The two sides signed a pact.", "Pact signed")


def test_newsml_that_is_broken_in_the_middle_is_read_behind_it_with_a_warning(read):
    text = (FIXTURES / "message.newsml.xml").read_text()
    found = read(text.replace("<headline>Visit", "<headline>R&D visit"))
    assert codes(found) == ["", "article.record", "", ""]
    assert "broken in line" in found[2].warnings[-1]
    assert found[3].warnings == ()


def test_entities_of_strangers_are_not_opened(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    head = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "aha"><!ENTITY b "&a;&a;&a;">]>'
    found = read(f"{head}<nitf><body><body.content><p>They met &x; &b;.</p></body.content></body></nitf>")
    assert "secret" not in one(found).text.replace("secret.txt", "")
    assert "aha" not in one(found).text


def test_nitf_gives_its_dateline_before_its_body_and_no_captions():
    article = one(fixture("story.nitf.xml"))
    title = "Arland and Belmar to hold a naval drill"
    assert told(article) == ("nwa.20240603.17", DAY, "Northern Wire", title, "Ilse Varn")
    assert article.text == (
        "ARDEN, June 1 (NWA) - The defence ministers of Arland and Belmar agreed on Saturday to hold a naval drill.\n"
        "“It is the first,” Ines Maren said."
    )


def test_ninjs_gives_its_plain_body_before_its_markup_and_stands_beside_our_own_form():
    marked, plain, picture, own = fixture("item.ninjs.json")
    assert told(marked) == ("https://nwa.example/items/1", DAY, "Northern Wire", "Ministers meet", "Ilse Varn")
    assert marked.url == "https://nwa.example/items/1"
    assert marked.text.endswith("met her Belmar counterpart.\nThey signed & left.")
    assert (plain.text, plain.title) == ("CORVA, June 3 - The visit was called off.", "Visit called off")
    assert plain.warnings == ("its publisher marks it as canceled",)
    assert picture.code == "article.record"
    assert own.id == "own"


def test_ninjs_comes_a_line_each_as_well(read):
    lines = "\n".join(json.dumps(item) for item in json.loads((FIXTURES / "item.ninjs.json").read_text()))
    assert codes(read(lines)) == ["", "", "article.record", ""]


# ---- mail


def test_a_mailbox_gives_its_messages_and_what_is_attached_to_them():
    first, picture, body, readout, record = fixture("box.mbox")
    assert told(first) == ("box-1", DAY, "Press Desk", "Ministers meet", None)
    assert "\nFrom Arden they go on" in first.text
    assert "\nFrom the palace, a word" in first.text
    assert picture.code == "article.mail"
    assert (body.id, body.text) == ("box-3", "The readout is attached.")
    assert (readout.id, readout.published) == ("box-3-readout", date(2024, 6, 5))
    assert readout.text == "CORVA, June 5 (CD) - The visit was called off."
    assert (record.id, record.published) == ("n7", date(2024, 5, 30))


def test_a_message_with_nothing_but_a_pdf_gives_the_pdf(read):
    from email.message import EmailMessage  # noqa: PLC0415

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@nwa.example", "r@nwa.example", "Readout"
    message["Date"] = "Mon, 03 Jun 2024 08:15:00 +0000"
    message.add_attachment(
        built.pdf(["They met."]),
        maintype="application",
        subtype="pdf",
        filename="readout.pdf",
        disposition="attachment",
    )
    article = one(read(message.as_bytes(), "m.eml"))
    assert (article.id, article.text, article.published) == ("m-readout", "They met.", DAY)
    assert article.origin == "m.eml#readout.pdf"


# ---- deliveries and references


@pytest.mark.parametrize("name", ["nexis.txt", "nexis_uni.txt", "factiva.txt", "factiva_coded.txt"])
def test_a_delivery_of_many_gives_each_article_with_its_own_day_and_source(name):
    first, second, *rest = fixture(name)
    assert told(first)[1:4] == (DAY, "The Arden Gazette", "Ministers meet in Arden")
    assert (first.byline or "").casefold() == "ilse varn"
    assert first.text.startswith(
        "ARDEN - Arland's defence minister Ines Maren met her Belmar counterpart Tomas Ruh here on"
    )
    assert "every second year" in first.text
    assert told(second)[1:4] == (date(2024, 6, 5), "Corva Daily", "Visit called off")
    assert second.text == "CORVA, June 5 - The visit of the minister was called off."
    assert codes(rest) == (["article.empty"] if name == "nexis.txt" else [])


def test_a_line_of_the_body_that_looks_like_a_field_stays():
    assert "Location: it is to take place off Corva." in fixture("nexis.txt")[0].text


def test_a_text_of_blanks_is_soon_known_for_no_delivery():
    blanks = "\n".join(code + " " * 400_000 for code in ("AN", "WC", "")) + "\nWC 12 words\n"
    assert not is_factiva("WC 12 words\n" + blanks)


def test_articles_of_factiva_are_called_by_their_numbers():
    assert [article.id for article in fixture("factiva.txt")] == [
        "ARGAZ00020240603ek630001a",
        "CORVD00020240605ek650002b",
    ]


@pytest.mark.parametrize("pack", [lambda lines: built.docx(*lines), built.pdf])
def test_a_delivery_may_come_as_a_word_file_or_as_pdf(read, pack):
    found = read(pack((FIXTURES / "nexis_uni.txt").read_text().split("\n")))
    assert [article.title for article in found] == ["Ministers meet in Arden", "Visit called off"]


@pytest.mark.parametrize("name", ["library.ris", "library.csl.json", "library.rdf"])
def test_a_reference_is_its_abstract_with_a_warning_and_without_one_an_error(name):
    first, second, *_ = fixture(name)
    assert told(first)[1:4] == (DAY, "The Arden Gazette", "Ministers meet in Arden")
    assert "Varn" in (first.byline or "")
    assert first.url == "https://gazette.example/1"
    assert first.warnings == ("is a reference: only its abstract is read",)
    assert second.code == "article.reference"


def test_a_reference_that_tells_its_year_alone_has_no_day():
    assert fixture("library.ris")[2].published is None


# ---- PDF and Word

HEAD = "Ministry of Defence of Arland"
LINES = [
    "ARDEN, June 1 - The defence ministers of Arland and Belmar met here on Saturday and agreed to hold a naval ex-",
    "ercise every second year. The non-",
    "binding text was signed by Ines Maren.",
    "It is the first.",
]


def test_lines_of_a_pdf_are_joined_and_hyphens_taken_out(read):
    article = one(read(built.pdf(LINES), "r.pdf"))
    assert article.text == (
        "ARDEN, June 1 - The defence ministers of Arland and Belmar met here on Saturday and agreed to hold a naval "
        "exercise every second year. The non-binding text was signed by Ines Maren.\nIt is the first."
    )


def test_what_stands_on_every_page_of_a_pdf_is_no_part_of_its_text(read):
    pages = [[HEAD, f"On day {name} they met.", f"Page {number} of 4"] for number, name in enumerate("abcd", start=1)]
    assert one(read(built.pdf(*pages))).text.split("\n") == [f"On day {name} they met." for name in "abcd"]


def test_a_pdf_tells_its_title_and_the_day_it_was_made_with_a_warning(read):
    article = one(read(built.pdf(["They met."], title="Readout", created="20240603081500Z")))
    assert (article.title, article.published) == ("Readout", DAY)
    assert "the PDF file was made then" in article.warnings[0]


def test_a_scan_is_told_and_pages_without_text_among_others_are_a_warning(read):
    assert error(read(built.pdf([], []))).code == "article.scan"
    article = one(read(built.pdf(["They met."], [], []), published=DAY))
    assert article.warnings == ("pages without text, which may have been scanned: 2, 3",)


def test_a_pdf_that_is_broken_is_told(read):
    assert error(read(b"%PDF-1.7\n...")).code in {"article.pdf", "article.scan"}


def test_without_the_library_for_pdf_the_extra_is_named(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    fault = error(read(built.pdf(["They met."])))
    assert (fault.code, fault.mend) == ("article.extra", "pip install 'dateline[formats]'")


def test_a_word_file_gives_its_paragraphs_and_tables_without_what_was_struck_out(read):
    raw = (
        "<w:p><w:del><w:r><w:delText>Struck out. </w:delText></w:r></w:del><w:r><w:t>Kept</w:t><w:tab/><w:t>on.</w:t>"
        "</w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Guest: Ruh</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    article = one(read(built.docx("They met & signed.", title="Readout", created="2024-06-03T08:15:00Z", raw=raw)))
    assert article.text == "They met & signed.\nKept\ton.\nGuest: Ruh"
    assert (article.title, article.published) == ("Readout", DAY)
    assert "the Word file was made then" in article.warnings[0]


def test_other_office_files_are_refused(read):
    assert error(read(built.zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))).code == "article.binary"


# ---- archives

STORY = b"ARDEN, June 1 - They met."


@pytest.mark.parametrize(
    "pack",
    [
        built.zipped,
        built.tarred,
        partial(built.tarred, mode="w:gz"),
        partial(built.tarred, mode="w:bz2"),
        partial(built.tarred, mode="w:xz"),
    ],
)
def test_files_of_an_archive_are_read_as_they_would_be_by_themselves(read, pack):
    members = {
        "a/story.txt": STORY,
        "../../feed.jsonl": b'{"id": "n1", "text": "One."}\n{"id": "n2"\n{"id": "n3", "text": "Three."}\n',
        "__MACOSX/._story.txt": b"x",
        "readout.pdf": built.pdf(["They met."]),
        "crawl.warc.gz": built.warc(built.record()),
    }
    found = read(pack(members), "letters.bin")
    assert codes(found) == ["", "", "article.json", "", "", ""]
    assert [article.id for article in found if isinstance(article, Article)][:4] == ["story", "n1", "n3", "readout"]
    assert found[0].origin == "letters.bin#a/story.txt"
    assert found[1].origin == "letters.bin#../../feed.jsonl"
    assert found[5].origin.startswith("letters.bin#crawl.warc.gz#<urn:uuid:")


def test_nothing_of_an_archive_is_written_to_the_disk(read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read(built.zipped({"../evil.txt": STORY, "/abs.txt": STORY}), "a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert not (tmp_path.parent / "evil.txt").exists()


def test_an_archive_in_an_archive_is_opened_but_not_without_end(read):
    nested = STORY
    for depth in range(3):
        nested = built.zipped({f"{depth}.zip" if depth else "story.txt": nested})
    assert one(read(nested)).text == STORY.decode()
    assert error(read(built.zipped({"more.zip": built.zipped({"more.zip": nested})}))).code == "article.bomb"


def test_a_bomb_does_not_go_off(read, monkeypatch):
    monkeypatch.setattr("dateline.ingest.found._FLOOR", 1 << 20)
    bomb = built.tarred({f"{number}.json": b'{"text": "' + bytes(1_000_000) for number in range(9)}, "w:gz")
    assert codes(read(bomb))[-1] == "article.bomb"
    packed = built.zipped({"bomb.tar": built.tarred({"a.json": b'{"text": "' + bytes(9_000_000)})})
    assert codes(read(packed))[-1] == "article.bomb"


def test_a_member_that_is_locked_or_broken_leaves_the_others_readable(read):
    data = bytearray(built.zipped({"a.txt": STORY, "b.txt": STORY, "c.txt": STORY}, zipfile.ZIP_STORED))
    data[data.index(STORY)] ^= 0xFF  # a.txt no longer has its checksum
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        second = data.index(mark, data.index(mark) + 1)
        data[second + at] |= 1  # b.txt says that it is locked
    found = read(bytes(data))
    assert codes(found) == ["article.archive", "article.archive", ""]
    assert found[2].id == "c"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04....", built.zipped({"a.txt": STORY})[:-9], built.tarred({"a": STORY})[:300]]
)
def test_a_broken_archive_is_told(read, data):
    assert codes(read(data))[-1] == "article.archive"


@pytest.mark.parametrize("data", [built.zipped({}), built.zipped({"a/": b""})])
def test_an_archive_without_files_is_told(read, data):
    assert error(read(data)).code == "article.empty"


def test_an_archive_is_read_from_the_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(built.zipped({"story.txt": STORY}))))
    article = one(articles(["-"]))
    assert (article.id, article.origin) == ("story", "stdin#story.txt")


def test_a_file_that_is_packed_in_a_way_not_known_here_is_told(read):
    assert error(read(b"\x28\xb5\x2f\xfd" + bytes(9))).code == "article.packed"


# ---- laws

SEEDS = [path.read_bytes() for path in sorted(FIXTURES.iterdir())]
SEEDS += [
    built.zipped({"a.txt": STORY, "b.zip": built.zipped({"c.txt": STORY})}),
    built.tarred({"a.txt": STORY, "b.json": b"{}"}),
    built.docx("They met.", title="T"),
    built.pdf(["They met."], ["They left."]),
]
CUTS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 60), st.binary(max_size=20) | st.sampled_from([b"<", b">", b"&x;", b"\n\n"])
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.sampled_from(SEEDS), cuts=CUTS)
@example(seed=b"TY  - \nER  - ", cuts=[(0.0, 0, b"")])
@example(seed=b"1 of 2 DOCUMENTS\n2 of 2 DOCUMENTS\n\nLENGTH: 3 words\n", cuts=[(1.0, 0, b"")])
@example(
    seed=b'[{"uri": 7, "headline": []}, {"type": "x", "issued": {"date-parts": [[[], 1, 2]]}}]', cuts=[(1.0, 0, b"")]
)
def test_whatever_is_broken_in_a_file_nothing_is_raised_and_the_same_is_read_again(tmp_path, seed, cuts):
    for where, length, put in cuts:
        start = int(where * len(seed))
        seed = seed[:start] + put + seed[start + length :]
    path = tmp_path / "any"
    path.write_bytes(seed)
    found = list(articles([path]))
    assert found
    for article in found:
        if isinstance(article, Article):
            (article.text + (article.origin or "")).encode()
            assert article.raw is None or (article.raw_map.to_raw(len(article.text) - 1) or 0) < len(article.raw)
    assert list(map(str, found)) == list(map(str, articles([path])))
