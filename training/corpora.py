"""The public sets, each as documents of words with whatever it knows of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dateline.reading.frame import words_of
from dateline.reading.names import stretches
from dateline.reading.words import Words

NAMES = ("PER", "ORG", "LOC", "MISC")
WINDOW = 254  # pieces of a window; longer gave nothing
GUM_DEV = {
    "academic_exposure", "academic_librarians", "bio_byron", "bio_emperor", "court_equality", "interview_cyclone",
    "interview_gaming", "news_homeopathic", "news_iodine", "voyage_athens", "voyage_coron",
}  # fmt: skip
POLITICS = {
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
    "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}  # fmt: skip
_IN_TREEBANKS = NAMES[:3]
_TOGETHER = 8  # sentences to a document, of sets whose order is lost
_OUTSIDE, _BEGINS, _INSIDE, _UNKNOWN = 0, 1, 2, -1
_FORM, _LEMMA, _UPOS, _XPOS, _HEAD, _DEP = 1, 2, 3, 4, 6, 7  # columns of CoNLL-U


@dataclass
class Grammar:
    """What a treebank says, one entry a word; a head is a word's index in the document, -1 for a root."""

    starts: list[int] = field(default_factory=list)  # 1 at the first word of a sentence
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)


@dataclass
class Text:
    """Words of one document.

    ``breaks`` are the first words of paragraphs; ``grammar`` is None where the set tells none; ``names`` maps a type to
    one tag a word: 0 outside, 1 begins, 2 inside, -1 not known; ``offsets`` are those of raw texts.
    """

    words: list[str]
    breaks: list[int] = field(default_factory=list)
    grammar: Grammar | None = None
    names: dict[str, list[int]] = field(default_factory=dict)
    offsets: list[tuple[int, int]] = field(default_factory=list)
    source: str = ""


@dataclass
class Sentence:
    """One sentence of a CoNLL-U file; ``opens`` tells whether a paragraph begins with it."""

    id: str
    opens: bool
    rows: list[list[str]]


def text_of(words: Words, source: str) -> Text:
    """A document of the words of a raw text."""
    return Text(words.texts, words.breaks, offsets=list(zip(words.starts, words.ends, strict=True)), source=source)


# --- names as tags


def iob(tags: Sequence[str], kind: str) -> list[int]:
    """IOB tags as numbers, for one type."""
    out, last = [], "O"
    for tag in tags:
        mine = tag[2:] == kind
        out.append(_OUTSIDE if not mine else _BEGINS if tag[0] == "B" or last[2:] != kind else _INSIDE)
        last = tag
    return out


def chunks_of(tags: Sequence[int]) -> set[tuple[int, int]]:
    """Spans of begin and inside tags, half-open."""
    sure = np.eye(3, dtype=np.float32)[np.maximum(np.asarray(tags, np.int64), _OUTSIDE)]
    return {(first, last + 1) for first, last in stretches(sure)}


def mark(tags: list[int], offsets: Sequence[tuple[int, int]], start: int, end: int) -> None:
    """Lay a name over the tags of its words, unless a longer one lies there."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
    if inside and all(tags[i] <= _OUTSIDE for i in inside):
        for i in inside:
            tags[i] = _INSIDE
        tags[inside[0]] = _BEGINS


# --- treebanks


def conllu(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a CoNLL-U file."""
    document: list[Sentence] = []
    sentence = Sentence("", opens=False, rows=[])
    for line in [*_lines(path), "# newdoc"]:
        if line.startswith("# newdoc"):
            if document:
                yield document
            document = []
        elif line.startswith("# sent_id"):
            sentence.id = line.split("=", 1)[1].strip()
        elif line.startswith("# newpar"):
            sentence.opens = True
        elif line and not line.startswith("#"):
            if (row := line.split("\t"))[0].isdigit():
                sentence.rows.append(row)
        elif not line and sentence.rows:
            document.append(sentence)
            sentence = Sentence(sentence.id, opens=False, rows=[])


def treebank(paths: Iterable[Path], names: Mapping[str, list[str]] | None = None) -> Iterator[Text]:
    """UD documents; ``names`` gives the IOB tags of a sentence by its id, where known."""
    for path in paths:
        for document in conllu(path):
            yield _parsed(document, names or {}, path.stem)


def _parsed(document: Sequence[Sentence], names: Mapping[str, list[str]], source: str) -> Text:
    grammar = Grammar()
    text = Text([], grammar=grammar, names={kind: [] for kind in _IN_TREEBANKS}, source=source)
    for sentence in document:
        if sentence.opens or not text.words:
            text.breaks.append(len(text.words))
        tags = names.get(sentence.id, [])
        for kind in _IN_TREEBANKS:
            known = len(tags) == len(sentence.rows)
            text.names[kind] += iob(tags, kind) if known else [_UNKNOWN] * len(sentence.rows)
        _lay(grammar, sentence.rows, len(text.words))
        text.words += [row[_FORM] for row in sentence.rows]
    return text


def _lay(grammar: Grammar, rows: Sequence[list[str]], base: int) -> None:
    """Add a sentence whose first word is the document's word ``base``."""
    grammar.starts += [1] + [0] * (len(rows) - 1)
    grammar.upos += [row[_UPOS] for row in rows]
    grammar.xpos += [row[_XPOS] for row in rows]
    grammar.lemmas += [row[_LEMMA] for row in rows]
    grammar.heads += [-1 if row[_HEAD] == "0" else base + int(row[_HEAD]) - 1 for row in rows]
    grammar.deps += [row[_DEP] for row in rows]


def uner(path: Path) -> dict[str, list[str]]:
    """The name tags of each sentence of UNER, by sentence id."""
    out: dict[str, list[str]] = {}
    tags: list[str] = []
    name = ""
    for line in [*_lines(path), ""]:
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            tags.append(line.split("\t")[2])
        elif not line and tags:
            out[name] = tags
            tags = []
    return out


# --- sets of names


def columns(path: Path, kinds: Mapping[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a file with a word and its tag on each line; types that ``kinds`` lacks are outside."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*_lines(path), ""]:
        cells = line.split()
        if cells and cells[0] != "-DOCSTART-":
            kind = kinds.get(cells[-1][2:])
            words.append(cells[0])
            tags.append(cells[-1][:2] + kind if kind else "O")
        elif words:
            yield words, tags
            words, tags = [], []


def named(path: Path, kinds: Mapping[str, str]) -> Iterator[Text]:
    """The sentences of a name set, a few to a document."""
    sentences = list(columns(path, kinds))
    for i in range(0, len(sentences), _TOGETHER):
        text = Text([], source=path.parent.name, names={kind: [] for kind in NAMES})
        for words, tags in sentences[i : i + _TOGETHER]:
            text.words += words
            for kind in NAMES:
                text.names[kind] += iob(tags, kind)
        yield text


def re3d(folder: Path) -> Iterator[Text]:
    """Defence releases with people and places."""
    for part in ("CENTCOM", "US_State_Department"):
        marks = _entities(folder / part / "entities.json")
        for line in (folder / part / "documents.json").read_text(encoding="utf-8-sig").splitlines():
            document = json.loads(line)
            text = text_of(words_of(document["text"]), "re3d")
            for kind in ("PER", "LOC"):
                text.names[kind] = [_OUTSIDE] * len(text.words)
                for start, end in marks.get((document["_id"], kind), []):
                    mark(text.names[kind], text.offsets, start, end)
            yield text


def _entities(path: Path) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Where the capitalised names of each document and type stand."""
    out: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        entity = json.loads(line)
        kind = {"Person": "PER", "Location": "LOC"}.get(entity["type"])
        if kind and entity["value"][:1].isupper():
            out.setdefault((entity["documentId"], kind), []).append((entity["begin"], entity["end"]))
    return out


# --- all of them


def public(data: Path) -> tuple[list[Text], list[Text]]:
    """All open sets: what to fit on, and the dev files of the two treebanks."""
    return list(_to_fit(data)), list(_to_check(data))


def _to_fit(data: Path) -> Iterator[Text]:
    names = uner(_one(data / "uner", "en_ewt-ud-train*.iob2"))
    yield from treebank([_one(data / "ewt", "en_ewt-ud-train*.conllu")], names)
    yield from treebank(_gum(data, dev=False))
    yield from named(data / "wikigold" / "wikigold.conll.txt", {kind: kind for kind in NAMES})
    for part in ("train", "dev"):
        yield from named(data / "crossner_politics" / f"{part}.txt", POLITICS)
    yield from re3d(data / "re3d")


def _to_check(data: Path) -> Iterator[Text]:
    names = uner(_one(data / "uner", "en_ewt-ud-dev*.iob2"))
    yield from treebank([_one(data / "ewt", "en_ewt-ud-dev*.conllu")], names)
    yield from treebank(_gum(data, dev=True))


def _gum(data: Path, *, dev: bool) -> list[Path]:
    paths = sorted((data / "gum" / "dep").glob("GUM_*.conllu"))
    return [path for path in paths if (path.stem.removeprefix("GUM_") in GUM_DEV) is dev]


def _one(folder: Path, pattern: str) -> Path:
    """The one file of that name, whatever release it is of (``…-train.conllu``, ``…-train.rebuilt.conllu``)."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{folder / pattern}: {len(found)} files; one is needed (python training/fetch.py gets it)")
    return found[0]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")
