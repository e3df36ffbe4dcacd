"""Column types of the ledger that SQLite does not have itself."""

from datetime import datetime

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point in time with its offset, kept as ISO 8601 text such as `2023-08-02T09:00:00+08:00`.

    The offset is kept because a clerk reads the local time of the office, not UTC. A value without offset is refused
    with ValueError: nobody could say later which moment it was.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return the text to store."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a moment without an offset: {value!r}"
            raise ValueError(message)
        return value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Return the stored moment."""
        return None if value is None else datetime.fromisoformat(value)
