"""Write the pages of docs/reference that are made from code and data, and the outputs that the docs show.

``python -m docs.build`` writes; ``written()`` gives each page as it ought to be, for the test that nothing has drifted.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from dateline.books.source import read_yaml
from docs import exported, measured, played
from docs.raised import raised

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
SOURCE = ROOT / "src" / "dateline"

_MADE = "<!-- made by docs/build.py (make docs); change what it is made from -->\n"


def written() -> dict[Path, str]:
    """The pages that are made from code and data, as they ought to be."""
    pages = {
        "command": command(),
        "errors": errors(),
        "exports": exported.page(),
        "settings": settings(),
        "codebook": codebook(),
        "topics": topics(),
    }
    return {REFERENCE / f"{name}.md": _MADE + text for name, text in pages.items()} | measured.filled()


def shown() -> dict[Path, str]:
    """The pages that show a command's output, with the output that it gives now."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    return {
        page: played.played(text, page.name, whole=played.keeps(text))
        for page, text in texts.items()
        if played.shows(text)
    }


# ---- command


def command() -> str:
    """Every command with its arguments and options, from the command itself."""
    import typer.main  # noqa: PLC0415

    from dateline.cli.main import app  # noqa: PLC0415

    group: Any = typer.main.get_command(app)
    parts = [
        "# The command\n",
        f"{group.help}\n",
        "Exit status: 0; 1 if an article could not be read or a floor does not hold; 2 if the call makes no sense.\n",
    ]
    for name, one in group.commands.items():
        parts += [f"## dateline {name}\n", _text(one.help), "| | |", "| --- | --- |", *_parameters(one), ""]
    return "\n".join(parts)


def _parameters(one: Any) -> Iterator[str]:
    for parameter in one.params:
        if parameter.name == "help":
            continue
        argument = parameter.param_type_name == "argument"
        name = parameter.metavar or parameter.name.upper() if argument else ", ".join(parameter.opts)
        value = (
            ""
            if argument or getattr(parameter, "is_flag", False)
            else f" {parameter.metavar or parameter.name.upper()}"
        )
        yield f"| `{name}{value}` | {_cell(parameter.help or '')} |"


# ---- errors


def errors() -> str:
    """Every error raised on purpose, from where it is raised."""
    rows = sorted(raised(SOURCE))
    return "\n".join(
        [
            "# Errors\n",
            "An error says what is wrong, where, and how to mend it, in one line; its code, in brackets, stands here.",
            "Where … stands, the error names what it is about. Faults of an article (`ArticleError`) leave the other",
            "articles of a call read; any other stops the run.\n",
            "| code | what is wrong | the mend | raised as |",
            "| --- | --- | --- | --- |",
            *(f"| `{one.code}` | {_cell(one.what)} | {_cell(one.mend)} | `{one.kind}` |" for one in rows),
            "",
        ]
    )


# ---- settings


def settings() -> str:
    """What may be set in the environment, from the docstring of the settings."""
    from dateline.settings import Settings  # noqa: PLC0415

    about, _, attributes = (Settings.__doc__ or "").partition("Attributes:")
    rows = [line.strip().partition(": ") for line in attributes.splitlines() if ": " in line]
    table = [f"| `{name}` | {_cell(says)} |" for name, _, says in rows]
    return "\n".join(["# Settings\n", _text(about), "| | |", "| --- | --- |", *table, ""])


# ---- codebook and topics

_GOLD = """## The gold file

An article that was coded by hand, as `ID.json`: what `add --codings`, `evaluate` and `clusters` read. Keys and words
are those of [`read --json`](output.md), which gives more of them.

```json
{
  "id": "c01",
  "events": [
    {"type": "meeting", "mode": "bilateral", "status": "held", "start": "2024-06-01", "end": null,
     "countries": ["ARL", "BLM"], "organizations": [], "people": ["Ina Maren", "Otto Viik"],
     "place": {"name": "Arden", "country": "ARL"}, "name": null,
     "trigger": {"start": 58, "end": 61, "text": "met"}, "story": "arden-talks"}
  ],
  "quotations": [{"text": "We spoke of the strait for an hour", "start": 120, "end": 154, "speaker": "Ina Maren"}],
  "people": [{"name": "Ina Maren", "office": "defence minister", "country": "ARL"}]
}
```

Characters are counted in the article's text, from 0. Two months, or two years, as `start` and `end` bound the time in
which it was. `story` is only of sets that joining is judged on: events with equal keys are one occasion.
"""


def codebook() -> str:
    """The codebook, from its YAML: types, statuses, the crosswalk, and the rules."""
    book = read_yaml("codebook", "types.yaml")
    parts = [f"# The engagement codebook, version {book['version']}\n"]
    parts += [
        f"**An event** is {_lower(book['event'])}\n",
        f"**Not events:** {_lower(book['leaves_out'])}\n",
        f"{book['one_entry']}\n",
    ]
    parts += ["## Types\n", *_types(book["types"])]
    parts += [
        "## Statuses\n",
        "| | |",
        "| --- | --- |",
        *(f"| `{name}` | {says} |" for name, says in book["statuses"].items()),
        "",
    ]
    return "\n".join([*parts, _GOLD, *_crosswalk(), *_rules()])


def _types(types: Mapping[str, Any]) -> Iterator[str]:
    for name, one in types.items():
        modes = "; ".join(f"`{mode}` ({says})" for mode, says in one["modes"].items()) or "none"
        yield f"### {name}\n"
        yield f"{one['says']} Modes: {modes}. Counts also: {one['also']}. Does not count: {one['leaves_out']}.\n"


def _crosswalk() -> Iterator[str]:
    yield "## In PLOVER and CAMEO\n"
    yield "The first row that fits an event is taken. By the PLOVER manual what is planned is AGREE.\n"
    yield "| type | mode | status | if | PLOVER | CAMEO |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in read_yaml("crosswalk", "plover.yaml")["rows"]:
        when = {key: value if isinstance(value, str) else " or ".join(value) for key, value in row["when"].items()}
        extra = ", ".join(f"{key}: {when[key]}" for key in ("venue", "forum") if key in when)
        plover = " ".join(f"`{value}`" for value in (row["plover"] or {}).values() if value) or "none"
        cells = (
            when.get("type", ""),
            when.get("mode", ""),
            when.get("status", ""),
            extra,
            plover,
            row["cameo"] or "none",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _rules() -> Iterator[str]:
    folder = SOURCE / "data" / "codebook" / "events"
    yield "## Rules\n"
    yield "Rules find events where the encoder is off, name the roles of participants, and are the pattern for rules of"
    yield "your own ([how](../howto/add-a-rule.md)). `a|b` is either; `*` is up to two words, `**` up to six; `@list`"
    yield "is a word of a list. Parties and people in examples are invented.\n"
    for path in sorted(folder.glob("*.yaml")):
        yield f"### Rules of {path.stem}\n"
        for rule in _of_file(path):
            yield f"#### {rule['id']}@{rule['version']}\n"
            yield f"{rule['says']} Leaves out: {rule['leaves_out']}\n"
            yield from _triggers(rule["trigger"])
            yield f"- roles: {'; '.join(_role(*role) for role in rule['roles'].items())}"
            if rule.get("near"):
                yield f"- near: {', '.join(f'`{other}`' for other in rule['near'])}"
            yield from _examples(rule)


def _of_file(path: Path) -> list[Mapping[str, Any]]:
    documents = [document for document in yaml.safe_load_all(path.read_text(encoding="utf-8")) if document]
    return [rule for document in documents for rule in (document if isinstance(document, list) else [document])]


def _triggers(trigger: Mapping[str, Any]) -> Iterator[str]:
    says = {"lemmas": "verbs", "past": "verbs, in the past", "nouns": "nouns", "words": "words"}
    for way, phrases in trigger.items():
        yield f"- {says[way]}: {', '.join(f'`{phrase}`' for phrase in phrases)}"


def _role(role: str, told: Mapping[str, Any]) -> str:
    slots = told["from"].split() if isinstance(told["from"], str) else told["from"]
    return f"*{role}* from {', '.join(slots)}" + (f" (a {told['is']})" if "is" in told else "")


def _examples(rule: Mapping[str, Any]) -> Iterator[str]:
    for example in rule["examples"]:
        gives = ", ".join(f"{name} {_told(value)}" for name, value in example["gives"].items())
        yield f"- reads *{example['text']}* ({gives})"
    for example in rule["counterexamples"]:
        yield f"- leaves alone *{example['text']}* ({example['because']})"
    yield ""


def _told(value: Any) -> str:
    return " and ".join(value) if isinstance(value, list) else str(value)


def topics() -> str:
    """The topics, from their YAML."""
    rows = read_yaml("codebook", "topics.yaml")["topics"].items()
    return "\n".join(
        [
            "# Topics\n",
            "What the parties talk about, known by these phrases, with the PLOVER context that each falls under.\n",
            "| topic | is | PLOVER context | phrases |",
            "| --- | --- | --- | --- |",
            *(
                f"| `{name}` | {one['says']} | {one['plover'] or 'none'} | {', '.join(one['phrases'])} |"
                for name, one in rows
            ),
            "",
        ]
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")


def _text(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n")) + "\n"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _write(pages: Iterable[tuple[Path, str]]) -> None:
    for path, text in pages:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    _write((written() | shown()).items())
