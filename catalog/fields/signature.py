"""署名: the block that ends the main text, GB/T 9704-2012 7.3.5: the issuers' names and the date below them.

Joint issuers sign one above the other or side by side, each with a seal over its name. What OCR makes of seals (pieces
of names in red, stars, codes) is passed over. A date that stands alone counts as a signature only where the main text
ends; the cells of a date column do not.
"""

import re
from dataclasses import dataclass
from datetime import date

from catalog.fields import date_forms, organisation, roles, signatories
from catalog.fields.characters import han_count
from catalog.fields.signatories import Mark, Name
from catalog.fields.spots import Spot
from catalog.record import Place
from ocr.page import Region

_MANY_DATES = 4
_DATE_PIECE = 12
_SCRAP = 3
_TORN = 0.8
"""What is left of the confidence in a date whose 年 could not be read: a figure may be gone with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as it was read, with its place; `value` is None where no calendar has it."""

    value: date | None
    place: Place
    confidence: float
    is_right: bool
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Names and date of one block; either may be missing."""

    names: tuple[Name, ...]
    day: Day | None


def find(closing: tuple[Spot, ...]) -> Signature | None:
    """Return the signature in what follows a title: the first signed date, else the date or names at the end."""
    spots = tuple(spot for spot in closing if spot.region is not Region.TABLE or _is_signature_row(spot))
    days = _days(spots)
    signed = [(index, width, day) for index, width, day in days if signatories.above(spots, index)]
    columns = _column_pages(days)
    for index, width, day in signed:
        if day.place.page not in columns or day.is_right:
            return _block(spots, index, width, day, days)
    for index, _, day in days:
        if signatories.is_signed_by_person(spots, index) and day.place.page not in columns:
            return Signature(names=(), day=day)
    return _unsigned(spots, days, columns)


def _days(spots: tuple[Spot, ...]) -> list[tuple[int, int, Day]]:
    """Return the dates that fill a line (or end a line that else holds only names, or fill two torn lines)."""
    found: list[tuple[int, int, Day]] = []
    index = 0
    while index < len(spots):
        for width in (1, 2, 3):
            day = _day(spots[index : index + width], width)
            if day:
                found.append((index, width, day))
                break
        index += found[-1][1] if found and found[-1][0] == index else 1
    return found


def _day(group: tuple[Spot, ...], width: int) -> Day | None:
    if len(group) < width or any(len(spot.plain) > _DATE_PIECE for spot in group[1:]):
        return None
    first, text = group[0], "".join(spot.plain for spot in group)
    match, whole = date_forms.shape(text) or (_dated_cell(first.text) if width == 1 else None), True
    if match is None and width == 1 and (ending := date_forms.trailing(text)):
        match, whole = (ending[1], False) if organisation.parse(ending[0]) else (None, True)
    if match is None and width == 1:
        match, whole = date_forms.scrapped(text), False
    if match is None and width == 1 and (mended := date_forms.torn(text)):
        confidence = round(_TORN * first.confidence, 3)
        return Day(value=mended, place=first.place, confidence=confidence, is_right=first.is_right, is_whole=False)
    if match is None or (width > 1 and not first.plain[0].isdigit() and first.plain[0] not in "一二("):
        return None
    confidence = min(spot.confidence for spot in group) * 0.93 ** (width - 1)
    day = date_forms.value(match)
    return Day(value=day, place=first.place, confidence=confidence, is_right=first.is_right, is_whole=whole)


def _is_signature_row(spot: Spot) -> bool:
    """Return whether a row that was read as a table's is nothing but names, or a date beside scraps of a seal."""
    if signatories.mark_of(spot) is Mark.NAME:
        return True
    return _dated_cell(spot.text) is not None and date_forms.shape(spot.plain) is None


def _dated_cell(text: str) -> re.Match[str] | None:
    """Return the date of a row of cells that holds one date and otherwise names or scraps of up to three characters."""
    cells = [cell for cell in text.split("\t") if cell.strip()]
    matches = [match for match in map(date_forms.shape, cells) if match]
    rest = [cell for cell in cells if date_forms.shape(cell) is None]
    is_scrap = all(
        (han_count(cell) <= _SCRAP and not any(map(str.isdigit, cell))) or organisation.parse(cell) for cell in rest
    )
    return matches[0] if len(matches) == 1 and is_scrap else None


def _column_pages(days: list[tuple[int, int, Day]]) -> frozenset[int]:
    """Return the pages with so many dates on lines of their own that they are a table's column or a chronicle."""
    pages = [day.place.page for _, _, day in days]
    return frozenset(page for page in pages if pages.count(page) >= _MANY_DATES)


def _block(spots: tuple[Spot, ...], index: int, width: int, day: Day, days: list[tuple[int, int, Day]]) -> Signature:
    """Return the signature that ends at a date, with the blocks of further issuers who sign below it the same day."""
    names = list(signatories.above(spots, index))
    end = index + width
    for later, later_width, other in days:
        if later < end or other.value != day.value:
            continue
        more = signatories.above(spots, later)
        if more and all(signatories.mark_of(spot) is not Mark.TEXT for spot in spots[end:later]):
            names += [name for name in more if name not in names]
            end = later + later_width
    return Signature(names=tuple(names), day=day)


def _unsigned(spots: tuple[Spot, ...], days: list[tuple[int, int, Day]], columns: frozenset[int]) -> Signature | None:
    """Return the date that ends the main text with no name above it, or the names that end it with no date below."""
    if days:
        index, width, day = days[-1]
        after = [spot for spot in spots[index + width :] if signatories.mark_of(spot) is Mark.TEXT]
        if len(after) <= 1 and day.is_whole and day.place.page not in columns and index > 0:
            return Signature(names=(), day=day)
    names = signatories.above(spots, len(spots))
    prose = any(roles.is_prose(spot.plain) for spot in spots)
    return Signature(names=names, day=None) if names and prose else None
