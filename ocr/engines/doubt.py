"""Doubt: which stretches of a line are worth reading again, and how what is read there comes back into the line.

Pure; knows no network. A stretch is a doubtful character with two neighbours on either side. Those let the second
reading be fitted in: where it does not begin and end with the neighbours, it belongs to another place than meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ocr.engines.spelling import Spelling

_DOUBT: Final = 0.9
"""Characters less sure than this are read again. Nearly all of the quick network's mistakes on composed pages are below
it, and four lines in five have none."""

_NEIGHBOURS: Final = 2

_SHORT: Final = 14.0
"""Lines of so many squares of their height or fewer (titles, numbers, dates, names) are read again as a whole."""

_MUCH: Final = 0.6
"""Share of a line from which a second reading of the whole costs no more than one of its stretches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a line: its first and last character, and where along the line it begins and ends (0 to 1)."""

    first: int
    last: int
    start: float
    end: float


def is_doubtful(spelling: Spelling) -> bool:
    """Return whether a line needs a second reading; a line of which nothing was read does."""
    return min(spelling.chances, default=0.0) < _DOUBT


def stretches(spelling: Spelling, squares: float) -> tuple[Stretch, ...]:
    """Return the stretches that need a second reading; none where the whole line had better be read again.

    `squares` is the length of the line by its height.
    """
    if squares < _SHORT or not spelling.text:
        return ()
    found = [_stretch(spelling, first, last) for first, last in _runs(spelling.chances)]
    return tuple(found) if sum(one.end - one.start for one in found) <= _MUCH else ()


def fitted(spelling: Spelling, parts: Sequence[tuple[Stretch, Spelling]]) -> Spelling | None:
    """Return a line with its stretches as they were read again; None when one of them does not fit in.

    Stretches come from left to right.
    """
    characters: list[tuple[str, float, float]] = []
    kept = 0
    every = _characters(spelling)
    for stretch, again in parts:
        if not _fits(spelling, stretch, again):
            return None
        length = stretch.end - stretch.start
        characters += every[kept : stretch.first]
        characters += [(sign, chance, stretch.start + at * length) for sign, chance, at in _characters(again)]
        kept = stretch.last + 1
    characters += every[kept:]
    return Spelling(
        text="".join(sign for sign, _, _ in characters),
        chances=tuple(chance for _, chance, _ in characters),
        places=tuple(place for _, _, place in characters),
    )


def _characters(spelling: Spelling) -> list[tuple[str, float, float]]:
    """Return a line's characters, each with how sure it is and where it stands."""
    return list(zip(spelling.text, spelling.chances, spelling.places, strict=True))


def _runs(chances: Sequence[float]) -> list[tuple[int, int]]:
    """Return the first and last character of each doubtful stretch, with its neighbours; those that touch are one."""
    runs: list[tuple[int, int]] = []
    for at, chance in enumerate(chances):
        if chance >= _DOUBT:
            continue
        first, last = max(0, at - _NEIGHBOURS), min(len(chances) - 1, at + _NEIGHBOURS)
        if runs and first <= runs[-1][1] + 1:
            first = runs.pop()[0]
        runs.append((first, last))
    return runs


def _stretch(spelling: Spelling, first: int, last: int) -> Stretch:
    """Return the stretch of these characters, cut midway between its ends and the characters beyond."""
    places = spelling.places
    return Stretch(
        first=first,
        last=last,
        start=(places[first - 1] + places[first]) / 2 if first else 0.0,
        end=(places[last] + places[last + 1]) / 2 if last + 1 < len(places) else 1.0,
    )


def _fits(spelling: Spelling, stretch: Stretch, again: Spelling) -> bool:
    """Return whether a second reading begins and ends with the neighbours; at the ends of the line there are none."""
    begins = stretch.first == 0 or again.text.startswith(spelling.text[stretch.first])
    ends = stretch.last == len(spelling.text) - 1 or again.text.endswith(spelling.text[stretch.last])
    return begins and ends
