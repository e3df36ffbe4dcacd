"""自拟题名: the title in [ ] of a record that bears none, DA/T 22-2015 (a title that the archivist makes is bracketed).

Made only from words of the record itself, as they stand there: the first caption of a page of photographs, or the name
of a worksheet that is nothing but a table and calls itself a roster, list or form. Nothing is composed; where the
record has no such words it has no title, and the file's name serves for that elsewhere.
"""

import re
from collections.abc import Iterable

from catalog.fields import date_forms, kinds, roles
from catalog.fields.characters import han_count, plain, tidy
from catalog.fields.kind import PHOTOGRAPHS
from catalog.fields.parts import Parts
from catalog.fields.roles import Role
from catalog.fields.spots import Spot
from catalog.record import Place, Seen
from ocr.page import Page, Region, Source

BY_CAPTION, BY_SHEET = "自拟题名，取自照片的说明", "自拟题名，取自工作表的名称"
_NUMBERED = re.compile(
    r"^\s*[（(]?(?:(?:上|下|左|右|配|题)?图|照片|图片)\s*(?:[一二三四五六七八九十\d]{1,3}\s*[:：.、]?|[:：]|为|说明[:：]?)\s*"
)
_CREDIT = re.compile(r"\s*[（(【\[]?[^（(【\[]{0,12}(?:摄影?|供图)[）)】\]]?\s*$")
_EDGES = "。，,；;、:： 　"
_NARROW = str.maketrans({",": "，", ":": "：", ";": "；"})
_LEAST, _MOST = 4, 60
_ROWS = 2
_CAPTIONED, _NAMED = 0.8, 0.75
_MOST_LINES = 3


def find(parts: Parts, kind: str | None) -> Seen[str] | None:
    """Return a title in [ ] from a caption or a worksheet's name, with the place of those words; or None."""
    if kind == PHOTOGRAPHS:
        return _from_caption(parts.main)
    return _from_sheet(parts.pages)


def parse(text: str) -> str | None:
    """Return what a caption says of its picture, without its number and who took it; None where that is no title."""
    said = _CREDIT.sub("", _NUMBERED.sub("", tidy(text))).strip(_EDGES).translate(_NARROW)
    is_told = han_count(said) >= _LEAST and len(said) <= _MOST and "。" not in said
    return said if is_told and date_forms.shape(said) is None else None


def format(words: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return words of the record as a self-made title."""
    return f"[{words}]"


def _from_caption(spots: tuple[Spot, ...]) -> Seen[str] | None:
    for index, spot in enumerate(spots):
        if not _is_caption(spot):
            continue
        lines = [spot, *_rest(spots[index + 1 : index + _MOST_LINES], spot)]
        words = parse("".join(tidy(line.text) for line in lines))
        if words:
            confidence = _CAPTIONED * min(line.confidence for line in lines)
            return Seen(value=format(words), confidence=round(confidence, 3), place=spot.place, note=BY_CAPTION)
    return None


def _is_caption(spot: Spot) -> bool:
    """Return whether a line is a caption by its place or form; a line that a day begins is one among photographs."""
    is_told = roles.of(spot) is Role.CAPTION or spot.region is Region.CAPTION
    return is_told or (date_forms.leading(spot.plain) is not None and date_forms.shape(spot.plain) is None)


def _rest(following: Iterable[Spot], first: Spot) -> Iterable[Spot]:
    """Yield the lines on which a caption goes on: right below it, and no caption of their own."""
    above = first
    for spot in following:
        if spot.box is None or above.box is None or spot.region is not first.region or _NUMBERED.match(spot.text):
            return
        if not 0 <= spot.box.top - above.box.bottom < above.box.height or above.plain.endswith(("。", ")")):
            return
        yield spot
        above = spot


def _from_sheet(pages: tuple[Page, ...]) -> Seen[str] | None:
    """Return the name of the worksheet on the first page, where all else there is a table and the name says of what."""
    first = pages[0] if pages else None
    if first is None or first.source is not Source.DOCUMENT:
        return None
    rest = [line for line in first.lines if line.region is not Region.FOOTER]
    if len(rest) < _ROWS or any(line.region is not Region.TABLE for line in rest):
        return None
    for index, line in enumerate(first.lines):
        words = tidy(line.text)
        if line.region is Region.FOOTER and _is_name(words):
            place = Place(page=first.number, line=index)
            return Seen(value=format(words), confidence=_NAMED, place=place, note=BY_SHEET)
    return None


def _is_name(words: str) -> bool:
    return han_count(words) >= _LEAST and len(words) <= _MOST and kinds.completes(plain(words))
