"""Pages with tables of every make, with what stands in each cell: for measuring whether cells come out right.

`make(seed, kind)` gives the same page every time; the kinds are the keys of `KINDS`. A merged cell stands in the first
row and column that it covers; the others that it covers are empty.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from random import Random
from typing import Any, Literal, TypeAlias
from zlib import crc32

import numpy as np
import page_texts
import rosters
import scanning
import typesetting
import typst
from page_texts import Office
from PIL import Image
from scanning import Look

CLEAN = Look(tilt=0.15, noise=0.004, blur_dots=0.3, light=0.02, dust=2, ink=0.95, edge=0.0)
LOOKS = (CLEAN, scanning.LOOKS["office"], scanning.LOOKS["fine"], scanning.LOOKS["grey"])
ROWS = "(x, y) => (top: 0.6pt, bottom: 0.6pt)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as it is set: its text and how many columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1


Row: TypeAlias = "tuple[Cell, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it is set. `widths` are parts of the measure, `stroke` is typst's."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    size: float = 12
    gap: float = 6
    stroke: str = "0.6pt"
    align: str = "center + horizon"
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """A page with a table: its picture, its PDF with stored text, its cells row by row, and its resolution."""

    picture: Image.Image
    pdf: bytes
    cells: tuple[tuple[str, ...], ...]
    dpi: int


def plain(office: Office) -> Table:
    """Return an ordinary ruled table of four or five columns."""
    dice = office.dice
    head = tuple(dice.choice(page_texts.WORDS["table_heads"]))
    rows = [page_texts.table_row(office, head, number) for number in range(1, dice.randint(7, 18))]
    return Table(rows=cells_of([head, *rows]), widths=(1, *(3.0 for _ in head[1:])), gap=dice.choice((4, 6, 8)))


def roster(office: Office) -> Table:
    """Return a dense roster of ten columns on a page that lies on its side."""
    dice = office.dice
    head = ("序号", "姓名", "性别", "乡镇", "村（社区）", "身份证号", "对象类别", "发放标准（元）", "联系电话", "备注")
    kinds = (
        "no",
        "name",
        "choice:男|女",
        "town",
        "village",
        "id",
        "choice:烈属|军属|伤残军人|复员军人",
        "choice:500|800|1,000|1,200",
        "phone",
    )
    rows = rosters.rows([*kinds, "choice:||已发放|代领"], dice.randint(12, 24), dice.randrange(10**6))
    widths = (0.7, 1.1, 0.7, 1.6, 1.6, 2.4, 1.5, 1.3, 1.8, 1.1)
    return Table(
        rows=cells_of([head, *rows]), widths=widths, size=dice.choice((9, 10, 10.5)), gap=dice.choice((3, 4, 5)),
        landscape=True,
    )  # fmt: skip


def sparse(office: Office) -> Table:
    """Return a sheet with many empty cells, as those to be signed or filled in by hand are."""
    dice = office.dice
    head = ("序号", "单位", "姓名", "职务", "签到", "到会时间", "缺席原因", "备注")
    times = ("", "8:50", "8:55", "9:05")
    rows = [
        (
            str(number), office.one("units"), office.person(), dice.choice(("", "局长", "副局长", "科长")),
            dice.choice(("", office.person())), dice.choice(times), dice.choice(("", "", "", "出差", "病假")),
            dice.choice(("", "", "", "代会")),
        )
        for number in range(1, dice.randint(10, 18))
    ]  # fmt: skip
    return Table(rows=cells_of([head, *rows]), widths=(0.8, 2.4, 1.3, 1.3, 1.3, 1.4, 1.5, 1.2), size=12, gap=7)


def dense(office: Office) -> Table:
    """Return a roster of many narrow columns in small print, upright."""
    dice = office.dice
    head = ("序号", "姓名", "性别", "年龄", "村（社区）", "类别", "标准", "月数", "金额", "领取人")
    kinds = (
        "no",
        "name",
        "choice:男|女",
        "choice:23|35|47|58|66|71",
        "village",
        "choice:烈属|军属|残疾",
        "choice:50|80|120",
        "choice:1|3|6|12",
    )
    rows = rosters.rows([*kinds, "choice:600|1,440|360|960", "name"], dice.randint(22, 34), dice.randrange(10**6))
    widths = (0.8, 1.3, 0.8, 0.8, 1.7, 1.0, 1.0, 0.9, 1.1, 1.3)
    return Table(rows=cells_of([head, *rows]), widths=widths, size=dice.choice((8, 9)), gap=dice.choice((2.5, 3.5)))


def merged(office: Office) -> Table:
    """Return a table with a head of two rows, groups merged down the first column, and a sum merged across."""
    dice = office.dice
    first = (
        Cell(text="类别", down=2),
        Cell(text="项目", down=2),
        Cell(text="计划", across=2),
        Cell(text="完成", across=2),
    )
    rows: list[Row] = [first, tuple(Cell(text=text) for text in ("数量", "金额", "数量", "金额"))]
    for group in dice.sample(
        ("走访慰问", "优抚安置", "宣传教育", "军民共建", "就业创业", "权益维护"), dice.randint(2, 4)
    ):
        count = dice.randint(1, 4)
        for place in range(count):
            numbers = [Cell(text=str(dice.randint(1, 9000))) for _ in range(4)]
            head = (Cell(text=group, down=count),) if place == 0 else ()
            rows.append((*head, Cell(text=office.one("nouns")), *numbers))
    sums = [Cell(text=str(dice.randint(100, 99000))) for _ in range(4)]
    rows.append((Cell(text="合计", across=2), *sums))
    return Table(rows=tuple(rows), widths=(1.5, 2.5, 1, 1.2, 1, 1.2), size=dice.choice((11, 12, 14)))


def wordy(office: Office) -> Table:
    """Return a table whose cells hold sentences of several printed lines."""
    dice = office.dice
    head = ("序号", "工作任务", "具体措施", "责任单位", "完成时限")
    rows = [
        (
            str(number), office.one("headings"), office.filled(office.one("sentences"), date(2023, 5, 1)),
            "、".join(dice.sample(page_texts.WORDS["units"], dice.randint(1, 3))),
            page_texts.spoken(date(2023, 1, 1 + number)),
        )
        for number in range(1, dice.randint(5, 8))
    ]  # fmt: skip
    align = dice.choice(("center + horizon", "left + horizon", "left + top"))
    return Table(rows=cells_of([head, *rows]), widths=(0.7, 2, 4, 1.8, 1.6), size=10.5, align=align)


def form(office: Office) -> Table:
    """Return a form: labels and blanks whose columns differ from row to row."""
    dice, one = office.dice, office.one
    deeds = "".join(office.filled(one("sentences"), date(2023, 5, 1)) for _ in range(3))
    texts = (
        (("姓名", 1), (office.person(), 1), ("性别", 1), (dice.choice("男女"), 1), ("出生年月", 1),
         (f"19{dice.randint(60, 99)}.{dice.randint(1, 12):02d}", 1)),
        (("工作单位", 1), (office.place + one("units"), 3), ("联系电话", 1),
         (f"13{dice.randint(100000000, 999999999)}", 1)),
        (("家庭住址", 1), (f"{office.village()}{dice.randint(1, 12)}组", 3), ("政治面貌", 1),
         (dice.choice(("中共党员", "群众", "共青团员")), 1)),
        (("主要事迹", 1), (deeds, 5)),
        (("单位意见", 1), (dice.choice(("同意推荐。", "情况属实，同意上报。")), 5)),
        (("备注", 1), ("", 5)),
    )  # fmt: skip
    rows = tuple(tuple(Cell(text=text, across=across) for text, across in row) for row in texts)
    return Table(rows=rows, widths=(1.3, 1.6, 0.9, 0.9, 1.3, 1.9), size=12, gap=9)


def horizontal(office: Office) -> Table:
    """Return a table with rules between its rows only."""
    table = plain(office)
    return Table(rows=table.rows, widths=table.widths, gap=table.gap, stroke=ROWS)


def unruled(office: Office) -> Table:
    """Return a table without any rules."""
    table = plain(office)
    return Table(rows=table.rows, widths=table.widths, gap=table.gap, stroke="none", align="left + horizon")


def unruled_sparse(office: Office) -> Table:
    """Return a table without rules, many of whose cells are empty."""
    return replace(sparse(office), stroke="none", align="left + horizon")


def horizontal_wordy(office: Office) -> Table:
    """Return a table with rules between its rows only, whose cells hold several printed lines."""
    return replace(wordy(office), stroke=ROWS)


KINDS: dict[str, Callable[[Office], Table]] = {
    "plain": plain, "roster": roster, "dense": dense, "sparse": sparse, "merged": merged, "wordy": wordy, "form": form,
    "horizontal": horizontal, "horizontal_wordy": horizontal_wordy, "unruled": unruled,
    "unruled_sparse": unruled_sparse,
}  # fmt: skip


def cells_of(rows: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Return rows of texts as rows of cells."""
    return tuple(tuple(Cell(text=text) for text in row) for row in rows)


def grid_of(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return the text of every place of a table, row by row; empty where a merged cell covers it."""
    columns, rows = len(table.widths), len(table.rows)
    taken: dict[tuple[int, int], str] = {}
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            for down in range(cell.down):
                for across in range(cell.across):
                    taken[row + down, column + across] = "" if down or across else cell.text
    return tuple(tuple(taken[row, column] for column in range(columns)) for row in range(rows))


def make(seed: int, kind: str) -> TablePage:
    """Return the page of that seed and kind. KeyError when there is no such kind."""
    dice = Random(f"{kind}/{seed}")  # noqa: S311 - a trial, no secret
    office = Office.drawn(dice)
    table = KINDS[kind](office)
    look = LOOKS[seed % len(LOOKS)]
    title = office.place + office.one("topics") + "情况表"
    while len(_set(table, title, "png", 20)) > 1:
        table = replace(table, rows=table.rows[:-1])
    (picture,), (pdf,) = _set(table, title, "png", look.dpi), _set(table, title, "pdf", 72)
    sheet = Image.open(BytesIO(picture)).convert("RGB")
    rng = np.random.default_rng(crc32(f"{kind}/{seed}".encode()))
    return TablePage(picture=scanning.scan(sheet, look, rng), pdf=pdf, cells=grid_of(table), dpi=look.dpi)


def _set(table: Table, title: str, form: Literal["png", "pdf"], dots: float) -> list[bytes]:
    """Return the pages that typst makes of a table; a PDF file counts as one."""
    fonts = [str(typesetting.FONT_FOLDER)]
    made: Any = typst.compile(_typst(table, title).encode(), font_paths=fonts, format=form, ppi=float(dots))
    return [made] if isinstance(made, bytes) else list(made)


def _typst(table: Table, title: str) -> str:
    """Return the page in typst's own words."""
    paper = "width: 297mm, height: 210mm" if table.landscape else "width: 210mm, height: 297mm"
    cells = ", ".join(
        f"table.cell(colspan: {cell.across}, rowspan: {cell.down})[#{_quoted(cell.text)}]"
        for row in table.rows
        for cell in row
    )
    widths = ", ".join(f"{width}fr" for width in table.widths)
    return (
        f"#set page({paper}, margin: (x: 22mm, y: 20mm))\n"
        '#set text(font: "Noto Serif SC", lang: "zh", region: "cn", cjk-latin-spacing: none)\n'
        f"#align(center, text(size: 18pt)[#{_quoted(title)}])\n"
        f"#set text(size: {table.size}pt)\n#set par(leading: 0.5em)\n"
        f"#table(columns: ({widths}), align: {table.align}, stroke: {table.stroke}, "
        f"inset: (x: 3pt, y: {table.gap}pt), {cells})\n"
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
