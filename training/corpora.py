"""The public sets and the coded articles, each as documents of words with whatever it knows of them."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

NAMES = ("PER", "ORG", "LOC", "MISC")
GUM_DEV = {
    "academic_exposure", "academic_librarians", "bio_byron", "bio_emperor", "court_equality", "interview_cyclone",
    "interview_gaming", "news_homeopathic", "news_iodine", "voyage_athens", "voyage_coron",
}  # fmt: skip
BLANK = spacy.blank("en")


@dataclass
class Text:
    """Words of one document, with layers that are None where the set does not know them.

    ``names`` maps a type to one tag a word: 0 outside, 1 begins, 2 inside, -1 not known.
    """

    words: list[str]
    breaks: list[int] = field(default_factory=list)  # first words of paragraphs
    starts: list[int] | None = None  # 1 at the first word of a sentence
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None  # word index in the document; -1 for a root
    deps: list[str] | None = None
    names: dict[str, list[int]] = field(default_factory=dict)
    offsets: list[tuple[int, int]] = field(default_factory=list)
    source: str = ""
    article: dict[str, Any] | None = None
    coding: dict[str, Any] | None = None


def conllu(path: Path) -> Iterator[list[tuple[str, bool, list[list[str]]]]]:
    """Documents of a CoNLL-U file: sentences as (id, begins a paragraph, rows)."""
    document: list[tuple[str, bool, list[list[str]]]] = []
    rows: list[list[str]] = []
    name, par = "", False
    for line in [*path.read_text(encoding="utf-8").split("\n"), "# newdoc"]:
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                if document:
                    yield document
                document = []
            elif line.startswith("# sent_id"):
                name = line.split("=", 1)[1].strip()
            elif line.startswith("# newpar"):
                par = True
        elif line:
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif rows:
            document.append((name, par, rows))
            rows, par = [], False


def treebank(paths: list[Path], names: dict[str, list[str]] | None = None) -> Iterator[Text]:
    """UD documents; ``names`` gives the IOB tags of a sentence by its id, where known."""
    for path in paths:
        for document in conllu(path):
            text = Text([], [], [], [], [], [], [], [], source=path.stem)
            assert text.starts is not None and text.heads is not None  # noqa: S101, PT018
            for kind in ("PER", "ORG", "LOC"):
                text.names[kind] = []
            for sentence, par, rows in document:
                base = len(text.words)
                if par or not base:
                    text.breaks.append(base)
                tags = (names or {}).get(sentence)
                known = tags is not None and len(tags) == len(rows)
                for kind in ("PER", "ORG", "LOC"):
                    text.names[kind] += iob(tags, kind) if known and tags else [-1] * len(rows)
                text.starts += [1] + [0] * (len(rows) - 1)
                for row in rows:
                    text.words.append(row[1])
                    text.lemmas.append(row[2])  # type: ignore[union-attr]
                    text.upos.append(row[3])  # type: ignore[union-attr]
                    text.xpos.append(row[4])  # type: ignore[union-attr]
                    text.heads.append(base + int(row[6]) - 1 if row[6] != "0" else -1)
                    text.deps.append(row[7])  # type: ignore[union-attr]
            yield text


def iob(tags: list[str], kind: str) -> list[int]:
    """IOB tags as numbers, for one type."""
    out, last = [], "O"
    for tag in tags:
        mine = tag[2:] == kind
        out.append(0 if not mine else 1 if tag[0] == "B" or last[2:] != kind else 2)
        last = tag
    return out


def uner(path: Path) -> dict[str, list[str]]:
    """The name tags of each sentence of UNER, by sentence id."""
    out: dict[str, list[str]] = {}
    tags: list[str] = []
    name = ""
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            tags.append(line.split("\t")[2])
        elif not line and tags:
            out[name] = tags
            tags = []
    return out


def column_names(path: Path, kinds: dict[str, str], together: int = 8) -> Iterator[Text]:
    """Two-column name sets, ``together`` sentences to a document since their order is lost."""
    sentences: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split()
        if cells and cells[0] != "-DOCSTART-":
            words.append(cells[0])
            kind = kinds.get(cells[-1][2:], "")
            tags.append(cells[-1][:2] + kind if kind else "O")
        elif words:
            sentences.append((words, tags))
            words, tags = [], []
    for i in range(0, len(sentences), together):
        text = Text([], source=path.parent.name, names={kind: [] for kind in NAMES})
        for words, tags in sentences[i : i + together]:
            text.words += words
            for kind in NAMES:
                text.names[kind] += iob(tags, kind)
        yield text


def tokens_of(text: str) -> tuple[list[str], list[tuple[int, int]], list[int]]:
    """The words of a raw text, their offsets, and the first words of its paragraphs."""
    words, offsets, breaks = [], [], [0]
    for token in BLANK.tokenizer(text):
        if token.is_space:
            if "\n" in token.text:
                breaks.append(len(words))
            continue
        words.append(token.text)
        offsets.append((token.idx, token.idx + len(token)))
    return words, offsets, sorted(set(breaks))


def chunks_of(tags: list[int]) -> set[tuple[int, int]]:
    """Spans of begin/inside tags, half-open."""
    out, start = set(), -1
    for i, tag in enumerate([*tags, 0]):
        if tag != 2 and start >= 0:  # noqa: PLR2004
            out.add((start, i))
            start = -1
        if tag == 1 or (tag == 2 and start < 0):  # noqa: PLR2004
            start = i
    return out


def occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as whole words."""
    for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
        yield match.span()


def mark(tags: list[int], offsets: list[tuple[int, int]], start: int, end: int) -> None:
    """Lay a name over the tags of its words, unless a longer one lies there."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
    if inside and all(tags[i] <= 0 for i in inside):
        for i in inside:
            tags[i] = 2
        tags[inside[0]] = 1


def coded_names(text: Text, raw: str, coding: dict[str, Any]) -> None:
    """Name tags that a coding tells: all of its people; of places and proper names only those that it codes."""
    offsets = text.offsets
    shy = [-1 if word[0].isupper() or word[0].isdigit() else 0 for word in text.words]
    people = [0] * len(text.words)
    for name in sorted({p["name"] for p in coding["people"]}, key=len, reverse=True):
        for a, b in occurrences(raw, name):
            mark(people, offsets, a, b)
    for person in coding["people"]:
        parts = [p for p in person["name"].split() if p[0].isupper() and len(p) > 2]  # noqa: PLR2004
        for part in (parts[-1:] + parts[:1]) if parts else []:
            for a, b in occurrences(raw, part):
                mark(people, offsets, a, b)
    text.names["PER"] = people
    for kind, wanted in (
        ("LOC", {e["place"]["name"] for e in coding["events"] if e["place"]}),
        ("MISC", {e["name"] for e in coding["events"] if e["name"]}),
    ):
        tags = list(shy)
        for name in sorted(wanted, key=len, reverse=True):
            for a, b in occurrences(raw, name):
                mark(tags, offsets, a, b)
        text.names[kind] = tags


def coded(folder: Path) -> Iterator[Text]:
    """Coded articles, with the names that their codings tell."""
    for path in sorted((folder / "articles").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        coding = json.loads((folder / "codings" / path.name).read_text(encoding="utf-8"))
        words, offsets, breaks = tokens_of(article["text"])
        text = Text(words, breaks, offsets=offsets, source=folder.name, article=article, coding=coding)
        coded_names(text, article["text"], coding)
        yield text


def re3d(folder: Path) -> Iterator[Text]:
    """Defence releases with people and places."""
    for part in ("CENTCOM", "US_State_Department"):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        for line in (folder / part / "entities.json").read_text(encoding="utf-8-sig").splitlines():
            entity = json.loads(line)
            kind = {"Person": "PER", "Location": "LOC"}.get(entity["type"])
            if kind and entity["value"][:1].isupper():
                marks.setdefault(entity["documentId"], []).append((entity["begin"], entity["end"], kind))
        for line in (folder / part / "documents.json").read_text(encoding="utf-8-sig").splitlines():
            document = json.loads(line)
            words, offsets, breaks = tokens_of(document["text"])
            text = Text(words, breaks, offsets=offsets, source="re3d")
            for kind in ("PER", "LOC"):
                text.names[kind] = [0] * len(words)
                for a, b, k in marks.get(document["_id"], []):
                    if k == kind:
                        mark(text.names[kind], offsets, a, b)
            yield text


def public(data: Path) -> tuple[list[Text], list[Text]]:
    """All open sets: what to fit on, and the dev files of the two treebanks."""
    ewt, gum = data / "ewt", sorted((data / "gum" / "dep").glob("*.conllu"))
    names = uner(data / "uner" / "en_ewt-ud-train.prerelease.iob2")
    held = uner(data / "uner" / "en_ewt-ud-dev.iob2")
    is_dev = {p: p.stem.removeprefix("GUM_") in GUM_DEV for p in gum}
    fit = list(treebank([ewt / "en_ewt-ud-train.rebuilt.conllu"], names))
    fit += treebank([p for p in gum if not is_dev[p]])
    simple = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
    politics = {
        "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
        "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
    }  # fmt: skip
    fit += column_names(data / "wikigold" / "wikigold.conll.txt", simple)
    for part in ("train", "dev"):
        fit += column_names(data / "crossner_politics" / f"{part}.txt", politics)
    fit += re3d(data / "re3d")
    dev = list(treebank([ewt / "en_ewt-ud-dev.conllu"], held))
    dev += treebank([p for p in gum if is_dev[p]])
    return fit, dev


def briefings(path: Path) -> Iterator[dict[str, Any]]:
    """The White House readouts and statements, one dictionary a document."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
