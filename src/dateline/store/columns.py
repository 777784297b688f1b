"""Types of columns: any Unicode at all, moments in UTC, JSON as text; the same to read back from either database."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
PLAIN = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text in the order of its code points, whatever language the server was set up for."""

_MARK = "\x1a"  # ASCII's own "substitute": what follows are four digits of a character that could not be written
_UNWRITABLE = re.compile("[\x00\x1a\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
_LEGIBLE, _ESCAPED = (json.JSONEncoder(ensure_ascii=escaped, separators=(",", ":")) for escaped in (False, True))
_WRITTEN = re.compile("\x1a([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    """Text that comes back as it was given, NUL and halves of surrogate pairs too.

    No database can keep those; they are written as a mark and four digits. All other text is kept as it is.
    """

    impl = PLAIN
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is written."""
        del dialect
        return None if value is None else writable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """As it was given."""
        del dialect
        return None if value is None else _WRITTEN.sub(lambda found: chr(int(found[1], 16)), value)


def writable(text: str) -> str:
    """The text as a database can keep it."""
    return _UNWRITABLE.sub(lambda found: f"{_MARK}{ord(found[0]):04x}", text)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: ``timestamptz`` on PostgreSQL; on SQLite, ISO 8601 text, which sorts and reads well."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that the database has for it."""
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """As it is written; a moment that names no zone is one of UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """In UTC."""
        del dialect
        return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else value and _utc(value)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def packed(value: Any) -> str:
    """A value as JSON: the same value, the same text; legible unless it holds what no database can keep."""
    text = _LEGIBLE.encode(value)
    return _ESCAPED.encode(value) if _HALF.search(text) else text
