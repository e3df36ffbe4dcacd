"""A scan becomes a page: its picture is prepared and seen; the page knows the way back to how it came."""

from ocr.engines.choice import engine_for
from ocr.leaves import Read
from ocr.look import look_of
from ocr.page import Page, Source
from ocr.preparing.preparing import prepare
from ocr.regions import marked
from ocr.remarks import remarks
from ocr.scan_quality import judge
from ocr.seeing import see
from ocr.sheet import Sheet
from ocr.terms import PageRead, Recipe


def read_sheet(sheet: Sheet, number: int, recipe: Recipe, *, images: int = 0, dpi: float | None = None) -> PageRead:
    """Return page `number` as an engine reads it from its picture, on which so many pictures were placed.

    `dpi` is the resolution at which it was scanned where the picture's own is another; 0 where nobody knows.
    """
    engine = engine_for(recipe)
    prepared = prepare(sheet, engine)
    seen = Read(lines=()) if prepared.blank else see(prepared.sheet, engine, second_look=recipe.second_look)
    scanned_at = 72 / prepared.sheet.points_per_pixel if dpi is None else dpi
    page = Page(
        number=number,
        width=prepared.sheet.width,
        height=prepared.sheet.height,
        source=Source.OCR,
        lines=seen.lines,
        images=images,
        frame=prepared.frame,
        leaves=seen.leaves,
        blank=prepared.blank,
        look=None if prepared.blank else look_of(prepared.sheet.picture, scanned_at if sheet.stated else 0),
    )
    whole = marked(page)
    return PageRead(
        page=whole,
        findings=(
            *remarks(whole),
            *judge(whole, prepared, scanned_at),
        ),
    )
