"""Seeing: the picture of a page becomes lines of text.

An engine finds the text; here the places become points, the colours are looked up, what stands under a stamp is read
a second time, the seals are read for themselves, and the pieces are put in reading order.
"""

from collections.abc import Sequence
from dataclasses import replace

from ocr import leaves
from ocr.area import area_around, box_around
from ocr.engines import Engine, Reading
from ocr.leaves import Read
from ocr.page import Box, Ink, Line, Region
from ocr.places import find_places
from ocr.red_ink import ink_in
from ocr.rows import Piece
from ocr.seal_ink import Hue
from ocr.seal_text import read_seal
from ocr.second_look import UNREAD, Seen, look_again
from ocr.sheet import Sheet
from ocr.slips import with_matching_brackets
from ocr.stamps import Stamp, find_stamps


def see(sheet: Sheet, engine: Engine, *, second_look: bool) -> Read:
    """Return the lines of a page from its picture, in reading order, with boxes in points, and the leaves it shows.

    What stands in seals comes last, a line for each.
    """
    picture, scale, places = sheet.picture, sheet.points_per_pixel, find_places(sheet, engine)
    seen = tuple(
        Seen(reading=reading, ink=ink_in(picture, area_around(reading.quad)))
        for reading in engine.read_lines(picture, places.quads)
        if reading.text.strip() and reading.confidence >= UNREAD
    )
    stamps = find_stamps(picture, scale) if second_look else ()
    for stamp in stamps:
        seen = look_again(picture, stamp, scale, engine, seen)
    pieces = [_piece(item.reading, item.ink, scale) for item in seen]
    whole = Box(left=0.0, top=0.0, right=sheet.width, bottom=sheet.height)
    page = leaves.read(pieces, whole, places.tilt, places.rulings)
    return replace(page, lines=(*page.lines, *_seals(sheet, stamps, engine)))


def _seals(sheet: Sheet, stamps: Sequence[Stamp], engine: Engine) -> list[Line]:
    """Return a line for every seal whose text can be read."""
    read = [(read_seal(sheet.picture, stamp, engine), stamp.ink.hue) for stamp in stamps]
    return [
        Line(
            text=reading.text,
            box=box_around(reading.quad, sheet.points_per_pixel),
            confidence=round(reading.confidence, 4),
            region=Region.SEAL,
            ink=Ink.RED if hue is Hue.RED else Ink.BLACK,
        )
        for reading, hue in read
        if reading
    ]


def _piece(reading: Reading, ink: Ink, scale: float) -> Piece:
    """Return a reading as a piece of text with its box in points."""
    text = with_matching_brackets(reading.text)
    return Piece(text=text, box=box_around(reading.quad, scale), confidence=reading.confidence, ink=ink)
