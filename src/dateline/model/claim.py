"""What one article says took place; its participants and its evidence; and all that was read of the article."""

from dataclasses import dataclass, field

from dateline.model.article import Article, Opening
from dateline.model.day import Days, TimeExpression
from dateline.model.mention import Mention, Modality
from dateline.model.span import Span
from dateline.model.statement import Statement

SIGNED = "signed:"
"""How the rule begins that stands in the evidence of a claim which a person added; their name follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why we think so: for one field of a claim, the characters, the rule or head, and the knowledge used.

    ``rule`` is ``name@version`` of a rule; ``head:NAME@DIGEST`` of a head of the encoder, whose ``score`` (0 to 1) says
    how sure it was; or ``signed:NAME`` of a person. ``anchor`` is what a relative date was counted from; ``knowledge``
    the row of a book.
    """

    field: str
    value: str
    at: Span
    words: str
    rule: str
    score: float = 1.0
    anchor: str | None = None
    knowledge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who had a part, in which role, and in what capacity on that day."""

    name: str
    role: str  # host, visitor, signatory, giver, receiver, inviter, guest, participant
    country: str | None = None
    office: str | None = None  # as the article words it
    office_id: str | None = None  # as the register knows it
    at: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: the most specific name that the article gives, with the country it lies in (None: a sea, or not known)."""

    name: str
    country: str | None = None
    precision: str = "city"  # building, city, region, country, sea
    chain: tuple[str, ...] = ()  # from the name outwards: Russian Ministry of Defence, Moscow, RUS
    at: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says took place. Fields as in the codebook; ``evidence`` is never empty."""

    id: str
    kind: str
    trigger: Span
    mode: str | None = None
    modality: Modality = Modality.HELD
    days: Days | None = None
    duration: int | None = None  # days, as told ("a four-day visit")
    countries: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    name: str | None = None
    topics: tuple[str, ...] = ()
    asserted_by: str | None = None  # None: unattributed
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def persons(self) -> tuple[tuple[str, str | None], ...]:
        """The people, each with the country that the article tells of them; None where it tells none."""
        countries = {who.name: who.country for who in self.participants}
        return tuple((name, countries.get(name)) for name in self.people)

    @property
    def signed_by(self) -> str | None:
        """The person who added it where a reader found nothing; None where it was read."""
        rules = (one.rule for one in self.evidence)
        return next((rule.removeprefix(SIGNED) for rule in rules if rule.startswith(SIGNED)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person whom the article names: full name as far as it is given, office as worded, country served."""

    name: str
    office: str | None = None
    office_id: str | None = None
    country: str | None = None
    at: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What read the article: the digests and versions that make a reading repeatable.

    ``software`` covers the code that reads, ``codebook`` the rules and words, ``register`` the names and tenures, and
    ``encoder`` the weights, those of the heads too; ``reading/versions.py`` tells them.
    """

    software: str
    codebook: str
    register: str
    encoder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read of one article."""

    article: Article
    opening: Opening | None = None
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    people: tuple[NamedPerson, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    residue: tuple[Span, ...] = ()
    language: str = "en"
    warnings: tuple[str, ...] = ()
    versions: Versions = field(default=Versions(software="", codebook="", register=""))
