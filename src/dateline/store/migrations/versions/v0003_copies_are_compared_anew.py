"""The record is made anew from its log: copies of a crowd are told otherwise, and are found by their story.

Every claim waits again, and whoever opens the record next has it joined.
"""

from alembic import op

from dateline.store.migrations.versions.v0002_the_record_is_made_anew import upgrade as empty

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Empty the projection; find stories by what they are."""
    empty()
    op.create_index("ix_stories_story", "stories", ["story"], postgresql_using="hash")
