"""The bookmarks and page labels that a binder must have: what assembling writes and proving expects."""

from collections.abc import Iterator
from dataclasses import dataclass

from archiver.binding.manifest import Binder

COVER = "封面"
LISTING = "卷内目录"
NOTE = "备考表"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A bookmark: its depth from 0, its title, and the physical page from 1 that it leads to."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRange:
    """Pages from physical page `first` on: labelled `prefix`, and counted from 1 where `counted`."""

    first: int
    last: int
    prefix: str
    counted: bool


def bookmarks(binder: Binder) -> tuple[Bookmark, ...]:
    """Return the bookmarks of a binder: cover, listing, every record under its year, note sheet."""
    return tuple(_bookmarks(binder))


def labels(binder: Binder) -> tuple[LabelRange, ...]:
    """Return the page labels of a binder; those of the evidence are the numbers stamped on it."""
    evidence = binder.first_evidence_page
    note = binder.pages - binder.note_pages + 1
    return (
        LabelRange(first=1, last=binder.cover_pages, prefix=COVER, counted=False),
        LabelRange(first=binder.cover_pages + 1, last=evidence - 1, prefix="目录", counted=True),
        LabelRange(first=evidence, last=note - 1, prefix="", counted=True),
        LabelRange(first=note, last=binder.pages, prefix=NOTE, counted=binder.note_pages > 1),
    )


def _bookmarks(binder: Binder) -> Iterator[Bookmark]:
    yield Bookmark(level=0, title=COVER, page=1)
    yield Bookmark(level=0, title=LISTING, page=binder.cover_pages + 1)
    year = None
    for record in binder.records:
        if record.year != year:
            year = record.year
            yield Bookmark(level=0, title=year, page=record.first_page)
        yield Bookmark(level=1, title=f"{record.sequence} {record.title}", page=record.first_page)
    yield Bookmark(level=0, title=NOTE, page=binder.pages - binder.note_pages + 1)
