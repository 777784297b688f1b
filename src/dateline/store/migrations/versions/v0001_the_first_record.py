"""The first record: the log with its guards, full text, the projection, and the view ``record``.

Written out, and not taken from ``tables.py``, which goes on changing: this is what 0001 made, for ever.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from dateline.store.migrations.guards import guard

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
MOMENT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

RECORD = """
CREATE VIEW record AS
SELECT id, kind AS type, status, first, last, edtf, name, countries, organizations, people, place, series, edition,
       follows, articles, sources, confidence, doubt
FROM events
"""

FULL_TEXT = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE article_words USING fts5
        (title, text, content="articles", content_rowid="seq", tokenize="unicode61 remove_diacritics 2")
        """,
    ),
    "postgresql": (
        "CREATE TABLE article_words (seq bigint PRIMARY KEY REFERENCES articles (seq), words tsvector NOT NULL)",
        "CREATE INDEX ix_article_words_words ON article_words USING gin (words)",
    ),
}


def upgrade() -> None:
    """Make everything."""
    _articles()
    _readings()
    _judgements()
    for table in ("articles", "readings", "claims", "judgements"):
        guard(table)
    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)
    _events()
    _of_events()
    _joining()
    _stories()
    op.execute(RECORD)


def _keyed(name: str, *columns: sa.Column[Any]) -> None:
    """A table whose rows lie in the order of their key."""
    op.create_table(name, *columns, sqlite_with_rowid=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=False)


def _seq() -> sa.Column[int]:
    return sa.Column("seq", NUMBER, primary_key=True, autoincrement=False)


def _place() -> sa.Column[int]:
    return sa.Column("place", NUMBER, primary_key=True, autoincrement=False)


def _owner(name: str, of: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, sa.ForeignKey(of, ondelete="CASCADE"), primary_key=True)


def _articles() -> None:
    op.create_table(
        "articles",
        _seq(),
        sa.Column("key", TEXT, nullable=False, unique=True),
        _text("id"),
        sa.Column("published", sa.Date),
        *(_text(name, null=True) for name in ("publisher", "title", "url")),
        sa.Column("added", MOMENT, nullable=False),
        *(_text(name) for name in ("source_class", "language", "text")),
        sa.Column("raw", sa.LargeBinary),
        *(_text(name) for name in ("raw_sha256", "offsets", "given", "publisher_folded", "digest")),
    )
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_articles_url", "articles", ["url"], postgresql_using="hash")


def _readings() -> None:
    op.create_table(
        "readings",
        _seq(),
        sa.Column("article", TEXT, sa.ForeignKey("articles.key"), nullable=False),
        _text("by", null=True),
        *(_text(name) for name in ("software", "codebook", "register")),
        _text("encoder", null=True),
        sa.Column("identity", TEXT, nullable=False, unique=True),
        sa.Column("added", MOMENT, nullable=False),
        _text("body"),
        _text("digest"),
    )
    op.create_index("ix_readings_article", "readings", ["article", "seq"])
    op.create_table(
        "claims",
        sa.Column("reading", NUMBER, sa.ForeignKey("readings.seq"), primary_key=True, autoincrement=False),
        _place(),
        _text("key"),
        sa.Column("article", TEXT, sa.ForeignKey("articles.key"), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        _text("modality"),
        _text("body"),
    )
    op.create_index("ix_claims_key", "claims", ["key"])
    op.create_index("ix_claims_article", "claims", ["article"])


def _judgements() -> None:
    op.create_table(
        "judgements",
        _seq(),
        sa.Column("id", TEXT, nullable=False, unique=True),
        _text("verdict"),
        _text("by"),
        sa.Column("made", MOMENT, nullable=False),
        _text("body"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", TEXT, primary_key=True),
        _text("kind"),
        _text("status"),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        _text("edtf", null=True),
        _text("name", null=True),
        *(_text(name) for name in ("countries", "organizations", "people")),
        *(_text(name, null=True) for name in ("place", "series", "edition", "follows")),
        _number("articles"),
        _number("sources"),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("doubt", sa.Float, nullable=False),
        _text("words"),
        _text("body"),
    )
    op.create_index("ix_events_days", "events", ["first", "id"])


def _of_events() -> None:
    _keyed(
        "event_claims",
        sa.Column("claim", TEXT, primary_key=True),
        sa.Column("event", TEXT, sa.ForeignKey("events.id", ondelete="CASCADE")),
        _number("place"),
        _number("reading"),
        sa.Column("due", sa.Boolean, nullable=False),
    )
    op.create_index("ix_event_claims_event", "event_claims", ["event"])
    _keyed(
        "event_ids",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("event", TEXT, sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_event_ids_event", "event_ids", ["event"])
    _keyed("event_parties", _owner("event", "events.id"), _place(), _text("party"))
    op.create_index("ix_event_parties_party", "event_parties", ["party"], postgresql_using="hash")
    _keyed("event_people", _owner("event", "events.id"), _place(), _text("name"), _text("folded"))


def _joining() -> None:
    _keyed("blocks", _owner("claim", "event_claims.claim"), _place(), _text("block"))
    op.create_index("ix_blocks_block", "blocks", ["block"], postgresql_using="hash")
    _keyed("claim_parties", _owner("claim", "event_claims.claim"), _place(), _text("article"), _text("party"))
    op.create_index("ix_claim_parties_article", "claim_parties", ["article"])
    _keyed("links", sa.Column("one", TEXT, primary_key=True), sa.Column("other", TEXT, primary_key=True))
    op.create_index("ix_links_other", "links", ["other"])


def _stories() -> None:
    op.create_table(
        "signatures", sa.Column("article", TEXT, primary_key=True), sa.Column("mark", sa.LargeBinary, nullable=False)
    )
    _keyed("bands", _owner("article", "signatures.article"), _place(), _text("band"))
    op.create_index("ix_bands_band", "bands", ["band"], postgresql_using="hash")
    _keyed("stories", sa.Column("article", TEXT, primary_key=True), _text("story"))
