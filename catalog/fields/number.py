"""发文字号: the number of a document, GB/T 9704-2012 7.2.5.

It stands in the head (版头) below the letterhead, in letters at the upper right (10.1), on web pages below the title;
orders bear 第12号 (10.2), minutes and bulletins 第3期 (10.3). A joint document bears the number of its first issuer
alone; where each issuer's is printed, the first is taken and `note` tells the others. Numbers that the text cites,
those of received stamps and those of attachments are not its own.
"""

import re
from collections.abc import Sequence

from catalog.fields import label_names, organisation
from catalog.fields.number_forms import format, parse, parse_labelled, parse_order, unwrapped, year  # noqa: A004 - the uniform verb
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Seen

__all__ = ["find", "format", "parse", "year"]

_ORDER_ROW = re.compile(r".{2,30}(?:令|公告|通告)(?:[12]\d{3}年)?第")
_PIECE, _LARGE = 12, 1.4
_ORDER_HEAD = re.compile(r"(?:令|命令|公告|通告|决定|决议|公报|议案)$")


def find(parts: Parts) -> Seen[str] | None:
    """Return the record's own number: the first that stands in its head or right below its title."""
    spots = parts.number_region
    for width in (1, 2, 3):
        for index, spot in enumerate(spots[: len(spots) - width + 1]):
            group = spots[index : index + width]
            if width > 1 and not _is_piece(spot):
                continue
            number = _own("".join(unwrapped(part.plain) for part in group), spots[:index])
            several = _side_by_side(spot) if width == 1 and not number else ()
            if several:
                return _first_of(several, spot)
            if number:
                others = [other for below in spots[index + width :] if (other := parse(unwrapped(below.plain)))]
                confidence = _confidence(number, group)
                return Seen(value=number, confidence=confidence, place=spot.place, note=_others(others))
    return _labelled(parts)


def _side_by_side(spot: Spot) -> tuple[str, ...]:
    """Return the numbers of a line that is nothing but several, as joint documents may bear them; else none."""
    numbers = [parse(piece) for piece in re.split(r"[\s、，,；;]+", spot.text.strip())]
    known = tuple(number for number in numbers if number)
    return known if len(known) == len(numbers) and len(known) > 1 else ()


def _first_of(numbers: tuple[str, ...], spot: Spot) -> Seen[str]:
    confidence = round(0.9 * spot.confidence, 3)
    return Seen(value=numbers[0], confidence=confidence, place=spot.place, note=_others(numbers[1:]))


def _others(numbers: Sequence[str]) -> str:
    return f"联合行文，另有文号：{'、'.join(numbers)}" if numbers else ""


def _is_piece(spot: Spot) -> bool:
    """Return whether a line may be the torn beginning of a number: short, no name, not of a letterhead's size."""
    return len(spot.plain) <= _PIECE and spot.size < _LARGE and organisation.parse(spot.plain) is None


def _own(text: str, above: tuple[Spot, ...]) -> str | None:
    under_order = _ORDER_ROW.match(text) or any(_ORDER_HEAD.search(spot.plain) for spot in above)
    return parse(text) or (parse_order(text) if under_order else None)


def _labelled(parts: Parts) -> Seen[str] | None:
    for label in parts.labels:
        number = parse_labelled(label.text) if label.name in label_names.NUMBER else None
        if number:
            return Seen(value=number, confidence=round(0.9 * label.confidence, 3), place=label.place)
    return None


def _confidence(number: str, group: tuple[Spot, ...]) -> float:
    text = "".join(spot.plain for spot in group)
    clean = 0.97 if number in text.replace("[", "〔").replace("]", "〕") else 0.9
    torn = 0.95 ** (len(group) - 1)
    return round(clean * torn * min(spot.confidence for spot in group), 3)
