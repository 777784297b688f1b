"""Triggers by which the database itself refuses to change or erase what lies in the log."""

from alembic import op

_SQLITE = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the log only grows: nothing in {table} is changed or erased'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION dateline_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log only grows: nothing in % is changed or erased', TG_TABLE_NAME; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_refused BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION dateline_refuse()
"""


def guard(table: str) -> None:
    """Let a table only grow."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(table=table, verb=verb))
    else:
        op.execute(_FUNCTION)
        op.execute(_POSTGRES.format(table=table))
