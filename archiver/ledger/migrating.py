"""Brings a ledger to the newest schema, with a copy of what it was before.

Alembic takes longer to import than most commands run, so it is loaded only when there is something to change.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from archiver.errors import ArchiverError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"
"""The newest revision under migrations/versions/; a test holds the two equal."""


def stored_revision(engine: Engine) -> str | None:
    """Return the revision the ledger says it has; None for a new and empty database.

    Raises ArchiverError for a database that holds other things.
    """
    with engine.connect() as connection:
        return _revision(connection)


def migrate(tx: Connection, path: Path) -> None:
    """Change the ledger at `path` to HEAD within the transaction `tx`, whose foreign keys are off.

    An existing ledger is first copied beside itself as `ledger.db.before-<its revision>`. Raises ArchiverError when
    its revision is unknown here, which means that a newer version of the program made it.
    """
    # Asked again under the write lock: another process may have migrated in the meantime.
    revision = _revision(tx)
    if revision == HEAD:
        return
    if revision is not None:
        _refuse_unknown(revision, path)
        keep_copy(path, path.with_name(f"{path.name}.before-{revision}"))
    _upgrade(tx)
    broken = tx.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        message = f"the migration to {HEAD} left rows that point nowhere: {broken[:5]}"
        raise AssertionError(message)


def keep_copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use to `target`, complete or not at all."""
    partial = target.with_name(f"{target.name}.part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(partial)) as new:
        old.backup(new)
    partial.replace(target)


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    revision: str | None = None
    if "alembic_version" in tables:
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    if revision is None:
        raise ArchiverError("ledger.db 不是本程序的台账（里面是别的数据）。请检查归档文件夹是否选对了。")
    return revision


def _refuse_unknown(revision: str, path: Path) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow to import
    from alembic.util import CommandError  # noqa: PLC0415 - slow to import

    try:
        ScriptDirectory.from_config(configuration()).get_revision(revision)
    except CommandError as error:
        raise ArchiverError(
            f"台账 {path} 的版本是 {revision}，本程序只认得到 {HEAD}：它由更新版本的程序写过。请升级本程序后再打开。"
        ) from error


def _upgrade(tx: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import

    alembic = configuration()
    alembic.attributes["connection"] = tx
    command.upgrade(alembic, HEAD)


def configuration() -> "Config":
    """Return Alembic's configuration without a file: the migrations lie inside this package."""
    from alembic.config import Config  # noqa: PLC0415 - slow to import

    alembic = Config()
    alembic.set_main_option("script_location", "archiver.ledger:migrations")
    alembic.set_main_option("path_separator", "os")
    return alembic
