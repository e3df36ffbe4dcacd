"""Evidence years: the year that the record proves, from the surest thing that names it."""

import pytest

from catalog.describe import describe
from catalog.fields import year
from catalog.record import Seen

from .sheets import APRIL_TO_MARCH, CALENDAR, LETTER, Year, typed

BODY = "\n今年以来，全县双拥工作取得了显著成绩。"


def seen(text: str, source_name: str = "扫描.pdf", years: tuple[Year, ...] = CALENDAR) -> Seen[str] | None:
    """Return the evidence year of a typed record."""
    return describe(typed(text), source_name=source_name, years=years)[0].year


def name(text: str, source_name: str = "扫描.pdf", years: tuple[Year, ...] = CALENDAR) -> str | None:
    """Return its name."""
    found = seen(text, source_name, years)
    return found.value if found else None


def codes(text: str, source_name: str = "扫描.pdf", years: tuple[Year, ...] = CALENDAR) -> set[str]:
    """Return the codes of its findings."""
    return {finding.code for finding in describe(typed(text), source_name=source_name, years=years)[1]}


def test_the_year_that_the_title_names_goes_before_the_date() -> None:
    """A summary of 2022 made in January 2023 proves 2022."""
    text = f"青溪县2022年度双拥工作总结{BODY}\n青溪县双拥工作领导小组办公室\n2023年1月10日"
    assert name(text) == "2022"
    assert name(text.replace("2022年度", "二〇二二年度")) == "2022"


@pytest.mark.parametrize(
    ("signed", "wanted"), [("二〇二二年十一月", "2022"), ("2021年3月", "2021"), ("二〇二二年十三月", None)]
)
def test_a_month_below_the_signature_proves_its_year_and_no_day(signed: str, wanted: str | None) -> None:
    """Before the year of the number; a month that the text speaks of proves nothing."""
    text = f"关于创建工作的自查报告{BODY}\n中共青溪县委　青溪县人民政府\n{signed}"
    described, findings = describe(typed(text), source_name="扫描.pdf", years=CALENDAR)
    assert (described.year.value if described.year else None) == wanted
    assert described.issue_date is None
    assert "D011" in {finding.code for finding in findings}
    assert name(f"关于创建工作的自查报告\n2022年11月\n{BODY * 6}\n完成了各项任务。") == "2022"
    assert name(f"关于创建工作的自查报告{BODY}\n2022年11月\n{BODY}") is None


@pytest.mark.parametrize(
    ("captions", "wanted"),
    [
        ("2022年1月25日，县领导走访慰问驻县部队官兵", "2022"),
        ("图1：2022年1月25日，县领导走访慰问\n图2：2022年2月3日，座谈会", "2022"),
        ("图为2021年12月30日，座谈会现场\n2022年1月4日，走访现场", None),
        ("座谈会现场", None),
    ],
)
def test_the_days_with_which_captions_begin_prove_the_year_of_photographs(captions: str, wanted: str | None) -> None:
    """Where they agree; running text that begins with a day is no caption."""
    assert name(f"走访慰问活动照片\n{captions}") == wanted
    prose = "\n".join(["2022年1月25日，我县召开会议。", *(BODY.strip() for _ in range(5))])
    assert name(f"双拥工作学习材料\n{prose}") is None


def test_a_title_of_several_years_leaves_it_to_the_date() -> None:
    """A range, or a summary and a plan."""
    for heading in ("青溪县2020—2023年双拥工作规划", "青溪县2021年总结和2022年工作计划"):
        assert name(f"{heading}{BODY}\n青溪县双拥工作领导小组办公室\n2021年3月1日") == "2021"


def test_the_number_tells_the_year_where_no_date_was_read() -> None:
    """Less surely than a date."""
    text = LETTER.replace("2022年7月8日\n", "").replace("做好2022年“八一”", "做好“八一”")
    assert name(text) == "2022"


def test_folder_and_file_name_tell_the_year_last_and_the_note_says_so() -> None:
    """The nearest name first, a camera's date among them."""
    text = f"青溪县双拥工作情况{BODY}"
    found = seen(text, "2021/走访慰问/材料.docx")
    assert found is not None
    assert (found.value, found.place, found.note) == ("2021", None, "取自文件夹名“2021”")
    assert name(text, "2021/走访/2022年材料.docx") == "2022"
    assert name(text, "走访/IMG_20230801_1.jpg") == "2023"
    assert name(text, "走访/扫描20230899.jpg") is None
    assert name(text, "走访/2020-2023汇总.docx") is None
    assert name(text, "电话13920224567.docx") is None


def test_years_that_are_no_calendar_years_are_told_by_the_date() -> None:
    """2021 lies in two of them."""
    text = f"青溪县2021年双拥工作总结{BODY}"
    dated = f"{text}\n青溪县双拥工作领导小组办公室\n2022年1月10日"
    assert name(dated, years=APRIL_TO_MARCH) == "第3年度"
    assert name(text, years=APRIL_TO_MARCH) is None
    assert "D008" in codes(text, years=APRIL_TO_MARCH)
    assert name(text, "第2年度/总结.docx", APRIL_TO_MARCH) == "第2年度"


def test_a_title_year_outside_all_evidence_years_proves_none_of_them() -> None:
    """Even when the date lies inside."""
    text = f"青溪县2019年双拥工作总结{BODY}\n青溪县双拥工作领导小组办公室\n2020年1月10日"
    assert name(text) is None
    assert "D007" in codes(text)


def test_without_evidence_years_nothing_is_said() -> None:
    """A standard may have none."""
    assert name(LETTER, years=()) is None
    assert "D007" not in codes(LETTER, years=())


def test_no_hint_no_year_no_complaint() -> None:
    """Nothing names a year."""
    assert codes(f"青溪县双拥工作情况汇报{BODY}") == set()


@pytest.mark.parametrize("calendar", [1999, 2023])
def test_a_year_reads_back(calendar: int) -> None:
    """As a title names it."""
    assert year.parse(year.format(calendar)) == (calendar,)
