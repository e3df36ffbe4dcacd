"""Coverage as the JSON object that the command line promises, with more keys beside those."""

from decimal import Decimal
from fractions import Fraction

from catalog.covered import Coverage, Gap, ItemCoverage, PointCoverage, Score, YearCoverage
from catalog.responsible import UnitShare, by_unit


def to_json(coverage: Coverage) -> dict[str, object]:
    """Return the whole coverage. Scores are rounded to four decimals."""
    return {
        "full_score": number(coverage.basic.full),
        "self_score": number(coverage.basic.earned),
        "suggested_score": number(coverage.basic.suggested),
        "possible_score": number(coverage.basic.possible),
        "bonus": _score(coverage.bonus),
        "items": [_item(row) for row in coverage.items],
        "missing": [_gap(gap) for gap in coverage.missing],
        "units": [_unit(share) for share in by_unit(coverage)],
        "vetoes": list(coverage.vetoes),
    }


def number(value: Fraction | Decimal) -> int | float:
    """Return a whole number as int and everything else rounded to four decimals for people and programs to read."""
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else round(float(exact), 4)


def _score(score: Score) -> dict[str, object]:
    return {
        "full": number(score.full),
        "earned": number(score.earned),
        "suggested": number(score.suggested),
        "possible": number(score.possible),
    }


def _item(row: ItemCoverage) -> dict[str, object]:
    return {
        "item": row.item,
        "title": row.title,
        "units": list(row.units),
        "bonus": row.bonus,
        "score": number(row.score),
        "earned": number(row.earned),
        "suggested": number(row.suggested),
        "possible": number(row.possible),
        "years": {cell.year: _cell(cell) for cell in row.years},
        "any_year": _cell(row.any_year),
        "points": [_point(point) for point in row.points],
    }


def _cell(cell: YearCoverage) -> dict[str, object]:
    return {"filed": cell.filed, "suggested": cell.suggested, "missing": list(cell.missing)}


def _point(covered: PointCoverage) -> dict[str, object]:
    point = covered.point
    return {
        "point": point.text,
        "score": number(point.score),
        "earned": number(covered.earned),
        "wanted": list(point.evidence),
        "needs": point.needs.value,
        "minimum": point.minimum,
        "years": [
            {
                "year": year.year or None,
                "proved": not year.lacking,
                "records": list(year.cited),
                "missing": list(year.lacking),
            }
            for year in covered.years
        ],
    }


def _gap(gap: Gap) -> dict[str, object]:
    return {
        "item": gap.item,
        "title": gap.title,
        "year": gap.year or None,
        "point": gap.point,
        "wanted": list(gap.wanted),
        "needs": gap.needs.value,
        "minimum": gap.minimum,
        "value": number(gap.value),
        "units": list(gap.units),
        "bonus": gap.bonus,
        "remedy": gap.remedy.value,
        "records": list(gap.records),
        "undated": list(gap.undated),
    }


def _unit(share: UnitShare) -> dict[str, object]:
    return {
        "unit": share.unit or None,
        "items": [row.item for row in share.items],
        "score": number(share.score.full),
        "earned": number(share.score.earned),
        "suggested": number(share.score.suggested),
        "lost": number(share.score.lost),
        "gaps": len(share.gaps),
    }
