"""What filed evidence proves of a standard: counts an item and a year, what is missing, and the self-score.

All arithmetic is exact. A point counts only when the evidence that it asks for is there; vetoes (一票否决) are
handed on as conditions that people must confirm, and never assumed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from catalog.items import Item, Needs, Point, Standard
from catalog.proving import Proof, gifts, proofs
from catalog.record import State

ANY_YEAR = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One record under one item. `year` names an evidence year, None when unread or outside all of them.

    `text` helps to tell the points of an item apart where kind and title do not; it may stay empty. Only the
    states filed and suggested count.
    """

    item: str
    year: str | None
    kind: str | None
    title: str
    state: State
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCoverage:
    """One cell of the item x year matrix: records there, and kinds of evidence that filed records do not yet give."""

    year: str
    filed: int
    suggested: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCoverage:
    """One row of the matrix. `any_year` counts records without an evidence year and lacks of points proved once."""

    item: str
    title: str
    score: Decimal
    earned: Fraction
    suggested: Fraction
    years: tuple[YearCoverage, ...]
    any_year: YearCoverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A point not proved, in one year or (`year` empty) at all: what it is worth and the kinds that would prove it."""

    item: str
    title: str
    year: str
    point: str
    wanted: tuple[str, ...]
    needs: Needs
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The state of the whole standard. `suggested_score` is the self-score if every suggestion were accepted."""

    full_score: Decimal
    self_score: Fraction
    suggested_score: Fraction
    items: tuple[ItemCoverage, ...]
    missing: tuple[Gap, ...]
    vetoes: tuple[str, ...]


def cover(standard: Standard, filed: Iterable[Holding]) -> Coverage:
    """Return what the holdings prove; their order does not matter. Gaps come most valuable first."""
    under: dict[str, list[Holding]] = {}
    for holding in filed:
        if holding.state in {State.FILED, State.SUGGESTED}:
            under.setdefault(holding.item, []).append(holding)
    years = tuple(year.name for year in standard.years)
    covered = [_cover_item(item, under.get(item.number, []), years) for item in standard.items]
    rows = tuple(row for row, _ in covered)
    gaps = [gap for _, found in covered for gap in found]
    return Coverage(
        full_score=standard.full_score,
        self_score=sum((row.earned for row in rows), start=Fraction(0)),
        suggested_score=sum((row.suggested for row in rows), start=Fraction(0)),
        items=rows,
        missing=tuple(sorted(gaps, key=lambda gap: -gap.value)),
        vetoes=standard.vetoes,
    )


def to_json(coverage: Coverage) -> dict[str, object]:
    """Return the JSON object that the command line promises, with `any_year` and `missing` beside its keys."""
    return {
        "full_score": _number(coverage.full_score),
        "self_score": _number(coverage.self_score),
        "suggested_score": _number(coverage.suggested_score),
        "items": [
            {
                "item": row.item,
                "title": row.title,
                "score": _number(row.score),
                "earned": _number(row.earned),
                "suggested": _number(row.suggested),
                "years": {cell.year: _cell(cell) for cell in row.years},
                "any_year": _cell(row.any_year),
            }
            for row in coverage.items
        ],
        "missing": [
            {
                "item": gap.item,
                "title": gap.title,
                "year": gap.year or None,
                "point": gap.point,
                "wanted": list(gap.wanted),
                "needs": gap.needs.value,
                "value": _number(gap.value),
            }
            for gap in coverage.missing
        ],
        "vetoes": list(coverage.vetoes),
    }


def _cover_item(item: Item, holdings: list[Holding], years: tuple[str, ...]) -> tuple[ItemCoverage, list[Gap]]:
    given = gifts(item, holdings)
    settled = proofs(item, (g for g, held in zip(given, holdings, strict=True) if held.state is State.FILED))
    row = ItemCoverage(
        item=item.number,
        title=item.title,
        score=item.score,
        earned=_earned(item, settled, years),
        suggested=_earned(item, proofs(item, given), years),
        years=tuple(_year_cell(holdings, settled, year) for year in years),
        any_year=_any_year_cell(holdings, settled, years),
    )
    return row, _gaps(item, settled, years)


def _earned(item: Item, found: tuple[Proof, ...], years: tuple[str, ...]) -> Fraction:
    proved = (
        _worth(proof.point, years) for proof in found for year in _cells(proof.point, years) if not proof.lacking(year)
    )
    total = sum(proved, start=Fraction(0))
    # a table whose points sum to more than the item still gives no more than the item
    return min(total, Fraction(item.score))


def _gaps(item: Item, found: tuple[Proof, ...], years: tuple[str, ...]) -> list[Gap]:
    return [
        Gap(
            item=item.number,
            title=item.title,
            year=year or ANY_YEAR,
            point=proof.point.text,
            wanted=proof.lacking(year),
            needs=proof.point.needs,
            value=_worth(proof.point, years),
        )
        for proof in found
        for year in _cells(proof.point, years)
        if proof.lacking(year)
    ]


def _cells(point: Point, years: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the years in which a point must be proved; None stands for any time at all."""
    return years if point.per_year else (None,)


def _worth(point: Point, years: tuple[str, ...]) -> Fraction:
    return Fraction(point.score) / len(_cells(point, years))


def _year_cell(holdings: list[Holding], found: tuple[Proof, ...], year: str) -> YearCoverage:
    here = [holding for holding in holdings if holding.year == year]
    return _counted(year, here, [proof.lacking(year) for proof in found if proof.point.per_year])


def _any_year_cell(holdings: list[Holding], found: tuple[Proof, ...], years: tuple[str, ...]) -> YearCoverage:
    here = [holding for holding in holdings if holding.year not in years]
    return _counted(ANY_YEAR, here, [proof.lacking(None) for proof in found if not proof.point.per_year])


def _counted(year: str, here: list[Holding], lacking: list[tuple[str, ...]]) -> YearCoverage:
    return YearCoverage(
        year=year,
        filed=sum(holding.state is State.FILED for holding in here),
        suggested=sum(holding.state is State.SUGGESTED for holding in here),
        missing=tuple(dict.fromkeys(kind for kinds in lacking for kind in kinds)),
    )


def _cell(cell: YearCoverage) -> dict[str, object]:
    return {"filed": cell.filed, "suggested": cell.suggested, "missing": list(cell.missing)}


def _number(value: Fraction | Decimal) -> int | float:
    """Return a whole number as int and everything else rounded to four decimals for people and programs to read."""
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else round(float(exact), 4)
