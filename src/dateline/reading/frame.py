"""What is known of an article before the encoder reads it: words, what the books know, days, quotations, residue."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language

from dateline.books.gazetteer import Scan
from dateline.books.register import Register
from dateline.model.article import Article, Opening
from dateline.model.day import TimeExpression
from dateline.model.mention import Cue, Mention
from dateline.model.span import Span
from dateline.reading.candidates import Kind, Occurrence, of_countries, of_names, of_organizations, of_people
from dateline.reading.cues import cues_in
from dateline.reading.days import of_dates
from dateline.reading.flags import flags_of
from dateline.reading.opening import opening_of
from dateline.reading.people import Naming
from dateline.reading.publisher import state_of
from dateline.reading.quotations import quoted
from dateline.reading.residue import residue_of
from dateline.reading.times import resolve
from dateline.reading.venues import of_places
from dateline.reading.words import Words, sentences_of

HEADER_WORDS = 40
_JOINED = re.compile(r"[\w-]+")
_UNBROKEN = re.compile(r"\S{1000}(?=\S)")  # no word or address is as long; spaCy's time grows with its square
_TAIL = 64  # characters of a word's end in which what spaCy cuts off stands
_LONG, _LONGEST = 60, 7  # characters and words that a quoted stretch keeps under if it is a proper name


@lru_cache(maxsize=1)
def tokenizer() -> Language:
    """SpaCy's English tokenizer and vocabulary; no pipeline.

    What it cuts off a word is looked for where it stands, at the beginning and the end alone: spaCy goes through the
    whole word again for every sign, which takes minutes of a row of brackets.
    """
    nlp = spacy.blank("en")
    cutter: Any = nlp.tokenizer
    before, behind = re.compile(cutter.prefix_search.__self__.pattern), cutter.suffix_search
    cutter.prefix_search, cutter.suffix_search = before.match, lambda word: behind(word[-_TAIL:])
    return nlp


def words_of(text: str) -> Words:
    """Cut a text into words; white space is left out, and a line break begins a paragraph."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks = {0}
    for start, piece in _pieces(text):
        for token in tokenizer().tokenizer(piece):
            if token.is_space:
                if "\n" in token.text:
                    breaks.add(len(texts))
                continue
            texts.append(token.text)
            starts.append(start + token.idx)
            ends.append(start + token.idx + len(token.text))
    words = Words(texts, starts, ends, sorted(b for b in breaks if b < max(1, len(texts))))
    words.sentences = sentences_of(words)
    return words


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut within stretches that are too long for a word: where each piece begins, and the piece."""
    cuts = [0, *(stretch.end() for stretch in _UNBROKEN.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        yield start, text[start:end]


def sentence_spans(words: Words) -> list[Span]:
    """The sentences as stretches of the text."""
    firsts = np.flatnonzero(np.diff(words.sentences, prepend=-1))
    lasts = [*(firsts[1:] - 1), len(words.texts) - 1]
    return [Span(words.starts[a], words.ends[b]) for a, b in zip(firsts, lasts, strict=True)] if len(firsts) else []


def words_beside(frame: "Frame", at: int) -> frozenset[str]:
    """The words of the sentence in which a word stands, folded of case; what a hyphen joins is one."""
    sentence = frame.sentences[frame.words.sentences[at]].of(frame.article.text)
    return frozenset(_JOINED.findall(sentence.casefold()))


@dataclass(slots=True)
class Frame:
    """An article and all that rules and books say of it without the encoder."""

    article: Article
    register: Register
    opening: Opening | None
    words: Words
    sentences: list[Span]
    header: list[str]
    mentions: list[Mention]
    times: list[TimeExpression]
    quotes: list[Span]
    residue: list[Span]
    flags: NDArray[np.float32]
    favoured: set[str]
    speaks_for: str | None = None  # the state whose body publishes the article
    cues: list[Cue] = field(default_factory=list)

    def beginning_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch of the text."""
        first, stop = (bisect_left(self.mentions, place, key=lambda one: one.at.start) for place in (start, end))
        return self.mentions[first:stop]

    @property
    def brief_quotes(self) -> list[Span]:
        """Quoted stretches short enough to be the name of an exercise or a system."""
        text = self.article.text
        return [
            q
            for q in self.quotes
            if 0 < len(q) < _LONG and len(q.of(text).split()) < _LONGEST and q.of(text)[0].isupper()
        ]


def header_of(article: Article) -> list[str]:
    """The words of publisher and title, which the encoder reads before each window."""
    line = f"{article.publisher or ''} : {article.title or ''}".strip(" :")
    return [token.text for token in tokenizer().tokenizer(re.sub(r"\s+", " ", line))][:HEADER_WORDS]


def frame_of(article: Article, scan: Scan, register: Register | None = None) -> Frame:
    """Everything but the encoder's part.

    Args:
        article: What is read.
        scan: Finds what the books know.
        register: Who held which office when, for all who read on; the shipped one if none is given.
    """
    text = article.text
    words, quotes = words_of(text), list(quoted(text))
    sentences = sentence_spans(words)
    mentions, residue = list(scan(text)), list(residue_of(text))
    times = list(resolve(text, article.published, quotes=quotes))
    publisher = list(scan(article.publisher or ""))
    around = [*publisher, *scan(article.title or "")]
    return Frame(
        article=article,
        register=register or Register.load(),
        opening=opening_of(text, article.published, scan),
        words=words,
        sentences=sentences,
        header=header_of(article),
        mentions=mentions,
        times=times,
        quotes=quotes,
        residue=residue,
        flags=flags_of(words, mentions, times, quotes, residue),
        favoured={m.country for m in around if m.country},
        speaks_for=state_of(publisher),
        cues=cues_in(text, sentences),
    )


def _outside(persons: Sequence[Occurrence], countries: Sequence[Occurrence]) -> list[Occurrence]:
    """The countries that are no part of a person's name: "Chad Ruh", "Ines Holland"."""
    taken = {i for person in persons for i in range(person.first, person.last + 1)}
    return [c for c in countries if c.kind is Kind.OTHER or c.first not in taken or c.last not in taken]


def offers(
    frame: Frame,
    people: Sequence[Naming],
    nations: Sequence[dict[str, float]],
    places: Sequence[Span],
    names: Sequence[Span],
) -> dict[str, list[Occurrence]]:
    """All candidates of an article, by role.

    Args:
        frame: The article.
        people: Its persons.
        nations: For each person, the logarithm of the probability of each country he may serve.
        places: Stretches that the encoder takes for places.
        names: Stretches that it takes for proper names of occasions and things.
    """
    text = frame.article.text
    persons = of_people(frame.words, people)
    countries = _outside(persons, of_countries(frame.words, frame.mentions, frame.favoured))
    served = [
        Occurrence(o.first, o.last, country, o.kind, weight=weight, source=o.source)
        for o in persons
        for country, weight in nations[o.source].items()
    ]
    return {
        "nation": countries,
        "country": countries + served,
        "person": persons,
        "organization": of_organizations(frame.words, frame.mentions),
        "date": of_dates(frame.words, frame.article, frame.times),
        "place": of_places(frame.words, text, frame.mentions, places),
        "name": of_names(frame.words, text, frame.mentions, [*names, *frame.brief_quotes]),
    }
