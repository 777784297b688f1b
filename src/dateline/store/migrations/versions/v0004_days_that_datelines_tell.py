"""The days of publication that were found or told besides what articles were given with; those of datelines at once.

An article that was given without a day counted from the day on which it was added, though its dateline tells one. Where
there are such articles, every claim waits again, and whoever opens the record next has it joined.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.guards import guard
from dateline.store.migrations.versions.v0001_the_first_record import TEXT
from dateline.store.migrations.versions.v0002_the_record_is_made_anew import upgrade as empty

revision = "0004"
down_revision = "0003"

_UNDATED = """
SELECT a.key, r.body FROM articles a JOIN readings r ON r.article = a.key
WHERE a.published IS NULL AND r.seq = (SELECT max(seq) FROM readings WHERE article = a.key)
ORDER BY a.seq
"""


def upgrade() -> None:
    """Make the table, and put into it what the newest readings of articles without a day found in their datelines."""
    made = op.create_table(
        "dated",
        sa.Column("article", TEXT, sa.ForeignKey("articles.key"), primary_key=True),
        sa.Column("how", TEXT, primary_key=True),
        sa.Column("published", sa.Date, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dated_published", "dated", ["published"])
    guard("dated")
    found = list(_found(op.get_bind()))
    if found:
        op.bulk_insert(made, found)
        empty()


def _found(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    for key, body in connection.execute(sa.text(_UNDATED)):
        told = (json.loads(body)["opening"] or {}).get("day")
        if told:
            words = json.dumps([key, "dateline", told], separators=(",", ":"), ensure_ascii=False)
            digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
            yield {"article": key, "how": "dateline", "published": date.fromisoformat(told), "digest": digest}
