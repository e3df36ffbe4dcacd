"""查漏图: the whole standard on one large sheet, dark where points are lost, for a leader to read at a glance."""

from dataclasses import asdict, dataclass
from fractions import Fraction

from archiver.binding.forms import in_words
from archiver.binding.typesetting import Typeset, Typesetter
from archiver.reporting.survey import WORDS, Survey, counts, heat, share
from catalog.covered import Gap, Score, total
from catalog.lost_points import score, wants, when
from catalog.responsible import by_unit

MOST_GAPS = 12
MOST_UNITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the map: how far it is (`Heat`), its word, and how many records it holds."""

    heat: str
    word: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """A row of the map: a chapter with its score, or an item with its cells, a year each and one for no year."""

    chapter: bool
    number: str
    title: str
    score: str
    earned: str
    rate: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A gap in a few words."""

    value: str
    item: str
    title: str
    when: str
    wants: str
    units: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """What a unit's items still lose."""

    unit: str
    lost: str
    gaps: int
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """查漏图, `heat-map.typ`. Rates are parts of 1."""

    office: str
    standard: str
    day: str
    full: str
    earned: str
    suggested: str
    possible: str
    rates: tuple[float, float, float]
    percent: str
    bonus: str
    years: tuple[str, ...]
    rows: tuple[MapRow, ...]
    gaps: int
    losses: tuple[Loss, ...]
    units: tuple[UnitLine, ...]
    vetoes: tuple[str, ...]


def heat_map(survey: Survey, setter: Typesetter) -> Typeset:
    """Return the map as PDF. The same survey gives the same bytes."""
    return setter.fill("heat-map.typ", asdict(form(survey)))


def form(survey: Survey) -> HeatMap:
    """Return what the map says."""
    coverage, basic = survey.coverage, survey.coverage.basic
    bonus = coverage.bonus
    return HeatMap(
        office=survey.office,
        standard=survey.standard.title,
        day=in_words(survey.day),
        full=score(basic.full),
        earned=score(basic.earned),
        suggested=score(basic.suggested),
        possible=score(basic.possible),
        rates=(_rate(basic, basic.earned), _rate(basic, basic.suggested), _rate(basic, basic.possible)),
        percent=share(basic.earned, Fraction(basic.full)),
        bonus=f"另有加分项目 {score(bonus.full)} 分，自评加 {score(bonus.earned)} 分" if bonus.full else "",
        years=tuple(year.name for year in survey.standard.years),
        rows=_rows(survey),
        gaps=len(coverage.missing),
        losses=tuple(map(_loss, coverage.missing[:MOST_GAPS])),
        units=_units(survey),
        vetoes=coverage.vetoes,
    )


def _rows(survey: Survey) -> tuple[MapRow, ...]:
    rows: list[MapRow] = []
    for chapter, items in survey.chapters:
        summed = total(chapter.score, items)
        title = chapter.title + ("（加分）" if chapter.bonus else "")
        rows.append(_row(chapter.number, title, summed, chapter=True))
        for item in items:
            cells = tuple(
                Cell(heat=heat(cell), word=WORDS[heat(cell)], count=counts(cell))
                for cell in (*item.years, item.any_year)
            )
            rows.append(_row(item.item, item.title, total(item.score, [item]), cells=cells))
    return tuple(rows)


def _row(number: str, title: str, summed: Score, *, chapter: bool = False, cells: tuple[Cell, ...] = ()) -> MapRow:
    return MapRow(
        chapter=chapter,
        number=number,
        title=title,
        score=score(summed.full),
        earned=score(summed.earned),
        rate=_rate(summed, summed.earned),
        cells=cells,
    )


def _loss(gap: Gap) -> Loss:
    return Loss(
        value=score(gap.value),
        item=gap.item,
        title=gap.title,
        when=when(gap.year),
        wants=wants(gap.wanted, gap.needs, gap.minimum),
        units="、".join(gap.units),
    )


def _units(survey: Survey) -> tuple[UnitLine, ...]:
    shares = [one for one in by_unit(survey.coverage) if one.unit and one.gaps][:MOST_UNITS]
    most = max((one.score.lost for one in shares), default=Fraction(0))
    return tuple(
        UnitLine(
            unit=one.unit,
            lost=score(one.score.lost),
            gaps=len(one.gaps),
            rate=float(one.score.lost / most) if most else 0.0,
        )
        for one in shares
    )


def _rate(of: Score, part: Fraction) -> float:
    return float(part / Fraction(of.full)) if of.full else 0.0
