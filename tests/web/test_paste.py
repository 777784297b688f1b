import pytest
from fastapi.testclient import TestClient

from dateline.desk import read
from dateline.desk.paste import read_bytes
from dateline.errors import ArticleError
from dateline.model.article import Article
from dateline.model.claim import Reading
from dateline.web.tray import Tray
from tests import make
from tests.web.conftest import HOSTILE, client_of, settings, token
from tests.web.told import serving_of


class Reader:
    """Reads every article alike: no model is loaded."""

    def read(self, article: Article) -> Reading:
        return make.reading(article=article) if article.text == make.TEXT else Reading(article=article)


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "reader", lambda _settings: Reader())


def paste(client: TestClient, text: str = make.TEXT, **more: str):
    return client.post("/paste", data={"text": text, "csrf": csrf(client), **more})


def csrf(client: TestClient) -> str:
    return client.get("/paste").text.split('name="csrf" value="', 1)[1].split('"', 1)[0]


def test_what_was_pasted_is_shown_and_not_kept(empty):
    client = client_of(empty)
    page = paste(client)
    assert page.url.path.startswith("/paste/")
    assert "Read, and not kept yet" in page.text
    assert "meeting, held" in page.text
    assert empty.store.counts()["articles"] == 0


def test_it_is_kept_when_somebody_says_so_and_its_events_appear(empty):
    client = client_of(empty)
    page = paste(client)
    kept = client.post(f"{page.url.path}/keep", data={"csrf": csrf(client)})
    assert kept.url.path.startswith("/article/")
    assert empty.store.counts()["articles"] == 1
    assert client.get("/events.json").json()["total"] == 2
    assert client.post(f"{page.url.path}/keep", data={"csrf": csrf(client)}).status_code == 404


def test_an_article_that_the_record_has_is_said_to_be_there(empty):
    client = client_of(empty)
    client.post(f"{paste(client).url.path}/keep", data={"csrf": csrf(client)})
    assert "has this article already" in paste(client).text


def test_a_dropped_file_is_read_by_its_own_format(empty):
    client = client_of(empty)
    page = b"<html><head><title>Talks</title></head><body><p>" + make.TEXT.encode() + b"</p></body></html>"
    shown = client.post("/paste", data={"csrf": csrf(client)}, files={"file": ("../../talks.html", page, "text/html")})
    assert shown.status_code == 200
    assert "Talks" in shown.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\N{GRINNING FACE}" * 80 + ".txt", "\N{GRINNING FACE}" * 29),
        ("x" * 300 + ".txt", "x" * 116),
        ("x" * 300 + "." * 120, "pasted-"),
        ("../../talks.txt", "talks"),
        ("..\\..\\talks.txt", "talks"),
        ("\x00..", "pasted-"),
        ("\x00.talks.txt", "talks"),
    ],
    ids=["wide", "long", "dots", "upwards", "backwards", "folder", "hidden"],
)
def test_a_file_is_read_whatever_it_is_called(tmp_path, name, shown):
    read_ = read_bytes(make.TEXT.encode(), name, settings(tmp_path))
    assert read_.article.id.startswith(shown)
    assert read_.article.text == make.TEXT


@pytest.mark.parametrize("text", ["", "   \n", "\x00\x01\x02"])
def test_what_is_no_article_is_told_with_the_form(empty, text):
    answer = paste(client_of(empty), text)
    assert answer.status_code == 422
    assert "To mend it" in answer.text


def test_a_day_that_is_none_is_told_and_the_text_is_not_lost(empty):
    answer = paste(client_of(empty), "Ministers met.", published="yesterday")
    assert answer.status_code == 422
    assert "is no day" in answer.text
    assert "Ministers met." in answer.text


def test_many_articles_at_once_are_left_to_the_command_line(empty):
    client = client_of(empty)
    lines = b'{"id": "a", "text": "One met."}\n{"id": "b", "text": "Two met."}\n'
    answer = client.post("/paste", data={"csrf": csrf(client)}, files={"file": ("week.jsonl", lines, "text/plain")})
    assert answer.status_code == 422
    assert "dateline add" in answer.text


def test_hostile_text_is_shown_as_it_stands(empty):
    page = paste(client_of(empty), HOSTILE.replace("\x00", "").replace("\x1b", "") + "y" * 5_000).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_five_megabytes_on_one_line_are_refused_in_words(empty):
    client, line = client_of(empty), b"x" * 5_000_000
    typed = client.post("/paste", data={"text": line.decode(), "csrf": csrf(client)}, files={"other": b""})
    assert typed.status_code == 400
    assert "send it as a file" in typed.text
    dropped = client.post("/paste", data={"csrf": csrf(client)}, files={"file": ("long.txt", line, "text/plain")})
    assert dropped.status_code == 422
    assert "characters of text, more than" in dropped.text


def test_nobody_sees_what_another_pasted(empty):
    page = paste(client_of(empty))
    assert client_of(empty).get(page.url.path).status_code == 404


def test_the_token_in_the_sign_in_page_is_none_for_who_needs_none(client):
    assert token(client) or "at work here" in client.get("/sign-in").text


def test_the_tray_forgets_the_oldest_and_what_has_lain_too_long():
    now = [0.0]
    tray = Tray(clock=lambda: now[0])
    words = [tray.put("me", make.reading()) for _ in range(70)]
    assert tray.look("me", words[0]) is None
    assert tray.look("me", words[-1]) is not None
    assert tray.look("you", words[-1]) is None
    now[0] = 4000.0
    assert tray.look("me", words[-1]) is None


def test_a_fault_of_the_reader_is_told_too(empty, monkeypatch):
    class Stumbling:
        def read(self, article: Article) -> Reading:
            raise ArticleError("cannot be read today", place=article.id, mend="wait", code="article.none")

    monkeypatch.setattr(read, "reader", lambda _settings: Stumbling())
    assert "cannot be read today" in paste(client_of(empty), "Ministers met.").text


def test_a_desk_that_is_warm_has_read_an_article_already(empty, monkeypatch):
    read_: list[str] = []

    class Counting(Reader):
        def read(self, article: Article) -> Reading:
            read_.append(article.text)
            return super().read(article)

    monkeypatch.setattr(read, "reader", lambda _settings: Counting())
    serving_of(client_of(empty)).warm()
    assert len(read_) == 1
    assert empty.store.counts()["articles"] == 0


def test_who_published_a_pasted_text_and_under_which_title_can_be_told(empty):
    client = client_of(empty)
    page = paste(client, "Ministers met.", publisher="Northern Wire", title="Talks “in” Arden <b>")
    client.post(f"{page.url.path}/keep", data={"csrf": csrf(client)})
    (source,) = empty.store.sources()
    assert (source.publisher, source.title) == ("Northern Wire", "Talks “in” Arden <b>")
    assert empty.store.article(source.key).text == "Ministers met."
    assert "<b>" not in page.text.partition("<main")[2]


def test_what_was_told_of_a_text_that_cannot_be_read_is_not_lost(empty):
    answer = paste(client_of(empty), "", publisher="Northern Wire", title="Talks")
    assert answer.status_code == 422
    assert 'value="Northern Wire"' in answer.text
