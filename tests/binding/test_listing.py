"""What 卷内目录 and 总目录 say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.listing import ListingRow, PageSpan, catalogue, listing, page_column, span_of_years, spans, title_of
from catalog.plan import NO_YEAR, plan
from catalog.record import Record
from tests.binding.material import record, standard


def rows(*records: Record, counts: list[int] | None = None) -> tuple[ListingRow, ...]:
    """Return the rows of one binder with these records."""
    (binder,) = plan(standard(("12", "走访慰问")), records, volume_pages=0)
    return listing(binder, spans(counts or [1] * len(records)))


def test_a_row_is_filled_as_the_rules_say() -> None:
    day = date(2023, 8, 1)
    known = record(
        1, "a.pdf", ("12", "3", "10"), title="关于慰问的\n通知", doc_number="×双拥〔2023〕12号", day=day, year="2023",
        issuers=("县双拥办", "县人武部", "县双拥办"),
    )  # fmt: skip
    (row,) = rows(known)
    assert (row.sequence, row.doc_number, row.issuer) == ("1", "×双拥〔2023〕12号", "县双拥办、县人武部")
    assert (row.title, row.date, row.page, row.remark) == ("关于慰问的 通知", "20230801", "1", "互见条目3、10")


def test_what_nobody_read_stays_blank_and_the_title_is_the_file_name_in_brackets() -> None:
    (row,) = rows(record(1, "走访慰问/2023/八一慰问.现场.jpg"))
    assert (row.doc_number, row.issuer, row.date, row.remark) == ("", "", "", "")
    assert row.title == "[八一慰问.现场]"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a\\b\\照片.JPG", "[照片]"),
        (".jpg", "[.jpg]"),
        ("无后缀", "[无后缀]"),
        ("", "[R000001]"),
        ("x\x00y\ud800.pdf", "[x y\ufffd]"),
    ],
)
def test_a_title_of_our_own_making_comes_from_the_last_part_of_the_name(name: str, title: str) -> None:
    assert title_of(record(1, name)) == title
    assert title_of(record(1, name, title="  ")) == title


def test_each_row_gives_its_first_page_and_the_last_row_both() -> None:
    printed = rows(record(1), record(2), record(3), counts=[3, 1, 4])
    assert [row.page for row in printed] == ["1", "4", "5-8"]
    assert page_column(PageSpan(first=7, last=7), last=True) == "7"


def test_sequence_numbers_run_on_in_the_second_volume() -> None:
    volumes = plan(standard(), [record(1, pages=9), record(2, pages=9)], volume_pages=10)
    assert [listing(volume, spans([9]))[0].sequence for volume in volumes] == ["1", "2"]


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ((), ""),
        (("2020",), "2020"),
        (("2021", "2020", "2022"), "2020—2022"),
        (("2020", "2022", "2023"), "2020、2022—2023"),
        ((NO_YEAR, "2020"), "2020、年度未定"),
        (("2019-2020年度", "2020-2021年度"), "2019-2020年度、2020-2021年度"),
    ],
)
def test_years_are_told_shortly(years: tuple[str, ...], shown: str) -> None:
    assert span_of_years(years) == shown


def test_the_catalogue_has_a_row_for_every_volume() -> None:
    class Volume:
        code, title, years, record_count, evidence_pages, remark = "12", "走访\n慰问", ("2020", "2021"), 3, 40, "备"

    (row,) = catalogue([Volume()])
    assert (row.code, row.title, row.years, row.records, row.pages, row.remark) == (
        "12", "走访 慰问", "2020—2021", "3", "40", "备",
    )  # fmt: skip


@given(st.lists(st.integers(1, 500), max_size=30))
def test_spans_follow_on_one_another_from_page_one(counts: list[int]) -> None:
    expected = 1
    for span, count in zip(spans(counts), counts, strict=True):
        assert (span.first, span.last) == (expected, expected + count - 1)
        expected += count


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_becomes_one_printable_line(title: str, name: str) -> None:
    line = title_of(record(1, name, title=title))
    assert line
    assert line == " ".join(line.split())
    line.encode("utf-8")
