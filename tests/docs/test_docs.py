import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.books.crosswalk import crosswalk
from dateline.desk.diary import Diary
from dateline.desk.dossier import Dossier
from dateline.desk.ledger import Entry
from dateline.desk.review import Hand, accept
from dateline.desk.search import Hit
from dateline.desk.told import full
from dateline.export.claims import claim_object
from dateline.export.columns import COLUMNS
from dateline.export.events import event_object
from dateline.export.formats import FORMATS
from dateline.ingest.listed import listed
from dateline.joining.lapse import Promise
from dateline.model import codec
from dateline.model.claim_codec import claim_to_json
from dateline.model.event_codec import event_to_json, judgement_to_json
from dateline.reading.coded import reading_of
from docs import build, exported
from tests import make
from tests.export import made

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)


def test_the_pages_made_from_code_are_up_to_date():
    """Mend: make docs."""
    for path, text in build.written().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make docs"


@pytest.mark.slow
@pytest.mark.model
def test_the_outputs_shown_are_those_that_the_command_gives():
    """Mend: make docs."""
    for path, text in build.shown().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_docs_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_every_page_that_the_software_names_is_there():
    named = {
        page
        for path in sorted((ROOT / "src").rglob("*.py"))
        for page in re.findall(r"docs/[\w/.-]+\.md", path.read_text(encoding="utf-8"))
    }
    assert named
    assert not [page for page in sorted(named) if not (ROOT / page).is_file()]


def test_the_sources_that_are_shown_can_be_followed(tmp_path):
    page = (ROOT / "docs" / "howto" / "watch-feeds.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "sources.yaml").write_text(shown, encoding="utf-8")
    assert [source.name for source in listed(tmp_path / "sources.yaml")] == ["Northern Wire", "Deliveries", "Crawls"]


def test_the_gold_file_that_is_shown_can_be_taken():
    page = (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    (claim,) = reading_of(json.loads(shown), make.article("x" * 200)).claims
    assert claim.countries == ("ARL", "BLM")


def sections(name="output.md"):
    """What a page tells: for each object, by the name of the key that holds it, its keys."""
    page = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    told = {}
    for part in page.split("\n### ")[1:]:
        heading, _, table = part.partition("\n")
        keys = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
        told.update(dict.fromkeys(re.findall(r"`(\w+)(?:\[\])?`", heading) or ["reading"], keys))
    return told


def objects(value, name):
    """Every JSON object within a value, with the name of the key that holds it; spans left out."""
    if isinstance(value, list):
        for one in value:
            yield from objects(one, name)
    if isinstance(value, dict) and value.keys() != {"start", "end", "text"}:
        yield name, value
        for key, one in value.items():
            yield from objects(one, key)


def test_every_key_of_the_output_is_documented_and_no_other():
    told, seen = sections(), dict[str, set[str]]()
    for name, value in objects(codec.to_json(make.reading(), crosswalk().codes), "reading"):
        assert value.keys() <= told[name], name
        seen.setdefault(name, set()).update(value)
    for name, keys in seen.items():
        assert keys == told[name] - ({"anchor", "rule"} if name in {"days", "others"} else set()), name


def of_the_record():
    """An object of each kind that a record gives, by the name of its section."""
    kept = made.kept()
    event = made.event(kept)
    told = event_to_json(event)
    full_ = full(event)
    hand = Hand(by="r.okafor", on=datetime(2024, 6, 3, tzinfo=UTC))
    entry = Entry(event=event, state=Promise.KEPT, text="", promised=date(2024, 6, 1), due=None, overdue=None)
    empty = {"summary": (), "sections": (), "disagreements": (), "sources": (), "events": ()}
    return {
        "event": told,
        "field": told["fields"]["type"],
        "said": told["fields"]["type"]["said"][0],
        "steps": told["steps"][0],
        "told_by": full_["told_by"][0],
        "evidence": full_["evidence"][0],
        "claim": {key: None for key in claim_object(event, kept, "") if key not in claim_to_json(kept.claim, "")},
        "reports": event_object(event)["reports"][0],
        "entry": entry.to_json(),
        "dossier": Dossier(parties=(), names=(), day=date(2024, 6, 3), **empty).to_json(),
        "diary": Diary(person="", names=(), offices=(), trips=()).to_json(),
        "hit": Hit(kept.source, "", ()).to_json(),
        "ruling": judgement_to_json(accept(event, hand)),
    }


def test_every_key_of_what_a_record_gives_is_documented_and_no_other():
    told = sections("record.md")
    for name, value in of_the_record().items():
        assert value.keys() == told[name], name


def test_every_error_has_a_code_and_a_mend():
    page = build.errors()
    assert "| `?` |" not in page
    assert "| ? |" not in page


def test_every_code_of_an_error_has_its_entry():
    page = build.errors()
    codes = {
        code
        for path in sorted((ROOT / "src").rglob("*.py"))
        for code in re.findall(r'code="([a-z]+\.[a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert not [code for code in sorted(codes) if f"| `{code}` |" not in page]


def test_every_format_and_every_column_has_its_entry():
    page = exported.page()
    assert not [name for name in (*FORMATS, *(one.name for one in COLUMNS)) if f"| `{name}` |" not in page]
