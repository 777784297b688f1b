"""Last step: the figures of the weights that ship, written down in figures.json and shown in the model card.

    python training/measure.py --data DIR --json > RUN/syntax.json
    dateline evaluate GOLD/codings --json > RUN/events.json
    python training/card.py --syntax RUN/syntax.json --events RUN/events.json --gold DIR...

Without any of them, the card is written anew from figures.json and sources.yaml as they are.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.reading.weights import FOLDER, Weights
from fetch import Source, sources

CARD, FIGURES = "MODEL_CARD.md", "figures.json"
SYNTAX = {
    "upos": "UPOS", "xpos": "XPOS", "lemma": "lemmas", "uas": "UAS", "las": "LAS", "sentences": "sentences, F1",
}  # fmt: skip
EVENTS = {
    "event": "events", "strict": "events, strict", "quote": "quotations with speaker", "person": "people",
    "person_country": "people with country",
}  # fmt: skip
_KEPT = ("gold", "articles", *EVENTS, "fields", "by_type", "interval")
_NONE = "*Not measured yet: see the head of `training/card.py`.*"


class CardError(Exception):
    """Figures of other weights than those that ship."""


def gathered(
    folder: Path, syntax: dict[str, Any] | None, events: dict[str, Any] | None, gold: Sequence[Path]
) -> dict[str, Any]:
    """What figures.json holds, with what is newly measured in place of the old.

    Raises:
        CardError: The figures of the grammar are those of other weights. (An evaluation does not name the weights.)
    """
    path, ship = folder / FIGURES, Weights.of(folder).digest
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if figures.get("encoder") != ship:
        figures = {"encoder": ship}
    if syntax:
        if syntax["encoder"] != ship:
            raise CardError(f"measured were the weights {syntax['encoder'][:12]}, but {ship[:12]} ship: measure again")
        figures["syntax"] = {name: values for name, values in syntax.items() if name != "encoder"}
    if events:
        figures["events"] = {name: events[name] for name in _KEPT}
    if gold:
        figures["coded"] = {"/".join(one.resolve().parts[-2:]): counted(one) for one in gold}
    return figures


def counted(folder: Path) -> dict[str, int]:
    """How many coded articles and events a folder holds."""
    codings = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "codings").glob("*.json"))]
    return {"articles": len(codings), "events": sum(len(coding["events"]) for coding in codings)}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def data_table(sets: Iterable[Source]) -> str:
    """The public sets with licence and credit."""
    rows = ((f"[{s.name}]({s.page})", f"[{s.licence}]({s.licence_page})", s.fits, s.credit) for s in sets)
    return table(("set", "licence", "fits", "credit"), rows)


def coded_table(coded: dict[str, dict[str, int]]) -> str:
    """How many coded articles the event heads were fitted on."""
    rows = [(f"`{name}`", f"{n['articles']:,}", f"{n['events']:,}") for name, n in coded.items()]
    return table(("folder", "articles", "events"), rows)


def figure_tables(figures: dict[str, Any]) -> Iterator[str]:
    """The weights that were measured, then one table a measuring."""
    yield f"Weights `{figures['encoder'][:12]}`."
    if syntax := figures.get("syntax"):
        yield "Grammar, on the development files of the treebanks (sentence boundaries are the encoder's own):"
        rows = ([name, *(f"{values[key]:.3f}" for key in SYNTAX)] for name, values in syntax.items())
        yield table(("words of", *SYNTAX.values()), rows)
    if events := figures.get("events"):
        yield from event_tables(events)


def event_tables(events: dict[str, Any]) -> Iterator[str]:
    """What the whole reader makes of coded articles."""
    yield (
        f"The whole reader, on {events['articles']} coded articles that nothing was fitted on (set `{events['gold']}`; "
        "in brackets a 95 % interval over articles):"
    )
    yield table(("", "precision", "recall", "F1"), (_scored(name, events, key) for key, name in EVENTS.items()))
    yield "Fields of events that were found, share right (F1 for sets):"
    yield table(tuple(events["fields"]), [[f"{value:.2f}" for value in events["fields"].values()]])
    yield "By type:"
    rows = ([kind, *(f"{one[key]:.2f}" for key in ("p", "r", "f1")), str(one["gold"])]
            for kind, one in events["by_type"].items())  # fmt: skip
    yield table(("type", "precision", "recall", "F1", "coded"), rows)


def _scored(name: str, events: dict[str, Any], key: str) -> list[str]:
    one, (low, high) = events[key], events["interval"][key]
    return [name, f"{one['p']:.2f}", f"{one['r']:.2f}", f"{one['f1']:.2f} ({low:.2f} to {high:.2f})"]


def written(card: str, figures: dict[str, Any]) -> str:
    """The card with its made parts anew."""
    coded = figures.get("coded")
    parts = {
        "data": data_table(sources()),
        "coded": coded_table(coded) if coded else _NONE,
        "figures": "\n\n".join(figure_tables(figures)) if len(figures) > 1 else _NONE,
    }
    for name, text in parts.items():
        marks = f"<!-- {name}: made by training/card.py -->", f"<!-- end of {name} -->"
        pattern = re.compile(re.escape(marks[0]) + ".*?" + re.escape(marks[1]), re.DOTALL)
        card = pattern.sub(lambda _, text=text, marks=marks: f"{marks[0]}\n\n{text}\n\n{marks[1]}", card)
    return card


def main() -> None:
    """Write figures.json and the card."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--syntax", type=Path, help="what measure.py --json wrote")
    ap.add_argument("--events", type=Path, help="what dateline evaluate --json wrote")
    ap.add_argument("--gold", type=Path, nargs="*", default=[], help="the coded articles that were fitted on")
    ap.add_argument("--encoder", type=Path, default=FOLDER)
    args = ap.parse_args()
    syntax, events = (json.loads(p.read_text(encoding="utf-8")) if p else None for p in (args.syntax, args.events))
    try:
        figures = gathered(args.encoder, syntax, events, args.gold)
    except CardError as fault:
        raise SystemExit(f"{args.syntax}: {fault}") from fault
    (args.encoder / FIGURES).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    card = args.encoder / CARD
    card.write_text(written(card.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main()
