"""Joins forms and evidence into one PDF with pypdf: numbers stamped, bookmarks, page labels, document information.

Writes the same bytes for the same parts: nothing in the file comes from the clock, a random number or a path.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, ByteStringObject, IndirectObject

from archiver.binding import byte_names
from archiver.binding.manifest import Binder
from archiver.binding.outline import bookmarks, labels
from archiver.binding.stamping import NumberStamp
from archiver.binding.stored import keep_on_disk

byte_names.keep()

PRODUCER = "guidang"
_DROPPED = ("/Annots", "/AA", "/B", "/Metadata", "/PieceInfo", "/StructParents", "/Tabs", "/Thumb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The PDFs that make a binder, in their order; `digits` lends the font of the stamped numbers."""

    cover: bytes
    listing: bytes
    evidence: Sequence[Path]
    note: bytes
    digits: bytes


def assemble(parts: Parts, binder: Binder, target: Path, *, author: str, build_date: date | None) -> None:
    """Write the binder that `binder` describes (its hash not yet known) to `target`."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    stamp = NumberStamp(writer, PdfReader(io.BytesIO(parts.digits)))
    _append(writer, PdfReader(io.BytesIO(parts.cover)))
    _append(writer, PdfReader(io.BytesIO(parts.listing)))
    number = 0
    for path in parts.evidence:
        for place in _append_stored(writer, path):
            number += 1
            stamp.put(writer.pages[place], number)
    _append(writer, PdfReader(io.BytesIO(parts.note)))
    _add_bookmarks(writer, binder)
    _add_labels(writer, binder)
    writer.compress_identical_objects()
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = _information(binder, author, build_date)
    writer._ID = _identity(binder)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - pypdf's own is random
    with target.open("wb") as stream:
        writer.write_stream(stream)


def count_pages(content: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(io.BytesIO(content)).pages)


def _append(writer: PdfWriter, reader: PdfReader) -> range:
    """Add all pages of a PDF; return their places in the writer, from 0."""
    before = len(writer.pages)
    for page in reader.pages:
        writer.add_page(page, excluded_keys=_DROPPED)
    # The writer would remember every reader for links between pages, of which there are none, and so keep it alive;
    # and it knows readers by their address, which another reader may get once this one is gone.
    writer.reset_translation(reader)
    writer._merged_in_pages.clear()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - see above
    return range(before, len(writer.pages))


def _append_stored(writer: PdfWriter, path: Path) -> range:
    """Add all pages of a file, leaving its large streams there until the writer writes."""
    content = path.read_bytes()
    first = len(writer._objects)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - pypdf has no public name
    places = _append(writer, PdfReader(io.BytesIO(content)))
    keep_on_disk(writer, first, path, content)
    return places


def _add_bookmarks(writer: PdfWriter, binder: Binder) -> None:
    above: IndirectObject | None = None
    for bookmark in bookmarks(binder):
        parent = above if bookmark.level else None
        made = writer.add_outline_item(title=bookmark.title, page_number=bookmark.page - 1, parent=parent)
        if not bookmark.level:
            above = made


def _add_labels(writer: PdfWriter, binder: Binder) -> None:
    for one in labels(binder):
        style = PageLabelStyle.DECIMAL if one.counted else None
        writer.set_page_label(one.first - 1, one.last - 1, style=style, prefix=one.prefix or None)


def _information(binder: Binder, author: str, build_date: date | None) -> dict[str, str]:
    about = {"/Title": f"{binder.code} {binder.title}", "/Producer": PRODUCER}
    if author:
        about["/Author"] = author
    if build_date:
        about["/CreationDate"] = about["/ModDate"] = f"D:{build_date:%Y%m%d}000000Z"
    return about


def _identity(binder: Binder) -> ArrayObject:
    """Return a file identifier made of what is bound, so that the same binder has the same."""
    parts = [f"{part.sha256} {part.first_page}-{part.last_page}" for one in binder.records for part in one.parts]
    held = "\n".join([binder.item, binder.code, binder.title, *(record.sha256 for record in binder.records), *parts])
    digest = ByteStringObject(hashlib.sha256(held.encode("utf-8", "replace")).digest()[:16])
    return ArrayObject([digest, digest])
