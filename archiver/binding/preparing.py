"""One original becomes a PDF of those of its pages that go into a binder, whatever kind of file it is."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pikepdf

from archiver import derivatives
from archiver.binding import anew, fixed, page_texts, pictures, portable, searchable, word
from archiver.binding import findings as kinds
from archiver.binding.fonts import choose
from archiver.binding.layer_text import digest as text_digest
from archiver.binding.layer_text import page_text
from archiver.binding.refusals import CannotBind
from archiver.binding.typesetting import Typesetter
from archiver.binding.values import BindingSettings, OfficeConverter, Source
from archiver.copying import digest
from archiver.derivatives import Kept
from catalog.record import Part
from ocr.finding import Finding
from ocr.office.kinds import CONVERTIBLE

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
    """The wanted pages as a PDF file, and what the clerk should know of them.

    `texts` holds, for each page, the digest of the text that was laid under it (None where none was), `shown` that
    of all characters on it.
    """

    path: Path
    pages: int
    findings: tuple[Finding, ...]
    texts: tuple[str | None, ...]
    shown: tuple[str, ...]


def order(part: Part, source: Source, settings: BindingSettings, *, target: Path, name: str) -> Order:
    """Return the order to prepare a part of a record, whose original is `source`, under the office's settings."""
    return Order(
        source=replace(source, path=source.path.absolute()),  # a worker may have another current folder
        sha256=part.sha256,
        target=target,
        name=name,
        converter=settings.converter,
        seconds=settings.record_seconds,
        system_fonts=settings.system_fonts,
        font_folders=settings.font_folders,
        first=part.first_page,
        last=None if part.to_end else part.last_page,
    )


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
        whole = _whole(order)
        made = _cut(order, whole)
    except CannotBind as refusal:
        return refusal.finding
    except (MemoryError, pikepdf.PdfError):
        return kinds.DIED.at(name=order.name)
    return made if made.pages else kinds.NO_PAGES.at(name=order.name)


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


def _whole(order: Order) -> Kept:
    """Return the original as a PDF of all its pages: with their text where it is a scan, and then kept."""
    scan = order.source.scan
    kept = derivatives.load(scan.kept) if scan.kept else None
    if kept:
        return kept
    if not scan.pages:
        return _compared(order, _plain(order, order.target))
    plain = _plain(order, order.target.with_suffix(".plain.pdf"))
    remarks = searchable.lay(plain.path, order.target, scan.pages, order.name)
    plain.path.unlink()
    unlaid = tuple(remark.page for remark in remarks if remark.page and remark.code == kinds.NOT_SEARCHABLE.code)
    laid = replace(plain, path=order.target, findings=(*plain.findings, *remarks), unlaid=unlaid)
    made = _compared(order, laid)
    if scan.kept:
        with suppress(OSError):  # a full disk says so when the binder is written
            return derivatives.store(scan.kept, made)
    return made


def _compared(order: Order, made: Kept) -> Kept:
    """Return what was made with the digests of its pages' text, having compared that with what was read."""
    texts = page_texts.shown(made.path)
    unlike = (kinds.TEXT_UNLIKE.at(n, name=order.name, number=n) for n in page_texts.unlike(order.source.stored, texts))
    return replace(made, shown=tuple(map(text_digest, texts)), findings=(*made.findings, *unlike))


def _plain(order: Order, target: Path) -> Kept:
    remarks = _write(order, target)
    with pikepdf.Pdf.open(target) as made:
        return Kept(path=target, pages=len(made.pages), findings=remarks)


def _write(order: Order, target: Path) -> tuple[Finding, ...]:
    source = order.source
    kind = source.media_type
    if kind in pictures.PICTURES:
        return pictures.write_pdf(source.path, kind, target, order.name)
    if kind == PDF or source.rendition:
        return portable.write_pdf(source.rendition or source.path, target, order.name)
    if kind == fixed.OFD:
        return fixed.write_pdf(source.path, target, order.name)
    return _set_anew(order, target)


def _set_anew(order: Order, target: Path) -> tuple[Finding, ...]:
    """Set the text of a file that has no pages of its own, or of which LibreOffice has made none."""
    path, kind = order.source.path, order.source.media_type
    only_converted = order.converter is OfficeConverter.LIBREOFFICE and kind in CONVERTIBLE
    setter = typesetter(order.font_folders, system_fonts=order.system_fonts)
    if kind in anew.WRITTEN and not only_converted:
        return anew.write_pdf(path, kind, target, order.name, setter)
    if kind in word.PANDOC_READS and not only_converted:
        # Less than the whole time, so that the converter is ended before whoever waits for it.
        seconds = order.seconds * 0.9
        file = word.WordFile(path=path, media_type=kind, target=target, name=order.name, seconds=seconds)
        return word.write_pdf(file, setter)
    if kind in CONVERTIBLE:
        reason = order.source.unconverted.message if order.source.unconverted else ""
        raise CannotBind(kinds.NO_CONVERTER.at(name=order.name, reason=reason))
    raise CannotBind(kinds.UNSUPPORTED.at(name=order.name, kind=kind))


def _cut(order: Order, whole: Kept) -> Prepared:
    """Return the wanted pages, in a file of their own where they are not all."""
    last = whole.pages if order.last is None else min(order.last, whole.pages)
    wanted = range(order.first, last + 1)
    path = whole.path
    if len(wanted) != whole.pages:
        path = order.target
        with pikepdf.Pdf.open(whole.path, allow_overwriting_input=True) as made:
            del made.pages[last:]
            del made.pages[: order.first - 1]
            made.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    laid = {page.number: page for page in order.source.scan.pages if page.number not in whole.unlaid}
    return Prepared(
        path=path,
        pages=len(wanted),
        findings=tuple(finding for finding in whole.findings if finding.page is None or finding.page in wanted),
        texts=tuple(text_digest(page_text(laid[number])) if number in laid else None for number in wanted),
        shown=whole.shown[order.first - 1 : last],
    )


@lru_cache(maxsize=2)
def typesetter(font_folders: tuple[Path, ...], *, system_fonts: bool) -> Typesetter:
    """Return the typesetter with these fonts, kept for the life of the process."""
    return Typesetter(choose(font_folders, system_fonts=system_fonts))
