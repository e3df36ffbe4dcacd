"""One original becomes a PDF of those of its pages that go into a binder, whatever kind of file it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pikepdf

from archiver.binding import anew, pictures, portable, word
from archiver.binding import findings as kinds
from archiver.binding.fonts import choose
from archiver.binding.refusals import CannotBind
from archiver.binding.typesetting import Typesetter
from archiver.binding.values import OfficeConverter, Source
from archiver.copying import digest
from ocr.finding import Finding

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be prepared: the original, its hash, where the PDF goes, the record's name for messages, and how.

    Of its pages those from `first` (from 1) to `last` are wanted, to the end where that is None.
    """

    source: Source
    sha256: str
    target: Path
    name: str
    converter: OfficeConverter
    seconds: float
    system_fonts: bool
    font_folders: tuple[Path, ...]
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The wanted pages as a PDF file, and what the clerk should know of them."""

    path: Path
    pages: int
    findings: tuple[Finding, ...]


Prepare = Callable[[Sequence[Order]], Iterable[Prepared | Finding]]
"""Carries out orders and answers them in their order; a Finding says why that record cannot be bound."""


def prepare_here(orders: Sequence[Order]) -> Iterable[Prepared | Finding]:
    """Carry out orders in this process, one after another: for files that are known to be harmless."""
    return map(prepare, orders)


def prepare(order: Order) -> Prepared | Finding:
    """Carry out an order in this process."""
    wrong = _check_original(order)
    if wrong:
        return wrong
    try:
        remarks = _write(order)
        pages = _cut(order)
    except CannotBind as refusal:
        return refusal.finding
    except (MemoryError, pikepdf.PdfError):
        return kinds.DIED.at(name=order.name)
    if not pages:
        return kinds.NO_PAGES.at(name=order.name)
    return Prepared(path=order.target, pages=pages, findings=remarks)


def _check_original(order: Order) -> Finding | None:
    """Return why the original is not the file that was taken in, or None where it is."""
    if not order.source.path.is_file():
        return kinds.MISSING.at(name=order.name)
    try:
        found = digest(order.source.path)
    except OSError as error:
        return kinds.UNREADABLE.at(name=order.name, reason=error.strerror or error)
    if found == order.sha256:
        return None
    return kinds.CHANGED.at(name=order.name, expected=order.sha256[:12], found=found[:12])


def _write(order: Order) -> tuple[Finding, ...]:
    path, kind = order.source.path, order.source.media_type
    if kind in pictures.PICTURES:
        return pictures.write_pdf(path, kind, order.target, order.name)
    if kind == PDF:
        return portable.write_pdf(path, order.target, order.name)
    setter = typesetter(order.font_folders, system_fonts=order.system_fonts)
    if kind in anew.WRITTEN:
        return anew.write_pdf(path, kind, order.target, order.name, setter)
    if kind in word.OFFICE:
        # Less than the whole time, so that the converter is ended before whoever waits for it.
        seconds = order.seconds * 0.9
        file = word.WordFile(path=path, media_type=kind, target=order.target, name=order.name, seconds=seconds)
        return word.write_pdf(file, order.converter, setter)
    raise CannotBind(kinds.UNSUPPORTED.at(name=order.name, kind=kind))


def _cut(order: Order) -> int:
    """Leave only the wanted pages in what was prepared, and return how many they are."""
    with pikepdf.Pdf.open(order.target, allow_overwriting_input=True) as made:
        total = len(made.pages)
        last = total if order.last is None else min(order.last, total)
        if (order.first, last) != (1, total):
            del made.pages[last:]
            del made.pages[: order.first - 1]
            made.save(order.target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return len(made.pages)


@lru_cache(maxsize=2)
def typesetter(font_folders: tuple[Path, ...], *, system_fonts: bool) -> Typesetter:
    """Return the typesetter with these fonts, kept for the life of the process."""
    return Typesetter(choose(font_folders, system_fonts=system_fonts))
