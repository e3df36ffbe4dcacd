"""Texts, tables and messages become pages: set by typst on exactly the pages that they were read by."""

from pathlib import Path

from archiver.binding import findings as kinds
from archiver.binding.refusals import CannotBind
from archiver.binding.typesetting import Typesetter, TypesettingError
from archiver.binding.word import name_characters
from ocr.finding import Finding
from ocr.folios import wrapped
from ocr.grids import Grid
from ocr.page import Region
from ocr.terms import Limits, Unreadable
from ocr.writing import WRITTEN, written
from ocr.written import WrittenPage

__all__ = ["WRITTEN", "write_pdf"]

_ADMITTED = Limits(pages=1_000_000)
"""Reading has held the file against the archive's own limit of pages."""


def write_pdf(path: Path, kind: str, target: Path, name: str, setter: Typesetter) -> tuple[Finding, ...]:
    """Write the pages of a file that has none of its own; CannotBind when it cannot be read or set."""
    try:
        made = written(path, kind, _ADMITTED)
        typeset = setter.fill("written.typ", {"pages": [_page(page) for page in made.pages]})
    except Unreadable as stopped:
        raise CannotBind(kinds.NOT_SET.at(name=name, reason=stopped.finding.message)) from stopped
    except TypesettingError as error:
        raise CannotBind(kinds.NOT_SET.at(name=name, reason="排版程序报错")) from error
    target.write_bytes(typeset.content)
    remarks = [kinds.SET_ANEW.at(name=name)]
    if typeset.missing:
        remarks.append(kinds.NO_GLYPH.at(name=name, characters=name_characters(typeset.missing)))
    return tuple(remarks)


def _page(page: WrittenPage) -> dict[str, object]:
    """Return a page as the template takes it."""
    return {
        "landscape": page.grid is not None and page.grid.landscape,
        "lines": [row for line in page.lines for row in wrapped(line.text)],
        "above": [line.text for line in page.lines if line.region is Region.HEADER],
        "below": [line.text for line in page.lines if line.region is Region.FOOTER],
        "grid": _grid(page.grid) if page.grid else None,
    }


def _grid(grid: Grid) -> dict[str, object]:
    """Return a grid as the template takes it; places that another cell covers are left out."""
    return {
        "widths": list(grid.widths),
        "scale": grid.scale,
        "rows": [
            [
                {"text": cell.text, "across": cell.across, "down": cell.down, "right": cell.right}
                for cell in row
                if cell is not None
            ]
            for row in grid.rows
        ],
    }
