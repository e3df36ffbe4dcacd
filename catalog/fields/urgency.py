"""紧急程度: how urgent a document says it is, GB/T 9704-2012 7.2.3.

特急 or 加急 in the upper left of the first page, below the copy number and the secrecy grade, often spread out (特 急);
telegrams also bear 特提 and 平急 (2012 regulation on official documents, 9). The word stands alone there or beside what
else that corner holds, or behind 紧急程度：; a text that speaks of urgency bears no mark.
"""

import re

from catalog.fields.characters import plain
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Seen

_DEGREE = r"(?P<degree>特急|加急|平急|特提)"
_ALONE = re.compile(rf"(?:[Nn][Oo]\.?)?(?:\d{{5,7}})?[\[【(〔]?{_DEGREE}[\])】〕]?(?:\d{{5,7}})?")
_LABELLED = re.compile(rf"(?:紧急程度|缓急程度|缓急|急缓):?{_DEGREE}")
_TOP = 0.4
"""How far down its page the mark may stand: letterheads of joint documents begin far down, the mark above them."""


def find(parts: Parts) -> Seen[str] | None:
    """Return the degree of urgency with its place, or None where the document bears none."""
    first = parts.pages[0].number if parts.pages else 0
    for spot in parts.head:
        degree = parse(spot.text)
        if degree and spot.place.page == first and _is_high(spot):
            return Seen(value=degree, confidence=round(0.97 * spot.confidence, 3), place=spot.place)
    return None


def parse(text: str) -> str | None:
    """Return the degree that the whole text states, or None."""
    folded = plain(text)
    match = _ALONE.fullmatch(folded) or _LABELLED.search(folded)
    return match["degree"] if match else None


def format(degree: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return the degree as it is printed."""
    return degree


def _is_high(spot: Spot) -> bool:
    return spot.depth is None or spot.depth < _TOP
