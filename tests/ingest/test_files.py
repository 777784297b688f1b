import bz2
import gzip
import io
import json
import lzma
import re
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.errors import ArticleError
from dateline.ingest.files import articles
from dateline.ingest.mail_quoted import own_lines
from dateline.ingest.parts import Parts
from dateline.model.article import Article
from dateline.model.span import Span
from tests.shared import needs

TEXT = "ARDEN, June 1 (NWA) - Arland's defence minister met her Belmar counterpart on Saturday."
DAY = date(2024, 6, 3)
RECORD = {"id": "n01", "published": "2024-06-03", "publisher": "NWA", "title": "T", "text": TEXT} | {
    "url": "https://nwa.example/1"
}
MAIL = (
    "From: Press Desk <desk@nwa.example>\r\nTo: readers@nwa.example\r\nDate: Mon, 3 Jun 2024 09:00:00 +0200\r\n"
    "Subject: Ministers =?utf-8?q?met_in_Bel=C3=A9m?=\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe ministers met in Bel=C3=A9m.\r\nThey signed.\r\n"
)


@pytest.fixture
def read(tmp_path):
    def read(data, name="a.txt", **more):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(articles([path], **more))

    return read


def all_of(*paths, published=DAY):
    """Articles alone: an error fails the test."""
    return [one([found]) for found in articles(paths, published)]


def one(found):
    (article,) = found
    assert isinstance(article, Article), article
    return article


def error(found):
    (fault,) = found
    assert isinstance(fault, ArticleError), fault
    assert "\n" not in fault.what
    assert fault.mend
    return fault


# ---- formats, told by content


def test_plain_text_is_kept_as_it_stands_and_named_after_its_file(read):
    article = one(read(f" date 2024-06-03 {TEXT}\r\n", "story.json"))
    assert article.text == f" date 2024-06-03 {TEXT}\r\n"
    assert (article.id, article.published, article.warnings) == ("story", DAY, ())


def test_json_gives_what_its_keys_say(read):
    article = one(read(json.dumps(RECORD, indent=2), "x.txt"))
    assert (article.id, article.published, article.publisher, article.title) == ("n01", DAY, "NWA", "T")
    assert (article.url, article.text) == ("https://nwa.example/1", TEXT)


def test_markup_inside_the_text_of_a_record_stays(read):
    text = "The 13<sup>th</sup> round &amp; the last."
    assert one(read(json.dumps(RECORD | {"text": text}))).text == text


def test_a_record_without_an_id_is_named_after_its_file(read):
    assert one(read(json.dumps({"text": TEXT}), "b07.json")).id == "b07"


def test_an_array_gives_its_articles_in_order(read):
    found = read(json.dumps([RECORD, {"text": "Two."}, {"title": "no text"}, RECORD | {"id": 7}]), "feed.json")
    assert [one.id if isinstance(one, Article) else one.place.rpartition(", ")[2] for one in found] == [
        "n01", "feed-2", "article 3", "7",
    ]  # fmt: skip


def test_a_broken_line_of_json_lines_leaves_the_others_whole(read):
    lines = [json.dumps(RECORD), '{"id": "n02", "text": ', "", json.dumps(RECORD | {"id": "n03"})]
    first, broken, last = read("\n".join(lines), "feed.jsonl")
    assert (first.id, last.id) == ("n01", "n03")
    assert isinstance(broken, ArticleError)
    assert broken.place.endswith("feed.jsonl:2:23")


def test_json_lines_may_begin_with_the_broken_one(read):
    broken, whole = read('{"id": "n01", "text": oops}\n' + json.dumps(RECORD))
    assert broken.place.endswith(":1:23")
    assert whole.id == "n01"


def test_mail_gives_its_text_date_subject_and_sender(read):
    article = one(read(MAIL, "m.txt"))
    assert article.text == "The ministers met in Belém.\nThey signed.\n"
    assert (article.published, article.title, article.publisher) == (DAY, "Ministers met in Belém", "Press Desk")


def test_mail_without_text_gives_its_html(read):
    mail = (
        "From: desk@nwa.example\nDate: Mon, 3 Jun 2024 09:00:00 +0200\nSubject: S\nMIME-Version: 1.0\n"
        "Content-Type: text/html; charset=utf-8\n\n<html><body><p>The ministers met &amp; signed.</p></body></html>\n"
    )
    article = one(read(mail))
    assert article.text == "The ministers met & signed."
    assert article.published == DAY


def mail(body, kind="plain"):
    """A message of one part."""
    head = MAIL.partition("Content-Type")[0].replace("\r\n", "\n")
    return f"{head}Content-Type: text/{kind}; charset=utf-8\n\n{body}"


def walked_back(article):
    """Every word of the text with the raw characters that it came from."""
    words = [Span(*word.span()) for word in re.finditer(r"\S+", article.text)]
    return [(word.of(article.text), at and at.of(article.raw)) for word in words for at in [article.raw_map.span(word)]]


QUOTED = "leaves out what it quotes of another mail"


@pytest.mark.parametrize("above", ["", "On Sunday A. Hand wrote:\n", "On Sunday A. Hand\n<a@nwa.example> wrote:\n\n"])
def test_what_a_mail_quotes_of_another_is_left_out_of_its_text_with_a_warning(read, above):
    quoted = "> We shall meet in Corva on Friday.\n>\n> On Saturday C. Hand wrote:\n>\n>> When?\n"
    article = one(read(mail(f"They met in Arden.\n\n{above}{quoted}They signed.\n  > What?\nAll was said.")))
    assert article.text == "They met in Arden.\n\nThey signed.\nAll was said."
    assert article.warnings == (QUOTED,)
    assert ">> When?" in article.raw
    assert all(word == there for word, there in walked_back(article))


@pytest.mark.parametrize(
    "body",
    [
        "> They met in Arden.\n> They signed.\n",
        "They met in Arden.\n>From there they go on.\n",
        "They met > 3 times.\n",
        "For you.\n\n-----Original Message-----\nFrom: A. Hand\n\n> They met in Arden.\n",
    ],
)
def test_a_mail_keeps_lines_that_no_other_mail_wrote_or_that_are_all_it_has(read, body):
    article = one(read(mail(body)))
    assert (article.text, article.warnings) == (body, ())


CITED = '<blockquote type="cite"><p>We shall meet in Corva.</p><blockquote>When?</blockquote> Soon.</blockquote>'


@pytest.mark.parametrize(
    "quoted",
    [
        CITED,
        f'<div class="moz-cite-prefix">On Sunday, A. Hand wrote:<br></div>\n{CITED}',
        '<div class="gmail_quote"><div class="gmail_attr">A. Hand &lt;<a href="mailto:a@n">a@n</a>&gt; wrote:'
        "</div>" + CITED.replace('type="cite"', 'class="gmail_quote"') + "</div>",
        "<pre>On Sunday A. Hand wrote:</pre><pre>&gt; We shall meet in Corva.</pre>",
    ],
)
def test_what_a_mail_in_html_cites_of_another_is_left_out_of_its_text_with_a_warning(read, quoted):
    page = f"<html><body><p>They met &amp; signed.</p>{quoted}<p>All was said on Saturday.</p></body></html>"
    article = one(read(mail(page, "html")))
    assert " ".join(article.text.split()) == "They met & signed. All was said on Saturday."
    assert article.warnings == (QUOTED,)
    assert article.raw == page
    assert [there for _, there in walked_back(article)][:3] == ["They", "met", "&amp;"]


@pytest.mark.parametrize("quote", [CITED, CITED.replace(' type="cite"', "")])
def test_a_mail_in_html_that_is_a_quote_alone_and_one_that_quotes_a_speech_are_read_whole(read, quote):
    own = "" if "cite" in quote else "<p>The minister said on Saturday:</p>"
    article = one(read(mail(f"<html><body>{own}{quote}</body></html>", "html")))
    assert "We shall meet in Corva." in article.text
    assert QUOTED not in article.warnings


def test_a_mail_whose_text_is_blank_gives_its_html(read):
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "desk@nwa.example", "S", "Mon, 3 Jun 2024 09:00:00 +0200"
    message.set_content(" \n")
    message.add_alternative("<html><body><p>The ministers met &amp; signed.</p></body></html>", subtype="html")
    assert one(read(message.as_bytes())).text == "The ministers met & signed."


@given(st.lists(st.sampled_from(["> a", ">> b c", "They met.", "", "On Sunday A. Hand wrote:", "  > d", ">From x"])))
def test_whatever_a_mail_quotes_each_word_of_its_text_leads_to_itself(lines):
    parts = own_lines(Parts(text="\n".join(lines), raw="\n".join(lines)))
    article = Article(id="a", text=parts.text, key="", raw=parts.raw, raw_map=parts.raw_map)
    assert all(word == there for word, there in walked_back(article))
    if parts.warnings:
        assert not re.search(r"^\s*>(?!From )", parts.text, re.MULTILINE)


def test_mail_that_holds_a_picture_alone_is_refused(read):
    mail = MAIL.replace("text/plain; charset=utf-8", "image/png").replace("quoted-printable", "base64")
    assert error(read(mail)).code == "article.mail"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_that_is_broken_within_is_told(read, pack):
    whole = pack(json.dumps(RECORD).encode() * 20)
    middle = len(whole) // 2
    found = read(whole[:middle] + bytes(8) + whole[middle + 8 :], "a.json")
    assert isinstance(found[-1], ArticleError)
    assert found[-1].code == "article.unreadable"


def test_gzip_is_opened(read):
    assert one(read(gzip.compress(json.dumps(RECORD).encode()), "a.json.gz")).id == "n01"


def test_a_folder_gives_its_files_by_name_and_those_of_its_folders_but_no_hidden_ones(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    assert [article.id for article in all_of(tmp_path)] == ["z", "b", "c"]


def test_a_folder_that_cannot_be_looked_into_is_told_and_the_others_are_read(tmp_path, monkeypatch):
    for name in ("a/x.txt", "b/y.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT)
    monkeypatch.setattr(Path, "iterdir", barred(Path.iterdir, tmp_path / "a"))
    fault, article = articles([tmp_path], DAY)
    assert told([fault]) == ("article.unreadable", str(tmp_path / "a"))
    assert one([article]).id == "y"


def test_a_path_that_cannot_be_looked_at_is_told_and_raises_nothing(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT)
    for step in ("is_dir", "open"):
        monkeypatch.setattr(Path, step, barred(getattr(Path, step), tmp_path / "a.txt"))
    assert error(articles([tmp_path / "a.txt"])).code == "article.unreadable"
    assert error(articles([tmp_path])).code == "article.unreadable"
    assert error(articles([tmp_path / ("x" * 300)])).code == "article.unreadable"


def told(found):
    """Code and place of an error."""
    fault = error(found)
    return fault.code, fault.place


def barred(step, to):
    """A step of paths that the system forbids for one of them: whoever runs the tests may read everything."""

    def forbidden(path, *args):
        if path == to:
            raise PermissionError(13, "Permission denied", str(path))
        return step(path, *args)

    return forbidden


def test_a_link_to_a_folder_is_told_and_not_followed_so_that_none_leads_round_in_a_ring(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.txt").write_text(TEXT)
    (tmp_path / "a/round").symlink_to(tmp_path)
    (tmp_path / "y.txt").symlink_to(tmp_path / "a/x.txt")
    fault, *found = articles([tmp_path], DAY)
    assert told([fault]) == ("article.link", str(tmp_path / "a/round"))
    assert [one([each]).id for each in found] == ["x", "y"]
    assert [article.id for article in all_of(tmp_path / "y.txt")] == ["y"]
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "a/round").unlink()
    assert [article.id for article in all_of(tmp_path / "b")] == ["x"]


def test_the_standard_input_is_read_where_a_dash_stands(monkeypatch, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(RECORD).encode())))
    assert [article.id for article in all_of(path, "-")] == ["a", "n01"]


def test_articles_are_read_only_when_they_are_asked_for(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_text(f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n")
    found = articles([path, tmp_path / "none"])
    assert one([next(found)]).id == "n01"
    path.write_text("")


# ---- the day of publication


@pytest.mark.parametrize(
    "words",
    [
        "2024-06-03",
        "2024-06-03T08:15:00Z",
        "2024-06-03 08:15:00+02:00",
        "20240603",
        "Mon, 03 Jun 2024 08:15:00 +0200",
        "3 June 2024",
        "June 3, 2024",
        "03rd June, 2024",
        "Monday, June 3rd 2024 - 10:14 UTC",
        "3.6.2024",
        "2024/06/03",
    ],
)
def test_a_day_of_publication_is_known_in_many_forms(read, words):
    article = one(read(json.dumps(RECORD | {"published": words})))
    assert (article.published, article.warnings) == (DAY, ())


@pytest.mark.parametrize("words", ["03/06/2024", "yesterday", "2024-13-40", 20.5, "June 2024"])
def test_a_day_of_publication_that_cannot_be_told_is_a_warning_and_none_is_made_up(read, words):
    article = one(read(json.dumps(RECORD | {"published": words})))
    assert article.published is None
    assert len(article.warnings) == 1
    assert "YYYY-MM-DD" in article.warnings[0]


def test_the_two_days_that_a_day_of_publication_may_be_are_told(read):
    article = one(read(json.dumps(RECORD | {"published": "03/06/2024"})))
    expected = '"03/06/2024" may be 2024-03-06 or 2024-06-03 and is not guessed; write it as YYYY-MM-DD'
    assert article.warnings == (expected,)


def test_without_a_day_the_calls_day_is_taken_and_otherwise_none(read):
    assert one(read(TEXT, published=DAY)).published == DAY
    assert one(read(TEXT)).published is None


def test_the_day_that_an_article_tells_goes_before_that_of_the_call(read):
    assert one(read(f" date 2024-06-03 {TEXT}", published=date(2020, 1, 1))).published == DAY


def test_two_days_that_differ_are_told(read):
    article = one(read(json.dumps(RECORD | {"text": f" date 2024-06-02 {TEXT}"})))
    assert article.published == DAY
    assert "2024-06-02" in article.warnings[0]


# ---- what cannot be read, and what is read with a doubt


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert error(articles([tmp_path / "none.txt"])).code == "article.missing"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\x00", b'{"text": " "}'])
def test_a_file_without_text_is_told(read, data):
    assert error(read(data)).code in {"article.empty", "article.binary"}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 9])
def test_a_file_that_is_no_text_is_told_for_what_it_is(read, data):
    assert error(read(data)).code == "article.binary"


@pytest.mark.parametrize(
    ("data", "place", "code"),
    [
        ('{"id": "n01",\n "text": oops}', "a.txt:2:10", "article.json"),
        ('{"id": "n01"', "a.txt:1:13", "article.json"),
        ('[{"text": "x"},]', "a.txt:1:16", "article.json"),
        ("[" * 100_000, "a.txt:1", "article.json"),
        ('{"id": "n01"}', "a.txt", "article.record"),
        ('{"text": ["x"]}', "a.txt", "article.record"),
        ('["x"]', "a.txt, article 1", "article.record"),
        ("[]", "a.txt", "article.empty"),
    ],
)
def test_broken_json_is_told_with_its_line_and_column(read, data, place, code):
    fault = error(read(data))
    assert fault.place.endswith(place)
    assert fault.code == code


def test_an_array_of_nothing_but_nests_is_no_crash(read):
    assert error(read('{"text": ' + "[" * 100_000)).code == "article.json"


def test_a_text_that_is_too_long_is_told_with_the_limit(read):
    assert error(read("word " * 1_000_000)).code == "article.long"
    assert one(read("word " * 1_000_000, longest=5_000_000)).id == "a"
    assert error(read(json.dumps({"text": "word " * 1000}), longest=100)).code == "article.long"


@pytest.mark.parametrize("data", ['[{"text": "a"}]' + " " * 200, '[\n{"text": "a"}]' + "\n" * 200])
def test_a_file_of_json_is_read_within_a_bound(read, monkeypatch, data):
    monkeypatch.setattr("dateline.ingest.json_lines._MOST", 100)
    assert error(read(data, "a.json")).code == "article.long"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_known_with_a_mark_and_without(read, encoding):
    text = f"{TEXT} Señor Muñoz — “yes”."
    article = one(read(text.encode(encoding), published=DAY))
    assert (article.text, article.warnings) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_are_known_in_every_unicode(read, encoding):
    lines = f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n"
    assert [article.id for article in read(lines.encode(encoding))] == ["n01", "n01"]


def test_western_bytes_are_read_with_a_warning(read):
    article = one(read("Señor Muñoz — “yes”.".encode("cp1252"), published=DAY))
    assert article.text == "Señor Muñoz — “yes”."
    assert "Windows-1252" in article.warnings[0]


def test_what_is_no_character_is_replaced_one_for_one_with_a_warning(read):
    article = one(read('{"text": "a\\ud800b\\u0000c", "published": "2024-06-03"}'))
    assert article.text == "a�b�c"
    assert len(article.warnings) == 1


def test_odd_values_beside_the_text_are_passed_over_with_a_warning(read):
    article = one(read(json.dumps(RECORD | {"title": 7, "url": None})))
    assert article.title is None
    assert article.warnings == ('"title" is a number, not words, and is passed over',)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("published", "date"),
        ("published", "pub_date"),
        ("published", "pubDate"),
        ("published", "publication_date"),
        ("published", "datePublished"),
        ("published", "publishedAt"),
        ("publisher", "source"),
        ("publisher", "outlet"),
        ("title", "headline"),
        ("byline", "author"),
        ("url", "link"),
        ("text", "body"),
        ("text", "content"),
    ],
)
def test_a_key_may_have_the_name_that_others_give_it(read, ours, theirs):
    record = RECORD | {"byline": "Ilse Varn"}
    (plain,) = read(json.dumps(record))
    value = record.pop(ours)
    assert read(json.dumps(record | {theirs: value})) == [plain]
    assert read(json.dumps(record | {ours: None, theirs: value})) == [plain]


def test_our_own_key_goes_before_that_of_others_and_what_is_no_word_is_told(read):
    article = one(read(json.dumps(RECORD | {"date": "2023-01-01", "source": "Other", "content": "Other."})))
    assert (article.published, article.publisher, article.text, article.warnings) == (DAY, "NWA", TEXT, ())
    (doubt,) = one(read(json.dumps({"source": {"name": "NWA"}, "text": TEXT}))).warnings
    assert doubt == '"source" is an object, not words, and is passed over'


def test_the_key_is_that_of_source_and_raw_text(read):
    key = one(read(json.dumps(RECORD))).key
    assert key == one(read(json.dumps(RECORD | {"id": "other", "title": "Other"}))).key
    assert key != one(read(json.dumps(RECORD | {"publisher": "Other"}))).key
    assert key != one(read(json.dumps(RECORD | {"text": f"{TEXT} "}))).key


# ---- laws

HEADS = st.sampled_from(
    [
        b"",
        b"{",
        b'{"text": ',
        b"[",
        b"<html><body>",
        b"<p>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1f\x8b",
        MAIL.encode()[:200],
        gzip.compress(b"abc")[:-3],
        b"From: a\nDate: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(head=HEADS, tail=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
@example(head=b"{}", tail=b"\n{")
@example(head=b'{"text": "a", "published": "\xd9\xa3\xd9\xa3/1/2020"}', tail=b"")
def test_whatever_the_bytes_each_reading_gives_articles_or_errors_and_the_same(tmp_path, head, tail):
    path = tmp_path / "any"
    path.write_bytes(head + tail)
    found = list(articles([path]))
    assert found
    assert all(isinstance(one, Article | ArticleError) for one in found)
    for article in found:
        if isinstance(article, Article):
            article.text.encode()
    assert list(map(str, found)) == list(map(str, articles([path])))


def test_the_coded_articles_and_the_seed_are_read_without_a_fault():
    found = all_of(needs("gold", "train", "articles"), needs("articles", "seed.txt"), published=None)
    assert not [article.warnings for article in found if article.warnings]
