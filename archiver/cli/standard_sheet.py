"""How a standard and what was understood of one look on a clerk's terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from archiver.cli.printing import grid
from catalog import table_years
from catalog.standard import Chapter, Derived, Item, Needs, Point, Standard
from catalog.standard_check import plain
from catalog.standard_mapping import Change, Fate

MARK = "推"
_LOOK = "标“？”的只是相近，请核对；不对的用 --map 原条目号=新条目号 指明。"
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


def changes_sheet(changes: Sequence[Change]) -> RenderableType:
    """Return what became of the items of the standard in force: a row for each that is not the same."""
    counts = Counter(change.fate for change in changes)
    told = "，".join(f"{fate} {counts[fate]} 条" for fate in Fate if counts[fate])
    heading = Text(f"与在用的标准对照（按文字）：{told}。")
    rows = [_change_row(change) for change in changes if change.fate is not Fate.SAME]
    if not rows:
        return heading
    table = grid(("原条目", "新条目", "", "相似"), rows)
    unsure = [Text(_LOOK, style="dim")] if any(change.is_unsure for change in changes) else []
    return Group(heading, table, *unsure)


def _change_row(change: Change) -> tuple[str | Text, ...]:
    old = f"{change.old.number} {change.old.title}" if change.old else ""
    new = f"{change.new.number} {change.new.title}" if change.new else ""
    alike = f"{change.likeness:.0%}{'？' if change.is_unsure else ''}" if change.old and change.new else ""
    return Text(old), Text(new), change.fate.value, alike


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
