"""Layers: what has been read so far, by name and by type."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dateline.model.article import Article
from dateline.model.day import TimeExpression
from dateline.model.mention import Cue
from dateline.model.span import Span
from dateline.model.statement import Statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """A typed key: what one stage gives and later ones read. Declared in this file alone."""

    name: str


ARTICLE: Layer[Article] = Layer("article")
TIMES: Layer[TimeExpression] = Layer("times")
QUOTES: Layer[Span] = Layer("quotes")
STATEMENTS: Layer[Statement] = Layer("statements")
CUES: Layer[Cue] = Layer("cues")


def put(doc: Doc, layer: Layer[T], values: Iterable[T]) -> None:
    """Lay the values of one stage down; no layer is laid twice."""
    if layer.name in doc.user_data:
        message = f"the layer {layer.name!r} has been read already"
        raise ValueError(message)
    doc.user_data[layer.name] = tuple(values)


def get(doc: Doc, layer: Layer[T]) -> tuple[T, ...]:
    """The values of a layer, in the order of the text; empty where its stage has not run."""
    values: tuple[T, ...] = doc.user_data.get(layer.name, ())
    return values


def article_of(doc: Doc) -> Article:
    """The article that the document was made from."""
    return get(doc, ARTICLE)[0]


def span_of(words: Words | Token) -> Span:
    """The characters that words of a document stand on."""
    if isinstance(words, Token):
        return Span(words.idx, words.idx + len(words))
    return Span(words.start_char, words.end_char)
