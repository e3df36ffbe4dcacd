"""Proves binders: what the manifest says against what the finished files show when another library opens them."""

import hashlib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from archiver.binding import findings as kinds
from archiver.binding.layer_text import digest
from archiver.binding.manifest import Binder, BoundRecord, Manifest, ManifestError, OtherFile, parse
from archiver.binding.outline import Bookmark, bookmarks, labels
from archiver.binding.reading_back import FinishedFile, ShownStamp, text_of
from ocr.finding import Finding

MANIFEST = "manifest.json"
_FAR = 0.12
"""A stamp must lie within this part of the page's longer side from the upper right corner."""


def verify(folder: Path) -> tuple[Finding, ...]:
    """Prove a folder of binders again, with nothing but the folder; no finding means that all of it holds."""
    try:
        manifest = parse((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return (kinds.MANIFEST_MISSING.at(folder=folder.name),)
    except (ManifestError, UnicodeDecodeError) as wrong:
        return (kinds.MANIFEST_BROKEN.at(folder=folder.name, reason=wrong),)
    found: list[Finding] = []
    for binder in manifest.binders:
        found.extend(_verify_file(folder, binder) or prove(folder / binder.file, binder))
    for other in manifest.files:
        found.extend(_verify_file(folder, other))
    found.extend(kinds.FILE_EXTRA.at(file=name) for name in _extra(folder, manifest))
    return tuple(found)


def prove(path: Path, binder: Binder) -> tuple[Finding, ...]:
    """Prove one binder's file: length, every stamp, bookmarks, page labels, and the rows of its listing."""
    name = binder.file
    found = list(_prove_ranges(binder))
    try:
        finished = FinishedFile(path)
    except pypdfium2.PdfiumError as error:
        return (*found, kinds.UNOPENABLE.at(file=name, reason=error))
    try:
        if finished.page_count != binder.pages:
            return (*found, kinds.COUNT_DIFFERS.at(file=name, expected=binder.pages, found=finished.page_count))
        found.extend(_prove_pages(finished, binder))
        found.extend(_prove_bookmarks(finished, binder))
        found.extend(_prove_labels(finished, binder))
        found.extend(_prove_rows(finished, binder))
    finally:
        finished.close()
    return tuple(found)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _verify_file(folder: Path, entry: Binder | OtherFile) -> tuple[Finding, ...]:
    path = folder / entry.file
    if not path.is_file():
        return (kinds.FILE_MISSING.at(file=entry.file),)
    found = sha256(path)
    if found != entry.sha256:
        return (kinds.HASH_DIFFERS.at(file=entry.file, expected=entry.sha256[:12], found=found[:12]),)
    return ()


def _extra(folder: Path, manifest: Manifest) -> Iterator[str]:
    known = {binder.file for binder in manifest.binders} | {other.file for other in manifest.files}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".pdf", ".xlsx"} and path.name not in known:
            yield path.name


def _prove_ranges(binder: Binder) -> Iterator[Finding]:
    """Check that the records' pages follow on one another and fill the evidence exactly."""
    expected = binder.first_evidence_page
    for record in binder.records:
        if record.first_page != expected or record.last_page < record.first_page:
            yield kinds.RANGE_DIFFERS.at(
                file=binder.file, record=record.id, expected=expected, found=f"{record.first_page}-{record.last_page}"
            )
        expected = record.last_page + 1
    if expected != binder.pages - binder.note_pages + 1:
        yield kinds.COUNT_DIFFERS.at(file=binder.file, expected=expected - 1 + binder.note_pages, found=binder.pages)


def _prove_pages(finished: FinishedFile, binder: Binder) -> Iterator[Finding]:
    """Check that every page of evidence bears its number, and what stood on it when it was prepared."""
    first = binder.first_evidence_page
    expected = {number: pair for record in binder.records for number, pair in _expected_texts(record)}
    for number in range(first, first + binder.evidence_pages):
        page = finished.stamped(number)
        yield from _prove_stamp(page.stamp, binder.file, number, str(number - first + 1))
        read, shown = expected.get(number, (None, None))
        if page.stamp is None:  # then the number cannot be told from what stood there before
            shown = None
        found = text_of(page.layer), page.text
        if any(wanted not in {None, digest(text)} for wanted, text in zip((read, shown), found, strict=True)):
            yield kinds.TEXT_DIFFERS.at(number, file=binder.file, number=number)


def _expected_texts(record: BoundRecord) -> Iterator[tuple[int, tuple[str | None, str | None]]]:
    """Yield for each page its number and the digests of what was laid under it and of what it shows, where known."""
    for place in range(record.page_count):
        read, shown = (texts[place] if place < len(texts) else None for texts in (record.texts, record.shown))
        yield record.first_page + place, (read, shown)


def _prove_stamp(shown: ShownStamp | None, file: str, number: int, expected: str) -> Iterator[Finding]:
    if shown is None or shown.text != expected:
        text = shown.text if shown else "无"
        yield kinds.STAMP_DIFFERS.at(number, file=file, number=number, expected=expected, found=text)
    elif not _stands_well(shown):
        place = f"右 {shown.right:.3f}，上 {shown.top:.3f}，{'正' if shown.upright else '不正'}"
        yield kinds.STAMP_MISPLACED.at(number, file=file, number=number, found=place)


def _stands_well(shown: ShownStamp) -> bool:
    return shown.upright and 0 <= shown.right <= _FAR and 0 <= shown.top <= _FAR


def _prove_bookmarks(finished: FinishedFile, binder: Binder) -> Iterator[Finding]:
    for wanted, shown in zip_longest(bookmarks(binder), finished.bookmarks()):
        if wanted != shown:
            yield kinds.BOOKMARK_DIFFERS.at(file=binder.file, expected=_told(wanted), found=_told(shown))


def _told(bookmark: Bookmark | None) -> str:
    return f"{bookmark.title}（第 {bookmark.page} 页）" if bookmark else "无"


def _prove_labels(finished: FinishedFile, binder: Binder) -> Iterator[Finding]:
    for one in labels(binder):
        for number in range(one.first, one.last + 1):
            expected = one.prefix + (str(number - one.first + 1) if one.counted else "")
            if finished.label(number) != expected:
                yield kinds.LABEL_DIFFERS.at(
                    file=binder.file, number=number, expected=expected, found=finished.label(number)
                )


def _prove_rows(finished: FinishedFile, binder: Binder) -> Iterator[Finding]:
    first, last = binder.cover_pages + 1, binder.cover_pages + binder.listing_pages
    shown = ((row.sequence, row.page) for row in finished.rows(first, last))
    for record, printed in zip_longest(binder.records, shown):
        wanted = (record.row.sequence, record.row.page) if record else None
        number = record.first_page - binder.first_evidence_page + 1 if record else 0
        if wanted != printed or (wanted and wanted[1].partition("-")[0] != str(number)):
            yield kinds.ROW_DIFFERS.at(file=binder.file, expected=_row(wanted), found=_row(printed))


def _row(row: tuple[str, str] | None) -> str:
    return f"序号 {row[0]}、页号 {row[1]}" if row else "无"
