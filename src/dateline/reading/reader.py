"""The steps in their order: an article goes in, its reading comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from spacy.tokens import Doc

from dateline.books.codebook import Codebook
from dateline.books.gazetteer import Gazetteer
from dateline.books.register import Register
from dateline.errors import ModelError
from dateline.model.article import Article, Opening
from dateline.model.claim import Claim, NamedPerson, Reading
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.absent import without_honoured, without_hosts
from dateline.reading.apart import by_its_sides, parted
from dateline.reading.asserted import asserted_by
from dateline.reading.candidates import Occurrence
from dateline.reading.claims import Claims
from dateline.reading.doubts import doubts_of
from dateline.reading.encoder import NAME_KINDS, Encoded, Encoder
from dateline.reading.events import CUTOFFS, Cutoffs, read_events
from dateline.reading.found import Found
from dateline.reading.frame import Frame, frame_of, offers
from dateline.reading.heads import Heads
from dateline.reading.humans import persons
from dateline.reading.invited import with_their_guests, without_mere_invitations
from dateline.reading.items import within_items
from dateline.reading.language import foreign_warning
from dateline.reading.modes import with_told_modes
from dateline.reading.names import spans_of
from dateline.reading.nations import nations_of, served_by
from dateline.reading.nth_day import on_its_day
from dateline.reading.occasions import one_occasion_each, placed_with_others, with_their_bodies
from dateline.reading.offices import body_of, named_person
from dateline.reading.one_by_one import OneByOne
from dateline.reading.opening import opening_of
from dateline.reading.parsed import parsed
from dateline.reading.parties import by_their_states, with_their_hosts
from dateline.reading.people import namings
from dateline.reading.put_off import on_both_days
from dateline.reading.roles import name_roles
from dateline.reading.state_lists import with_whole_lists
from dateline.reading.statements import statements_of
from dateline.reading.stops import each_stop
from dateline.reading.topics import topics_in
from dateline.reading.unaided import of_own_types, read_unaided
from dateline.reading.unlisted import unlisted_names, unlisted_places
from dateline.reading.unshared import of_two_sides, without_laws, without_own_gatherings, without_purposes
from dateline.reading.versions import versions_of
from dateline.reading.weights import Weights


@dataclass(frozen=True, slots=True)
class Named:
    """The names that the encoder labels, as stretches of the text."""

    people: list[Span]
    bodies: list[Span]
    places: list[Span]
    names: list[Span]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with everything read but its events."""

    frame: Frame
    encoded: Encoded | None
    named: Named
    people: list[NamedPerson]
    offered: dict[str, list[Occurrence]]
    found: list[Found] = field(default_factory=list)  # events by rules, where no encoder read


class Reader:
    """Reads articles, one at a time; it keeps nothing of them.

    Args:
        encoder: The transformer; None reads by rules alone.
        heads: The scorers over its word vectors; None with the encoder.
        gazetteer: What words of a text may name.
        register: Who held which office when.
        book: The rules of the codebook; those of the package if none are given.
    """

    def __init__(
        self,
        encoder: Encoder | None,
        heads: Heads | None,
        gazetteer: Gazetteer,
        register: Register,
        book: Codebook | None = None,
    ) -> None:
        self._encoder, self._heads, self._gazetteer, self._register = encoder, heads, gazetteer, register
        self._book = book or Codebook.load()
        self._digest = encoder.digest[:8] if encoder else ""
        self._versions = versions_of(self._book, encoder.digest if encoder else None)

    @property
    def heads(self) -> Heads:
        """The scorers, for whoever measures them apart.

        Raises:
            ModelError: The reader has no encoder.
        """
        if self._heads is None:
            raise ModelError(
                "the heads go with the encoder, which is off", mend="load the reader with it", code="encoder.off"
            )
        return self._heads

    @classmethod
    def load(cls, *, threads: int = 1, encoder: bool = True, rules: Sequence[Path] = ()) -> Self:
        """A reader with everything that ships; without the encoder it reads by the rules of the codebook alone.

        Args:
            threads: How many the encoder may use.
            encoder: Whether it reads at all.
            rules: Files of rules of your own; those for types of your own find events with the encoder, too.

        Raises:
            CodebookError: A rule of yours is not sound.
            ModelError: The weights are missing or not the ones that ``model.toml`` names.
        """
        book = Codebook.of_files(rules) if rules else None
        if not encoder:
            return cls(None, None, Gazetteer.load(), Register.load(), book=book)
        weights = Weights.of()
        read = Encoder.load(weights, threads=threads), Heads.load(weights)
        return cls(*read, Gazetteer.load(), Register.load(), book=book)

    def read(self, article: Article) -> Reading:
        """Everything that the article tells, each value with its evidence. The same article gives the same reading."""
        opening = opening_of(article.text, article.published, self._gazetteer.scan)
        tongue, foreign = foreign_warning(article.text)
        if foreign:
            return Reading(
                article=article, opening=opening, language=tongue.code, versions=self._versions,
                warnings=(*article.warnings, foreign),
            )  # fmt: skip
        dated = anchored(article, opening)
        ready = self.prepare(dated)
        frame, people, claims = ready.frame, ready.people, self.claims(ready)
        mentions = sorted(
            [*frame.mentions, *_labelled(article.text, ready.named, self._digest)], key=lambda m: (m.at, m.label)
        )
        statements = statements_of(article.text, frame.quotes, mentions, people)
        unnamed = self._book.lists["speakers_unnamed"]
        claims = [replace(claim, asserted_by=asserted_by(statements, claim.trigger, unnamed)) for claim in claims]
        return Reading(
            article=article,
            opening=opening,
            claims=tuple(claims),
            statements=tuple(statements),
            people=tuple(people),
            mentions=tuple(mentions),
            times=tuple(frame.times),
            residue=tuple(frame.residue),
            language="en",
            warnings=(*article.warnings, *doubts_of(article, opening, frame, claims, people)),
            versions=self._versions,
        )

    def parse(self, article: Article) -> Doc:
        """The article as a spaCy document with tags, lemmas, trees and sentences.

        Raises:
            ModelError: The reader has no encoder.
        """
        if self._encoder is None:
            raise ModelError(
                "trees are read by the encoder, which is off", mend="load the reader with it", code="encoder.off"
            )
        frame = self._framed(article)
        return parsed(frame, self._encoder.parse(frame))

    def prepare(self, article: Article) -> Prepared:
        """Everything up to the choice of events. A person's country comes first: his mentions count for it."""
        frame = self._framed(article)
        if self._encoder is None or self._heads is None:
            return self._unaided(frame)
        encoded = self._encoder.encode(frame)
        named = names_in(encoded, frame)
        people = namings(article.text, named.people)
        known = [served_by(frame.register, p.name, article.published) for p in people]
        bare = offers(frame, people, [{}] * len(people), named.places, named.names)
        nations = nations_of(self._heads, encoded.vectors, frame, people, bare["nation"], known)
        offered = offers(frame, people, [n.likely for n in nations], named.places, named.names)
        persons_named = [named_person(p, n, frame, self._digest) for p, n in zip(people, nations, strict=True)]
        return Prepared(frame, encoded, named, persons_named, offered)

    def _framed(self, article: Article) -> Frame:
        """What the books of this reader know of an article."""
        return frame_of(article, self._gazetteer.scan, self._register)

    def _unaided(self, frame: Frame) -> Prepared:
        """An article read by rules alone."""
        read = read_unaided(frame, self._book)
        people = [named_person(p, n, frame, "") for p, n in zip(read.people, read.nations, strict=True)]
        return Prepared(frame, None, Named([], [], [], []), people, read.offered, read.found)

    def claims(self, ready: Prepared, cut: Cutoffs = CUTOFFS) -> list[Claim]:
        """The events of an article as claims, in the order of their triggers."""
        frame, nations = ready.frame, [p.country for p in ready.people]
        if ready.encoded is None or self._heads is None:
            found = ready.found
        else:
            lists = self._book.lists
            found = read_events(self._heads, ready.encoded.vectors, frame, ready.offered, lists, cut)
            found = by_their_states(with_their_hosts(found, frame, nations), nations, frame.register)
            found = with_whole_lists(found, frame)
            found = without_honoured(within_items(found, frame, ready.offered), frame, ready.offered["person"])
            found = with_their_bodies(found, [body_of(p, frame) for p in ready.people])
            found = of_two_sides(with_their_guests(found, frame, lists), nations)
            found = without_purposes(without_laws(found, frame, lists), frame, lists)
            found = without_own_gatherings(found, frame, nations, lists["abroad"])
            found = with_told_modes(found, frame, lists)
            found = without_mere_invitations(found, frame, lists)
            found = parted(found, frame, nations, lists)
            found = OneByOne(frame, nations, ready.offered, lists).of(found)
            found = each_stop(found, frame, nations, ready.offered["place"], ready.offered["date"])
            found = on_its_day([by_its_sides(event) for event in one_occasion_each(found, frame)], frame)
            found = placed_with_others(found, frame)
            found = without_hosts(found, frame, nations)
            name_roles(found, frame, nations, ready.offered, self._book)
            found = on_both_days(found, frame, ready.offered["date"], lists)
            found += of_own_types(frame, nations, ready.offered, self._book)
        make, topics = Claims(frame, ready.people, self._digest), topics_in(frame.article.text)
        return [replace(c, topics=_topics_at(c.trigger, topics, frame)) for c in map(make.of, found)]


def anchored(article: Article, opening: Opening | None) -> Article:
    """The article with the day that its dateline gives, where nothing else says when it was published."""
    if article.published is None and opening is not None and opening.day is not None:
        return replace(article, published=opening.day)
    return article


def names_in(encoded: Encoded, frame: Frame) -> Named:
    """Names by kind, as the encoder labels them; none in residue."""
    found = [spans_of(encoded.names[:, i], frame.words, frame.residue) for i in range(len(NAME_KINDS))]
    people = persons(found[0], frame.mentions, frame.article.text)
    return Named(people, found[1], unlisted_places(found[2], people, frame), unlisted_names(found[3], people, frame))


def _labelled(text: str, named: Named, digest: str) -> list[Mention]:
    """What the encoder alone names, as mentions."""
    kinds = (
        (Label.PERSON, named.people),
        (Label.BODY, named.bodies),
        (Label.PLACE, named.places),
        (Label.NAME, named.names),
    )
    return [
        Mention(at=span, label=label, words=span.of(text), how="encoder", rule=f"head:names@{digest}")
        for label, spans in kinds
        for span in spans
    ]


def _topics_at(trigger: Span, topics: Sequence[tuple[str, Span]], frame: Frame) -> tuple[str, ...]:
    """The topics named in the trigger's sentence or the next, in order, each once."""
    reach = frame.words.within(trigger)
    if reach is None:
        return ()
    sentence = frame.words.sentences[reach[0]]
    near = []
    for topic, span in topics:
        at = frame.words.within(span)
        if at and 0 <= frame.words.sentences[at[0]] - sentence <= 1:
            near.append(topic)
    return tuple(dict.fromkeys(near))
