"""What Alembic runs: the steps, on the connection that ``upgrade`` hands over, within its transaction."""

from alembic import context

from dateline.store.tables import metadata
from dateline.store.upgrade import VERSIONS

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSIONS)
with context.begin_transaction():
    context.run_migrations()
