"""The door of reading: what a file is, and its pages.

`inspect` is cheap and loads no engine; `read` is what worker processes call, with a few pages at a time. Both raise
`Unreadable` with a finding for a file that cannot be read; everything else that flies out is a bug or the machine's.
"""

from collections.abc import Sequence
from pathlib import Path

from ocr.findings import EMPTY_FILE, FILE_TOO_LARGE, TOO_MANY_PAGES
from ocr.kinds import DOCX, OFD, PDF, PICTURES, media_type
from ocr.refusals import refusal
from ocr.terms import Inspection, Limits, PageRead, Recipe, Unreadable
from ocr.writing import WRITTEN, written
from ocr.written import chosen

__all__ = ["Inspection", "Limits", "PageRead", "Recipe", "Unreadable", "inspect", "media_type", "read"]

_MEGABYTE = 1024 * 1024


def inspect(path: Path, limits: Limits) -> Inspection:
    """Return what a file is and how many pages it has, after checking every bound that can be checked so early."""
    kind = _admitted(path, limits)
    # The readers' libraries take a while to import, and a run over Word files needs no PDF reader.
    if kind == PDF:
        from ocr import pdf  # noqa: PLC0415

        pages = pdf.count(path, limits)
    elif kind == DOCX:
        from ocr.word import document  # noqa: PLC0415

        pages = document.count(path, limits)
    elif kind == OFD:
        from ocr.ofd import reading  # noqa: PLC0415

        pages = reading.count(path, limits)
    elif kind in WRITTEN:
        pages = len(written(path, kind, limits).pages)
    else:
        from ocr import raster  # noqa: PLC0415

        pages = raster.look(path, kind, limits).pages
    if pages > limits.pages:
        raise Unreadable(TOO_MANY_PAGES.at(found=pages, limit=limits.pages))
    return Inspection(media_type=kind, pages=pages)


def read(path: Path, numbers: Sequence[int], recipe: Recipe, limits: Limits) -> tuple[PageRead, ...]:
    """Return the pages of these numbers (from 1), in the order asked for.

    IndexError for a number that the file does not have.
    """
    kind = _admitted(path, limits)
    if kind == PDF:
        from ocr import pdf  # noqa: PLC0415

        return pdf.pages(path, numbers, recipe, limits)
    if kind == DOCX:
        from ocr.word import document  # noqa: PLC0415

        return document.pages(path, numbers, recipe, limits)
    if kind == OFD:
        from ocr.ofd import reading  # noqa: PLC0415

        return reading.pages(path, numbers, recipe, limits)
    if kind in WRITTEN:
        return chosen(written(path, kind, limits), numbers)
    from ocr import pictures  # noqa: PLC0415

    return pictures.pages(path, kind, numbers, recipe, limits)


def _admitted(path: Path, limits: Limits) -> str:
    """Return the media type of a file that a reader takes. Unreadable for all others and for files too large."""
    size = path.stat().st_size
    if not size:
        raise Unreadable(EMPTY_FILE.at())
    if size > limits.file_bytes:
        found = -(-size // _MEGABYTE)
        raise Unreadable(FILE_TOO_LARGE.at(found=found, limit=limits.file_bytes // _MEGABYTE))
    kind = media_type(path)
    if kind not in PICTURES | WRITTEN | {PDF, DOCX, OFD}:
        raise Unreadable(refusal(kind))
    return kind
