"""Pages as readers give them, written down briefly for the tests of describing."""

from dataclasses import dataclass
from datetime import date

from catalog.describe import describe
from catalog.fields.parts import Parts, divide
from catalog.record import Description
from ocr.finding import Finding
from ocr.page import Box, Ink, Line, Page, Region, Source

WIDTH, HEIGHT = 595.0, 842.0
LEFT, BODY = 79.0, 16.0


@dataclass(frozen=True)
class Year:
    """An evidence year."""

    name: str
    start: date
    end: date


CALENDAR = tuple(Year(str(year), date(year, 1, 1), date(year, 12, 31)) for year in range(2020, 2024))
APRIL_TO_MARCH = tuple(
    Year(f"第{index}年度", date(year, 4, 1), date(year + 1, 3, 31)) for index, year in enumerate(range(2019, 2023), 1)
)


def typed(text: str, *, images: int = 0) -> tuple[Page, ...]:
    """Return a Word file's page: a paragraph a line, no places; a page for each form feed."""
    return tuple(
        Page(
            number=number,
            width=WIDTH,
            height=HEIGHT,
            source=Source.DOCUMENT,
            lines=tuple(Line(text=row) for row in sheet.strip("\n").split("\n")),
            images=images,
        )
        for number, sheet in enumerate(text.split("\f"), 1)
    )


def put(  # noqa: PLR0913 - a printed line has that many sides
    text: str,
    top: float,
    *,
    left: float | None = None,
    size: float = BODY,
    ink: Ink = Ink.BLACK,
    confidence: float = 0.99,
    region: Region = Region.BODY,
) -> Line:
    """Return a printed line: centred unless its left edge is given."""
    width = sum(0.5 if ord(c) < 0x2E80 else 1.0 for c in text) * size
    start = (WIDTH - width) / 2 if left is None else left
    box = Box(left=start, top=top, right=start + width, bottom=top + size)
    return Line(text=text, box=box, ink=ink, confidence=confidence, region=region)


def prose(text: str, top: float, *, indent: bool = True) -> Line:
    """Return a line of body text."""
    return put(text, top, left=LEFT + (2 * BODY if indent else 0))


def scanned(*pages: list[Line], images: int = 0) -> tuple[Page, ...]:
    """Return scanned pages of these lines."""
    return tuple(
        Page(number=number, width=WIDTH, height=HEIGHT, source=Source.OCR, lines=tuple(lines), images=images)
        for number, lines in enumerate(pages, 1)
    )


def parts(text: str) -> Parts:
    """Return a typed record divided."""
    return divide(typed(text))


def read(pages: tuple[Page, ...], *, source_name: str = "扫描.pdf") -> Description:
    """Return the description of a record for calendar years 2020 to 2023."""
    return told(pages, source_name=source_name)[0]


def told(pages: tuple[Page, ...], *, source_name: str = "扫描.pdf") -> tuple[Description, tuple[Finding, ...]]:
    """Return the description and the findings."""
    return describe(pages, source_name=source_name, years=CALENDAR)


def codes(pages: tuple[Page, ...]) -> set[str]:
    """Return the codes of the findings."""
    return {finding.code for finding in told(pages)[1]}


def title(pages: tuple[Page, ...]) -> str | None:
    """Return the title that was read."""
    seen = read(pages).title
    return seen.value if seen else None


def number(pages: tuple[Page, ...]) -> str | None:
    """Return the document number that was read."""
    seen = read(pages).doc_number
    return seen.value if seen else None


def issuers(pages: tuple[Page, ...]) -> list[str]:
    """Return the issuers that were read, in order."""
    return [seen.value for seen in read(pages).issuers]


def day(pages: tuple[Page, ...]) -> date | None:
    """Return the issue date that was read."""
    seen = read(pages).issue_date
    return seen.value if seen else None


LETTER = """青溪县双拥工作领导小组办公室文件
青双办〔2022〕7号
关于做好2022年“八一”走访慰问工作的通知
各镇人民政府，县级各部门：
根据市双拥〔2022〕3号文件要求，现将有关事项通知如下。
请于2022年7月20日前报送方案。
青溪县双拥工作领导小组办公室
2022年7月8日
抄送：市双拥办，青溪县人民武装部。
青溪县双拥工作领导小组办公室2022年7月11日印发"""
"""A red-head document with every trap: a cited number, a deadline, a copy line, a day of printing."""
