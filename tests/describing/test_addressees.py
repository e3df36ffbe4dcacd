"""Whom a document is sent to: what stands before the colon below the title, and nothing else."""

import pytest

from catalog.fields import addressee

from .sheets import LEFT, LETTER, prose, put, read, scanned, typed

TITLE = put("关于做好走访慰问工作的通知", 200, size=22)
TEXT = [prose("根据上级要求，现将有关事项通知如下。", 300), prose("一、提高认识。", 330)]


def addressed(text: str) -> str | None:
    """Return whom a typed record is addressed to."""
    seen = read(typed(text)).addressee
    return seen.value if seen else None


def test_the_addressee_is_what_stands_before_the_colon() -> None:
    """Not the bodies that get a copy."""
    assert addressed(LETTER) == "各镇人民政府，县级各部门"


@pytest.mark.parametrize(
    "line",
    [
        "青溪县财政局",
        "青溪县财政局、民政局，县人民武装部",
        "各成员单位",
        "各镇党委、政府，县直各部门，驻县各部队",
        "县双拥工作领导小组各成员单位",
        "各镇（街道）双拥工作领导小组",
        "市委、市政府",
        "各镇党委、街道党工委，县级各部门党委（党组）",
        "各省、自治区、直辖市信用建设牵头部门，国家税务总局各省、自治区、直辖市税务局，联席会议成员单位办公厅（室）",
    ],
)
def test_bodies_by_name_and_by_kind_are_addressees(line: str) -> None:
    """With the signs between them as printed."""
    assert addressed(f"关于开展活动的通知\n{line}：\n现将有关事项通知如下。") == line


@pytest.mark.parametrize(
    "line", ["同志们", "王建军同志", "尊敬的各位领导、战友们", "现将有关事项通知如下", "各位代表", "青年朋友们", "附件"]
)
def test_persons_audiences_and_openings_are_none(line: str) -> None:
    """A speech greets; a text announces."""
    assert addressed(f"关于开展活动的通知\n{line}：\n我们要进一步做好工作。") is None


def test_an_addressee_over_several_lines_is_one() -> None:
    """Flush lines up to the colon; half-width signs that were read are print's full-width ones."""
    rows = [
        put("青溪县人民政府办公室、青溪县退役军人事务局,青溪县人", 250, left=LEFT),
        put("民武装部，各镇人民政府:", 275, left=LEFT),
    ]
    seen = read(scanned([TITLE, *rows, *TEXT])).addressee
    assert seen is not None
    assert seen.value == "青溪县人民政府办公室、青溪县退役军人事务局，青溪县人民武装部，各镇人民政府"
    assert (seen.place.page, seen.place.line) == (1, 1) if seen.place else False


def test_a_colon_that_had_no_room_on_its_line_still_ends_the_addressee() -> None:
    """Alone at the left edge of the next."""
    assert (
        addressed("关于开展活动的通知\n各镇人民政府，县级各部门\n：\n现将有关事项通知如下。")
        == "各镇人民政府，县级各部门"
    )


def test_an_indented_line_with_a_colon_is_text() -> None:
    """Addressees begin at the left edge."""
    indented = put("青溪县财政局：", 250, left=LEFT + 32)
    assert read(scanned([TITLE, indented, *TEXT, prose("各单位要落实。", 360, indent=False)])).addressee is None


def test_a_document_without_addressee_has_none() -> None:
    """Announcements and orders."""
    assert addressed("青溪县人民政府公告\n第2号\n现予公布：\n青溪县人民政府\n2022年7月8日") is None


def test_a_printed_addressee_reads_back() -> None:
    """parse(format(x) + colon) is x."""
    printed = "各镇人民政府，县级各部门"
    assert addressee.parse(addressee.format(printed) + "：") == printed
    assert addressee.parse(printed) is None
