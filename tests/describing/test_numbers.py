"""Document numbers: the record's own, in one form, from its head alone."""

import pytest

from catalog.fields import number
from ocr.page import Ink

from .sheets import LETTER, issuers, prose, put, read, scanned, title, typed
from .sheets import number as numbered


@pytest.mark.parametrize(
    "printed",
    [
        "青双办〔2022〕7号",
        "青双办[2022]7号",
        "青双办（2022）7号",
        "青双办(2022)7号",
        "青双办〔2022）7号",
        "青双办【2022】7号",
        "青双办〈2022〉7号",
        "青双办［２０２２］７号",
        "青 双 办 〔 2022 〕 7 号",
        "青双办〔2O22〕7号",
        "青双办〔2022〕7弓",
        "青双办2022〕7号",
        "青双办〔20227号",
        "青双办〔2022]〕7号",
        "青双办〔2022年〕7号",
        "文号：青双办〔2022〕7号",
        "青双办〔2022〕7号　　签发人：李国华",
        "青双办〔2022〕7号签签发人：李国华",
    ],
)
def test_whatever_brackets_and_slips_a_number_has_it_comes_out_in_one_form(printed: str) -> None:
    """OCR mixes brackets, reads 0 as O, 号 as 弓, and drops a bracket."""
    assert number.parse(printed) == "青双办〔2022〕7号"


@pytest.mark.parametrize(
    ("printed", "wanted", "year"),
    [
        ("青武〔2020〕十五号", "青武〔2020〕十五号", 2020),
        ("青武（二〇二〇）二十号", "青武〔二〇二〇〕二十号", 2020),
        ("（八三）青民字第七号", "〔八三〕青民字第七号", None),
        ("[1985]青民字第12号", "〔1985〕青民字第12号", 1985),
    ],
)
def test_a_number_spelled_out_is_read_as_printed(printed: str, wanted: str, year: int | None) -> None:
    """Nothing is added to a year of two figures."""
    assert number.parse(printed) == wanted
    assert number.year(wanted) == year
    pages = scanned(
        [
            put("青溪县人民武装部文件", 80, size=30, ink=Ink.RED),
            put(printed, 146),
            put("关于表彰先进单位的决定", 203, size=22),
            prose("各镇人民武装部：", 280, indent=False),
        ]
    )
    assert numbered(pages) == wanted
    assert title(pages) == "关于表彰先进单位的决定"


def test_a_number_with_no_bracket_left_is_read_where_nothing_else_can_be_meant() -> None:
    """The year can only be the four figures after the code."""
    assert number.parse("青双办202212号") == "青双办〔2022〕12号"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "根据青双办〔2022〕7号文件",
        "关于青双办〔2022〕7号的说明",
        "收文〔2022〕118号",
        "2022年7月8日",
        "联系电话0912-8222222号",
        "青双办〔2022〕0号",
        "青双办〔22〕7号",
        "青双办〔二二〕七号",
        "青双办2022七号",
        "青双办〔2022〕〇号",
        "解放路202号",
        "第七条",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    """Citations, received-stamp numbers, street numbers."""
    assert number.parse(text) is None


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("第3期", "第3期"),
        ("第１２期", "第12期"),
        ("（第3期）", "第3期"),
        ("第十二期", "第十二期"),
        ("第3期（总第45期）", "第3期"),
        ("[2023]第3期", "〔2023〕第3期"),
        ("2023年第3期", "2023年第3期"),
        ("双拥工作简报第3期", "第3期"),
        ("〔2023〕参动字第012号", "〔2023〕参动字第012号"),
    ],
)
def test_issue_numbers_of_minutes_and_bulletins_stay_as_they_count(printed: str, wanted: str) -> None:
    """GB/T 9704-2012 10.3."""
    assert number.parse(printed) == wanted


@pytest.mark.parametrize("broken", ["〔〕第3期", "2023第3期", "〔2023〕", "年第3期"])
def test_half_an_issue_number_is_none(broken: str) -> None:
    """A bracket without a year says nothing."""
    assert number.parse(broken) is None


def test_only_the_number_in_the_head_counts_not_one_that_the_text_cites() -> None:
    """The body cites 市双拥〔2022〕3号."""
    assert numbered(typed(LETTER)) == "青双办〔2022〕7号"


def test_a_document_without_a_number_gets_none_however_many_it_cites() -> None:
    """A plan that quotes a superior's number on a line of its own."""
    text = "青溪县2022年双拥工作计划\n根据上级要求，制定本计划，依据是\n市双拥〔2022〕3号\n文件。"
    assert numbered(typed(text)) is None


def test_a_number_below_the_title_of_a_web_page_is_found() -> None:
    """Web pages print title, number, addressee."""
    text = "青溪县人民政府关于加强军人优待的意见\n青政发〔2022〕9号\n各镇人民政府：\n为加强军人优待，提出如下意见。"
    assert numbered(typed(text)) == "青政发〔2022〕9号"


def test_a_number_in_brackets_below_the_title_is_the_documents_own() -> None:
    """（青政发〔2022〕9号） right below the title."""
    text = "青溪县军人优待实施办法\n（青政发〔2022〕9号）\n第一条 为了做好军人优待工作，制定本办法。"
    assert numbered(typed(text)) == "青政发〔2022〕9号"


def test_a_number_read_in_two_pieces_is_put_together() -> None:
    """The engine found a gap where there is none."""
    pages = scanned(
        [
            put("青溪县财政局文件", 110, size=34, ink=Ink.RED),
            put("青财", 190, left=230),
            put("行〔2021〕15号", 190.5, left=266),
            put("关于下达优抚补助经费的通知", 250, size=22),
            prose("各镇人民政府：", 300, indent=False),
            prose("现将经费下达给你们。", 330),
        ]
    )
    assert numbered(pages) == "青财行〔2021〕15号"


def test_a_number_broken_over_two_lines_is_put_together() -> None:
    """Without positions, the second line alone is no number."""
    text = "青溪县财政局文件\n青财行\n〔2021〕15号\n关于下达优抚补助经费的通知\n各镇人民政府：\n现下达经费。"
    assert numbered(typed(text)) in {"青财行〔2021〕15号", "〔2021〕15号"}


def test_orders_have_a_number_of_their_own_kind_and_only_under_the_head_of_an_order() -> None:
    """GB/T 9704-2012 10.2."""
    order = "青溪县人民政府令\n第12号\n《青溪县军人优待办法》已经审议通过，现予公布。\n县长 李国华\n2022年8月1日"
    assert numbered(typed(order)) == "第12号"
    assert numbered(typed(order.replace("人民政府令", "双拥工作总结"))) is None


def test_announcements_count_like_orders_with_or_without_the_year() -> None:
    """2022年第5号 below the head, 第123号 behind it."""
    text = "青溪县税务局公告\n2022年第5号\n关于优化纳税服务的公告\n现公告如下。\n青溪县税务局\n2022年2月8日"
    assert numbered(typed(text)) == "2022年第5号"
    assert issuers(typed(text)) == ["青溪县税务局"]
    row = "青溪县农业农村局公告第123号\n现将有关事项公布如下。\n2022年2月8日"
    assert (numbered(typed(row)), issuers(typed(row))) == ("第123号", ["青溪县农业农村局"])


def test_a_label_gives_the_number_of_a_voucher_without_a_year() -> None:
    """拨款文号：青财拨字第0719号."""
    text = (
        "青溪县财政局资金拨付通知单\n拨款文号：青财拨字第0719号　日期：2022年7月19日\n收款单位\t金额\n县双拥办\t50000"
    )
    assert numbered(typed(text)) == "青财拨字第0719号"


def test_a_web_pages_particulars_give_the_number() -> None:
    """发文字号 stands among other labels."""
    text = "索引号：611/2022-0012　发文机关：青溪县人民政府\n发文字号：青政发〔2022〕9号　成文日期：2022年5月6日\n"
    text += "青溪县人民政府关于加强军人优待的意见\n各镇人民政府：\n为加强军人优待，提出如下意见。"
    assert numbered(typed(text)) == "青政发〔2022〕9号"


def test_a_normal_form_prints_as_itself_and_names_its_year() -> None:
    """`format` adds nothing."""
    assert number.format("青双办〔2022〕7号") == "青双办〔2022〕7号"
    assert [number.year(text) for text in ("青双办〔2022〕7号", "2023年第3期", "第3期")] == [2022, 2023, None]


@pytest.mark.parametrize("between", ["　", "\n", "、"])
def test_a_joint_document_bears_its_first_issuers_number_and_tells_the_others(between: str) -> None:
    """GB/T 9704-2012 7.2.5: the host's number; some print each issuer's."""
    numbers = f"青民〔2022〕7号{between}青财〔2022〕31号"
    seen = read(typed(f"青溪县民政局\n青溪县财政局文件\n{numbers}\n关于发放补助的通知\n各镇：\n请发放。")).doc_number
    assert seen is not None
    assert seen.value == "青民〔2022〕7号"
    assert "青财〔2022〕31号" in seen.note
