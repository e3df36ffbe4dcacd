"""The order of preparation: take the sheet out of its surroundings, level it, find out which way up it lies."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ocr.engines import Engine, Picture
from ocr.page import Frame
from ocr.preparing.blank import is_blank
from ocr.preparing.draft import Draft, draft_of, print_on
from ocr.preparing.orientation import guess
from ocr.preparing.outline import outline_of
from ocr.preparing.placing import drawn, unmoved
from ocr.preparing.skew import skew_of
from ocr.preparing.turning import turn_of
from ocr.sheet import Sheet

_SMALLEST: Final = 200
"""Pixels; pictures with a shorter edge are no pages and are left alone."""

_WHITE: Final = (255, 255, 255)

_LEVEL: Final = 0.3
"""Degrees; less is read as well as it is, and a page that is not drawn anew stays sharp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A page ready for an engine.

    `blank` says that nothing stands on the page. `frame` is None where the page is read as it came; `turned` counts
    the quarters clockwise by which it came turned, `tilt` the degrees clockwise by which its lines fell; `cut_out`
    says that the sheet lay on something else.
    """

    sheet: Sheet
    frame: Frame | None = None
    blank: bool = False
    turned: int = 0
    tilt: float = 0.0
    cut_out: bool = False


def prepare(sheet: Sheet, engine: Engine) -> Prepared:
    """Return the page as an engine reads it best; the engine is asked only where a page seems to lie turned.

    A page that needs nothing keeps its very picture.
    """
    if min(sheet.picture.shape[:2]) < _SMALLEST:
        return Prepared(sheet=sheet)
    came = (int(sheet.picture.shape[1]), int(sheet.picture.shape[0]))
    placing, picture = unmoved(came), sheet.picture
    corners = outline_of(picture)
    if corners is not None:
        placing = placing.flattened(corners)
        picture = drawn(sheet.picture, placing, _WHITE)
    draft = draft_of(picture)
    if is_blank(picture, draft, engine):
        return Prepared(sheet=sheet, blank=True)
    skew = skew_of(print_on(draft))
    tilt = skew.degrees if skew.is_clear else 0.0
    if abs(tilt) >= _LEVEL:
        paper = _paper(picture, draft)
        placing = placing.levelled(tilt)
        picture = drawn(sheet.picture, placing, paper)
        draft = draft_of(picture)
    turned = turn_of(picture, guess(draft.grey), engine)
    if turned:
        placing = placing.turned(turned)
        picture = np.ascontiguousarray(np.rot90(picture, turned))
    if picture is sheet.picture:
        return Prepared(sheet=sheet, tilt=tilt)
    scale = sheet.points_per_pixel
    return Prepared(
        sheet=Sheet(picture=picture, points_per_pixel=scale),
        frame=placing.frame(came, scale, scale),
        turned=turned,
        tilt=tilt,
        cut_out=corners is not None,
    )


def _paper(picture: Picture, draft: Draft) -> tuple[int, int, int]:
    """Return the colour of a page's paper: that of its lighter half."""
    step = max(1, round(1 / draft.scale)) * 4
    sampled = picture[::step, ::step].reshape(-1, 3)
    light = sampled[sampled.sum(axis=1) >= np.median(sampled.sum(axis=1))]
    red, green, blue = (int(value) for value in np.median(light, axis=0))
    return (red, green, blue)
