"""Numbers, scores and years are read in every bracket, width and script that tables have, and never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import table_years
from catalog.items import EvidenceYear
from catalog.table_numbers import Bracketed, bracketed, final_score, folded, leading_number, parse_number, parse_score


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(
            ("12", "12"),
            ("１２", "12"),
            ("12.", "12"),
            ("12、", "12"),
            ("（12）", "12"),
            ("(12)", "12"),
            ("【12】", "12"),
        ),
        *(("⑫", "12"), ("（十二）", "12"), ("十二、", "12"), ("第12条", "12"), ("第十二项", "12"), (" 012 ", "12")),
        *(("一百零三", "103"), ("一百二十", "120"), ("两", "2"), ("1.2", "1.2"), ("1-2", "1-2"), ("㈢", "3")),
        *(("", None), ("甲", None), ("12个", None), ("组织领导", None), ("〇", None)),
    ],
)
def test_an_item_number_reads_in_every_form(written: str, number: str | None) -> None:
    assert parse_number(written) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("3、开会", "3"), ("3.开会", "3"), ("（三）开会", "3"), ("三、开会", "3"), ("③开会", "3"), ("3 开会", "3")),
        *(("第三条 开会", "3"), ("3)开会", "3"), ("3党委开会", "3"), ("12.开会", "12")),
        *(("2023年开会", None), ("3次会议", None), ("10%以上", None), ("开会", None), ("3、", None), ("0.5分", None)),
    ],
)
def test_a_text_is_parted_from_the_number_before_it(text: str, number: str | None) -> None:
    found = leading_number(text)
    assert (found[0] if found else None) == number
    assert found is None or found[1].endswith("会")


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        *(("2", "2"), ("２", "2"), ("0.25", "0.25"), ("２分", "2"), ("（2分）", "2"), ("满分2分", "2"), ("+2", "2")),
        *(
            ("本项2分", "2"),
            ("", None),
            ("2或3", None),
            ("扣2分", None),
            ("-2", None),
            ("每项2分", None),
            ("1-2分", None),
            ("3–5分", None),
        ),
        *(("2。5分", None), ("2,5分", None), ("2分半", None), ("2/3分", None), ("减2分", None), ("共2.5分", "2.5")),
    ],
)
def test_a_cell_holds_one_score_or_none(cell: str, score: str | None) -> None:
    assert parse_score(cell) == (Decimal(score) if score else None)


def test_a_score_at_the_end_of_a_heading_is_parted_from_it() -> None:
    """A year in brackets is no score."""
    assert final_score("组织领导（6分）") == ("组织领导", 6)
    assert final_score("组织领导\n(6)") == ("组织领导", 6)
    assert final_score("按时开会(2011)") == ("按时开会(2011)", None)
    assert final_score("（2分）开会") == ("（2分）开会", None)


def test_scores_in_brackets_cut_a_text_into_its_parts() -> None:
    """What explains how to judge a part stays with it."""
    assert bracketed("登记率96%(15分)，每提高1%加5分；名册清楚（15分）。") == (
        Bracketed(text="登记率96%，每提高1%加5分", score=Decimal(15)),
        Bracketed(text="名册清楚", score=Decimal(15)),
    )
    assert bracketed("开会") == ()


@given(st.text())
def test_folding_keeps_the_length_and_nothing_crashes(text: str) -> None:
    """Places found in the folded text are places in the text."""
    assert len(folded(text)) == len(text)
    parse_number(text)
    parse_score(text)
    leading_number(text)
    final_score(text)
    bracketed(text)
    table_years.find(text)
    table_years.parse(text)
    table_years.inline(text)
    assert len(table_years.without_inline(text)) <= len(text)


@given(st.integers(1, 10**4 - 1))
def test_a_number_stays_what_it_is_in_brackets(number: int) -> None:
    assert parse_number(f"（{number}）") == parse_number(f"第{number}条") == str(number)


def _calendar(*years: int) -> tuple[EvidenceYear, ...]:
    return tuple(EvidenceYear(name=str(year), start=date(year, 1, 1), end=date(year, 12, 31)) for year in years)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("考评年度：2020—2023年", _calendar(2020, 2021, 2022, 2023)),
        ("考核期间为2020年至2022年", _calendar(2020, 2021, 2022)),
        ("2020-2021年度", _calendar(2020, 2021)),
        ("２０２０年度、２０２１年度材料", _calendar(2020, 2021)),
        ("考评单位：  2011年度", _calendar(2011)),
        ("依据2006年4号文件", ()),
        ("2023年8月1日印发", ()),
        ("考核时限2023年至2020年", ()),
    ],
)
def test_evidence_years_are_found_where_a_heading_speaks_of_them(text: str, years: tuple[EvidenceYear, ...]) -> None:
    assert table_years.find(text) == years


@pytest.mark.parametrize(
    "text", ["考评年度：2019年4月—2023年3月", "考核期间2019年4月1日至2023年3月31日", "2019-04..2023-03"]
)
def test_evidence_years_need_not_be_calendar_years(text: str) -> None:
    """Four years from April to March, named after both calendar years."""
    years = table_years.parse(text)
    assert [year.name for year in years] == ["2019-2020", "2020-2021", "2021-2022", "2022-2023"]
    assert (years[0].start, years[0].end) == (date(2019, 4, 1), date(2020, 3, 31))
    assert years[-1].end == date(2023, 3, 31)
    assert "2019-2020（2019-04-01—2020-03-31）" in table_years.format(years)


def test_a_person_may_write_years_without_a_word_about_them() -> None:
    assert table_years.parse("2020-2023") == _calendar(2020, 2021, 2022, 2023)
    assert table_years.parse("2021、2022") == _calendar(2021, 2022)
    assert table_years.parse("2022") == _calendar(2022)
    assert table_years.parse("去年") == ()
