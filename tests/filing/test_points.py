"""Filing names the points that a paper would prove, the sentence that decided, and what could not be compared."""

from datetime import date

import pytest

from catalog import sentence
from catalog.filing import suggest
from catalog.record import Place, Seen, Suggestion
from tests.filing.written import evidence, model, page


def first(*lines: str, **described: str | date) -> Suggestion:
    return suggest(evidence(*lines, **described), model())[0]  # type: ignore[arg-type]


def test_the_points_that_want_such_a_paper_are_named() -> None:
    found = first("为官兵送去慰问金。", title="春节走访慰问驻军方案", kind="方案")
    assert "可证明要点“节日走访慰问" in found.reason


def test_a_paper_of_no_wanted_kind_names_no_point() -> None:
    found = first("向驻军部队送去慰问金。", title="春节走访慰问驻军的函", kind="函")
    assert found.item == "12"
    assert "可证明要点" not in found.reason
    assert "没有认出本条要的材料种类" in found.against


def test_the_sentence_that_decided_is_quoted_as_printed_with_page_and_line() -> None:
    found = first("天气晴好。", "发放义务兵家庭优待金，户户满意。随后散会。")
    assert "原句“发放义务兵家庭优待金，户户满意。”（第 1 页第 2 行）" in found.reason


def test_of_a_title_the_whole_title_is_quoted() -> None:
    found = first("送上慰问金。", title="春节走访慰问驻军部队方案")
    assert "原句“春节走访慰问驻军部队方案”（第 1 页第 1 行）" in found.reason


def test_what_was_not_read_is_said_not_to_have_been_compared() -> None:
    found = first("春节前走访慰问驻军部队官兵。")
    assert "未能对照责任单位（没有读出责任者）、材料种类（没有读出文种和题名）、年度（没有读出日期）" in found.against


def test_what_was_read_was_compared() -> None:
    told = {"title": "春节走访慰问驻军部队方案", "issuer": "青石县双拥办", "kind": "方案", "issued": date(2022, 1, 4)}
    assert "未能对照" not in first("送上慰问金。", **told).against


def test_a_date_outside_the_evidence_years_speaks_against_the_paper() -> None:
    found = first("送上慰问金。", title="春节走访慰问驻军部队方案", issued=date(2017, 1, 4))
    assert "成文日期 2017-01-04 不在考评年度内" in found.against


PAGE = page(
    "一、总的情况很好",
    "会议指出，全县各级要把双拥工作放在心上抓在手上，义务兵家",
    "庭优待金要足额发放！会议要求按月调度。",
    number=2,
)


@pytest.mark.parametrize(
    ("line", "words", "said"),
    [
        (0, ["情况"], "一、总的情况很好"),
        (1, ["双拥工作"], "会议指出，全县各级要把双拥工作放在心上抓在手上，义务兵家庭优待金要足额发放！"),
        (2, ["按月调度"], "会议要求按月调度。"),
        (2, [], "会议指出，全县各级要把双拥工作放在心上抓在手上，义务兵家庭优待金要足额发放！"),
    ],
)
def test_a_sentence_runs_over_full_lines_to_its_end(line: int, words: list[str], said: str) -> None:
    assert sentence.find([PAGE], Place(page=2, line=line), words) == said


def test_of_a_long_sentence_the_part_around_the_words_is_shown() -> None:
    long = page("各部门" + "要认真负责地" * 20 + "发放优待金" + "并且及时报告" * 20)
    found = sentence.find([long], Place(page=1, line=0), ["优待金"])
    assert "发放优待金" in found
    assert len(found) <= sentence.LONGEST + 2


def test_a_place_that_is_not_there_gives_no_sentence() -> None:
    assert sentence.find([PAGE], Place(page=1, line=0), []) == ""
    assert sentence.find([PAGE], Place(page=2, line=9), []) == ""


def test_a_title_that_was_corrected_is_quoted_as_it_stands() -> None:
    read = evidence("送上慰问金。", title="春节走访慰问驻军部队方案")
    assert isinstance(read.description.title, Seen)
    assert "方案”" in suggest(read, model())[0].reason
