"""What is asked of one page of a PDF file."""

from dataclasses import dataclass

from ocr.pdfium import PdfPage
from ocr.plumber import PlumberFile
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
