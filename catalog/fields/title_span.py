"""Which lines of the head are the title: below number and separator, above the addressee (GB/T 9704-2012 7.3.1).

A title may run over several lines, parted where the sense allows. Where a document has no number it is the heading
that stands above everything else, on news pages the one above the line with source and time.
"""

import re

from catalog.fields import kinds, label_names, labels
from catalog.fields.characters import is_closed
from catalog.fields.roles import Role
from catalog.fields.spots import Spot
from ocr.page import Ink, Region

_MOST_LINES = 5
_SHORTEST = 4
_CONTINUES = re.compile(r"[》）)〉、的暨和及与或并（(—”-](?!.{0,2}[12]\d{3}年\d{1,2}月\d)")
_MASTHEAD = re.compile(r"[^\d第年关于]{0,12}(?:简报|纪要|信息|动态|快报|专报|通讯|令|公报|文件)$")
_HEADLINE = 0.7
_AS_LARGE = 0.85
_SIMILAR = 0.6, 1.67
_CENTRED_GROWTH, _GROWTH = 1.3, 1.2
"""How much larger than the line above the next line of one title may be, where both are centred and else."""
_TAIL, _TAIL_GROWTH = 4, 1.6
"""A last line of so many characters (的通知, 函) gets a higher box from OCR than the line above it."""
_GAP = 1.9
"""White space between two lines of one title, as a multiple of the taller line, at most."""

Span = tuple[int, int]
Roles = tuple[Role, ...]
Spots = tuple[Spot, ...]


def find(spots: Spots, played: Roles) -> Span:
    """Return the half-open range of the title among the lines above the body; an empty one where there is none."""
    spans = _spans(spots, played)
    if not spans:
        return len(spots), len(spots)
    numbered = next((i for i, role in enumerate(played) if role in _NUMBERED), None)
    if numbered is not None:
        return _around_number(spots, spans, numbered)
    sourced = next((i for i, spot in enumerate(spots) if _SOURCED.intersection(labels.names(spot.text))), None)
    if sourced is not None:
        return _above_source(spots, spans, sourced)
    return _most_telling(spots, spans)


_NUMBERED = frozenset({Role.NUMBER, Role.ISSUE_ROW})
_SOURCED = label_names.SOURCE | label_names.PUBLISHED | label_names.WEB


def _spans(spots: Spots, played: Roles) -> list[Span]:
    spans: list[Span] = []
    index = 0
    while index < len(spots):
        if (played[index] is Role.HEADING and not _is_name_like(spots[index])) or _begins_with_issuer(
            spots, played, index
        ):
            stop = _grow(spots, played, index)
            spans.append((index, stop))
            index = stop
        else:
            index += 1
    return spans


def _is_name_like(spot: Spot) -> bool:
    """Return whether a line is as short as a person's name (a second signer below 签发人) and is no title like 喜报."""
    return len(spot.plain) < _SHORTEST and not kinds.completes(spot.plain)


def _begins_with_issuer(spots: Spots, played: Roles, index: int) -> bool:
    """Return whether an office's name is the first line of a title and not a letterhead."""
    if played[index] is not Role.ORGANISATION or index + 1 >= len(spots):
        return False
    if (
        spots[index].region is Region.HEADER
        or spots[index].plain.endswith("文件")
        or not _near(spots[index], spots[index + 1])
    ):
        return False
    if spots[index].ink is Ink.RED and spots[index + 1].ink is not Ink.RED:
        return False
    if played[index + 1] is Role.HEADING:
        return not _MASTHEAD.fullmatch(spots[index + 1].plain) or "关于" in spots[index + 1].plain
    return _begins_with_issuer(spots, played, index + 1)


def _grow(spots: Spots, played: Roles, start: int) -> int:
    """Return where the title that begins at `start` ends."""
    stop = start + 1
    while stop < len(spots) and stop - start < _MOST_LINES and _goes_on(spots, played, start, stop):
        stop += 1
    return stop


def _goes_on(spots: Spots, played: Roles, start: int, stop: int) -> bool:
    """Return whether line `stop` still belongs to the title that begins at `start`."""
    joined = "".join(spot.plain for spot in spots[start:stop])
    following = spots[stop].plain
    is_words = played[stop] is Role.HEADING or _begins_with_issuer(spots, played, stop)
    is_torn = not is_closed(joined) or (bool(_CONTINUES.match(following)) and played[stop] is Role.HEADING)
    if not (is_words or (is_torn and played[stop] in {Role.ORGANISATION, Role.FURNITURE})):
        return False
    if not _near(spots[stop - 1], spots[stop]):
        return False
    if is_torn or len(kinds.ending(joined + following)) > len(following):
        return True
    if kinds.completes(joined) or _MASTHEAD.fullmatch(joined):
        return False
    return spots[stop].box is not None or _completes_soon(spots, played, start, stop)


def _completes_soon(spots: Spots, played: Roles, start: int, stop: int) -> bool:
    """Return whether one of the next lines ends the title; without positions nothing else shows that it goes on."""
    for end in range(stop + 1, min(start + _MOST_LINES, len(spots)) + 1):
        if any(role not in {Role.HEADING, Role.ORGANISATION} for role in played[stop:end]):
            return False
        if kinds.completes("".join(spot.plain for spot in spots[start:end])):
            return True
    return False


def _near(above: Spot, below: Spot) -> bool:
    """Return whether two lines may belong to one heading: the same page, alike in height, close together."""
    if above.place.page != below.place.page:
        return False
    one, other = above.box, below.box
    if one is None or other is None:
        return True
    least, most = _SIMILAR
    taller = max(one.height, other.height)
    if not least <= one.height / max(other.height, 0.1) <= most or other.top - one.bottom > _GAP * taller:
        return False
    if (
        len(below.plain) <= _TAIL
        and below.is_centred
        and above.is_centred
        and other.height <= _TAIL_GROWTH * one.height
    ):
        return True
    is_lead_in = not (above.is_centred or above.is_full)
    if other.height > (_GROWTH if is_lead_in and below.is_centred else _CENTRED_GROWTH) * one.height:
        return False
    return above.is_flush or not below.is_flush or other.height > _AS_LARGE * one.height


def _around_number(spots: Spots, spans: list[Span], index: int) -> Span:
    """Return the first heading below the number; above it where none is (web pages) or where it speaks of 关于."""
    below = [span for span in spans if span[0] > index]
    above = [span for span in spans if span[1] <= index]
    telling = [span for span in above if "关于" in _text(spots, span)]
    if telling or not below:
        return (telling or above or below)[-1]
    return below[0]


def _above_source(spots: Spots, spans: list[Span], index: int) -> Span:
    """Return the heading next above the line with source and time, unless it is small print below a larger one."""
    above = [span for span in spans if span[1] <= index]
    if not above:
        return _most_telling(spots, spans)
    complete = [span for span in above if kinds.completes(_text(spots, span))]
    if complete:
        return complete[-1]
    above = [span for span in above if spots[span[0]].is_centred] or above
    tallest = max(spots[span[0]].size for span in above)
    return [span for span in above if spots[span[0]].size >= _HEADLINE * tallest][-1]


def _most_telling(spots: Spots, spans: list[Span]) -> Span:
    """Return the first heading that names its kind; else the first, unless a centred one further down is larger."""
    complete = next((span for span in spans if kinds.completes(_text(spots, span))), None)
    if complete:
        return complete
    largest = max(spans, key=lambda span: spots[span[0]].size)
    is_larger = spots[largest[0]].size > _GROWTH * spots[spans[0][0]].size
    return largest if is_larger and spots[largest[0]].is_centred else spans[0]


def _text(spots: Spots, span: Span) -> str:
    return "".join(spot.plain for spot in spots[span[0] : span[1]])
