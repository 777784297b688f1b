"""How well times are read: TempEval-3's measures on MEANTIME and GUM, and the days of the coded articles.

``python bench/times.py`` prints the figures; ``--wrong CORPUS`` prints what was read otherwise, for work on the rules,
and only of the half of the documents that rules may be written on. The other half is for reporting.

MEANTIME (TIMEX3): the title, the date line and the first four sentences of each article are annotated, expressions in
the rest are left out. GUM (TEI dates) holds dates that can be resolved; other types of expressions are left out. A span
counts if both of its ends are right, a value if it is right on such a span (TempEval-3, "strict" and "value").
"""

import argparse
import json
import os
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.model.day import Days, TimeExpression
from dateline.model.span import Span
from dateline.reading.times import resolve
from dateline.reading.times.timex import flat

SHARED = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
_ANNOTATED = 5  # the last sentence of MEANTIME that is annotated
_TITLE = 1  # sentences that are a title or a date line
_NO_SPACE_BEFORE = frozenset(".,;:!?)]%'’”")


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its day, and the values of the expressions that annotators found in it, up to ``reach`` characters."""

    name: str
    text: str
    day: date | None
    gold: dict[tuple[int, int], str]
    reach: int


@dataclass(slots=True)
class Score:
    """Counts of one corpus."""

    gold: int = 0
    read: int = 0
    spans: int = 0
    values: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * right / max(1, self.gold + self.read)


def meantime() -> Iterator[Document]:
    """MEANTIME's English articles, each once."""
    for path in sorted((SHARED / "data/meantime/intra-doc_annotation").rglob("*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314  (a corpus of our own disk)
        text, places, reach, last = "", {}, 0, -1
        for token in root.iter("token"):
            words, sentence = token.text or "", int(token.get("sentence") or 0)
            text += ("\n\n" if sentence != last and last in range(_TITLE + 1) else " ") if text else ""
            places[token.get("t_id")] = len(text), len(text) + len(words)
            text, last = text + words, sentence
            reach = len(text) if sentence <= _ANNOTATED else reach
        gold, day = {}, None
        for timex in root.iter("TIMEX3"):
            if timex.get("functionInDocument") == "CREATION_TIME":
                day = _day(timex.get("value"))
            spans = [places[a.get("t_id")] for a in timex.findall("token_anchor")]
            if spans:
                gold[min(spans)[0], max(spans)[1]] = timex.get("value") or ""
        yield Document(path.stem, text, day, gold, reach)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def gum() -> Iterator[Document]:
    """GUM's texts with their dates."""
    for path in sorted((SHARED / "data/gum/xml").glob("*.xml")):
        text, opened, gold, day = "", [], {}, None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("<text "):
                day = _day(ET.fromstring(line + "</text>").get("dateCreated"))  # noqa: S314
            elif line.startswith("<date"):
                opened.append((len(text), ET.fromstring(line + "</date>")))  # noqa: S314
            elif line == "</date>":
                start, element = opened.pop()
                gold[start + (text[start : start + 1] in " \n"), len(text)] = _bounds_of(element.attrib)
            elif line.startswith(("</p>", "</head>", "</item>", "</sp>")):
                text += "\n\n"
            elif line and not line.startswith("<"):
                word = line.split("\t")[0]
                text += ("" if not text or text[-1:] == "\n" or word[0] in _NO_SPACE_BEFORE else " ") + word
        yield Document(path.stem, text, day, gold, len(text))


def _bounds_of(marks: dict[str, str]) -> str:
    """A TEI date as first and last day."""
    first = marks.get("when") or marks.get("from") or marks.get("notBefore") or ""
    last = marks.get("when") or marks.get("to") or marks.get("notAfter") or ""
    try:
        begins = Days.from_edtf(first).earliest_start.isoformat() if first else ""
        ends = Days.from_edtf(last).latest_end.isoformat() if last else ""
    except ValueError:
        return f"{first}/{last}"
    return f"{begins}/{ends}"


def as_bounds(read: TimeExpression) -> str:
    """The days of an expression as first and last day."""
    return f"{read.days.earliest_start}/{read.days.latest_end}" if read.days else ""


def is_a_date(read: TimeExpression) -> bool:
    """Whether GUM's annotators would have marked it."""
    return read.days is not None and read.type in ("DATE", "TIME", "DURATION")


def agree(gold: str, read: str) -> bool:
    """Whether two values are the same; of a GUM date with one bound, that bound."""
    if "/" in gold and "/" in read:
        return all(not a or a == b for a, b in zip(gold.split("/"), read.split("/"), strict=False))
    return gold.rstrip("Z") == read


Reading = tuple[int, int, str]


def readings(document: Document, corpus: str) -> list[Reading]:
    """What we read, in the corpus's terms."""
    found = resolve(document.text, document.day)
    if corpus == "gum":
        return [
            (at.start, at.end, as_bounds(e) if at == e.at else _bounds_of({"when": value}))
            for e in found
            if is_a_date(e)
            for at, _, value in flat(e)
        ]
    return [(at.start, at.end, value) for e in found for at, _, value in flat(e)]


def score(documents: Callable[[], Iterator[Document]], corpus: str, half: int) -> Score:
    """One half of a corpus: 0 to develop on, 1 to report."""
    total = Score()
    for document in list(documents())[half::2]:
        read = {(a, b): v for a, b, v in readings(document, corpus) if b <= document.reach}
        gold = document.gold
        total.gold, total.read = total.gold + len(gold), total.read + len(read)
        for at, value in read.items():
            right = at in gold and agree(gold[at], value)
            total.spans, total.values = total.spans + (at in gold), total.values + right
            if not right:
                total.wrong.append(_line(document, at, value, gold.get(at, "-")))
        total.wrong += [_line(document, at, "-", gold[at]) for at in gold if at not in read]
    return total


def _line(document: Document, at: tuple[int, int], read: str, gold: str) -> str:
    around = document.text[max(0, at[0] - 60) : at[1] + 30].replace("\n", " ")
    words = document.text[at[0] : at[1]]
    return f"{document.name[:24]:24} {words!r:32} read {read} gold {gold}  [{document.day}] {around}"


def coded(folder: str, last: str = "~") -> dict[str, float]:
    """The coded articles: how often the coded start, and start with end, are among all readings of all expressions.

    ``choice``: of the events whose days are among the readings of the nearest expression of the sentence, the share in
    which they are the first reading.
    """
    counts = dict.fromkeys(("events", "start", "both", "near", "choice"), 0)
    for path in sorted((SHARED / "gold" / folder / "codings").glob("*.json")):
        if path.stem >= last:
            continue
        coding = json.loads(path.read_bytes())
        article = json.loads((path.parents[1] / "articles" / path.name).read_bytes())
        day = date.fromisoformat(article["published"]) if article["published"] else None
        quotes = [Span(q["start"], q["end"]) for q in coding["quotations"]]
        _count(counts, coding["events"], resolve(article["text"], day, quotes=quotes), day, article["text"])
    return {
        name: counts[name] / counts["near" if name == "choice" else "events"] for name in ("start", "both", "choice")
    }


def _count(
    counts: dict[str, int], events: list[dict[str, object]], found: list[TimeExpression], day: date | None, text: str
) -> None:
    every = {d.coded() for e in found for d in ((e.days,) if e.days else ()) + e.others}
    if day:
        every.add((day.isoformat(), None))
    for event in events:
        if not event["start"]:
            continue
        key = event["start"], event["end"]
        counts["events"] += 1
        counts["start"] += event["start"] in {start for start, _ in every}
        counts["both"] += key in every
        trigger = event["trigger"]["start"]  # type: ignore[index]
        near = _nearest(found, trigger, text)
        if near and key in [d.coded() for d in ((near.days,) if near.days else ()) + near.others]:
            counts["near"] += 1
            counts["choice"] += bool(near.days and near.days.coded() == key)


def _nearest(found: list[TimeExpression], at: int, text: str) -> TimeExpression | None:
    """The expression of the sentence that stands nearest to a place."""
    beside = [
        e for e in found
        if (e.days or e.others) and e.type in ("DATE", "TIME") and not e.rule.startswith("opening")
        and not {". ", "\n\n"} & {text[i : i + 2] for i in range(min(at, e.at.end), max(at, e.at.start))}
    ]  # fmt: skip
    return min(beside, key=lambda e: min(abs(e.at.start - at), abs(e.at.end - at)), default=None)


def speed() -> float:
    """Milliseconds for 300 words of the coded articles."""
    texts = [json.loads(p.read_bytes())["text"] for p in sorted((SHARED / "gold/train/articles").glob("*.json"))]
    passes = []
    for _ in range(3):  # the first compiles the patterns
        began = time.process_time()
        for text in texts:
            resolve(text, date(2020, 1, 1))
        passes.append(time.process_time() - began)
    return min(passes) * 1000 * 300 / sum(len(t.split()) for t in texts)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wrong", choices=("meantime", "gum"))
    wrong = options.parse_args().wrong
    for name, documents in (("meantime", meantime), ("gum", gum)):
        for half, use in enumerate(("develop", "report")):
            if wrong and (name != wrong or half):
                continue
            total = score(documents, name, half)
            print(
                f"{name:9} {use:8} span {total.f1(total.spans):.3f} value {total.f1(total.values):.3f} of {total.gold}"
            )
            if wrong:
                print(*total.wrong, sep="\n")
    if not wrong:
        print("train", coded("train"))
        print("dev  ", coded("dev", "c12"))
        print(f"{speed():.2f} ms for 300 words")


if __name__ == "__main__":
    main()
