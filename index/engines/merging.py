"""Which segments of an index to write anew as one, so that neither many small ones nor many gaps slow a search."""

from collections.abc import Sequence
from dataclasses import dataclass

_TIERS = (32, 256, 2048)
_MANY = 8


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages were written to a segment, and how many of them still count."""

    size: int
    live: int


def to_merge(extents: Sequence[Extent]) -> set[int]:
    """Return the indices of the segments to write anew.

    Segments that are more than half gaps go, and when eight of about the same small size have gathered, these do.
    A page is thus written anew three times at most; segments of 2,048 pages and more stay as they are.
    """
    chosen = {number for number, extent in enumerate(extents) if extent.live * 2 < extent.size}
    least = 0
    for most in _TIERS:
        tier = {number for number, extent in enumerate(extents) if least <= extent.live < most}
        if len(tier) >= _MANY:
            chosen |= tier
        least = most
    return chosen
