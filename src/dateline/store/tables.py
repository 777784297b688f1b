"""The tables, once, for both dialects: the log, which only grows, and the projection, which can be dropped.

What a released version made is never changed here alone: ``migrations/`` says how a record comes to have it. Full text
lies in ``article_words``, which each dialect makes in its own way (see ``search``). ``sqlite_with_rowid=False``: rows
lie in the order of their key, which is then kept once.
"""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, LargeBinary, MetaData, Table

from dateline.store.columns import NUMBER, PLAIN, AnyText, Moment

metadata = MetaData()


def _hashed(name: str, column: Column[str]) -> Index:
    """An index for equality alone, whatever the length of what it holds."""
    return Index(name, column, postgresql_using="hash")


# ---- the log: ``seq`` tells the order in which things were added

articles = Table(
    "articles",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("key", AnyText, nullable=False, unique=True),
    Column("id", AnyText, nullable=False),
    Column("published", Date, index=True),  # as given; ``dated`` has what was found or told besides
    Column("publisher", AnyText),
    Column("title", AnyText),
    Column("url", AnyText),
    Column("added", Moment, nullable=False),
    Column("source_class", PLAIN, nullable=False),
    Column("language", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("raw", LargeBinary),  # None: the text is as it was given
    Column("raw_sha256", PLAIN, nullable=False),
    Column("offsets", PLAIN, nullable=False),
    Column("given", PLAIN, nullable=False),  # what else the article told of itself, before anything was read
    Column("publisher_folded", AnyText, nullable=False),
    Column("digest", PLAIN, nullable=False),
)
_hashed("ix_articles_url", articles.c.url)

dated = Table(
    "dated",
    metadata,
    Column("article", AnyText, ForeignKey("articles.key"), primary_key=True),
    Column("how", PLAIN, primary_key=True),  # told, dateline: see ``model.kept.Dated``
    Column("published", Date, nullable=False, index=True),
    Column("digest", PLAIN, nullable=False),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("article", AnyText, ForeignKey("articles.key"), nullable=False),
    Column("by", AnyText),  # None: a reader
    Column("software", AnyText, nullable=False),
    Column("codebook", AnyText, nullable=False),
    Column("register", AnyText, nullable=False),
    Column("encoder", AnyText),
    Column("identity", PLAIN, nullable=False, unique=True),  # digest of article, versions and coder
    Column("added", Moment, nullable=False),
    Column("body", PLAIN, nullable=False),  # JSON without the claims, which lie in ``claims``
    Column("digest", PLAIN, nullable=False),  # of body and claims
    Index("ix_readings_article", "article", "seq"),
)

claims = Table(
    "claims",
    metadata,
    Column("reading", NUMBER, ForeignKey("readings.seq"), primary_key=True, autoincrement=False),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("key", AnyText, nullable=False, index=True),
    Column("article", AnyText, ForeignKey("articles.key"), nullable=False, index=True),
    Column("first_seen", Moment, nullable=False),  # when the record first had a claim of this key
    Column("modality", PLAIN, nullable=False),
    Column("body", PLAIN, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("id", AnyText, nullable=False, unique=True),
    Column("verdict", PLAIN, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("made", Moment, nullable=False),
    Column("body", PLAIN, nullable=False),
)

# ---- the projection: events

events = Table(
    "events",
    metadata,
    Column("id", AnyText, primary_key=True),
    Column("kind", AnyText, nullable=False),
    Column("status", PLAIN, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("edtf", PLAIN),
    Column("name", AnyText),
    Column("countries", AnyText, nullable=False),
    Column("organizations", AnyText, nullable=False),
    Column("people", AnyText, nullable=False),
    Column("place", AnyText),
    Column("series", AnyText),
    Column("edition", AnyText),
    Column("follows", AnyText),
    Column("articles", NUMBER, nullable=False),
    Column("sources", NUMBER, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("words", AnyText, nullable=False),  # its names and persons, folded
    Column("body", PLAIN, nullable=False),
    Index("ix_events_days", "first", "id"),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("claim", AnyText, primary_key=True),
    Column("event", AnyText, ForeignKey("events.id", ondelete="CASCADE"), index=True),  # None: looked at; of no event
    Column("place", NUMBER, nullable=False),
    Column("reading", NUMBER, nullable=False),  # the reading whose claim of this key was projected
    Column("due", Boolean, nullable=False),  # a ruling came, or its article tells another story: to be looked at again
    sqlite_with_rowid=False,
)

event_ids = Table(
    "event_ids",
    metadata,
    Column("id", AnyText, primary_key=True),
    Column("event", AnyText, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

event_parties = Table(
    "event_parties",
    metadata,
    Column("event", AnyText, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("party", AnyText, nullable=False),
    sqlite_with_rowid=False,
)
_hashed("ix_event_parties_party", event_parties.c.party)

event_people = Table(
    "event_people",
    metadata,
    Column("event", AnyText, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("name", AnyText, nullable=False),
    Column("folded", AnyText, nullable=False),
    sqlite_with_rowid=False,
)

# ---- the projection: what joining looks up

blocks = Table(
    "blocks",
    metadata,
    Column("claim", AnyText, ForeignKey("event_claims.claim", ondelete="CASCADE"), primary_key=True),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("block", AnyText, nullable=False),
    sqlite_with_rowid=False,
)
_hashed("ix_blocks_block", blocks.c.block)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", AnyText, ForeignKey("event_claims.claim", ondelete="CASCADE"), primary_key=True),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("article", AnyText, nullable=False, index=True),
    Column("party", AnyText, nullable=False),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("one", AnyText, primary_key=True),
    Column("other", AnyText, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# ---- the projection: which articles repeat one another

signatures = Table(
    "signatures",
    metadata,
    Column("article", AnyText, primary_key=True),
    Column("mark", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("article", AnyText, ForeignKey("signatures.article", ondelete="CASCADE"), primary_key=True),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("band", AnyText, nullable=False),
    sqlite_with_rowid=False,
)
_hashed("ix_bands_band", bands.c.band)

stories = Table(
    "stories",
    metadata,
    Column("article", AnyText, primary_key=True),
    Column("story", AnyText, nullable=False),
    sqlite_with_rowid=False,
)
_hashed("ix_stories_story", stories.c.story)

LOG = (articles, dated, readings, claims, judgements)
PROJECTION = (
    events,
    event_claims,
    event_ids,
    event_parties,
    event_people,
    blocks,
    claim_parties,
    links,
    signatures,
    bands,
    stories,
)
"""Those that others lean on come first."""
