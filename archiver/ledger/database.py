"""The ledger's connections: how SQLite is opened, and the two ways to use it, writing and reading."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from archiver.errors import ArchiverError, LockedError
from archiver.ledger import migrating

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""

_BEGIN = "ledger_begin"


def open_ledger(path: Path) -> Engine:
    """Return the engine of the ledger at `path`, brought to the newest schema; a missing file is made.

    The caller disposes of it. Raises ArchiverError when the file is no ledger, is damaged, or comes from a newer
    version of the program.
    """
    if path.exists() and path.stat().st_size == 0:
        raise ArchiverError(f"台账 {path} 是空文件，内容已丢失。请从备份恢复。")
    engine = _engine(path, foreign_keys=True)
    try:
        if migrating.stored_revision(engine) != migrating.HEAD:
            _bring_up(path)
        _prove_wal(engine, path)
    except DatabaseError as error:
        engine.dispose()
        raise _refusal(path, error) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(engine: Engine) -> Generator[Connection]:
    """Give a connection whose changes are all kept at the end, or none when the block raises.

    Takes SQLite's write lock at the start, so that what is read in the block still holds when it writes. Raises
    LockedError when another writer keeps the ledger busy.
    """
    with engine.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}) as connection:
        try:
            unit = connection.begin()
        except DatabaseError as error:
            if _is_busy(error):
                raise LockedError("另一个程序正在写台账，等了一会儿仍没有轮到。请等它做完再试一次。") from error
            raise
        try:
            with unit:
                yield connection
        except OperationalError as error:
            if "full" in str(error.orig):
                raise ArchiverError("磁盘已满，刚才这一步没有记下。请腾出空间，再运行一次即接着做。") from error
            raise


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """Give a connection that sees one unchanging state of the ledger and keeps no writer waiting."""
    with engine.connect() as connection:
        yield connection


def _bring_up(path: Path) -> None:
    """Migrate the ledger on a connection of its own.

    SQLite changes a table by building it anew, which must not fire its foreign keys; the migration checks them
    when it has finished.
    """
    engine = _engine(path, foreign_keys=False)
    try:
        with transaction(engine) as tx:
            migrating.migrate(tx, path)
    finally:
        engine.dispose()


def _engine(path: Path, *, foreign_keys: bool) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})

    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver must not guess when a transaction begins; `begin` below says it.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # The text of a record that was set aside for its secrecy mark must not linger in free pages.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _prove_wal(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        mode: str = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode != "wal":
        raise ArchiverError(f"台账 {path} 所在的磁盘不支持可靠写入（多见于网络盘）。请把归档放到本机硬盘上。")


def _is_busy(error: DatabaseError) -> bool:
    return "locked" in str(error.orig)


def _cause(error: DatabaseError) -> str:
    said = str(error.orig)
    known = {"not a database": "，它不是台账文件", "readonly": "，没有写入权限", "disk I/O": "，磁盘读写出错"}
    return next((told for part, told in known.items() if part in said), f"：{said}")


def _refusal(path: Path, error: DatabaseError) -> ArchiverError:
    if _is_busy(error):
        return LockedError(f"台账 {path} 正被另一个程序占用。请等它做完再试一次。")
    return ArchiverError(f"台账 {path} 打不开{_cause(error)}。请检查磁盘空间和文件权限；文件若已损坏，请从备份恢复。")
