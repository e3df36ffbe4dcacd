"""What is asked of one page of a PDF file."""

from dataclasses import dataclass

from ocr.edge import decoding
from ocr.pdfium import KIND, PdfPage
from ocr.plumber import PlumberFile
from ocr.sheet import Sheet
from ocr.terms import Limits, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A loaded page with its number, and how it is to be read.

    `plumber` is given for pages whose positions matter most.
    """

    page: PdfPage
    number: int
    plumber: PlumberFile | None
    recipe: Recipe
    limits: Limits

    @property
    def scale(self) -> float:
        """Pixels a point of the drawing for an engine: by the recipe, or as near to it as the bounds allow."""
        longer = max(self.page.visible.width, self.page.visible.height, 1.0)
        return min(self.recipe.dpi / 72, self.limits.working_side / longer)

    def sheet(self) -> Sheet:
        """Return the page as it is drawn for an engine. Unreadable when PDFium cannot draw it."""
        with decoding(KIND):
            return Sheet(picture=self.page.draw(self.scale), points_per_pixel=1 / self.scale)
