"""What is added to the documents of a stack: page numbers, stamps of the archive, covers, contents, note sheets."""

import random
from collections.abc import Sequence

from describing_layouts import invent
from describing_paper import BODY, WIDTH, Set, Sheet

from ocr.page import Ink


def number_pages(sheet: Sheet) -> None:
    """Print a number at the foot of every page, in one of the usual forms; some documents leave the first without."""
    form = sheet.dice.choice(["— {} —", "-{}-", "{}", "第{}页", "第{}页 共{t}页", "- {} -"])
    begins = sheet.dice.choice([1, 1, 1, 2])
    total = len(sheet.pages)
    for number, page in enumerate(sheet.pages, 1):
        if number >= begins:
            text = form.format(number, t=total)
            page.append(Set(text, WIDTH / 2 - 3.0 * len(text), 785.0, 12.0, use="folio"))


def stamp(sheet: Sheet, number: int) -> None:
    """Press the archive's stamp on the first page, with the names of its cells or without."""
    dice = sheet.dice
    cells = [f"J{dice.randrange(1, 99):03}", str(dice.randrange(2018, 2024)), f"{number:04}"]
    below = [
        dice.choice(["办公室", "综合股", "SYB"]),
        dice.choice(["永久", "30年", "10年", "D30"]),
        str(len(sheet.pages)),
    ]
    if dice.random() < 0.4:
        names = (("全宗号", "年度", "件号"), ("机构", "保管期限", "页数"))
        cells, below = (
            [f"{name} {cell}" for name, cell in zip(row, values, strict=True)]
            for row, values in zip(names, (cells, below), strict=True)
        )
    for depth, row in ((40.0, cells), (62.0, below)):
        for place, cell in enumerate(row):
            sheet.pages[0].insert(0, Set(cell, 300.0 + place * 85.0, depth, 11.0, dice.choice(list(Ink)), use="folio"))


def _lines(dice: random.Random, rows: Sequence[tuple[str, float]], *, size: float = BODY) -> list[Set]:
    return [Set(text, 79.0 + dice.uniform(0, 30), top, size, use="folio") for text, top in rows]


def cover(dice: random.Random) -> list[Set]:
    """Return the lines of a volume's cover."""
    made = invent(dice)
    rows = [
        (f"全宗名称：{made.office()}", 150.0), ("类目名称：双拥工作", 220.0),
        (f"案卷题名：{made.county}{made.day.year}年双拥工作材料", 320.0), (f"自{made.day.year}年1月至12月", 420.0),
        ("保管期限：30年", 480.0), ("本卷共 12 件 86 页", 540.0), ("归档号：12", 600.0),
    ]  # fmt: skip
    return _lines(dice, rows, size=18.0)


def contents(dice: random.Random) -> list[Set]:
    """Return the lines of a list of contents."""
    made = invent(dice)
    rows = [("顺序号\t文号\t责任者\t题名\t日期\t页号\t备注", 150.0)]
    rows += [
        (f"{n}\t{made.number()}\t{made.office()}\t关于{made.subject()}的通知\t2021{n:02}11\t{n * 3}\t", 150.0 + 40 * n)
        for n in range(1, dice.randrange(4, 12))
    ]
    title = Set(dice.choice(["卷内文件目录", "卷内目录", "归档文件目录"]), 230.0, 90.0, 22.0, use="folio")
    return [title, *_lines(dice, rows, size=11.0)]


def note_sheet(dice: random.Random) -> list[Set]:
    """Return the lines of a note sheet."""
    title = Set(dice.choice(["卷内备考表", "备考表", "盒内备考表"]), 240.0, 90.0, 22.0, use="folio")
    rows = [
        ("本卷情况说明：", 180.0), (f"本卷共有文件材料 {dice.randrange(5, 90)} 页。", 220.0), ("立卷人：王芳", 560.0),
        ("检查人：李明", 600.0), ("立卷时间：2023年4月12日", 640.0),
    ]  # fmt: skip
    return [title, *_lines(dice, rows)]
