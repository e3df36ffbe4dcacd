"""How a standard and what was understood of one look on a clerk's terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from archiver.cli.printing import grid
from catalog import table_years
from catalog.standard import Chapter, Derived, Item, Needs, Point, Standard
from catalog.standard_check import plain

MARK = "推"
_MEANING = f"标“{MARK}”的是按文字推定的，原表没有写明。"


def standard_sheet(standard: Standard) -> RenderableType:
    """Return the standard as a table: items, points, the evidence each wants. What is derived is marked."""
    years = table_years.format(standard.years) or "没有写"
    kind = "　".join(part for part in (standard.level, standard.edition) if part)
    counts = f"{len(standard.chapters)} 类 {len(standard.items)} 条"
    heading = Text(f"《{standard.title}》{kind}\n满分 {plain(standard.full_score)} 分，{counts}。考评年度：{years}。")
    table = grid(("条目", "内容", "分值", "每年", "责任单位"), _rows(standard.chapters), wide=1)
    vetoes = [Text(f"一票否决：{veto}") for veto in standard.vetoes]
    has_derived = any(point.derived for item in standard.items for point in item.points)
    return Group(heading, table, *vetoes, *([Text(_MEANING, style="dim")] if has_derived else []))


def _rows(chapters: Iterable[Chapter]) -> Iterator[tuple[str | Text, ...]]:
    for chapter in chapters:
        bonus = "（加分）" if chapter.bonus else ""
        yield "", Text(f"{chapter.number}、{chapter.title}{bonus}", style="bold"), plain(chapter.score), "", ""
        for item in chapter.items:
            yield from _item_rows(item)


def _item_rows(item: Item) -> Iterator[tuple[str | Text, ...]]:
    yield item.number, Text(item.title), plain(item.score), "", Text("、".join(item.units))
    for point in item.points:
        yield (
            "",
            Text(f"  {point.text}{_evidence(point)}"),
            _marked(plain(point.score), point, Derived.SCORE),
            _yearly(point),
            "",
        )


def _evidence(point: Point) -> str:
    if not point.evidence:
        return ""
    joined = (" 和 " if point.needs is Needs.ALL else " 或 ").join(point.evidence)
    return f"（{_marked(joined, point, Derived.EVIDENCE, Derived.NEEDS)}）"


def _yearly(point: Point) -> str:
    often = "每年" if point.per_year else ""
    count = f"{point.minimum} 件" if point.minimum > 1 else ""
    return _marked(" ".join(part for part in (often, count) if part), point, Derived.PER_YEAR, Derived.MINIMUM)


def _marked(text: str, point: Point, *derived: Derived) -> str:
    return f"{text} {MARK}" if any(what in point.derived for what in derived) else text
