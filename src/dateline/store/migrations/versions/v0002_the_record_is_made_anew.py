"""The record is made anew from its log: what claims are looked up by, and what articles are compared by, changed.

Every claim waits again, and whoever opens the record next has it joined.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

_MADE = (
    "stories",
    "bands",
    "signatures",
    "links",
    "claim_parties",
    "blocks",
    "event_people",
    "event_parties",
    "event_ids",
    "event_claims",
    "events",
)  # fmt: skip  (the projection of 0001, those that lean on others first)


def upgrade() -> None:
    """Empty the projection; the log stays."""
    for table in _MADE:
        op.execute(f"DELETE FROM {table}")  # noqa: S608  (our own names)
