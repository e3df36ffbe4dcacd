"""Two readings of one paper differ by slips; two papers of one series say their figures and names otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from catalog import wording
from catalog.wording import Wording

TEXT = "县双拥办定于七月下旬走访慰问驻军部队和优抚对象共走访一百二十六人每人发放慰问金五百元"
ROWS = (
    "一、慰问时间为7月25日至7月30日，由县级领导带队，分31个组进行",
    "二、教育部门就近就便安排军人子女入学，全年安置126人次",
    "三、每户发放慰问金500元，所需经费63337元从专项经费中列支",
    "四、医疗机构设立军人优先窗口，优先挂号、取药，全年服务337人",
    "五、烈士纪念设施日常管护由所在镇负责，清明节前后组织祭扫18场",
    "六、营区道路维修和训练场地平整于11月底前完工，投资990万元",
    "七、法院畅通涉军维权绿色通道，及时受理涉及军属的案件45件",
    "八、文化部门为部队送电影不少于64场次，协助办好军营图书室",
)
ANY_LINES = st.lists(st.text(max_size=30), max_size=8).map(lambda lines: Wording(tuple(map(wording.form, lines))))


def of(*lines: str) -> Wording:
    """Return the wording of lines."""
    return Wording(tuple(map(wording.form, lines)))


def test_other_line_breaks_signs_and_widths_make_no_difference() -> None:
    """Other line breaks, signs and widths make no difference."""
    found = wording.compare(of("慰问金１,０００元，", "共１２户。"), of("慰问金1000", "元共12户"))
    assert (found.same, found.figures, found.words, found.slips) == (1.0, (), (), 0.0)


def test_a_misread_character_is_a_slip() -> None:
    """A misread character is a slip, and no word that is said differently."""
    found = wording.compare(of(TEXT), of(TEXT.replace("慰问驻军", "慰间驻军")))
    assert (found.words, found.figures) == ((), ())
    assert found.slips == 1 / len(TEXT)


def test_another_figure_and_another_name_are_told() -> None:
    """Another figure and another name are told, side by side."""
    found = wording.compare(of(TEXT, "王建国领取500元"), of(TEXT, "李秀英领取800元"))
    assert (found.words, found.figures) == ((("王建国", "李秀英"),), (("500", "800"),))


def test_what_one_paper_says_alone_is_a_passage_of_its_own() -> None:
    """What one paper says alone is a passage of its own and takes nothing from what both share."""
    whole = of(*ROWS)
    found = wording.compare(whole, of(*ROWS[:4]))
    assert found.own > 0.4
    assert (found.others, found.same, found.figures) == (0.0, 1.0, ())


def test_lines_in_another_order_are_still_the_same() -> None:
    """Lines in another order are still the same text with the same figures."""
    found = wording.compare(of(*ROWS), of(*ROWS[4:], *ROWS[:4]))
    assert found.same > 0.95
    assert (found.figures, found.words) == ((), ())
    assert found.equal > 6


def test_figures_that_differ_are_found_in_another_order_of_lines_too() -> None:
    """Figures that differ are found in another order of lines too."""
    found = wording.compare(of(*ROWS), of(*(row.replace("337人", "901人") for row in (*ROWS[4:], *ROWS[:4]))))
    assert found.figures == (("337", "901"),)


@given(ANY_LINES, ANY_LINES)
def test_any_two_texts_can_be_compared(one: Wording, other: Wording) -> None:
    """Any two texts can be compared, and the shares are shares."""
    found = wording.compare(one, other)
    assert all(0 <= share <= 1 for share in (found.same, found.own, found.others))


@given(ANY_LINES)
def test_a_text_does_not_differ_from_itself(one: Wording) -> None:
    """A text does not differ from itself."""
    found = wording.compare(one, one)
    assert (found.figures, found.words, found.own, found.others, found.slips) == ((), (), 0.0, 0.0, 0.0)


def test_rows_of_one_print_sorted_anew_say_no_figure_differently() -> None:
    """Rows of one print that are sorted anew say no figure differently; one that is another is told."""
    rows = [f"在乡复员军人优抚对象编号{at * 17}发放春节慰问金及慰问品折合{at * 137}元" for at in range(1, 9)]
    swapped = [*rows[1:4], rows[0], *rows[4:]]
    assert wording.compare(of(*rows), of(*swapped)).figures == ()
    told = wording.compare(of(*rows), of(*(row.replace("685元", "921元") for row in swapped))).figures
    assert any("685" in pair or "921" in pair for pair in told)
    assert len(told) < 4
