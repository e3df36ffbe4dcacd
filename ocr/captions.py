"""Captions: the words under or over a picture or a table, known by how they begin and by what they stand beside."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ocr.page import Box, Line, Region

_COUNTED: Final = r"\s?[\d一二三四五六七八九十]{1,3}(?:[-—–.．]\d{1,3})?(?:[:：.．、）)\s]|(?=[^\d\W]))"
_OF_PICTURE: Final = re.compile(
    rf"[(（【]?(?:(?:图|照片|图片|附图){_COUNTED}|图为|(?:照片|图片)说明|[上下左右题配]图(?:为|[:：])|图[:：])"
)
_OF_TABLE: Final = re.compile(rf"[(（【]?(?:附?表|续表){_COUNTED}|续表$")
_LONGEST: Final = 60
_BLANK: Final = 4.0
"""Type sizes of empty page beside a line in which a picture may stand."""


def marked(lines: Sequence[Line], area: Box) -> tuple[Line, ...]:
    """Return the lines of a page with the captions among them marked as such; a caption may run over lines."""
    boxes = [line.box for line in lines if line.box]
    found: list[Line] = []
    for at, line in enumerate(lines):
        goes_on = line.continues and bool(found) and found[-1].region is Region.CAPTION
        if line.region is Region.BODY and (goes_on or _is_caption(lines, at, boxes, area)):
            found.append(replace(line, region=Region.CAPTION))
        else:
            found.append(line)
    return tuple(found)


def _is_caption(lines: Sequence[Line], at: int, boxes: Sequence[Box], area: Box) -> bool:
    """Return whether a line begins like a caption and stands beside a table, or the room that a picture takes."""
    line = lines[at]
    if line.box is None or line.continues or len(line.text) > _LONGEST:
        return False
    if _OF_TABLE.match(line.text):
        return any(other.region is Region.TABLE for other in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))
    return _OF_PICTURE.match(line.text) is not None and _has_room_beside(line.box, boxes, area)


def _has_room_beside(box: Box, boxes: Sequence[Box], area: Box) -> bool:
    """Return whether so much of the page over or under a line is free of text that a picture may stand there.

    What lies under the last line counts when it is more than a foot margin.
    """
    near = [other for other in boxes if other is not box and other.left < box.right and other.right > box.left]
    above = box.top - max((other.bottom for other in near if other.bottom <= box.top + 1), default=area.top)
    below = [other.top for other in near if other.top >= box.bottom - 1]
    under = min(below) - box.bottom if below else area.bottom - 0.15 * area.height - box.bottom
    return max(above, under) > _BLANK * box.height
