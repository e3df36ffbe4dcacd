"""The pages that were read, so that nothing is read twice: one set for each original and recipe.

A recipe key names the engine, the model and the settings; another key means another reading of the same original.
"""

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, select, text, true
from sqlalchemy.dialects.sqlite import insert

from archiver.ledger.schema import page_findings, pages
from ocr.finding import Finding, Severity
from ocr.page import Page

_PAGE = TypeAdapter(Page)


def store(tx: Connection, sha256: str, recipe_key: str, reads: Iterable[tuple[Page, Sequence[Finding]]]) -> None:
    """Keep pages with what reading found on them. A page that is kept already stays as it is."""
    for page, found in reads:
        row = insert(pages).values(sha256=sha256, recipe=recipe_key, number=page.number, page=_format(page))
        if tx.execute(row.on_conflict_do_nothing()).rowcount == 0 or not found:
            continue
        tx.execute(
            insert(page_findings),
            [
                {
                    "sha256": sha256,
                    "recipe": recipe_key,
                    "number": page.number,
                    "ordinal": ordinal,
                    "code": finding.code,
                    "severity": finding.severity.value,
                    "message": finding.message,
                    "page": finding.page,
                }
                for ordinal, finding in enumerate(found)
            ],
        )


def load(tx: Connection, sha256: str, recipe_key: str, first: int = 1, last: int | None = None) -> tuple[Page, ...]:
    """Return the pages kept of an original, by number: all, or those from `first` to `last`."""
    statement = select(pages.c.page).where(pages.c.sha256 == sha256, pages.c.recipe == recipe_key)
    statement = statement.where(pages.c.number >= first, true() if last is None else pages.c.number <= last)
    return tuple(_PAGE.validate_json(page) for page in tx.execute(statement.order_by(pages.c.number)).scalars())


def text_of(stored: str) -> str:
    """Return the text of a page as it is kept."""
    return _PAGE.validate_json(stored).text


def found(tx: Connection, sha256: str, recipe_key: str) -> tuple[Finding, ...]:
    """Return what reading found on the pages of an original, by page."""
    c = page_findings.c
    statement = select(c.code, c.severity, c.message, c.page).where(c.sha256 == sha256, c.recipe == recipe_key)
    return tuple(
        Finding(code=code, severity=Severity(severity), message=message, page=page)
        for code, severity, message, page in tx.execute(statement.order_by(c.number, c.ordinal))
    )


def numbers(tx: Connection, sha256: str, recipe_key: str) -> frozenset[int]:
    """Return the numbers of the pages kept of an original: what need not be read again."""
    statement = select(pages.c.number).where(pages.c.sha256 == sha256, pages.c.recipe == recipe_key)
    return frozenset(tx.execute(statement).scalars())


def latest_recipe(tx: Connection, sha256: str) -> str | None:
    """Return the recipe of the page stored last of an original, None when none is."""
    # SQLite numbers rows as they are added; nothing newer can have a smaller number while the original is held.
    statement = select(pages.c.recipe).where(pages.c.sha256 == sha256).order_by(text("rowid DESC")).limit(1)
    return tx.execute(statement).scalar_one_or_none()


def drop(tx: Connection, sha256: str) -> None:
    """Forget every reading of an original."""
    for table in (page_findings, pages):
        tx.execute(delete(table).where(table.c.sha256 == sha256))


def _format(page: Page) -> str:
    return _PAGE.dump_json(page).decode()
