"""Citations: CSL-JSON by its schema, BibTeX by pybtex."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from pybtex.database import parse_string  # type: ignore[import-untyped]

from dateline.export.formats import FORMATS
from dateline.export.text import one_line, writable
from dateline.model.event import Event
from dateline.model.kept import SourceClass
from tests.export import made

SCHEMA = json.loads((Path(__file__).parent / "csl-data.json").read_text())


def items(*events: Event) -> list[dict[str, Any]]:
    out = BytesIO()
    FORMATS["csl"].write(events, out, made.ABOUT)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def entries(*events: Event) -> Any:
    out = BytesIO()
    FORMATS["bibtex"].write(events, out, made.ABOUT)
    return parse_string(out.getvalue().decode(), "bibtex").entries


def test_an_article_is_cited_with_where_it_lies_in_the_record():
    (item,) = items(made.event())
    assert item == {
        "id": "a1",
        "type": "article-newspaper",
        "title": "Ministers meet in Arden",
        "container-title": "Northern Wire",
        "issued": {"date-parts": [[2024, 6, 3]]},
        "accessed": {"date-parts": [[2024, 6, 4]]},
        "URL": "https://news.example/a1",
        "archive": "tension.db",
        "archive_location": "a1",
        "note": "Dateline events: e-k1",
    }


def test_an_article_of_two_events_is_cited_once_and_names_both():
    (item,) = items(made.event(), made.event(made.kept("k2")))
    assert item["note"] == "Dateline events: e-k1, e-k2"


def test_a_ministry_s_page_is_a_page():
    (item,) = items(made.event(made.kept(of=made.source(source_class=SourceClass.OFFICIAL))))
    assert item["type"] == "webpage"


def test_an_entry_of_bibtex_has_its_day():
    entry = entries(made.event())["dateline-a1"]
    assert [entry.fields[name] for name in ("title", "year", "month", "day", "urldate")] == [
        "{Ministers meet in Arden}",
        "2024",
        "June",
        "3",
        "2024-06-04",
    ]
    assert entry.fields["url"] == "https://news.example/a1"


@pytest.mark.parametrize(
    "title", [r"\input{/etc/passwd}", "}} @misc{evil, title={x}", "100% & more_or_less", "Δ $x^2$ #1 ~"]
)
def test_a_title_cannot_break_out_of_its_field(title: str):
    found = entries(made.event(made.kept(of=made.source(title=title))))
    assert list(found) == ["dateline-a1"]
    assert plain(found["dateline-a1"].fields["title"]) == title


def plain(latex: str) -> str:
    """What LaTeX prints: our own commands, and no others, read back."""
    words = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    text = re.sub(r"\\text([a-z]+)\{\}", lambda found: "\0" + found[1] + "\0", latex)
    text = re.sub(r"\\([$&#_%])", r"\1", text.removeprefix("{").removesuffix("}"))
    return re.sub("\0([a-z]+)\0", lambda found: words[found[1]], text)


@settings(max_examples=15)
@given(made.lists_of_events)
def test_citations_of_any_events_are_valid_csl(events: list[Event]):
    told = items(*events)
    jsonschema.validate(told, SCHEMA)
    sources = {kept.source.key: kept.source for event in events for kept in event.claims}
    assert [item["id"] for item in told] == list(sources)
    assert [item.get("container-title", "") for item in told] == [writable(s.publisher or "") for s in sources.values()]


@settings(max_examples=15)
@given(made.lists_of_events)
def test_citations_of_any_events_come_back_from_bibtex(events: list[Event]):
    found = entries(*events)
    sources = {kept.source.key: kept.source for event in events for kept in event.claims}
    assert list(found) == [f"dateline-{key}" for key in sources]
    titles = [one_line(source.title or f"Article {source.id}") for source in sources.values()]
    assert [squeezed(plain(entry.fields["title"])) for entry in found.values()] == [squeezed(one) for one in titles]


def squeezed(text: str) -> str:
    """Text as BibTeX keeps it: any white space is one space."""
    return " ".join(text.split())
