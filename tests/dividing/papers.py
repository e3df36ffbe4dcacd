"""Pages of official papers, written down briefly for the tests of stacks and sequences."""

from collections.abc import Sequence
from dataclasses import replace

from ocr.page import Ink, Line, Page, Region
from tests.describing.sheets import prose, put, scanned

COUNTY = "青溪县"
OFFICE = "青溪县双拥工作领导小组办公室"


def text(top: float, rows: int, *, ends: bool = True) -> list[Line]:
    """Return so many full lines of running text; the last ends its sentence or not."""
    words = "各单位要认真落实各项优待政策及时足额发放抚恤补助金帮助解决"
    lines = [prose(words, top + 28.0 * row, indent=row == 0) for row in range(rows)]
    last = "有关情况及时报送。" if ends else words
    return [*lines, prose(last, top + 28.0 * rows, indent=False)]


def head(number: str, title: str, *, office: str = OFFICE) -> list[Line]:
    """Return a red head, a number and a title."""
    return [
        put(f"{office}文件", 90, size=30, ink=Ink.RED), put(number, 160), put(title, 220, size=22),
        put("各镇人民政府，县级各部门：", 290, left=79),
    ]  # fmt: skip


def titled(title: str, *, top: float = 90) -> list[Line]:
    """Return a title alone, set large."""
    return [put(title, top, size=22)]


def signed(day: str = "2022年7月8日", *, office: str = OFFICE, top: float = 560) -> list[Line]:
    """Return a signature."""
    return [put(office, top, left=300), put(day, top + 28, left=360)]


def foot(number: int, *, total: int | None = None) -> Line:
    """Return a printed page number."""
    shown = f"— {number} —" if total is None else f"第{number}页共{total}页"
    return put(shown, 790, size=12, region=Region.PAGE_NUMBER)


def stack(*pages: Sequence[Line]) -> tuple[Page, ...]:
    """Return the pages of a scan; one without lines is blank."""
    return tuple(replace(page, blank=not page.lines) for page in scanned(*[list(lines) for lines in pages]))


NOTICE = [*head("青双办〔2022〕7号", "关于做好走访慰问工作的通知"), *text(330, 6), *signed()]
"""A document of one page."""

OTHER = [*head("青双办〔2022〕9号", "关于开展双拥模范单位评选的通知"), *text(330, 6), *signed("2022年8月2日")]
"""Another one."""
