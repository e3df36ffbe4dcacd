"""What does not add up in a standard is reported with expected and found, and never corrected."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from catalog.standard import Chapter, EvidenceYear, Item, Point, Standard, check, parse
from tests.filing.written import sample, sample_text

YEARS = (
    EvidenceYear(name="2022", start=date(2022, 4, 1), end=date(2023, 3, 31)),
    EvidenceYear(name="2023", start=date(2023, 4, 1), end=date(2024, 3, 31)),
)


def item(number: str, score: str = "1", *points: str) -> Item:
    """Return an item whose points have these scores (its own score when none is given)."""
    return Item(
        number=number,
        title="名称",
        text="内容",
        score=Decimal(score),
        points=tuple(Point(text="要点", score=Decimal(one), evidence=("通知",)) for one in points or (score,)),
    )


def standard(*items: Item, score: str | None = None, years: tuple[EvidenceYear, ...] = YEARS) -> Standard:
    """Return a standard of one chapter that adds up unless another score is given."""
    total = Decimal(score) if score else sum((one.score for one in items), start=Decimal(0))
    return Standard(
        id="x",
        title="标准",
        level="",
        edition="",
        full_score=total,
        years=years,
        vetoes=(),
        chapters=(Chapter(number="一", title="类", score=total, items=items),),
    )


def codes(one: Standard) -> list[str]:
    """Return the codes of what is wrong."""
    return [finding.code for finding in check(one)]


def test_nothing_is_said_of_a_standard_that_adds_up() -> None:
    """Years that are not calendar years are as good as others."""
    assert codes(standard(item("1"), item("2", "2", "0.5", "1.5"))) == []


def test_points_that_do_not_sum_to_their_item_are_reported_and_left() -> None:
    """The real item worth 2 whose rule explains 1."""
    faulty = standard(item("5", "2", "1"))
    findings = check(faulty)
    assert [finding.code for finding in findings] == ["S001"]
    assert "写明 2 分" in findings[0].message
    assert "合计 1 分" in findings[0].message
    assert faulty.items[0].score == 2


def test_items_that_do_not_sum_to_their_chapter_are_reported() -> None:
    """The real chapter that declares 6 and sums to 7."""
    findings = check(standard(item("1", "7"), score="6"))
    assert [finding.code for finding in findings] == ["S002"]
    assert "6 分" in findings[0].message
    assert "7 分" in findings[0].message


def test_chapters_that_do_not_sum_to_the_whole_are_reported() -> None:
    """The full score is checked too."""
    assert codes(replace(standard(item("1")), full_score=Decimal(100))) == ["S003"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2", "4"), ["S004"]),
        (("1", "1", "2"), ["S005"]),
        (("2", "1"), ["S004"]),
        (("1", "1-1", "2"), []),
    ],
)
def test_numbers_skipped_or_doubled_are_reported(numbers: tuple[str, ...], expected: list[str]) -> None:
    """Plain numbers must run on; others tell nothing of what comes next."""
    assert codes(standard(*(item(number) for number in numbers))) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 3, 31), date(2024, 3, 31), ["S006"]),
        (date(2023, 4, 2), date(2024, 3, 31), ["S007"]),
        (date(2023, 4, 1), date(2023, 3, 1), ["S008"]),
    ],
)
def test_years_that_overlap_leave_a_gap_or_run_backwards(start: date, end: date, expected: list[str]) -> None:
    """One day too early, one day too late."""
    years = (YEARS[0], EvidenceYear(name="2023", start=start, end=end))
    assert codes(standard(item("1"), years=years)) == expected


def test_years_need_not_be_written_in_order() -> None:
    """A table may list the latest year first."""
    assert codes(standard(item("1"), years=YEARS[::-1])) == []


def test_a_year_named_twice_or_no_year_is_reported() -> None:
    """Evidence could not be told apart, or counted at all."""
    assert codes(standard(item("1"), years=(YEARS[0], replace(YEARS[1], name="2022")))) == ["S009"]
    assert codes(standard(item("1"), years=())) == ["S012"]


def test_empty_cells_are_named_with_their_place() -> None:
    """Names, contents and points."""
    empty = replace(item("3", "1", "1"), title=" ", text="")
    empty = replace(empty, points=(replace(empty.points[0], text=""),))
    whole = replace(standard(empty), title="")
    whole = replace(whole, chapters=(replace(whole.chapters[0], title=""),))
    findings = check(whole)
    assert [finding.code for finding in findings] == ["S010"] * 5
    assert "第3条得分要点 1" in findings[-1].message


def test_the_full_score_does_not_count_bonus_chapters() -> None:
    """加分项目 come on top of the hundred."""
    one = standard(item("1"))
    bonus = replace(one.chapters[0], number="二", items=(item("2"),), bonus=True)
    assert codes(replace(one, chapters=(*one.chapters, bonus))) == []
    assert codes(replace(one, chapters=(*one.chapters, replace(bonus, bonus=False)))) == ["S003"]


def test_an_item_without_points_or_a_point_without_evidence_is_reported() -> None:
    """The one cannot be scored, the other takes anything."""
    assert codes(standard(replace(item("1"), points=()))) == ["S011"]
    bare = replace(item("1"), points=(Point(text="要点", score=Decimal(1)),))
    assert codes(standard(bare)) == ["S016"]


def test_a_standard_without_items_is_reported() -> None:
    """Such a file is hardly a standard."""
    assert codes(standard()) == ["S013"]


def test_a_chapter_number_used_twice_is_reported() -> None:
    """Both chapters stay."""
    one = standard(item("1"))
    two = replace(one.chapters[0], items=(item("2"),))
    whole = replace(one, full_score=Decimal(2), chapters=(*one.chapters, two))
    assert codes(whole) == ["S015"]


def test_a_key_that_nobody_knows_is_reported_with_its_place() -> None:
    """A misspelt `score` would otherwise vanish."""
    _, findings = parse(
        sample_text().replace("number = 12\n", "number = 12\nbonus = 1\n").replace("schema = 1", "schemas = 1")
    )
    assert [(finding.code, finding.message.split(" ")[0]) for finding in findings] == [
        ("S014", "文件开头的"),
        ("S014", "第12条的"),
    ]


def test_the_sample_stays_as_it_was_read() -> None:
    """Checking changes nothing."""
    before = sample()
    check(before)
    assert before == parse(sample_text())[0]
