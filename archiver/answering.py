"""The index that answers, opened without the ledger: a search that asks for nothing else begins at once."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from archiver.errors import ArchiverError, LockedError, MissingPartError
from index.engines import IndexBusyError, IndexDamagedError
from index.generations import open_answering
from index.searching import Index


@contextmanager
def opened(folder: Path) -> Generator[Index]:
    """Open the index in an archive's folder for reading; raises ArchiverError where it cannot, with what to do."""
    with told_plainly(), open_answering(folder) as index:
        yield index


@contextmanager
def told_plainly() -> Generator[None]:
    """Turn what can be wrong with an index into an ArchiverError that says what to do."""
    try:
        yield
    except IndexBusyError as busy:
        raise LockedError("检索库正由另一个程序改动。请等它做完再试。") from busy
    except IndexDamagedError as damaged:
        raise ArchiverError(
            "检索库已损坏。请运行 archiver rebuild index 重新建立，原件和人工决定都不受影响。"
        ) from damaged
    except ModuleNotFoundError as missing:
        if missing.name != "tantivy":
            raise
        raise MissingPartError(
            "检索引擎 tantivy 没有安装。请安装它（pip install tantivy），"
            "或在 归档.toml 里把 [index] 的 engine 改回 whoosh，再运行 archiver rebuild index。"
        ) from missing
