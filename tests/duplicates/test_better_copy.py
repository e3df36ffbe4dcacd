"""Of two copies the more complete, the sealed original, the finer scan is suggested, with what speaks for the other."""

from dataclasses import replace
from datetime import timedelta

from catalog.better_copy import Copy, choose
from catalog.record import Description, Record, State
from ocr.finding import Finding, Severity
from ocr.page import Ink, Line, Look, Page, Region, Source
from tests.keeping.made import MOMENT

GREY, COLOUR = Look(pattern="", dpi=200), Look(pattern="", colour=True, dpi=200)
SEAL = Line(text="云岭县双拥办", region=Region.SEAL, ink=Ink.RED)


def copy(number: int, look: Look | None = GREY, *lines: Line, lacks: float = 0.0, pages: int = 1) -> Copy:
    """Return a copy of so many pages that look so, with a line of text and these lines on each."""
    source = Source.OCR if look else Source.DOCUMENT
    text = Line(text="关于走访慰问的通知", confidence=0.95)
    page = Page(number=1, width=595, height=842, source=source, lines=(text, *lines), look=look)
    record = Record(
        id=f"R{number:06}",
        sha256=f"{number}",
        source_name=f"{number}.jpg",
        media_type="image/jpeg",
        received_at=MOMENT + timedelta(minutes=number),
        page_count=pages,
        parts=(),
        description=Description(),
        assignments=(),
        filed_items=(),
        state=State.FILED,
        findings=(),
    )
    return Copy(record=record, pages=(page,) * pages, lacks=lacks)


def chosen(one: Copy, other: Copy) -> tuple[str, str]:
    """Return the better copy, the same both ways round, and the first reason."""
    choice, back = choose(one, other), choose(other, one)
    assert (choice.better, choice.reasons, choice.against) == (back.better, back.reasons, back.against)
    return choice.better, choice.reasons[0]


def test_a_complete_copy_is_better_than_a_sealed_one_of_which_a_page_is_missing() -> None:
    """A complete copy is better than a sealed one of which a page is missing; the seal is told."""
    whole, sealed = copy(2, GREY, pages=3), copy(1, COLOUR, SEAL, pages=2, lacks=0.3)
    assert chosen(whole, sealed) == ("R000002", "内容完整，另一件缺 1 页")
    assert any("印章" in words for words in choose(whole, sealed).against)


def test_a_sealed_scan_is_better_evidence_than_the_word_file() -> None:
    """A sealed scan is better evidence than the Word file that came first."""
    assert chosen(copy(1, None), copy(2, COLOUR, SEAL)) == ("R000002", "有红色印章或红头")


def test_an_original_in_colour_is_better_than_its_copy() -> None:
    """An original in colour is better than its black-and-white copy."""
    assert chosen(copy(1, GREY), copy(2, COLOUR)) == ("R000002", "是彩色的，另一件是黑白")


def test_the_finer_scan_is_better_where_both_resolutions_are_known() -> None:
    """The finer scan is better, where both resolutions are known."""
    fine, unknown = replace(GREY, dpi=300), replace(GREY, dpi=0)
    assert chosen(copy(1), copy(2, fine)) == ("R000002", "分辨率 300 dpi，另一件 200 dpi")
    assert chosen(copy(1, unknown), copy(2, fine))[0] == "R000001"


def test_the_copy_with_fewer_faults_is_better() -> None:
    """The copy with fewer faults of reading is better; what is only remarked does not count."""
    blurred = Finding(code="R127", severity=Severity.WARNING, message="模糊")
    remark = Finding(code="R121", severity=Severity.INFO, message="歪斜")
    first, second = copy(1), copy(2)
    first = replace(first, record=replace(first.record, findings=(blurred,)))
    second = replace(second, record=replace(second.record, findings=(remark, remark)))
    assert chosen(first, second) == ("R000002", "识别和扫描的问题少 1 个")


def test_of_equal_copies_the_earlier_is_kept() -> None:
    """Of equal copies the one that came first is kept."""
    assert chosen(copy(2), copy(1)) == ("R000001", "两件不相上下，这一件先收到")
