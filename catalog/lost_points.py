"""Scores and lost points in plain Chinese: what a gap wants, why it is one, and what to do about it.

Says only what coverage knows. Where a table names no evidence or the program read it out of the wording, that is said.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from catalog.covered import Coverage, Gap, Remedy
from catalog.items import Derived, Needs, Point
from catalog.listing import span_of_years
from catalog.standard_check import plain

THOUSANDTH = Decimal("0.001")
MOST_NAMED = 4
"""Records named in one sentence; more would hide what it says."""


def score(value: Fraction | Decimal) -> str:
    """Return a score as it is printed: 2, 0.625, and a third as 0.333."""
    exact = Fraction(value)
    return plain((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(THOUSANDTH, ROUND_HALF_UP))


def score_line(coverage: Coverage) -> str:
    """Return the scores in one sentence."""
    basic, bonus = coverage.basic, coverage.bonus
    line = (
        f"满分 {score(basic.full)} 分，自评 {score(basic.earned)} 分；待定的都确认后 {score(basic.suggested)} 分；"
        f"手头材料最多能证明 {score(basic.possible)} 分。"
    )
    extra = f"另有加分项目满分 {score(bonus.full)} 分，自评加 {score(bonus.earned)} 分。" if bonus.full else ""
    return line + extra


def wants(kinds: tuple[str, ...], needs: Needs, minimum: int) -> str:
    """Return which kinds of evidence prove a point: one of them, or all."""
    joined = ("和" if needs is Needs.ALL else "或").join(filter(None, ("、".join(kinds[:-1]), *kinds[-1:])))
    if minimum == 1:
        return joined
    return f"{joined}各 {minimum} 件" if needs is Needs.ALL and len(kinds) > 1 else f"{joined} {minimum} 件"


def when(year: str) -> str:
    """Return the year of a gap as it is printed: tables name 2021 or 第一年度; what is proved once has none."""
    if not year:
        return "不分年度"
    return f"{year} 年度" if year.isdecimal() else year


def why(gap: Gap) -> str:
    """Return why a point is lost, by what is filed."""
    if gap.cited:
        return f"已有 {records(gap.cited)}，还缺{wants(gap.wanted, gap.needs, gap.minimum)}"
    if gap.filed:
        return f"已归 {gap.filed} 件，都不是{wants(gap.wanted, gap.needs, gap.minimum)}"
    return f"没有{wants(gap.wanted, gap.needs, gap.minimum)}"


def what_to_do(gap: Gap) -> str:
    """Return the next step that closes a gap."""
    match gap.remedy:
        case Remedy.CONFIRM:
            return f"确认待定的 {records(gap.records)}，即可得分"
        case Remedy.LOOK:
            return f"请看 {records(gap.records)} 能否证明"
        case Remedy.COLLECT:
            held = f"；待定的 {records(gap.records)} 只够一部分" if gap.records else ""
            undated = f"；{records(gap.undated)} 不知是哪一年，若属这一年请填上日期" if gap.undated else ""
            return f"补交{wants(gap.still or gap.wanted, gap.needs, gap.minimum)}{held}{undated}"


def records(numbers: Iterable[str]) -> str:
    """Return numbers of records as a list that stays readable."""
    named = tuple(numbers)
    more = f"等 {len(named)} 件" if len(named) > MOST_NAMED else ""
    return "、".join(named[:MOST_NAMED]) + more


def remark(point: Point) -> str:
    """Return what a reader must know of how a point was judged; nothing for one that the table states in full."""
    if not point.evidence:
        return "标准未列明材料，有一件即计分，请人工核定"
    if Derived.EVIDENCE in point.derived or Derived.SCORE in point.derived:
        return "所需材料或分值由程序从条文读出，请核对"
    return ""


def alike(gaps: Iterable[Gap], said: Callable[[Gap], str]) -> tuple[tuple[Gap, ...], ...]:
    """Return the gaps, with those of one point of which the same is said in one group, in the place of its first."""
    groups: dict[tuple[str, ...], list[Gap]] = {}
    for gap in gaps:
        groups.setdefault((gap.item, gap.point, said(gap)), []).append(gap)
    return tuple(map(tuple, groups.values()))


def years_of(gaps: Iterable[Gap]) -> str:
    """Return the years of some gaps of one point for a narrow column: a line for each run of years."""
    names = [gap.year for gap in gaps]
    years = span_of_years(names) if all(map(str.isdecimal, names)) else "、".join(map(when, names))
    return years.replace("、", "、\n")


def worth(gaps: Iterable[Gap]) -> str:
    """Return what some gaps are worth together."""
    return score(sum((gap.value for gap in gaps), start=Fraction(0)))
