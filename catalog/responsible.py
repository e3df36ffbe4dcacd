"""Coverage by responsible unit (责任单位): which items each answers for, what they earn and what is missing.

A table names the units of an item, not how they share it: an item of several units counts in full for each of them.
"""

from dataclasses import dataclass
from decimal import Decimal

from catalog.covered import Coverage, Gap, ItemCoverage, Score, total

NOBODY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShare:
    """The items of one unit and their gaps, most valuable first; `unit` is empty for items that name none."""

    unit: str
    items: tuple[ItemCoverage, ...]
    gaps: tuple[Gap, ...]

    @property
    def score(self) -> Score:
        """What its items are worth and earn together."""
        return total(sum((row.score for row in self.items), start=Decimal(0)), self.items)


def by_unit(coverage: Coverage) -> tuple[UnitShare, ...]:
    """Return every unit that the standard names, the one that loses most first, then as the table names them."""
    units = dict.fromkeys(unit for row in coverage.items for unit in row.units or (NOBODY,))
    shares = (
        UnitShare(
            unit=unit,
            items=tuple(row for row in coverage.items if unit in (row.units or (NOBODY,))),
            gaps=tuple(gap for gap in coverage.missing if unit in (gap.units or (NOBODY,))),
        )
        for unit in units
    )
    return tuple(sorted(shares, key=lambda share: -share.score.lost))
