"""A clerk decides where one document ends and the next begins: records are joined into one, or one is split."""

from collections.abc import Sequence

from archiver import clock
from archiver.archive import Archive, find_record
from archiver.errors import ArchiverError, UsageError
from archiver.ledger import joining
from archiver.ledger.database import transaction
from catalog.record import Record, State

_OWN_PAGES = ("application/pdf", "image/")
"""Kinds of files whose pages are the same for everybody; those of others depend on who lays them out."""


def join(archive: Archive, names: Sequence[str]) -> str:
    """Make one record of several, their pages in the order named, and return its number: the first one's.

    It is still to be described anew. Raises ArchiverError for what is no record that was taken in.
    """
    ids = chosen(archive, names)
    with transaction(archive.ledger) as tx:
        joining.join(tx, ids, who=archive.who, at=clock.now())
    return ids[0]


def chosen(archive: Archive, names: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of the records called so; ArchiverError unless they are several."""
    ids = tuple(find_record(archive, name).id for name in names)
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise UsageError(f"{twice} 写了两次，什么也没有改。每一件只写一次，按页的先后写。")
    if len(ids) < 2:  # noqa: PLR2004 - two make one
        raise UsageError("合并至少要写两件，按页的先后写，例如 archiver join R000001 R000002。")
    return ids


def split(archive: Archive, name: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """Let a new record begin at each of these pages of a record; return the numbers of all, in the order of pages.

    They are still to be described anew. Raises ArchiverError where no document can begin, or where nobody can say
    which page that is.
    """
    record = find_record(archive, name)
    check_pages(record, numbers)
    with transaction(archive.ledger) as tx:
        return joining.split(tx, record.id, numbers, who=archive.who, at=clock.now())


def check_pages(record: Record, numbers: Sequence[int]) -> None:
    """Raise ArchiverError unless another document can begin at each of these pages of a record."""
    wrong = [number for number in numbers if not 1 < number <= record.page_count]
    if record.state is State.SET_ASIDE:
        raise ArchiverError(f"{record.id} 已搁置，没有收入。请先处理文件，再运行 archiver retry。")
    if record.page_count == 1:
        raise UsageError(f"{record.id} 只有 1 页，不能再分。")
    if wrong or not numbers:
        told = f"没有第 {wrong[0]} 页可分" if wrong else "没有写从哪一页分"
        raise UsageError(
            f"{record.id} 共 {record.page_count} 页，{told}。请写新的一件从第几页开始：2 至 {record.page_count}。"
        )
    _refuse_unsteady(record, numbers)


def file_borders(archive: Archive, name: str) -> tuple[int, ...]:
    """Return the pages of a record at which another file begins; ArchiverError where it is in one file."""
    record = find_record(archive, name)
    borders = _borders(record)
    if not borders:
        raise UsageError(f"{record.id} 只有一个文件，没有可以拆回的。要按页拆分，请写页号。")
    return borders


def _borders(record: Record) -> tuple[int, ...]:
    found: list[int] = []
    page = 1
    for part in record.parts[:-1]:
        page += (part.last_page or part.first_page) - part.first_page + 1
        found.append(page)
    return tuple(found)


def _refuse_unsteady(record: Record, numbers: Sequence[int]) -> None:
    """Raise ArchiverError where a page lies within a file whose pages are not fixed before it is laid out."""
    begins = (1, *_borders(record))
    for number in set(numbers) - set(begins):
        place = sum(begin <= number for begin in begins) - 1
        part = record.parts[place]
        if not part.media_type.startswith(_OWN_PAGES):
            raise ArchiverError(
                f"“{part.source_name}”是 Word 等办公软件的文件，第几页在哪里断开由排版软件决定，不能按页拆分。"
                "请用原软件把各份分别另存，或另存为 PDF，再放入收件箱。"
            )
