"""Plain text is read in whatever encoding it is, told which, and never guessed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocr.documents import Limits, Unreadable, inspect, media_type
from ocr.encoding import decode
from ocr.folios import COLUMNS, ROWS, folios, width_of, wrapped
from ocr.page import Line, Region
from tests.reading.making import LIMITS, codes, read_all, texts

NOTICE = "关于做好二〇二三年“八一”期间走访慰问工作的通知\n\n各镇人民政府：\n    请于7月25日前报送名单。\n"
IN_TRADITIONAL = "關於做好八一建軍節期間走訪慰問工作的通知\n各鄉鎮人民政府：\n請於七月二十五日前報送名單。\n"


def stored(path: Path, text: str, encoding: str) -> Path:
    """Write a text in an encoding."""
    path.write_bytes(text.encode(encoding))
    return path


def refused(path: Path) -> str:
    """Return the code of the finding for which a text is refused."""
    with pytest.raises(Unreadable) as stopped:
        inspect(path, LIMITS)
    return stopped.value.finding.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = stored(tmp_path / "a", NOTICE, encoding)
    assert texts(path) == [[line for line in NOTICE.splitlines() if line]]


def test_big5_is_told_from_gb18030_which_accepts_its_bytes(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", IN_TRADITIONAL, "big5")
    assert texts(path) == [IN_TRADITIONAL.splitlines()]
    assert "Big5" in read_all(path)[0].findings[0].message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("张伟\n王芳\n李娜\n刘洋", "gb18030"),
        ("慰问金", "gb18030"),
        ("陳志明\n林美惠\n黃國華", "big5"),
        ("人事行政總處", "big5"),
        ("喆堃玥珺旻昇同志等六人名单公示", "gb18030"),
    ],
)
def test_a_few_characters_tell_their_encoding(text: str, encoding: str) -> None:
    """Lists of names have few of the characters that running text is full of."""
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


def test_what_is_not_utf_8_is_told_by_name(tmp_path: Path) -> None:
    assert codes(read_all(stored(tmp_path / "a", NOTICE, "utf-8"))) == []
    read = read_all(stored(tmp_path / "b", NOTICE, "gb18030"))
    assert codes(read) == ["R150"]
    assert "GB18030" in read[0].findings[0].message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Grüße aus München, schöne Straße über alles", "latin-1"),
        ("Привет мир, это текст на русском языке", "cp1251"),
        ("これは日本語のテキストです。会議の通知について", "shift_jis"),
        ("안녕하세요 이것은 한국어 텍스트입니다 회의 통지", "euc_kr"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_never_guessed(tmp_path: Path, text: str, encoding: str) -> None:
    path = stored(tmp_path / "a", text, encoding)
    assert media_type(path) == "text/plain"
    assert refused(path) == "R020"


def test_half_a_text_in_another_encoding_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(NOTICE.encode("gb18030") + NOTICE.encode("utf-8"))
    assert refused(path) == "R020"


def test_junk_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x02\x1b\x01" + bytes(range(1, 255)))
    assert refused(path) == "R006"


def test_a_long_text_fills_pages_of_so_many_rows(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", "".join(f"第{number}行\n" for number in range(1, 2 * ROWS + 2)), "utf-8")
    read = texts(path)
    assert [len(page) for page in read] == [ROWS, ROWS, 1]
    assert read[2] == [f"第{2 * ROWS + 1}行"]


def test_a_line_that_does_not_end_on_its_page_goes_on_with_the_next(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", "军" * (COLUMNS // 2 * (ROWS + 1)), "utf-8")
    first, second = (one.page.lines for one in read_all(path))
    assert [line.continues for line in (*first, *second)] == [False, True]
    assert sum(len(line.text) for line in (*first, *second)) == COLUMNS // 2 * (ROWS + 1)


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    assert texts(stored(tmp_path / "a", "一\n\f二\n", "utf-8")) == [["一"], ["二"]]


def test_the_marks_of_markdown_headings_are_not_printed(tmp_path: Path) -> None:
    assert texts(stored(tmp_path / "a", "# 总结\n\n## 一、工作\n正文 # 号\n", "utf-8")) == [
        ["总结", "一、工作", "正文 # 号"]
    ]
    assert texts(stored(tmp_path / "b", "正文\n# 号\n", "utf-8")) == [["正文", "# 号"]]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_text_with_as_many_fields_in_every_line_is_a_table(tmp_path: Path, separator: str) -> None:
    rows = [["序号", "姓名", "金额"], ["1", "张三", "500"], ["2", "李四", "800"]]
    path = stored(tmp_path / "a.csv", "\r\n".join(separator.join(row) for row in rows), "gb18030")
    lines = read_all(path)[0].page.lines
    assert [line.text for line in lines] == ["\t".join(row) for row in rows]
    assert {line.region for line in lines} == {Region.TABLE}


def test_a_field_in_quotation_marks_may_hold_what_separates(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.csv", '单位,事项,数\n镇,"一,二",3\n县,"上\n下",4\n', "utf-8")
    assert texts(path) == [["单位\t事项\t数", "镇\t一,二\t3", "县\t上下\t4"]]


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", "One, two, three.\nFour, five.\nSix, seven, eight.\n", "utf-8")
    assert {line.region for line in read_all(path)[0].page.lines} == {Region.BODY}


def test_a_text_with_more_pages_than_allowed_is_refused(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", "行\n" * (3 * ROWS), "utf-8")
    with pytest.raises(Unreadable, match="上限 2 页"):
        inspect(path, Limits(pages=2))
    huge = tmp_path / "b"
    with huge.open("wb") as file:
        file.write(b"text\n")
        file.truncate(17 * 1024 * 1024)
    huge.write_bytes(huge.read_bytes().replace(b"\x00", b"a"))
    assert refused(huge) == "R021"


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=300))
def test_wrapping_loses_nothing(text: str) -> None:
    rows = wrapped(text, 20)
    assert "".join(rows) == text
    assert all(width_of(row.rstrip(" ")) <= 20 for row in rows)


@given(lengths=st.lists(st.integers(min_value=0, max_value=400), max_size=30))
def test_pages_of_text_lose_no_line_and_hold_no_more_rows_than_fit(lengths: list[int]) -> None:
    lines = [Line(text=chr(0x4E00 + place) * length) for place, length in enumerate(lengths)]
    pages = list(folios(lines))
    told = [line for page in pages for line in page]
    assert "".join(line.text for line in told) == "".join(line.text for line in lines)
    assert sum(not line.continues for line in told) == len(lines)
    assert all(sum(len(wrapped(line.text)) for line in page) <= ROWS for page in pages)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_as_text_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    if media_type(path) == "text/plain":
        try:
            assert inspect(path, LIMITS).pages >= 1
        except Unreadable as stopped:
            assert stopped.finding.code == "R020"  # noqa: PT017 - most bytes are read
