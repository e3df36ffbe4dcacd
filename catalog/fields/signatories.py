"""Names of a signature: which lines above a date are issuers, in order, and which are scraps of seals.

GB/T 9704-2012 7.3.5.1: joint issuers sign in the order of the letterhead, one above the other or up to three a row,
each name under a seal. OCR reads names, pieces of names in red, stars and codes as lines of one page.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from catalog.fields import date_forms, organisation, roles
from catalog.fields.characters import han_count
from catalog.fields.spots import Spot, beside
from catalog.record import Place
from ocr.page import Ink

_LOOK_BACK = 30
_FULL = 20
_PIECE = 2
_TORN_NAME = 8
_PERSON_LENGTH = 12
_SENTENCE_ENDS = frozenset("。：:！!？?；;）)”")
_NOTE = re.compile(
    r"\(?(?:盖章|公章|印章|签章|签字|签名|代章|此页无正文|公开发布|此件.{0,12})\)?:?|\(.{0,40}(?:联系|电话|公开).{0,40}\)"
)
_PERSON = re.compile(
    r"(?:总理|省长|区长|乡长|署长|司令员|主任|局长|县长|市长|部长|书记|政委|主席|院长|校长|镇长|组长|法定代表人|代表).{0,10}"
)


class Mark(Enum):
    """What a line near a signature is: a name, a speck (date, note, person, scrap of a seal), or other text."""

    NAME = auto()
    SPECK = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An issuer's name as it was read, with its place."""

    text: str
    place: Place
    confidence: float


@dataclass(frozen=True, slots=True)
class _Found:
    """A name and the index of the line it was read from."""

    index: int
    name: Name


def above(spots: tuple[Spot, ...], end: int) -> tuple[Name, ...]:
    """Return the names next above a line and before a date on it, in the order of signing.

    Red ones, which are seals, count only where there are no black ones.
    """
    found = _before_date(spots, end)
    for index in range(end - 1, max(end - _LOOK_BACK, 0) - 1, -1):
        mark = mark_of(spots[index])
        if mark is not Mark.SPECK and index > 0 and _runs_on(spots[index - 1], spots[index]):
            break
        torn = _torn_name(spots, index) if mark is Mark.TEXT else None
        if torn:
            found = [one for one in found if one.index != index + 1]
        elif mark is Mark.TEXT:
            break
        texts = (torn,) if torn else organisation.split(spots[index].text)
        found += [_Found(index, _name(text, spots[index])) for text in reversed(texts)]
    return _in_order(found, spots)


def is_signed_by_person(spots: tuple[Spot, ...], end: int) -> bool:
    """Return whether the line above is the office and name of a person, as orders are signed (10.2)."""
    text = _row_above(spots, end)
    return len(text) <= _PERSON_LENGTH and _PERSON.fullmatch(text) is not None


def _row_above(spots: tuple[Spot, ...], end: int) -> str:
    """Return the line above folded, with its pieces where they are spread over the row (县　长　×××)."""
    start = end
    while start > 0 and (start == end or beside(spots[start - 1], spots[start])):
        start -= 1
    return "".join(spot.plain for spot in sorted(spots[start:end], key=lambda spot: spot.box.left if spot.box else 0))


def mark_of(spot: Spot) -> Mark:
    """Return what a line of the closing is."""
    if organisation.split(spot.text):
        return Mark.NAME
    text = spot.plain
    is_date = date_forms.shape(text) is not None or date_forms.is_partial(text)
    if is_date or _NOTE.fullmatch(text) or _PERSON.fullmatch(text) or han_count(text) < _PIECE:
        return Mark.SPECK
    return Mark.SPECK if spot.ink is Ink.RED and not roles.is_prose(text) else Mark.TEXT


def _before_date(spots: tuple[Spot, ...], end: int) -> list[_Found]:
    ending = date_forms.trailing(spots[end].plain) if end < len(spots) else None
    name = organisation.parse(ending[0]) if ending else None
    return [_Found(end, _name(name, spots[end]))] if name else []


def _runs_on(before: Spot, spot: Spot) -> bool:
    """Return whether a line goes on with the sentence of the line above it, though it reads like a name."""
    if before.plain[-1] in _SENTENCE_ENDS or (not roles.is_prose(before.plain) and not before.is_full):
        return False
    if spot.box is None or before.box is None:
        return False
    return spot.is_flush and (before.is_full or len(before.plain) >= _FULL)


def _torn_name(spots: tuple[Spot, ...], index: int) -> str | None:
    """Return the name that a line makes with the next one, where neither is prose and the name was too long for one."""
    if index + 1 >= len(spots) or roles.is_prose(spots[index].plain) or spots[index].ink is Ink.RED:
        return None
    half, rest = spots[index].plain, spots[index + 1].plain
    is_whole = organisation.parse(rest) is not None
    is_scrap = len(half) < _TORN_NAME and (len(rest) >= _TORN_NAME or half[:_PIECE] == rest[:_PIECE])
    return None if is_whole and is_scrap else organisation.parse(half + rest)


def _in_order(found: list[_Found], spots: tuple[Spot, ...]) -> tuple[Name, ...]:
    """Return the names from top to bottom and left to right, without the pieces of others among them."""
    black = [one for one in found if spots[one.index].ink is not Ink.RED] or found
    ordered = list(reversed(black))
    for place in range(1, len(ordered)):
        here, before = spots[ordered[place].index], spots[ordered[place - 1].index]
        if beside(here, before) and here.box and before.box and here.box.left < before.box.left:
            ordered[place - 1], ordered[place] = ordered[place], ordered[place - 1]
    kept: list[Name] = []
    for name in (one.name for one in ordered):
        if any(organisation.contains(other.text, name.text) for other in kept):
            continue
        kept = [other for other in kept if not organisation.contains(name.text, other.text)]
        kept.append(name)
    return tuple(kept)


def _name(text: str, spot: Spot) -> Name:
    return Name(text=text, place=spot.place, confidence=spot.confidence)
