"""What every print-out is made of: the coverage of a standard, the records it cites, and the office's own data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import islice

from catalog.covered import Coverage, ItemCoverage, YearCoverage
from catalog.items import Chapter, Standard
from catalog.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A coverage with what is needed to print it; `day` and `due` stay blank on paper where they are None.

    `paper` is a Word file of the office's own that reports and reminders begin with.
    """

    standard: Standard
    coverage: Coverage
    records: Mapping[str, Record]
    office: str
    day: date | None
    due: date | None = None
    paper: bytes | None = None

    @property
    def chapters(self) -> tuple[tuple[Chapter, tuple[ItemCoverage, ...]], ...]:
        """The chapters of the standard, each with its items as they are covered."""
        rows = iter(self.coverage.items)
        return tuple((chapter, tuple(islice(rows, len(chapter.items)))) for chapter in self.standard.chapters)


class Heat(StrEnum):
    """How far a cell of the matrix is: nothing asked, all proved, part of it, papers that prove nothing, nothing."""

    NONE = "none"
    FULL = "full"
    PART = "part"
    WEAK = "weak"
    EMPTY = "empty"


WORDS = {Heat.NONE: "", Heat.FULL: "齐", Heat.PART: "部分", Heat.WEAK: "不足", Heat.EMPTY: "缺"}
"""What stands in a cell, so that the map reads without colours too."""


def heat(cell: YearCoverage) -> Heat:
    """Return how far a cell is."""
    if not cell.worth:
        return Heat.NONE
    if cell.earned == cell.worth:
        return Heat.FULL
    if cell.earned:
        return Heat.PART
    return Heat.WEAK if cell.filed else Heat.EMPTY


def counts(cell: YearCoverage) -> str:
    """Return how many records a cell holds: 2, 2+1 with one that waits to be confirmed, nothing for none."""
    return (str(cell.filed) if cell.filed else "") + (f"+{cell.suggested}" if cell.suggested else "")


def share(part: Fraction, whole: Fraction) -> str:
    """Return a part in whole percent; nothing of nothing is a dash."""
    return f"{float(part / whole):.0%}" if whole else "—"
