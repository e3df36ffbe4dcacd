"""附件说明: the names of what a document says is attached, GB/T 9704-2012 7.3.4.

Below the text: 附件： with the name, or several behind Arabic numbers (附件：1.××× 2.×××); a name that does not fit
goes on below its first character; no sign stands behind a name. Older documents list them below the signature, some
number the word itself (附件1：×××). What is attached is read from the note alone: the attachments' own headings may be
missing from a scan, and a note without a name (附件：) gives nothing.
"""

import re
from dataclasses import dataclass

from catalog.fields import date_forms, organisation
from catalog.fields.characters import han_count, is_closed, plain, tidy
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Place, Seen

_OPENS = re.compile(r"附(?:件|表)?(?P<count>[一二三四五六七八九十]{1,2}|\d{0,2}):")
_COUNTED = re.compile(r"(?:\(?(?P<count>\d{1,2})(?:[.、．]|\)[.、]?)|(?P<circled>[①-⑳]))(?!\d(?!\d{3}年))")
_NOT_NAME = re.compile(r"。|(?:略|另发|见后|无)$|^(?:抄送|主题词|联系)|:$")
_EDGES = " 　。，,;；、:："
_MOST_LINES, _LEAST, _MOST = 40, 2, 120
_LEAST_SHARED = 0.5
"""How far left of a name's first character its next line may begin, in characters."""


@dataclass(slots=True)
class _Name:
    """A name being put together: its pieces, its place, and where its first character stands (points)."""

    text: str
    place: Place
    confidence: float
    last: Spot
    left: float | None


def find(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the names of the attachments in order, each with the place where it begins; empty where none is named."""
    spots = parts.body or parts.closing
    start = next((index for index, spot in enumerate(spots) if _begins_note(spot)), None)
    if start is None:
        return ()
    names: list[_Name] = []
    for index in range(start, min(start + _MOST_LINES, len(spots))):
        if not _take(names, spots[index], is_first=index == start):
            break
    return tuple(
        Seen(value=value, confidence=round(0.93 * name.confidence, 3), place=name.place)
        for name in names
        if (value := format(name.text)) and han_count(value) >= _LEAST
    )


def parse(text: str) -> tuple[str, ...]:
    """Return the names in a note that stands on one line: 附件：1.××× 2.×××; none where it is no such note."""
    match = _OPENS.match(plain(text))
    if match is None:
        return ()
    return tuple(format(piece) for piece in _pieces(_behind(text)) if format(piece))


def format(name: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return a name as it is printed, without number and without signs around it."""
    return tidy(name).strip(_EDGES)


def _begins_note(spot: Spot) -> bool:
    """Return whether a line opens the note: 附件： with a name or a number behind it, or alone before numbered ones."""
    match = _OPENS.match(spot.plain)
    return match is not None and not _NOT_NAME.search(spot.plain[match.end() :])


def _take(names: list[_Name], spot: Spot, *, is_first: bool) -> bool:
    """Add what a line says to the names; False where it no longer belongs to the note."""
    opened = _OPENS.match(spot.plain)
    if opened:
        rest = _behind(spot.text)
    elif _COUNTED.match(spot.plain) and names_may_follow(names, spot):
        rest = spot.text
    else:
        return _continue(names, spot)
    if not is_first and opened and not opened["count"]:
        return False
    for piece in _pieces(rest):
        if len(piece) > _MOST or "。" in piece.rstrip("。"):
            return False
        names.append(
            _Name(text=piece, place=spot.place, confidence=spot.confidence, last=spot, left=_left(spot, piece))
        )
    return True


def names_may_follow(names: list[_Name], spot: Spot) -> bool:
    """Return whether a numbered line is the next of the note and not the next paragraph of the text."""
    count = _COUNTED.match(spot.plain)
    if count is None or not count["count"]:
        return count is not None
    return int(count["count"]) == len(names) + 1


def _continue(names: list[_Name], spot: Spot) -> bool:
    """Add a line to the last name where print lets it go on; False where the note has ended."""
    if not names or date_forms.shape(spot.plain) or _NOT_NAME.search(spot.plain):
        return False
    name = names[-1]
    if name.left is None or spot.box is None or name.last.box is None:
        is_torn = not is_closed(name.text)
    else:
        hangs = spot.box.left > name.left - _LEAST_SHARED * spot.box.height
        near = spot.box.top - name.last.box.bottom < 1.3 * spot.box.height
        is_torn = hangs and near and name.last.measure[1] - name.last.box.right < 3.5 * spot.box.height
        is_torn = is_torn and spot.place.page == name.last.place.page and not _signs(spot, name)
    if is_torn:
        name.text += spot.text
        name.last, name.confidence = spot, min(name.confidence, spot.confidence)
    return is_torn


def _signs(spot: Spot, name: _Name) -> bool:
    """Return whether a line is a name at the right, as a signature stands, and not below the name's first character."""
    if spot.box is None or name.left is None:
        return False
    return organisation.parse(spot.plain) is not None and spot.box.left - name.left > 3 * spot.box.height


def _behind(text: str) -> str:
    """Return what stands behind the colon of 附件：."""
    return re.split(r"[:：﹕∶]", text, maxsplit=1)[-1]


def _pieces(text: str) -> list[str]:
    """Return the names of one line, parted by their numbers; one that is torn off stays whole."""
    folded = tidy(text)
    marks = list(re.finditer(r"(?:^|(?<=[\s;；。]))[(（]?\d{1,2}[.、．)）](?!\s*\d(?!\d{3}年))", text))
    if not marks:
        return [folded] if plain(text) else []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [tidy(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def _left(spot: Spot, piece: str) -> float | None:
    """Return where the name's first character stands, reckoned back from the right end of its line."""
    if spot.box is None:
        return None
    wide = sum(0.5 if character.isascii() else 1.0 for character in piece)
    whole = sum(0.5 if character.isascii() else 1.0 for character in tidy(spot.text)) or 1.0
    return spot.box.right - spot.box.width * min(wide / whole, 1.0)
