"""The steps in their order: an article goes in, its reading comes out."""

from collections.abc import Sequence
from typing import Self

from dateline import __version__
from dateline.books.gazetteer import Gazetteer
from dateline.books.register import Register
from dateline.model.article import Article
from dateline.model.claim import NamedPerson, Reading, Versions
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.claims import Claims
from dateline.reading.encoder import NAME_KINDS, Encoded, Encoder, manifest
from dateline.reading.encoder import FOLDER as ENCODER_FOLDER
from dateline.reading.events import CUTOFFS, Cutoffs, one_occasion_each, parted, read_events
from dateline.reading.frame import Frame, frame_of, offers
from dateline.reading.heads import Heads
from dateline.reading.names import persons, spans_of
from dateline.reading.nations import nations_of
from dateline.reading.offices import named_person
from dateline.reading.opening import opening_of
from dateline.reading.people import namings
from dateline.reading.statements import statements_of
from dateline.reading.topics import topics_in


class Reader:
    """Reads articles, one at a time; it keeps nothing of them.

    Args:
        encoder: The transformer.
        heads: The scorers over its word vectors.
        gazetteer: What words of a text may name.
        register: Who held which office when.
    """

    def __init__(self, encoder: Encoder, heads: Heads, gazetteer: Gazetteer, register: Register, cut: Cutoffs = CUTOFFS) -> None:
        self._encoder, self._heads, self._gazetteer, self._register, self._cut = encoder, heads, gazetteer, register, cut
        self._digest = manifest(ENCODER_FOLDER)["sha256"][:8]

    @classmethod
    def load(cls, *, threads: int = 1) -> Self:
        """A reader with everything that ships.

        Raises:
            ModelError: The weights are missing or not the ones that ``model.toml`` names.
        """
        heads = Heads.load(ENCODER_FOLDER / "heads.npz")
        return cls(Encoder.load(threads=threads), heads, Gazetteer.load(), Register.load())

    def read(self, article: Article) -> Reading:
        """Everything that the article tells, each value with its evidence. The same article gives the same reading."""
        frame = frame_of(article, self._gazetteer.scan)
        encoded = self._encoder.encode(frame)
        named = self._names(encoded, frame)
        spans = persons(named["person"], frame.mentions, article.text)
        people, claims = self._people_and_events(encoded, frame, spans, named)
        mentions = sorted([*frame.mentions, *_encoder_mentions(article.text, spans, named, self._digest)], key=lambda m: (m.at, m.label))
        return Reading(
            article=article,
            opening=opening_of(article.text),
            claims=tuple(claims),
            statements=tuple(statements_of(article.text, frame.quotes, mentions, people)),
            people=tuple(people),
            mentions=tuple(mentions),
            times=tuple(frame.times),
            residue=tuple(frame.residue),
            warnings=article.warnings,
            versions=Versions(software=__version__, codebook="1.1", register="", encoder=self._digest),
        )

    @staticmethod
    def _names(encoded: Encoded, frame: Frame) -> dict[str, list[Span]]:
        """Names by kind, as the encoder labels them."""
        return {
            kind: spans_of(encoded.names[:, i], frame.words, frame.residue)
            for i, kind in enumerate(NAME_KINDS)
        }

    def _people_and_events(self, encoded: Encoded, frame: Frame, spans: Sequence[Span], named: dict[str, list[Span]]):  # type: ignore[no-untyped-def]  # noqa: ANN202
        article = frame.article
        people = namings(article.text, spans)
        known = [self._register.country_of(p.name, article.published) for p in people]
        first = offers(frame, people, [{}] * len(people), named["place"], named["name"])
        nations = nations_of(self._heads, encoded.vectors, frame, people, first["nation"], known)
        offered = offers(frame, people, [n.likely for n in nations], named["place"], named["name"])
        found = read_events(self._heads, encoded.vectors, frame, offered, self._cut)
        found = one_occasion_each(parted(found, frame, [n.country for n in nations]))
        persons_named = [named_person(p, n, frame, self._digest) for p, n in zip(people, nations, strict=True)]
        make = Claims(frame, persons_named, self._digest)
        return persons_named, [make.of(f) for f in found]


def _encoder_mentions(text: str, people: Sequence[Span], named: dict[str, list[Span]], digest: str) -> list[Mention]:
    """What the encoder alone names."""
    kinds = {"person": (Label.PERSON, people), "organization": (Label.BODY, named["organization"]), "place": (Label.PLACE, named["place"]), "name": (Label.NAME, named["name"])}
    return [
        Mention(at=span, label=label, words=span.of(text), how="encoder", rule=f"head:names@{digest}")
        for label, spans in kinds.values()
        for span in spans
    ]
