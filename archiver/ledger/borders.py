"""What people say of the border between two pages: that one document goes on over it, or that another begins there.

About bytes, not about records: it holds for the same files however often they come in again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, true
from sqlalchemy.dialects.sqlite import insert

from archiver.ledger.schema import borders


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The border before `page` of the file `sha256`; `previous` is the file that holds the page before it.

    Within a file both are the same; between two files the page is 1.
    """

    previous: str
    sha256: str
    page: int = 1


def say(tx: Connection, named: Iterable[Border], *, together: bool, by: str, at: datetime) -> None:
    """Keep what somebody says of these borders, in place of what was said of them before."""
    for border in named:
        said = {"together": together, "by": by, "at": at}
        row = insert(borders).values(previous=border.previous, sha256=border.sha256, page=border.page, **said)
        tx.execute(row.on_conflict_do_update(index_elements=["previous", "sha256", "page"], set_=said))


def load(tx: Connection, files: Collection[str] | None = None) -> Mapping[Border, bool]:
    """Return what people said last of borders: whether one document goes on over each.

    Of all that they spoke of, or of those before pages of these `files` alone.
    """
    columns = (borders.c.previous, borders.c.sha256, borders.c.page, borders.c.together)
    statement = select(*columns).where(true() if files is None else borders.c.sha256.in_(files))
    return {
        Border(previous=previous, sha256=sha256, page=page): together
        for previous, sha256, page, together in tx.execute(statement).all()
    }
