"""A standard as the sheets of a workbook that people can edit and that give the same standard back.

Unlike an office's own table these sheets state everything, so that nothing is read into them: one row a point, with a
column for each of its parts, and a second sheet for what concerns the whole.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar, cast

from catalog.items import Chapter, Derived, EvidenceYear, Item, Needs, Point, Standard
from catalog.standard import StandardError
from catalog.standard_check import plain
from catalog.table_grid import Grid, Span, grid

TABLE, WHOLE = "考评标准", "基本情况"
CHAPTER_COLUMNS = ("类号", "考评项目", "类分值", "加分项")
ITEM_COLUMNS = ("序号", "条目名称", "考评内容", "分值", "责任单位")
POINT_COLUMNS = ("得分要点", "要点分值", "所需材料", "材料要求", "每年", "最少件数", "推定")
HEAD = (*CHAPTER_COLUMNS, *ITEM_COLUMNS, *POINT_COLUMNS)
YES = "是"
NEEDS = {Needs.ANY: "任一", Needs.ALL: "全部"}
DERIVED = {
    Derived.SCORE: "分值",
    Derived.EVIDENCE: "材料",
    Derived.NEEDS: "材料要求",
    Derived.PER_YEAR: "每年",
    Derived.MINIMUM: "件数",
}
YEAR, VETO = "考评年度", "一票否决"
KEYS = ("标准名称", "标准编号", "级别", "版本", "满分")
_PARTS = frozenset("、；;,，\n")
_ODD = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x[0-9A-Fa-f]{4}_")
"""What XML does not hold (control characters, U+FFFE) or Excel reads as such a character."""
_ITEM, _POINT = len(CHAPTER_COLUMNS), len(CHAPTER_COLUMNS) + len(ITEM_COLUMNS)
T = TypeVar("T")


def format(standard: Standard) -> tuple[Grid, Grid]:  # noqa: A001 - the uniform verb beside `parse`
    """Return the two sheets of a standard; reading them again gives an equal standard."""
    rows: list[Sequence[str]] = [HEAD]
    spans: list[Span] = []
    for chapter in standard.chapters:
        begin = len(rows)
        for item in chapter.items:
            rows += _item_rows(item)
            spans += _merged(range(_ITEM, _POINT), len(rows) - max(1, len(item.points)), len(rows))
        if len(rows) == begin:
            rows.append([""] * len(HEAD))
        rows[begin] = [*_chapter_cells(chapter), *rows[begin][_ITEM:]]
        spans += _merged(range(_ITEM), begin, len(rows))
    return grid(rows, spans, TABLE), grid(list(_whole(standard)), name=WHOLE)


def fits(sheets: Iterable[Grid]) -> bool:
    """Tell whether the sheets of a workbook are of this form, however else its other sheets look."""
    return _sheet(tuple(sheets), HEAD[0], HEAD[1]) is not None


def parse(sheets: Iterable[Grid]) -> Standard:
    """Return the standard of the two sheets. StandardError names the row whose cell has the wrong shape."""
    found = tuple(sheets)
    table, whole = _sheet(found, HEAD[0], HEAD[1]), _sheet(found, KEYS[0])
    if table is None or whole is None:
        raise StandardError(f"缺少“{TABLE}”或“{WHOLE}”工作表。请从导出的文件开始改，两张表都要留着。")
    names = [cell.text.strip() for cell in table.rows[0]]
    if missing := [name for name in HEAD if name not in names]:
        raise StandardError(f"“{TABLE}”工作表缺少“{missing[0]}”这一栏。请照导出的文件补上。")
    places = [names.index(name) for name in HEAD]
    chapters: list[Chapter] = []
    for line in range(1, len(table.rows)):
        cells = [_own(table, line, place) for place in places]
        if any(cells):
            _take(_Line(number=line + 1, cells=cells), chapters)
    return replace(_read_whole(whole), chapters=tuple(chapters))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row of the table with its number in the sheet, for messages."""

    number: int
    cells: Sequence[str]

    def text(self, column: str) -> str:
        """Return what the row says in a column."""
        return self.cells[HEAD.index(column)]

    def says(self, columns: Iterable[str]) -> bool:
        """Tell whether the row says something in one of these columns."""
        return any(self.text(column) for column in columns)

    def read(self, column: str, convert: Callable[[str], T], expected: str) -> T:
        """Return a cell's value; StandardError says which cell does not hold what is expected."""
        return _converted(self.text(column), convert, expected, f"第 {self.number} 行的“{column}”")

    def score(self, column: str) -> Decimal:
        """Return the score in a column."""
        return self.read(column, _score, "分值（数字）")


def _take(line: _Line, chapters: list[Chapter]) -> None:
    """Add what a row says to the chapters read so far."""
    if line.says(CHAPTER_COLUMNS):
        chapters.append(
            Chapter(
                number=line.text("类号"),
                title=line.text("考评项目"),
                score=line.score("类分值"),
                items=(),
                bonus=line.text("加分项") == YES,
            )
        )
    if not line.says((*ITEM_COLUMNS, *POINT_COLUMNS)):
        return
    if not chapters:
        raise StandardError(f"第 {line.number} 行的条目不属于任何一类。请在这一行填上“类号、考评项目、类分值”。")
    items = list(chapters[-1].items)
    if line.says(ITEM_COLUMNS):
        items.append(_item(line))
    if line.says(POINT_COLUMNS):
        if not items:
            raise StandardError(f"第 {line.number} 行的得分要点不属于任何条目。请在这一行填上序号和分值。")
        items[-1] = replace(items[-1], points=(*items[-1].points, _point(line)))
    chapters[-1] = replace(chapters[-1], items=tuple(items))


def _item(line: _Line) -> Item:
    return Item(
        number=line.text("序号"),
        title=line.text("条目名称"),
        text=line.text("考评内容"),
        score=line.score("分值"),
        units=_texts(line.text("责任单位")),
    )


def _point(line: _Line) -> Point:
    needs = {shown: needs for needs, shown in NEEDS.items()}
    derived = {shown: derived for derived, shown in DERIVED.items()}
    return Point(
        text=line.text("得分要点"),
        score=line.score("要点分值"),
        evidence=_texts(line.text("所需材料")),
        needs=line.read("材料要求", lambda text: needs[text] if text else Needs.ANY, "“任一”或“全部”"),
        per_year=line.text("每年") == YES,
        minimum=line.read("最少件数", _count, "不小于 1 的整数"),
        derived=line.read(
            "推定", lambda text: tuple(derived[one] for one in _texts(text)), f"“{'、'.join(derived)}”中的"
        ),
    )


def _read_whole(whole: Grid) -> Standard:
    values: dict[str, str] = {}
    years: list[EvidenceYear] = []
    vetoes: list[str] = []
    for number, row in enumerate(whole.rows, start=1):
        key, value, *more = [_said(cell.text) for cell in row] + [""] * 3
        if key == YEAR:
            place = f"“{WHOLE}”第 {number} 行"
            first, last = (_converted(text, date.fromisoformat, "日期（如 2023-08-01）", place) for text in more[:2])
            years.append(EvidenceYear(name=value, start=first, end=last))
        elif key == VETO:
            vetoes.append(value)
        else:
            values[key] = value
    title, code, level, edition, full = (values.get(key, "") for key in KEYS)
    return Standard(
        id=code,
        title=title,
        level=level,
        edition=edition,
        full_score=_converted(full, _score, "分值（数字）", f"“{WHOLE}”的满分"),
        years=tuple(years),
        vetoes=tuple(vetoes),
        chapters=(),
    )


def _whole(standard: Standard) -> Iterator[Sequence[str]]:
    texts = (standard.title, standard.id, standard.level, standard.edition, plain(standard.full_score))
    yield from zip(KEYS, map(_text, texts), strict=True)
    yield from ((YEAR, _text(year.name), year.start.isoformat(), year.end.isoformat()) for year in standard.years)
    yield from ((VETO, _text(veto)) for veto in standard.vetoes)


def _chapter_cells(chapter: Chapter) -> tuple[str, ...]:
    return (_text(chapter.number), _text(chapter.title), plain(chapter.score), YES if chapter.bonus else "")


def _item_rows(item: Item) -> Iterator[Sequence[str]]:
    first = (*map(_text, (item.number, item.title, item.text)), plain(item.score), _list(item.units))
    blank = [""] * _ITEM
    if not item.points:
        yield [*blank, *first, *[""] * len(POINT_COLUMNS)]
    for place, point in enumerate(item.points):
        yield [*blank, *(first if place == 0 else [""] * len(first)), *_point_cells(point)]


def _point_cells(point: Point) -> tuple[str, ...]:
    return (
        _text(point.text),
        plain(point.score),
        _list(point.evidence),
        NEEDS[point.needs],
        YES if point.per_year else "",
        str(point.minimum),
        "、".join(DERIVED[one] for one in point.derived),
    )


def _merged(columns: range, begin: int, end: int) -> Iterator[Span]:
    if end - begin > 1:
        yield from (Span(row=begin, column=column, rows=end - begin) for column in columns)


def _list(texts: tuple[str, ...]) -> str:
    """Return texts as people list them; as JSON where that would not give the same texts back."""
    is_plain = all(
        text and text == text.strip() and not _PARTS & set(text) and not text.startswith("[") for text in texts
    )
    return "、".join(texts) if is_plain and not any(map(_ODD.search, texts)) else _escaped(texts)


def _text(text: str) -> str:
    """Return a text as it is; as a JSON string where a workbook would not give the same text back."""
    return _escaped(text) if _ODD.search(text) or text.startswith('"') else text


def _escaped(value: str | tuple[str, ...]) -> str:
    return json.dumps(value).replace("_x", r"\u005fx")


def _said(cell: str) -> str:
    """Return the text that `_text` wrote into a cell, or a person did."""
    if cell.startswith('"'):
        try:
            return str(json.loads(cell))
        except ValueError:
            pass
    return cell


def _texts(cell: str) -> tuple[str, ...]:
    if cell.startswith("["):
        try:
            return tuple(map(str, cast("list[object]", json.loads(cell))))
        except ValueError:
            pass
    parts = "".join("\n" if character in _PARTS else character for character in cell).split("\n")
    return tuple(bare for part in parts if (bare := part.strip()))


def _score(text: str) -> Decimal:
    number = Decimal(text.strip())
    if not number.is_finite() or number < 0:
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text) if text else 1
    if number < 1:
        raise ValueError(text)
    return number


def _converted(text: str, convert: Callable[[str], T], expected: str, place: str) -> T:
    try:
        return convert(text)
    except (ValueError, LookupError, InvalidOperation) as error:
        raise StandardError(f"{place}应为{expected}，实际是“{text[:40]}”。") from error


def _own(table: Grid, row: int, column: int) -> str:
    cell = table.rows[row][column]
    return _said(cell.text) if (cell.row, cell.column) == (row, column) else ""


def _sheet(sheets: Sequence[Grid], *first: str) -> Grid | None:
    """Return the sheet whose first row begins with these texts."""
    return next(
        (
            sheet
            for sheet in sheets
            if sheet.rows and tuple(cell.text.strip() for cell in sheet.rows[0][: len(first)]) == first
        ),
        None,
    )
