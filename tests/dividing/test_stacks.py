"""Where in a scan another document begins: what shows it, what only looks like it, and what belongs to none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import stacks
from catalog.findings import NEW_DOCUMENT, WRAPPER
from ocr.page import Ink, Page, Region
from tests.describing.sheets import put
from tests.dividing.papers import NOTICE, OTHER, foot, head, signed, stack, text, titled


def begun(pages: tuple[Page, ...]) -> list[int]:
    """Return the pages at which another document is seen to begin."""
    return [one.page for one in stacks.find(pages)]


def test_a_new_red_head_with_its_number_begins_another_document() -> None:
    pages = stack(NOTICE, OTHER, text(90, 12), NOTICE)
    assert begun(pages) == [2, 4]
    first = stacks.find(pages)[0]
    assert first.confidence > 0.97
    assert "红头" in first.reason
    assert "青双办〔2022〕9号" in first.reason


def test_a_document_over_several_pages_is_one() -> None:
    assert (
        begun(stack(head("青双办〔2022〕7号", "关于做好走访慰问工作的通知"), text(90, 18, ends=False), text(90, 9)))
        == []
    )


def test_a_black_copy_of_a_letterhead_begins_one_too() -> None:
    copied = [put(line.text, line.box.top, size=line.box.height) for line in OTHER if line.box]
    assert begun(stack(NOTICE, copied)) == [2]


def test_a_title_after_a_signature_begins_one() -> None:
    plan = [*titled("青溪县2022年国防教育工作计划"), *text(150, 10)]
    assert begun(stack(NOTICE, plan)) == [2]


def test_a_printed_page_number_that_begins_anew_counts() -> None:
    long = [*text(90, 18), foot(4)]
    fresh = [*titled("青溪县2022年国防教育工作计划"), *text(150, 10), foot(1)]
    assert begun(stack([*text(90, 18), foot(3)], long, fresh)) == [3]


def test_a_page_number_that_runs_on_holds_a_heading_back() -> None:
    chapter = [*titled("青溪县2022年国防教育工作计划"), *text(150, 10), foot(5)]
    assert begun(stack([*text(90, 18), foot(3)], [*text(90, 18), foot(4)], chapter)) == []


@pytest.mark.parametrize("mark", ["附件", "附件1", "附件 2：", "（附件）", "附表一"])
def test_an_attachment_with_a_title_belongs_to_the_document_before(mark: str) -> None:
    attachment = [put(mark, 60, left=79), *titled("青溪县走访慰问任务分解表"), *text(150, 10), *signed()]
    assert begun(stack(NOTICE, attachment)) == []


def test_an_announced_attachment_needs_no_mark() -> None:
    announcing = [*NOTICE[:-2], put("附件：1.青溪县走访慰问任务分解表", 510, left=111), *signed()]
    assert begun(stack(announcing, [*titled("青溪县走访慰问任务分解表"), *text(150, 10)])) == []


def test_what_a_notice_passes_on_belongs_to_it_though_it_has_a_red_head() -> None:
    passing = [*head("青双办〔2022〕7号", "关于转发《关于开展双拥模范单位评选的通知》的通知"), *text(330, 6), *signed()]
    assert begun(stack(passing, OTHER)) == []
    assert begun(stack(passing, OTHER, text(90, 9), NOTICE)) == [4]


def test_a_plan_that_a_notice_issues_belongs_to_it() -> None:
    issuing = [*head("青双办〔2022〕7号", "关于印发《青溪县国防教育实施方案》的通知"), *text(330, 6), *signed()]
    assert begun(stack(issuing, [*titled("青溪县国防教育实施方案"), *text(150, 12)])) == []


def test_a_roster_over_several_pages_is_one_though_its_heading_comes_again() -> None:
    rows = [put(f"{n}\t王小明\t城关镇\t500", 150 + 28 * n, left=79, region=Region.TABLE) for n in range(1, 15)]
    heading = put("序号\t姓名\t单位\t金额", 140, left=79, region=Region.TABLE)
    first = [*titled("青溪县2022年慰问金发放花名册"), heading, *rows]
    assert begun(stack(first, [heading, *rows], first, rows)) == []


def test_minutes_with_many_dates_are_one() -> None:
    matter = [*text(90, 4), put("2022年3月4日", 240, left=360), *text(280, 4), put("2022年5月6日", 460, left=360)]
    minutes = [
        put("会议纪要", 90, size=40, ink=Ink.RED),
        put("第3期", 160),
        *titled("全体会议纪要", top=220),
        *text(280, 8),
    ]
    assert begun(stack(minutes, [*matter, *text(500, 4)], [*matter, *text(500, 4)])) == []


@pytest.mark.parametrize(
    "rows",
    [("J001\t2022\t0007", "办公室\t30年\t5"), ("全宗号 J001 年度 2022 件号 0007", "机构 办公室 保管期限 30年 页数 5")],
)
def test_the_stamp_of_an_archive_stands_on_a_first_page(rows: tuple[str, str]) -> None:
    stamp = [put(row, 30 + 24 * place, left=300, size=12, ink=Ink.RED) for place, row in enumerate(rows)]
    stamped = [*stamp, *text(120, 12)]
    assert begun(stack(text(90, 18), stamped)) == [2]
    assert "归档章" in stacks.find(stack([*NOTICE], [*stamp, *OTHER[1:]]))[0].reason


def test_a_stamped_document_goes_on_over_pages_without_a_stamp() -> None:
    stamp = [put("J001\t2022\t0007", 30, left=300, size=12), put("办公室\t30年\t5", 54, left=300, size=12)]
    assert begun(stack([*stamp, *NOTICE], [*titled("青溪县任务清单"), *text(150, 10)])) == []


def test_blank_pages_belong_to_the_document_before() -> None:
    assert begun(stack(NOTICE, [], OTHER, [], text(90, 9))) == [3]


@pytest.mark.parametrize("name", ["卷内备考表", "备考表", "卷内文件目录", "归档文件目录"])
def test_an_archivists_page_belongs_to_no_document(name: str) -> None:
    page = [*titled(name), put("本卷情况说明：无", 200, left=79), put("立卷人：王芳", 500, left=79)]
    pages = stack(NOTICE, page, OTHER)
    assert begun(pages) == [2, 3]
    told = stacks.check(pages)
    assert [(one.code, one.page) for one in told] == [(NEW_DOCUMENT.code, 2), (NEW_DOCUMENT.code, 3), (WRAPPER.code, 2)]


def test_the_cover_of_a_volume_belongs_to_no_document() -> None:
    rows = ("全宗名称：青溪县双拥办", "案卷题名：双拥工作材料", "保管期限：30年", "归档号：12")
    cover = [put(row, 120 + 90 * place, left=100, size=18) for place, row in enumerate(rows)]
    assert begun(stack(cover, NOTICE)) == [2]


def test_the_contents_of_a_report_are_no_archivists_page() -> None:
    contents = [*titled("目　录"), *[put(f"{n}.组织领导情况……{n}", 150 + 30 * n, left=79) for n in range(1, 6)]]
    assert begun(stack([*titled("青溪县创建工作汇报", top=300)], contents, text(90, 12))) == []


def test_what_a_clerk_declined_is_not_proposed_again() -> None:
    pages = stack(NOTICE, OTHER, NOTICE)
    assert [one.page for one in stacks.find(pages, declined={2})] == [3]
    assert NEW_DOCUMENT.code not in {one.code for one in stacks.check(pages, declined={2, 3})}


def test_one_page_is_no_stack() -> None:
    assert stacks.find(stack(NOTICE)) == ()
    assert stacks.check(stack(NOTICE)) == ()


SHEETS = st.lists(
    st.sampled_from([NOTICE, OTHER, text(90, 18), [], titled("卷内备考表"), [*titled("工作计划"), *text(150, 6)]]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(sheets=SHEETS)
def test_a_beginning_is_a_page_of_the_scan_and_never_its_first(sheets: list[list[object]]) -> None:
    pages = stack(*sheets)  # type: ignore[arg-type]
    found = stacks.find(pages)
    assert [one.page for one in found] == sorted({one.page for one in found})
    assert all(1 < one.page <= len(pages) and stacks.LEAST <= one.confidence <= 1 and one.reason for one in found)
    assert all(not pages[one.page - 1].blank for one in found)
