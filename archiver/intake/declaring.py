"""A clerk declares that what was stopped for a secrecy mark is no secret: the paper only speaks of secrecy, say."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from archiver import copying
from archiver.errors import UsageError
from archiver.home import Home
from archiver.intake import kept, retrying
from archiver.ledger import declarations, record_findings
from archiver.ledger.database import reading, transaction
from archiver.ledger.declarations import Declaration
from archiver.ledger.records import SET_ASIDE_FINDINGS, RecordRow
from catalog.findings import SECRET_MARK


def declare_not_secret(  # noqa: PLR0913 - who declares what, why and when
    home: Home, engine: Engine, names: Sequence[str], *, why: str, who: str, now: datetime
) -> None:
    """Keep for each file called so that it is no secret: for the bytes that lie aside now.

    Raises UsageError, before anything is kept, without a name or a reason, and for a file that was not stopped for a
    mark of its own.
    """
    if not names:
        raise UsageError(
            "声明不涉密时要写明是哪一份，不能一次声明全部。请写成 archiver retry 文件名 --not-secret 理由。"
        )
    if not why.strip():
        raise UsageError("声明不涉密必须写明理由，例如“经保密员某某确认，文中只是提到保密工作”。")
    rows = retrying.chosen(home, engine, names)
    with reading(engine) as tx:
        others = [row.kept_as or row.id for row in rows if not _is_stopped(tx, row)]
    if others:
        raise UsageError(
            f"“{'”“'.join(others)}”不是因为自身的密级标志搁置的，不用声明。压缩包请写里面被停下的那一份。什么也没有做。"
        )
    with transaction(engine) as tx:
        for row in rows:
            declaration = Declaration(sha256=_lying(home, row), by=who, at=now, why=why.strip())
            declarations.declare(tx, declaration, record_id=row.id)


def _is_stopped(tx: Connection, row: RecordRow) -> bool:
    reasons = record_findings.load(tx, row.id, SET_ASIDE_FINDINGS)
    return any(reason.code == SECRET_MARK.code for reason in reasons)


def _lying(home: Home, row: RecordRow) -> str:
    """Return the SHA-256 of what lies aside for a record."""
    file = kept.path(home, row.kept_as or "")
    return copying.digest(file) if file.is_file() else row.sha256
