"""What filed evidence proves of a standard: point by point and year by year, what is missing, and the self-score.

All arithmetic is exact. A point counts only when the evidence that it asks for is there; vetoes (一票否决) are
handed on as conditions that people must confirm, and never assumed. A bonus chapter (加分项目) is scored beside the
full score, so that it never hides what is missing in the others.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from catalog.covered import (
    ANY_YEAR,
    Coverage,
    Gap,
    Holding,
    ItemCoverage,
    PointCoverage,
    PointYear,
    Remedy,
    YearCoverage,
    total,
)
from catalog.items import Chapter, Item, Point, Standard
from catalog.proving import Proof, gifts, proofs
from catalog.record import State

__all__ = ["ANY_YEAR", "Coverage", "Gap", "Holding", "ItemCoverage", "PointCoverage", "Remedy", "cover"]


def cover(standard: Standard, filed: Iterable[Holding], possible: Iterable[Holding] = ()) -> Coverage:
    """Return what the holdings prove; their order does not matter. Gaps come most valuable first, bonus ones last.

    `possible` are holdings that nobody filed or suggested and that might prove their item none the less; whatever
    their state, they count in the possible score alone.
    """
    under = _by_item(holding for holding in filed if holding.state in {State.FILED, State.SUGGESTED})
    perhaps = _by_item(possible)
    years = tuple(year.name for year in standard.years)
    covered = [
        _cover_item(chapter, item, under.get(item.number, []), perhaps.get(item.number, []), years)
        for chapter in standard.chapters
        for item in chapter.items
    ]
    rows = tuple(row for row, _ in covered)
    bonus = [row for row in rows if row.bonus]
    gaps = [gap for _, found in covered for gap in found]
    return Coverage(
        basic=total(standard.full_score, [row for row in rows if not row.bonus]),
        bonus=total(sum((row.score for row in bonus), start=Decimal(0)), bonus),
        items=rows,
        missing=tuple(sorted(gaps, key=lambda gap: (gap.bonus, -gap.value))),
        vetoes=standard.vetoes,
    )


def _by_item(holdings: Iterable[Holding]) -> dict[str, list[Holding]]:
    under: dict[str, list[Holding]] = {}
    for holding in holdings:
        under.setdefault(holding.item, []).append(holding)
    return under


def _cover_item(
    chapter: Chapter, item: Item, holdings: list[Holding], perhaps: list[Holding], years: tuple[str, ...]
) -> tuple[ItemCoverage, list[Gap]]:
    likely = gifts(item, holdings)
    settled = proofs(item, [g for g, held in zip(likely, holdings, strict=True) if held.state is State.FILED])
    accepted, with_all = proofs(item, likely), proofs(item, [*likely, *gifts(item, perhaps)])
    points = tuple(_cover_point(proof, years) for proof in settled)
    row = ItemCoverage(
        item=item.number,
        title=item.title,
        chapter=chapter.number,
        units=item.units,
        bonus=chapter.bonus,
        score=item.score,
        earned=_earned(item, points),
        suggested=_earned(item, [_cover_point(proof, years) for proof in accepted]),
        possible=_earned(item, [_cover_point(proof, years) for proof in with_all]),
        years=tuple(_cell(year, [h for h in holdings if h.year == year], points) for year in years),
        any_year=_cell(ANY_YEAR, [h for h in holdings if h.year not in years], points),
        points=points,
    )
    gaps = [
        _gap(row, held, year, more, everything)
        for held, more, everything in zip(points, accepted, with_all, strict=True)
        for year in held.years
        if year.lacking
    ]
    return row, gaps


def _cover_point(proof: Proof, years: tuple[str, ...]) -> PointCoverage:
    cells = _cells(proof.point, years)
    return PointCoverage(
        point=proof.point,
        years=tuple(
            PointYear(
                year=year or ANY_YEAR,
                worth=Fraction(proof.point.score) / len(cells),
                cited=proof.records(year),
                lacking=proof.lacking(year),
            )
            for year in cells
        ),
    )


def _cells(point: Point, years: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the years in which a point must be proved; None stands for any time at all."""
    return years if point.per_year else (None,)


def _earned(item: Item, points: Iterable[PointCoverage]) -> Fraction:
    # a table whose points sum to more than the item still gives no more than the item
    return min(_sum(point.earned for point in points), Fraction(item.score))


def _cell(year: str, here: list[Holding], points: Iterable[PointCoverage]) -> YearCoverage:
    wanted = [cell for point in points for cell in point.years if cell.year == year]
    return YearCoverage(
        year=year,
        filed=sum(holding.state is State.FILED for holding in here),
        suggested=sum(holding.state is State.SUGGESTED for holding in here),
        missing=tuple(dict.fromkeys(kind for cell in wanted for kind in cell.lacking)),
        worth=_sum(cell.worth for cell in wanted),
        earned=_sum(cell.worth for cell in wanted if not cell.lacking),
    )


def _gap(row: ItemCoverage, held: PointCoverage, cell: PointYear, accepted: Proof, with_all: Proof) -> Gap:
    year = cell.year or None
    still = accepted.lacking(year)
    remedy = Remedy.COLLECT if with_all.lacking(year) else Remedy.LOOK if still else Remedy.CONFIRM
    helpers = (with_all if remedy is Remedy.LOOK else accepted).records(year)
    return Gap(
        item=row.item,
        title=row.title,
        year=cell.year,
        point=held.point.text,
        wanted=cell.lacking,
        still=still,
        needs=held.point.needs,
        minimum=held.point.minimum,
        value=cell.worth,
        units=row.units,
        bonus=row.bonus,
        filed=sum(one.filed for one in (*row.years, row.any_year) if year is None or one.year == year),
        cited=cell.cited,
        remedy=remedy,
        records=tuple(one for one in helpers if one not in cell.cited),
        undated=accepted.undated() if year else (),
    )


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, start=Fraction(0))
