"""What the clerk is told about the fields of a record."""

from catalog import findings
from ocr.finding import Kind
from ocr.page import Ink

from .sheets import LETTER, codes, prose, put, read, scanned, told, typed


def test_a_complete_letter_raises_no_finding() -> None:
    """Everything agrees."""
    described, told_findings = told(typed(LETTER))
    assert told_findings == ()
    assert described.year is not None
    assert described.year.value == "2022"


def test_a_missing_title_is_said() -> None:
    """D001; a page without text is another matter: D012."""
    assert "D001" in codes(typed("为进一步做好双拥工作，县委、县政府高度重视。\n一、加强领导。"))
    assert codes(typed("")) == {"D012"}
    assert codes(()) == {"D012"}


def test_number_and_date_of_different_years_are_pointed_out() -> None:
    """D003 names both."""
    pages = typed(LETTER.replace("2022年7月8日", "2021年7月8日"))
    (finding,) = [finding for finding in told(pages)[1] if finding.code == "D003"]
    assert "2022" in finding.message
    assert "2021" in finding.message


def test_a_number_without_an_issuer_is_pointed_out() -> None:
    """D004."""
    assert "D004" in codes(typed("青双办〔2022〕7号\n关于开展活动的通知\n各镇人民政府：\n请认真组织开展。"))


def test_an_impossible_date_is_quoted_and_not_taken() -> None:
    """D006."""
    pages = typed(LETTER.replace("2022年7月8日", "2022年2月30日"))
    (finding,) = [finding for finding in told(pages)[1] if finding.code == "D006"]
    assert "2022年2月30日" in finding.message
    assert read(pages).issue_date is None


def test_a_date_without_its_day_is_pointed_out() -> None:
    """D011."""
    assert "D011" in codes(typed(LETTER.replace("2022年7月8日", "2022年7月")))
    assert "D011" in codes(typed(LETTER.replace("2022年7月8日", "22年7月8日")))


def test_a_field_that_was_read_poorly_is_pointed_out() -> None:
    """D005 for each of them."""
    poor = 0.5
    pages = scanned(
        [
            put("青溪县财政局文件", 110, size=34, ink=Ink.RED, confidence=poor),
            put("青财〔2021〕15号", 190, confidence=poor),
            put("关于下达补助经费的通知", 250, size=22, confidence=poor),
            prose("各镇人民政府：", 330, indent=False),
            prose("现将经费下达给你们。", 360),
            put("青溪县财政局", 420, left=380, confidence=poor),
            put("2021年5月6日", 450, left=380, confidence=poor),
        ]
    )
    messages = [finding.message for finding in told(pages)[1] if finding.code == "D005"]
    assert [message[: message.index("“")] for message in messages] == ["题名", "文号", "责任者", "成文日期"]


def test_no_code_is_used_twice() -> None:
    """And every one begins with D."""
    kinds = [kind for kind in vars(findings).values() if isinstance(kind, Kind)]
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind.code.startswith("D") for kind in kinds)
