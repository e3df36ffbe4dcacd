"""Whether a scan is good enough to be archived: resolution, tilt, edges, light, sharpness, page by page.

After DA/T 31-2017: at least 200 dpi (300 for small, dense or faint print), upright, whole, clear. What is found is told
with what was expected; nothing is mended. Pages with hardly any text are photographs or covers, and not judged.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from ocr.finding import Finding
from ocr.findings import BLED, BLURRED, COARSE, CUT_EDGE, PALE, SURROUNDED, TILTED, TOO_DARK, TURNED
from ocr.levels import level
from ocr.page import Page, Region
from ocr.preparing.draft import Draft, Mask, draft_of, enlarged, print_on
from ocr.preparing.preparing import Prepared
from ocr.sheet import Sheet

COARSEST: Final = 200
"""Dots per inch; DA/T 31-2017."""

_NEARLY: Final = 0.96
"""Scanners cut and sizes are rounded."""

_TILT: Final = 1.0
"""Degrees; what a reader of the bound page notices."""

_ENOUGH: Final = 30
"""Characters from which a page is one of text."""

_EDGE: Final = 2.0
"""Points from the picture's edge within which print is cut off or nearly so."""

_CUT_LINES: Final = 2
_DARK: Final = 140
_PALE: Final = 80
"""Of 255: light of the paper, and contrast of the print, below which a copy is hard to read."""

_SHARP: Final = 0.75
"""Steepness of the strokes' edges by their contrast; 1.1 to 1.3 on clear scans, 0.5 where the focus was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """Light of the paper, contrast of the print (of 255), and steepness of its edges."""

    paper: int
    contrast: int
    sharpness: float


def judge(page: Page, prepared: Prepared, dpi: float) -> tuple[Finding, ...]:
    """Return what is wrong with a scan; `dpi` is its resolution as it came, 0 where unknown."""
    turned = (TURNED.at(page.number, degrees=prepared.turned * 90),) if prepared.turned else ()
    length = sum(len(line.text) for line in page.lines)
    if length < _ENOUGH:
        return turned
    findings = [*turned]
    if 0 < dpi < COARSEST * _NEARLY:
        findings.append(COARSE.at(page.number, dpi=round(dpi), least=COARSEST))
    if prepared.cut_out:
        findings.append(SURROUNDED.at(page.number))
    elif abs(prepared.tilt) > _TILT:
        findings.append(TILTED.at(page.number, degrees=f"{abs(prepared.tilt):.1f}"))
    if prepared.bleeding:
        findings.append(BLED.at(page.number))
    if not prepared.cut_out and _cut_lines(page) >= _CUT_LINES:
        findings.append(CUT_EDGE.at(page.number, count=_cut_lines(page)))
    return (*findings, *_of_looks(page.number, _looks(page, prepared.sheet)))


def _of_looks(number: int, looks: _Looks | None) -> tuple[Finding, ...]:
    """Return what light and focus call for."""
    if looks is None:
        return ()
    findings: list[Finding] = []
    if looks.paper < _DARK:
        findings.append(TOO_DARK.at(number))
    elif looks.contrast < _PALE:
        findings.append(PALE.at(number))
    if looks.sharpness < _SHARP:
        findings.append(BLURRED.at(number))
    return tuple(findings)


def _cut_lines(page: Page) -> int:
    """Return how many lines of text touch the edge of the page."""
    boxes = [line.box for line in page.lines if line.box and line.region is not Region.SEAL]
    return sum(box.left < _EDGE or box.right > page.width - _EDGE for box in boxes)


def _looks(page: Page, sheet: Sheet) -> _Looks | None:
    """Return how the lines of a page look; None where no print is to be seen in them."""
    picture = sheet.picture
    draft = draft_of(picture)
    ink = print_on(draft) & _in_lines(page, draft, sheet.points_per_pixel)
    if not ink.any():
        return None
    paper = level(draft.grey)
    contrast = paper - level(draft.grey[ink], 20)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    steep = np.asarray(cv2.convertScaleAbs(cv2.Sobel(grey, cv2.CV_16S, 1, 0, ksize=3, scale=0.25)), np.uint8)
    sharpness = level(steep[enlarged(ink, picture)], 95) / max(1, contrast)
    return _Looks(paper=paper, contrast=contrast, sharpness=sharpness)


def _in_lines(page: Page, draft: Draft, points_per_pixel: float) -> Mask:
    """Return which pixels of a draft lie in lines of text; photographs on a page say nothing of its print."""
    mask = np.zeros((draft.height, draft.width), np.bool_)
    scale = draft.scale / points_per_pixel
    for box in (line.box for line in page.lines if line.box and line.region is not Region.SEAL):
        left, top = max(0, int(box.left * scale)), max(0, int(box.top * scale))
        mask[top : int(box.bottom * scale) + 1, left : int(box.right * scale) + 1] = True
    return mask
