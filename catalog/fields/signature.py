"""署名: the block that ends the main text, GB/T 9704-2012 7.3.5: the issuers' names and the date below them.

Joint issuers sign one above the other or side by side, each with a seal over its name. What OCR makes of seals (pieces
of names in red, stars, codes) is passed over. A date that stands alone counts as a signature only where the main text
ends; the cells of a date column do not.
"""

import re
from dataclasses import dataclass
from datetime import date

from catalog.fields import date_forms, organisation, roles
from catalog.fields.characters import han_count
from catalog.fields.spots import Spot, beside
from catalog.record import Place
from ocr.page import Ink, Region

_LOOK_BACK = 12
_FULL = 20
_SENTENCE_ENDS = frozenset("。：:！!？?；;）)”")
_MANY_DATES = 4
_DATE_PIECE = 12
_PIECE = 2
_SCRAP = 3
_TORN_NAME = 8
_NOTE = re.compile(
    r"\(?(?:盖章|公章|印章|签章|签字|签名|代章|此页无正文|公开发布|此件.{0,12})\)?:?|\(.{0,40}(?:联系|电话|公开).{0,40}\)"
)
_PERSON = re.compile(r"(?:主任|局长|县长|市长|部长|书记|政委|主席|院长|校长|镇长|组长|法定代表人|代表).{0,10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An issuer's name as it was read, with its place."""

    text: str
    place: Place
    confidence: float


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
    signed = [(index, width, day) for index, width, day in days if _names_above(spots, index)]
    columns = _column_pages(days)
    for index, width, day in signed:
        if day.place.page not in columns or day.is_right:
            return _block(spots, index, width, day, days)
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
    if match is None or (width > 1 and not first.plain[0].isdigit() and first.plain[0] not in "一二("):
        return None
    confidence = min(spot.confidence for spot in group) * 0.93 ** (width - 1)
    day = date_forms.value(match)
    return Day(value=day, place=first.place, confidence=confidence, is_right=first.is_right, is_whole=whole)


def _is_signature_row(spot: Spot) -> bool:
    """Return whether a row that was read as a table's is nothing but names, or a date beside scraps of a seal."""
    return _kind(spot) == "name" or (_dated_cell(spot.text) is not None and date_forms.shape(spot.plain) is None)


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
    names = list(_names_above(spots, index))
    end = index + width
    for later, later_width, other in days:
        between = spots[end:later]
        if later < end or not _names_above(spots, later) or any(_kind(spot) == "text" for spot in between):
            continue
        if other.value == day.value:
            names += [name for name in _names_above(spots, later) if name not in names]
            end = later + later_width
    return Signature(names=tuple(names), day=day)


def _unsigned(spots: tuple[Spot, ...], days: list[tuple[int, int, Day]], columns: frozenset[int]) -> Signature | None:
    """Return the date that ends the main text with no name above it, or the names that end it with no date below."""
    if days:
        index, width, day = days[-1]
        after = [spot for spot in spots[index + width :] if _kind(spot) == "text"]
        if len(after) <= 1 and day.is_whole and day.place.page not in columns and index > 0:
            return Signature(names=(), day=day)
    names = _names_above(spots, len(spots))
    prose = any(roles.is_prose(spot.plain) for spot in spots)
    return Signature(names=names, day=None) if names and prose else None


def _names_above(spots: tuple[Spot, ...], end: int) -> tuple[Name, ...]:
    """Return the names next above a line, from left to right and top to bottom; seals only for want of ink."""
    names: list[tuple[Spot, Name]] = []
    index = end
    if index < len(spots) and (ending := date_forms.trailing(spots[index].plain)) and ending[0]:
        name = organisation.parse(ending[0])
        names += [(spots[index], _name(name, spots[index]))] if name else []
    while index > 0 and end - index < _LOOK_BACK:
        index -= 1
        spot, kind = spots[index], _kind(spots[index])
        if kind != "speck" and index > 0 and _runs_on(spots[index - 1], spot):
            break
        torn = _torn_name(spots, index) if kind == "text" else None
        if kind == "text" and torn is None:
            break
        found = (torn,) if torn else _split(spot)
        names += [(spot, _name(text, spot)) for text in reversed(found)]
    return _in_order(_without_torn_ends(names, spots))


def _kind(spot: Spot) -> str:
    """Return what a line of the closing is: a name, a speck (seal, note, person, date), or other text."""
    if _split(spot):
        return "name"
    text = spot.plain
    is_date = date_forms.shape(text) is not None or date_forms.is_partial(text)
    if is_date or _NOTE.fullmatch(text) or _PERSON.fullmatch(text) or han_count(text) < _PIECE:
        return "speck"
    return "speck" if spot.ink is Ink.RED and not roles.is_prose(text) else "text"


def _runs_on(above: Spot, spot: Spot) -> bool:
    """Return whether a line goes on with the sentence of the line above it, though it reads like a name."""
    if above.plain[-1] in _SENTENCE_ENDS or (not roles.is_prose(above.plain) and not above.is_full):
        return False
    if spot.box is None or above.box is None:
        return False
    return spot.is_flush and (above.is_full or len(above.plain) >= _FULL)


def _split(spot: Spot) -> tuple[str, ...]:
    return organisation.split(spot.text)


def _torn_name(spots: tuple[Spot, ...], index: int) -> str | None:
    """Return the name that a line makes with the next one, where neither is prose and the name was too long for one."""
    if index + 1 >= len(spots) or roles.is_prose(spots[index].plain) or spots[index].ink is Ink.RED:
        return None
    half, rest = spots[index].plain, spots[index + 1].plain
    is_scrap = len(half) < _TORN_NAME and len(rest) >= _TORN_NAME and organisation.parse(rest) is not None
    return None if is_scrap else organisation.parse(half + rest)


def _without_torn_ends(names: list[tuple[Spot, Name]], spots: tuple[Spot, ...]) -> list[tuple[Spot, Name]]:
    """Drop the second half of a torn name, which may be a name by itself (组办公室)."""
    order = {spot.place: index for index, spot in enumerate(spots)}
    whole = {spot.place: name.text for spot, name in names}
    kept: list[tuple[Spot, Name]] = []
    for spot, name in names:
        index = order[spot.place]
        before = whole.get(spots[index - 1].place) if index else None
        if before and before.startswith(spots[index - 1].plain) and before.endswith(name.text) and before != name.text:
            continue
        kept.append((spot, name))
    return kept


def _in_order(names: list[tuple[Spot, Name]]) -> tuple[Name, ...]:
    black = [(spot, name) for spot, name in names if spot.ink is not Ink.RED] or names
    ordered = list(reversed(black))
    for index in range(1, len(ordered)):
        here, before = ordered[index][0], ordered[index - 1][0]
        if beside(here, before) and here.box and before.box and here.box.left < before.box.left:
            ordered[index - 1], ordered[index] = ordered[index], ordered[index - 1]
    kept: list[Name] = []
    for _, name in ordered:
        if any(organisation.contains(other.text, name.text) for other in kept):
            continue
        kept = [other for other in kept if not organisation.contains(name.text, other.text)]
        kept.append(name)
    return tuple(kept)


def _name(text: str, spot: Spot) -> Name:
    return Name(text=text, place=spot.place, confidence=spot.confidence)
