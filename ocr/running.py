"""Running heads and feet: lines that recur in the margins from page to page of one file.

A page alone does not show them; page numbers, which it does show, are marked before (see `page_numbers`).
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Final

from ocr.page import Ink, Line, Page, Region

_BAND: Final = 0.12
"""Share of a page's height at its head and foot in which such lines stand; letterheads begin below it."""

_PAGES: Final = 3
"""Pages on which a line recurs at least."""

_SHARE: Final = 0.3
"""Share of the pages on which it does; heads of left and right pages differ."""

_ALIKE: Final = 0.8
"""How alike two readings of one head are; engines slip, and chapters change."""

_REMEMBERED: Final = 40
"""Different lines of the margins that a line is compared with, the latest first; heads recur soon or not at all."""

_LARGE: Final = 1.3
"""Times the page's usual type; what is larger is a title."""


@dataclass(slots=True, eq=False)
class _Recurring:
    """A line of the margins: how it reads, where it stands (share of the page's height), and on which pages."""

    text: str
    height: float
    places: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


def marked(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages of one file, in order, with running heads and feet marked as header and footer."""
    if len(pages) < _PAGES:
        return tuple(pages)
    recurring: list[_Recurring] = []
    for at, page in enumerate(pages):
        for index in _in_margins(page):
            _known(recurring, page, index).places.append((at, index))
    least = max(_PAGES, _SHARE * len(pages))
    regions = {
        place: Region.HEADER if one.height < 0.5 else Region.FOOTER  # noqa: PLR2004 - the middle of the page
        for one in recurring
        if len({at for at, _ in one.places}) >= least
        for place in one.places
    }
    return tuple(_with_regions(page, at, regions) for at, page in enumerate(pages))


def _in_margins(page: Page) -> Iterable[int]:
    """Yield the lines of a page that may be a running head or foot."""
    heights = [line.box.height for line in page.lines if line.box and line.region is Region.BODY]
    usual = statistics.median(heights) if heights else 0.0
    for index, line in enumerate(page.lines):
        if line.box is None or line.region is not Region.BODY or line.ink is Ink.RED or line.continues:
            continue
        in_margin = line.box.bottom < _BAND * page.height or line.box.top > (1 - _BAND) * page.height
        if in_margin and line.box.height <= _LARGE * usual:
            yield index


def _known(recurring: list[_Recurring], page: Page, index: int) -> _Recurring:
    """Return the recurring line that a line of a page is another occurrence of; a new one when there is none."""
    text, height = _plain(page.lines[index]), _height(page, index)
    for one in recurring[: -_REMEMBERED - 1 : -1]:
        if abs(one.height - height) < 0.02 and _alike(one.text, text):  # noqa: PLR2004 - of a page's height
            recurring.remove(one)
            recurring.append(one)
            return one
    recurring.append(_Recurring(text, height))
    return recurring[-1]


def _height(page: Page, index: int) -> float:
    """Return where the middle of a line stands, as a share of the page's height."""
    box = page.lines[index].box
    return (box.top + box.bottom) / 2 / page.height if box else 0.0


def _plain(line: Line) -> str:
    """Return a line without spaces and with its digits alike, because heads count chapters and pages."""
    return "".join("0" if character.isdecimal() else character for character in line.text if not character.isspace())


def _alike(one: str, other: str) -> bool:
    """Return whether two texts are the same but for slips."""
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _with_regions(page: Page, at: int, regions: dict[tuple[int, int], Region]) -> Page:
    """Return a page with the regions that its lines were found to have."""
    lines = tuple(replace(line, region=regions.get((at, index), line.region)) for index, line in enumerate(page.lines))
    return replace(page, lines=lines) if lines != page.lines else page
