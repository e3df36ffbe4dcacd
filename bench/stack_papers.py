"""Documents of several pages for the stack benchmark, with what makes borders hard to see, and stacks made of them.

Attachments with titles of their own, documents that pass on another one whole, minutes full of dates, rosters over
many pages; printed page numbers or none; covers, lists of contents, note sheets, stamps of the archive, blank pages.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from describing_layouts import Invented, heading, invent, signature
from describing_layouts import body as nine_paragraphs
from describing_paper import HEIGHT, WIDTH, Set, Sheet, read
from describing_plain import LAYOUTS
from stack_furniture import contents, cover, note_sheet, number_pages, stamp

from ocr import page_numbers
from ocr.page import Box, Ink, Line, Page, Region, Source

NO_PAPER = frozenset({"photographs", "sign_in_picture"})
PLAIN = tuple(layout for layout in LAYOUTS if layout.__name__ not in NO_PAPER)
NAMES = ("王小明", "李华", "赵刚", "周玉兰", "孙建国", "吴秀英", "郑海", "冯丽")


@dataclass(frozen=True)
class Stack:
    """Pages as one scan gives them, and the numbers of those at which another document begins."""

    pages: tuple[Page, ...]
    beginnings: frozenset[int]


Paper = Callable[[random.Random], Sheet]


def body(sheet: Sheet, made: Invented, paragraphs: int) -> None:
    """Set running text of any length."""
    for done in range(0, paragraphs, 9):
        nine_paragraphs(sheet, made, min(9, paragraphs - done))


def notice(dice: random.Random) -> Sheet:
    """Compose a red-head document that runs over one to four pages."""
    made, sheet = invent(dice), Sheet(dice)
    _head(sheet, made, made.office())
    heading(sheet, f"关于{made.subject()}的{dice.choice(['通知', '意见', '报告', '通报'])}")
    sheet.paragraph("各镇人民政府，县级各部门：", indent=False)
    body(sheet, made, dice.randrange(2, 20))
    signature(sheet, [made.office()], made.written())
    return sheet


def with_attachments(dice: random.Random) -> Sheet:
    """Compose a document with attachments that bear titles, and some a mark, a signature or a page number of theirs."""
    made, sheet = invent(dice), Sheet(dice)
    name = made.office()
    _head(sheet, made, name)
    heading(sheet, f"关于{made.subject()}的通知")
    sheet.paragraph("各成员单位：", indent=False)
    body(sheet, made, dice.randrange(1, 5))
    kinds = dice.sample(
        ["工作任务分解表", "先进个人推荐表", "考核评分细则", "经费预算明细表", "领导小组成员名单", "走访慰问安排表"], 3
    )
    titles = [f"{made.county}{made.day.year}年{kind}" for kind in kinds[: dice.randrange(1, 4)]]
    announced = dice.random() < 0.8
    if announced:
        sheet.put(f"附件：{'1.' if len(titles) > 1 else ''}{titles[0]}", at="indent")
        for index, title in enumerate(titles[1:], 2):
            sheet.put(f"{index}.{title}", at="indent")
    signature(sheet, [name], made.written())
    for index, title in enumerate(titles, 1):
        sheet.turn()
        if not announced or dice.random() < 0.75:
            sheet.put(f"附件{index}" if len(titles) > 1 else "附件")
        heading(sheet, title)
        if dice.random() < 0.5:
            _rows(sheet, made, dice.randrange(6, 50), again=dice.random() < 0.5)
        else:
            body(sheet, made, dice.randrange(2, 9))
        if dice.random() < 0.25:
            signature(sheet, [name], made.written())
    return sheet


def passed_on(dice: random.Random) -> Sheet:
    """Compose a notice that passes on (转发) another document, which follows whole with its own red head."""
    made, other = invent(dice), invent(dice)
    sheet = Sheet(dice)
    name, above = made.office(), other.office()
    subject = f"关于{other.subject()}的通知"
    _head(sheet, made, name)
    heading(sheet, f"关于转发《{subject}》的通知")
    sheet.paragraph("各镇人民政府，县级各部门：", indent=False)
    cited = f"（{other.number()}）" if dice.random() < 0.7 else ""
    sheet.paragraph(f"现将{above}《{subject}》{cited}转发给你们，请认真贯彻执行。{made.prose(1)}")
    signature(sheet, [name], made.written())
    sheet.turn()
    if dice.random() < 0.4:
        sheet.put("附件")
    _head(sheet, other, above)
    heading(sheet, subject)
    sheet.paragraph("各县（区）人民政府：", indent=False)
    body(sheet, other, dice.randrange(2, 8))
    signature(sheet, [above], other.written())
    return sheet


def issued(dice: random.Random) -> Sheet:
    """Compose a notice that issues (印发) a plan, which begins on a page of its own."""
    made, sheet = invent(dice), Sheet(dice)
    name = made.office()
    plan = f"{made.county}{made.day.year}年{dice.choice(['双拥工作要点', '国防教育实施方案', '拥军优属实施办法'])}"
    _head(sheet, made, name)
    heading(sheet, f"关于印发《{plan}》的通知")
    sheet.paragraph("各成员单位：", indent=False)
    sheet.paragraph(f"《{plan}》已经研究同意，现印发给你们，请结合实际认真贯彻落实。")
    signature(sheet, [name], made.written())
    sheet.turn()
    heading(sheet, plan)
    body(sheet, made, dice.randrange(3, 12))
    return sheet


def long_minutes(dice: random.Random) -> Sheet:
    """Compose minutes over several pages, each matter with its dates and a heading of its own."""
    made, sheet = invent(dice), Sheet(dice)
    sheet.put("会议纪要", at="centre", size=40, ink=Ink.RED)
    sheet.put(f"第{made.serial % 20 + 1}期", at="centre", use="number")
    sheet.put(f"{made.office()}　{made.written()}")
    sheet.skip(1)
    heading(sheet, f"{made.county}双拥工作领导小组全体会议纪要")
    for index in range(dice.randrange(4, 14)):
        day = made.day - timedelta(days=dice.randrange(1, 300))
        sheet.put(
            f"{'一二三四五六七八九十百千万亿'[index]}、关于{dice.choice(['经费', '慰问', '安置', '考评'])}工作",
            at="indent",
        )
        sheet.paragraph(f"{day.year}年{day.month}月{day.day}日，会议听取了汇报。{made.prose(dice.randrange(1, 4))}")
    sheet.put("出席：李明、王强、赵敏", at="indent")
    return sheet


def long_roster(dice: random.Random) -> Sheet:
    """Compose a roster over several pages, its heading row on each page or on the first alone."""
    made, sheet = invent(dice), Sheet(dice)
    heading(
        sheet, f"{made.county}{made.day.year}年{dice.choice(['优抚对象名册', '慰问金发放花名册', '义务兵家庭名单'])}"
    )
    _rows(sheet, made, dice.randrange(20, 90), again=dice.random() < 0.6)
    if dice.random() < 0.3:
        sheet.put(f"制表：王芳　　审核：李明　　{made.written()}")
    return sheet


def chaptered(dice: random.Random) -> Sheet:
    """Compose a report with a cover, perhaps contents, and chapters that begin on new pages under large headings."""
    made, sheet = invent(dice), Sheet(dice)
    sheet.skip(5)
    heading(sheet, f"{made.county}创建双拥模范县{dice.choice(['工作汇报', '自查自评报告', '申报材料'])}", size=30)
    sheet.skip(9)
    sheet.put(made.office(), at="centre")
    sheet.put(f"{made.day.year}年{made.day.month}月", at="centre")
    names = dice.sample(
        ["组织领导情况", "宣传教育情况", "拥军优属工作", "拥政爱民成果", "军民共建成效", "存在的问题"], 4
    )
    if dice.random() < 0.5:
        sheet.turn()
        sheet.put("目　录", at="centre", size=22)
        for number, name in enumerate(names, 1):
            sheet.put(f"{number}. {name}{'.' * 20}{number * 3}")
    form = dice.choice(["{}", "第{n}部分　{}", "{n}、{}"])
    for number, name in enumerate(names):
        sheet.turn()
        sheet.put(form.format(name, n="一二三四"[number]), at="centre", size=22)
        body(sheet, made, dice.randrange(2, 8))
        if dice.random() < 0.2:
            _photograph(sheet, made)
    return sheet


def _photograph(sheet: Sheet, made: Invented) -> None:
    sheet.turn()
    sheet.skip(12)
    sheet.put(f"图{sheet.dice.randrange(1, 9)}：{made.written()}，县领导走访慰问驻县部队官兵", at="centre", size=12)
    sheet.turn()


HARD: tuple[Paper, ...] = (with_attachments, passed_on, issued, long_minutes, long_roster, chaptered)


def plain(dice: random.Random) -> Sheet:
    """Compose one of the describing benchmark's documents."""
    return dice.choice(PLAIN)(dice)[0]


def _head(sheet: Sheet, made: Invented, name: str) -> None:
    size = 34.0 if len(name) < 13 else 25.0
    sheet.put(f"{name}文件", at="centre", size=size, ink=Ink.RED)
    sheet.skip(1)
    sheet.put(made.number(), at="centre", use="number")
    sheet.skip(1)


def _rows(sheet: Sheet, made: Invented, count: int, *, again: bool) -> None:
    """Set a table; `again` repeats its heading row on every page."""
    head = "序号\t姓名\t单位\t金额"
    sheet.put(head, region=Region.TABLE)
    for number in range(1, count):
        pages = len(sheet.pages)
        row = f"{number}\t{sheet.dice.choice(NAMES)}\t{made.county[:2]}镇\t{sheet.dice.randrange(1, 9) * 100}"
        sheet.put(row, region=Region.TABLE)
        if again and len(sheet.pages) > pages:
            sheet.pages[-1].insert(0, replace(sheet.pages[-1][0], text=head, top=sheet.pages[-1][0].top - 29.0))


def roughened(stack: Stack, dice: random.Random) -> Stack:
    """Return a stack as a poor black-and-white scan of it would be read: no ink told, slips, lines lost or uneven."""
    pages = [
        replace(page, lines=tuple(_rough(line, dice) for line in page.lines if dice.random() > 0.03))
        for page in stack.pages
    ]
    return replace(stack, pages=tuple(pages))


def _rough(line: Line, dice: random.Random) -> Line:
    slips = "".join(dice.choice("口日人土十一") if dice.random() < 0.02 else character for character in line.text)
    box = line.box
    if box:
        height = box.height * dice.uniform(0.85, 1.15)
        box = replace(box, bottom=box.top + height, left=box.left + dice.uniform(-4, 4))
    return replace(line, text=slips, ink=Ink.BLACK, box=box)


def compose(dice: random.Random, papers: Sequence[Paper], *, wrapped: bool = False) -> Stack:
    """Return a stack of these documents as OCR reads it; `wrapped` puts an archivist's pages round them."""
    pages: list[Page] = []
    beginnings: set[int] = set()
    stamped, blank_backs = dice.random() < 0.25, dice.random() < 0.15
    if wrapped:
        pages += _as_read(dice, [cover(dice)])
        if dice.random() < 0.7:
            pages += _as_read(dice, [contents(dice)])
    for number, paper in enumerate(papers, 1):
        sheet = paper(dice)
        if stamped:
            stamp(sheet, number)
        if dice.random() < 0.5:
            number_pages(sheet)
        if pages:
            beginnings.add(len(pages) + 1)
        pages += _as_readers_do(sheet)
        if dice.random() < (0.5 if blank_backs else 0.05):
            pages.append(_blank())
    if wrapped and dice.random() < 0.8:
        beginnings.add(len(pages) + 1)
        pages += _as_read(dice, [note_sheet(dice)])
    return Stack(tuple(replace(page, number=place) for place, page in enumerate(pages, 1)), frozenset(beginnings))


def _as_read(dice: random.Random, rows: Sequence[Sequence[Set]]) -> tuple[Page, ...]:
    sheet = Sheet(dice)
    sheet.pages = [list(page) for page in rows]
    return _as_readers_do(sheet)


def _as_readers_do(sheet: Sheet) -> tuple[Page, ...]:
    """Return the sheet's pages as OCR gives them, with the page numbers marked."""
    area = Box(left=0.0, top=0.0, right=WIDTH, bottom=HEIGHT)
    return tuple(replace(page, lines=page_numbers.marked(page.lines, area)) for page in read(sheet, Source.OCR))


def _blank() -> Page:
    return Page(number=1, width=WIDTH, height=HEIGHT, source=Source.OCR, lines=(), blank=True)
