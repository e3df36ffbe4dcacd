"""The other half of the edge to Whoosh: a folder with generations of segments, its lock, and what damage looks like.

A generation is a table of contents that names its segments; the next one replaces it in one rename. A writer that
dies leaves the old table; what it had begun is swept up by the next writer.
"""
# The package has no types at all, so every name taken from it is unknown:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUntypedBaseClass=false, reportPrivateUsage=false, reportIncompatibleMethodOverride=false
# pyright: reportUnknownLambdaType=false
# mypy: disable-error-code="import-untyped"
# ruff: noqa: ANN401 - the same: Any is what Whoosh's objects are

import errno
import os
import re
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.engines import IndexBusyError, IndexDamagedError
from index.engines.whoosh_segments import PageWriter, SegmentPages, StoredPage

with warnings.catch_warnings():
    # Whoosh 2.7.5 has string escapes that Python warns of when it first compiles the package.
    warnings.simplefilter("ignore")
    from whoosh.fields import ID, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, EmptyIndexError, FileIndex, LockError

INDEX_NAME = "pages2"
"""Begins every file's name. Whoever changes what is stored takes the next number: an older index then is no index."""

_UNFINISHED_TABLE = re.compile(rf"_{INDEX_NAME}_\d+\.toc\..+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment as a generation names it: how many pages were written to it and which of them were withdrawn."""

    name: str
    size: int
    withdrawn: frozenset[int]
    handle: Any = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A state of the index; numbers grow. An index that nobody wrote yet is generation -1 without segments."""

    number: int
    segments: tuple[Segment, ...]


class Writing:
    """A change that is being made: nothing of it is seen before it ends well."""

    def __init__(self, writer: Any) -> None:
        """Wrap Whoosh's writer, which holds the lock."""
        self._writer = writer
        self._dropped: set[str] = set()
        self.segments = _segments(writer.segments)

    def withdraw(self, segment: Segment, places: Sequence[int]) -> None:
        """Let these pages of a segment no longer count."""
        for place in places:
            segment.handle.delete_document(place)

    def drop(self, segment: Segment) -> None:
        """Leave the whole segment out of the new generation."""
        self._dropped.add(segment.name)

    def add(self, page: StoredPage) -> None:
        """Append a page to the new segment."""
        self._writer.add_page(page)

    def commit(self) -> None:
        """Make the change the newest generation."""
        self._writer.commit(mergetype=lambda _, segments: [s for s in segments if s.segment_id() not in self._dropped])

    def cancel(self) -> None:
        """Forget the change and free the lock."""
        self._writer.cancel()


class Store:
    """An index folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when something is first written."""
        self._folder = folder
        self._storage: Any = _DurableStorage(str(folder))

    def number(self) -> int:
        """Return the number of the newest generation."""
        return int(TOC._latest_generation(self._storage, INDEX_NAME))  # noqa: SLF001 - cheaper than reading the table

    def newest(self) -> Generation:
        """Read the newest generation. FileNotFoundError if it was replaced meanwhile, `IndexDamagedError`."""
        with _damage(self._storage):
            try:
                table = TOC.read(self._storage, INDEX_NAME)
            except EmptyIndexError:
                return Generation(number=-1, segments=())
            return Generation(number=int(table.generation), segments=_segments(table.segments))

    def open(self, segment: Segment) -> SegmentPages:
        """Open a segment. FileNotFoundError if its generation was replaced meanwhile, `IndexDamagedError`."""
        with _damage(self._storage):
            return SegmentPages(self._storage, segment.handle)

    @contextmanager
    def writing(self) -> Generator[Writing]:
        """Make a change, committed at the end of the block; an exception in it cancels the change.

        Raises `IndexBusyError` at once while another process writes.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with _damage(self._storage):
            if self.number() < 0:
                FileIndex.create(self._storage, Schema(page=ID()), INDEX_NAME)
            try:
                change = Writing(PageWriter(FileIndex(self._storage, indexname=INDEX_NAME)))
            except LockError as why:
                raise IndexBusyError(f"{self._folder} 正由另一个程序写入") from why
        self._sweep()
        try:
            yield change
        except BaseException:
            change.cancel()
            raise
        change.commit()

    def _sweep(self) -> None:
        """Delete tables of contents that a killed writer did not finish; Whoosh sweeps up the rest itself."""
        for path in self._folder.iterdir():
            if _UNFINISHED_TABLE.fullmatch(path.name):
                path.unlink(missing_ok=True)


class _DurableStorage(FileStorage):  # type: ignore[misc]  # the base class has no types
    """A folder where files are on the disk before the table of contents that names them is renamed into place."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._written: set[str] = set()
        self._newest: Any = None

    def open_file(self, name: str, **options: Any) -> object:
        self._newest = super().open_file(name, **options)
        return self._newest

    def close_newest(self) -> None:
        """Close the file that was opened last; Whoosh leaves it open when it cannot read it."""
        if self._newest is not None:
            self._newest.raw_file().close()

    def create_file(self, name: str, **options: Any) -> object:
        self._written.add(name)
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as the base class
        folder = Path(self.folder)
        for name in self._written:
            if (folder / name).exists():
                _sync(folder / name)
        self._written.clear()
        (folder / oldname).replace(folder / newname)
        if os.name == "posix":  # Windows opens no folders; its file system keeps a journal of names
            _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _segments(handles: Sequence[Any]) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            name=handle.segment_id(),
            size=handle.doc_count_all(),
            withdrawn=frozenset(handle.deleted_docs()),
            handle=handle,
        )
        for handle in handles
    )


@contextmanager
def _damage(storage: _DurableStorage) -> Generator[None]:
    """Turn whatever a broken file makes Whoosh stumble over into one error; what the disk refuses stays as it is."""
    try:
        yield
    except Exception as why:
        if isinstance(why, IndexBusyError) or (isinstance(why, OSError) and why.errno != errno.EINVAL):
            raise  # a broken number makes Whoosh look for an impossible place in a file, which is EINVAL
        storage.close_newest()
        raise IndexDamagedError(f"{storage.folder} 里的全文索引读不出来（{type(why).__name__}：{why}）") from why
