"""The order of preparation: take the sheet out of its surroundings, level it, turn it upright, clean it."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ocr.engines import Engine, Picture
from ocr.page import Frame
from ocr.preparing.blank import is_blank
from ocr.preparing.bleeding import without_bleeding
from ocr.preparing.draft import Draft, draft_of, print_on
from ocr.preparing.orientation import guess
from ocr.preparing.outline import is_whole, outline_of
from ocr.preparing.placing import Placing, drawn, unmoved
from ocr.preparing.skew import skew_of
from ocr.preparing.turning import turn_of
from ocr.sheet import Sheet

_SMALLEST: Final = 200
"""Pixels; pictures with a shorter edge are no pages and are left alone."""

_LEVEL: Final = 0.3
"""Degrees; less is read as well as it is, and a page that is not drawn anew stays sharp."""

_A4_LONG_SIDE: Final = 842.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A page ready for an engine.

    `blank` says that nothing stands on the page. `frame` is None where the page is read as it came; `turned` counts
    the quarters clockwise by which it came turned, `tilt` the degrees clockwise by which its lines fell; `cut_out`
    says that the sheet lay on something else, `bleeding` that print of its other side showed through.
    """

    sheet: Sheet
    frame: Frame | None = None
    blank: bool = False
    turned: int = 0
    tilt: float = 0.0
    cut_out: bool = False
    bleeding: bool = False


def prepare(sheet: Sheet, engine: Engine) -> Prepared:
    """Return the page as an engine reads it best; the engine is asked only where something has to be proved.

    A page that needs nothing keeps its very picture.
    """
    if min(sheet.picture.shape[:2]) < _SMALLEST:
        return Prepared(sheet=sheet)
    cut = _cut_out(sheet, engine)
    picture, draft = (sheet.picture, draft_of(sheet.picture)) if cut is None else _laid(sheet.picture, cut)
    if is_blank(picture, draft, engine):
        return Prepared(sheet=sheet, blank=True)
    placing = cut or unmoved((int(picture.shape[1]), int(picture.shape[0])))
    skew = skew_of(print_on(draft))
    tilt = skew.degrees if skew.is_clear else 0.0
    if abs(tilt) >= _LEVEL:
        placing = placing.levelled(tilt)
        picture, draft = _laid(sheet.picture, placing)
    turned = turn_of(picture, guess(draft.grey), engine)
    if turned:
        placing = placing.turned(turned)
        picture = np.ascontiguousarray(np.rot90(picture, turned))
        draft = replace(draft, grey=np.ascontiguousarray(np.rot90(draft.grey, turned)))
    clean = without_bleeding(picture, draft, engine)
    scale = _scale(sheet, cut)
    came = (int(sheet.picture.shape[1]), int(sheet.picture.shape[0]))
    return Prepared(
        sheet=sheet if clean is sheet.picture else replace(sheet, picture=clean, points_per_pixel=scale),
        frame=None if picture is sheet.picture else placing.frame(came, sheet.points_per_pixel, scale),
        turned=turned,
        tilt=tilt,
        cut_out=cut is not None,
        bleeding=clean is not picture,
    )


def _cut_out(sheet: Sheet, engine: Engine) -> Placing | None:
    """Return the map that lays out flat a sheet that lies on something else; None where it fills the picture."""
    corners = outline_of(sheet.picture)
    if corners is None or not is_whole(sheet.picture, corners, engine):
        return None
    return unmoved((int(sheet.picture.shape[1]), int(sheet.picture.shape[0]))).flattened(corners)


def _laid(picture: Picture, placing: Placing) -> tuple[Picture, Draft]:
    """Return a picture as a map places it, what was never on it in the colour of its paper, and its draft."""
    laid = drawn(picture, placing, _paper(picture))
    return laid, draft_of(laid)


def _scale(sheet: Sheet, cut: Placing | None) -> float:
    """Return the points per pixel of a page: where nobody states them, the sheet that was cut out is as long as A4."""
    return sheet.points_per_pixel if cut is None or sheet.stated else _A4_LONG_SIDE / max(cut.size)


def _paper(picture: Picture) -> tuple[int, int, int]:
    """Return the colour of a page's paper: that of its lighter half."""
    step = max(1, max(picture.shape[:2]) // 300)
    sampled = picture[::step, ::step].reshape(-1, 3)
    light = sampled[sampled.sum(axis=1) >= np.median(sampled.sum(axis=1))]
    red, green, blue = (int(value) for value in np.median(light, axis=0))
    return (red, green, blue)
