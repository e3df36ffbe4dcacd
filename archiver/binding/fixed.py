"""OFD files become PDF pages: drawn as they look, with the file's own fonts and pictures, seals included."""

from pathlib import Path

from archiver.binding import findings as kinds
from archiver.binding import portable
from archiver.binding.refusals import CannotBind
from archiver.binding.word import name_characters
from ocr.finding import Finding
from ocr.kinds import OFD
from ocr.ofd.file import opened
from ocr.ofd.printing import printed
from ocr.terms import Limits, Unreadable

__all__ = ["OFD", "write_pdf"]


def write_pdf(path: Path, target: Path, name: str) -> tuple[Finding, ...]:
    """Write the pages of an OFD file; CannotBind when it is damaged or locked."""
    try:
        with opened(path, Limits()) as file:
            made = printed(file, file.pages, Limits())
            sealed = any(page.document.stamps for page in file.pages)
    except Unreadable as stopped:
        raise CannotBind(kinds.NOT_SET.at(name=name, reason=stopped.finding.message)) from stopped
    drawn = target.with_suffix(".drawn.pdf")
    drawn.write_bytes(made.content)
    # A page may state any size; a sheet in a binder has one that can be printed.
    remarks = list(portable.write_pdf(drawn, target, name))
    drawn.unlink()
    if sealed:
        remarks.append(kinds.SEAL_DRAWN.at(name=name))
    if made.missing:
        remarks.append(kinds.NO_GLYPH.at(name=name, characters=name_characters(made.missing)))
    if made.undrawn:
        remarks.append(kinds.NOT_DRAWN.at(name=name, what="、".join(made.undrawn)))
    return tuple(remarks)
