"""What filed evidence proves: exact shares a year, what is missing, and laws that hold for any evidence."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.coverage import cover
from catalog.coverage_json import to_json
from catalog.covered import Coverage, Holding, ItemCoverage, Remedy
from catalog.items import Chapter, Item, Needs, Point
from catalog.lost_points import what_to_do
from catalog.record import State
from catalog.responsible import NOBODY, by_unit
from catalog.standard import Standard
from tests.filing.written import sample


def holding(item: str, year: str | None, kind: str | None, title: str = "", **other: object) -> Holding:
    """Return a filed record under an item."""
    state = other.get("state", State.FILED)
    assert isinstance(state, State)
    return Holding(item=item, year=year, kind=kind, title=title, state=state, text=str(other.get("text", "")))


def of(coverage: Coverage, number: str) -> ItemCoverage:
    """Return the row of an item."""
    return next(row for row in coverage.items if row.item == number)


def one_item(*points: Point, score: str = "12") -> Standard:
    """Return the sample's years with a single item 1 of these points."""
    item = Item(number="1", title="名称", text="内容", score=Decimal(score), points=points)
    chapter = Chapter(number="一", title="类", score=item.score, items=(item,))
    return replace(sample(), full_score=item.score, chapters=(chapter,))


def test_nothing_filed_earns_nothing_and_everything_is_missing() -> None:
    """No pass by default; vetoes are handed on and not assumed."""
    coverage = cover(sample(), [])
    assert coverage.self_score == coverage.suggested_score == 0
    assert sum(gap.value for gap in coverage.missing) == 100
    assert coverage.vetoes == sample().vetoes


def test_a_point_of_every_year_earns_a_share_for_each_year() -> None:
    """Item 9 is worth 2 over four years."""
    two = [holding("9", year, "专栏截图") for year in ("2020", "2022")]
    assert of(cover(sample(), two), "9").earned == 1
    assert of(cover(sample(), [*two, *two]), "9").earned == 1


def test_shares_are_exact() -> None:
    """A third of a tenth, three times, is a tenth."""
    standard = one_item(Point(text="要点", score=Decimal("0.1"), evidence=("照片",), per_year=True), score="0.1")
    standard = replace(standard, years=standard.years[:3])
    held = [holding("1", year.name, "照片") for year in standard.years]
    assert cover(standard, held[:1]).self_score == Fraction(1, 30)
    assert cover(standard, held).self_score == Fraction(1, 10)


def test_a_point_that_needs_two_proofs_earns_nothing_for_one() -> None:
    """Budget and voucher, year by year."""
    budget = holding("5", "2021", "预算批复")
    half = cover(sample(), [budget])
    assert of(half, "5").earned == 0
    assert of(half, "5").years[1].missing == ("拨款凭证",)
    other_year = cover(sample(), [budget, holding("5", "2022", "拨款凭证")])
    assert of(other_year, "5").earned == 0
    assert of(cover(sample(), [budget, holding("5", "2021", "拨款凭证")]), "5").earned == Fraction(1, 4)


def test_a_point_without_years_is_proved_by_a_record_of_any_year_or_none() -> None:
    """It counts under its item without a year."""
    for year in ("2020", None, "1999"):
        assert of(cover(sample(), [holding("15", year, "拥军协议")]), "15").earned == 1


def test_a_record_without_a_year_proves_no_year() -> None:
    """It is counted beside the years, and the year's evidence stays missing."""
    row = of(cover(sample(), [holding("9", None, "专栏截图")]), "9")
    assert row.earned == 0
    assert row.any_year.filed == 1
    assert all(cell.filed == 0 and cell.missing for cell in row.years)


def test_a_minimum_counts_records() -> None:
    """Two meetings a year want two papers; where all kinds are needed, two of each."""
    twice = one_item(Point(text="要点", score=Decimal(12), evidence=("会议纪要",), per_year=True, minimum=2))
    one = holding("1", "2020", "会议纪要")
    assert cover(twice, [one]).self_score == 0
    assert cover(twice, [one, one]).self_score == 3
    both = one_item(
        Point(text="要点", score=Decimal(12), evidence=("工作计划", "工作总结"), needs=Needs.ALL, minimum=2)
    )
    plans = [holding("1", "2020", "工作计划")] * 2
    assert cover(both, [*plans, holding("1", "2020", "工作总结")]).self_score == 0
    assert cover(both, [*plans, *[holding("1", "2020", "工作总结")] * 2]).self_score == 12


def test_a_suggestion_counts_only_in_the_suggested_score() -> None:
    """And stays missing from what is filed."""
    coverage = cover(sample(), [holding("9", "2020", "专栏截图", state=State.SUGGESTED)])
    row = of(coverage, "9")
    assert row.earned == coverage.self_score == 0
    assert row.suggested == coverage.suggested_score == Fraction(1, 2)
    assert (row.years[0].filed, row.years[0].suggested) == (0, 1)
    assert row.years[0].missing == ("专栏截图", "新闻报道")


@pytest.mark.parametrize("state", [State.UNASSIGNED, State.SET_ASIDE])
def test_other_states_and_other_items_count_nowhere(state: State) -> None:
    """Nor does an item that the standard does not have."""
    nothing = cover(sample(), [])
    assert cover(sample(), [holding("9", "2020", "专栏截图", state=state)]) == nothing
    assert cover(sample(), [holding("99", "2020", "专栏截图")]) == nothing


def test_evidence_of_the_wrong_kind_is_filed_but_proves_nothing() -> None:
    """A roll of names is no photo."""
    row = of(cover(sample(), [holding("14", "2020", "名册")]), "14")
    assert row.years[0].filed == 1
    assert row.earned == 0


def test_the_words_of_a_title_tell_points_of_the_same_kind_apart() -> None:
    """The minutes of the one meeting do not prove the other."""
    army = of(cover(sample(), [holding("2", "2021", "会议纪要", "县委议军会议纪要")]), "2")
    group = of(cover(sample(), [holding("2", "2021", "会议纪要", "领导小组全体会议纪要")]), "2")
    assert army.earned == group.earned == Fraction(1, 8)
    assert army.years[1].missing != group.years[1].missing


def test_the_text_tells_points_apart_where_the_title_does_not() -> None:
    """And where neither does, the record counts for each point that wants its kind."""
    by_text = holding("2", "2021", "会议纪要", "纪要", text="会上传达了联席会议精神")
    assert of(cover(sample(), [by_text]), "2").earned == Fraction(1, 8)
    assert of(cover(sample(), [holding("2", "2021", "会议纪要", "纪要")]), "2").earned == Fraction(1, 4)


def test_an_item_never_earns_more_than_its_score() -> None:
    """A table whose points sum to more stays within the item."""
    faulty = one_item(*(Point(text=f"要点{n}", score=Decimal(2)) for n in "甲乙"), score="3")
    assert cover(faulty, [holding("1", None, None)]).self_score == 3


def test_a_point_that_names_no_evidence_takes_any_record() -> None:
    """And says so while none is there."""
    open_point = one_item(Point(text="要点", score=Decimal(12)))
    assert cover(open_point, []).missing[0].wanted == ("任一材料",)
    assert cover(open_point, [holding("1", None, None)]).self_score == 12


def test_gaps_come_most_valuable_first() -> None:
    """So that a clerk begins where most is lost."""
    missing = cover(sample(), [holding("20", None, "现场照片")]).missing
    values = [gap.value for gap in missing]
    assert values == sorted(values, reverse=True)
    assert missing[0].item == "44" or missing[0].value == max(values)
    assert all(gap.item != "20" for gap in missing)


def test_a_standard_without_years_scores_what_is_proved_once() -> None:
    """Points of every year cannot be proved and are not passed."""
    timeless = replace(sample(), years=())
    coverage = cover(timeless, [holding("9", None, "专栏截图"), holding("15", None, "拥军协议")])
    assert coverage.self_score == 1


def test_the_json_has_the_promised_shape() -> None:
    """Whole numbers are whole; a rounded decimal otherwise."""
    answer = json.loads(json.dumps(to_json(cover(sample(), [holding("12", "2020", "慰问方案", "慰问驻军方案")]))))
    assert (answer["full_score"], answer["self_score"]) == (100, 0.375)
    row = next(row for row in answer["items"] if row["item"] == "12")
    assert row["title"] == "走访慰问"
    assert (row["score"], row["earned"], row["suggested"]) == (2.5, 0.375, 0.375)
    assert row["years"]["2020"] == {"filed": 1, "suggested": 0, "missing": ["慰问名册", "慰问照片"]}
    assert row["any_year"] == {"filed": 0, "suggested": 0, "missing": []}
    assert answer["vetoes"] == list(sample().vetoes)
    assert {"item", "title", "year", "point", "wanted", "needs", "value"} < set(answer["missing"][0])


def test_one_paper_is_not_both_proofs() -> None:
    """A payment notice that mentions the budget proves the payment or the budget, until the other paper is there."""
    slip = holding("5", "2022", "通知", "2022年双拥经费预算拨付通知单")
    alone = cover(sample(), [slip])
    assert of(alone, "5").earned == 0
    assert next(gap for gap in alone.missing if (gap.item, gap.year) == ("5", "2022")).wanted == ("拨款凭证",)
    for other in ("预算批复", "拨款凭证"):
        assert of(cover(sample(), [slip, holding("5", "2022", other)]), "5").earned == Fraction(1, 4)


def test_a_paper_whose_title_names_both_kinds_side_by_side_is_both() -> None:
    """One file often holds the old year's summary and the new year's plan."""
    both = holding("3", "2021", None, "2021年双拥工作总结和2022年双拥工作计划")
    assert "有年度工作计划和总结" not in {gap.point for gap in cover(sample(), [both]).missing if gap.year == "2021"}


def test_an_item_without_points_is_its_own_point() -> None:
    """A table that splits nothing up would lose its whole score in silence otherwise."""
    bare = one_item(score="3")
    assert [(gap.point, gap.value) for gap in cover(bare, []).missing] == [("名称", 3)]
    assert cover(bare, [holding("1", None, None)]).self_score == 3


def test_what_a_record_might_prove_counts_in_the_possible_score_alone() -> None:
    """And the gap says which record to look at."""
    perhaps = replace(holding("9", "2020", "专栏截图", state=State.UNASSIGNED), record="R000007")
    coverage = cover(sample(), [], [perhaps])
    assert (coverage.self_score, coverage.suggested_score, coverage.basic.possible) == (0, 0, Fraction(1, 2))
    gap = next(gap for gap in coverage.missing if (gap.item, gap.year) == ("9", "2020"))
    assert (gap.remedy, gap.records) == (Remedy.LOOK, ("R000007",))


def test_a_gap_says_whether_to_confirm_or_to_collect() -> None:
    """With the records that wait, and the kinds that even they would not give."""
    budget = replace(holding("5", "2021", "预算批复", state=State.SUGGESTED), record="R000002")
    voucher = replace(holding("5", "2021", "拨款凭证"), record="R000001")
    half = next(gap for gap in cover(sample(), [budget]).missing if (gap.item, gap.year) == ("5", "2021"))
    assert (half.remedy, half.wanted, half.still) == (Remedy.COLLECT, ("预算批复", "拨款凭证"), ("拨款凭证",))
    whole = next(gap for gap in cover(sample(), [budget, voucher]).missing if (gap.item, gap.year) == ("5", "2021"))
    assert (whole.remedy, whole.records, whole.cited) == (Remedy.CONFIRM, ("R000002",), ("R000001",))


def test_a_gap_names_the_papers_whose_year_nobody_could_read() -> None:
    """To give one its date is quicker than to ask a unit for it."""
    undated = replace(holding("9", None, "专栏截图"), record="R000004")
    gaps = [gap for gap in cover(sample(), [undated]).missing if gap.item == "9"]
    assert [(gap.remedy, gap.undated) for gap in gaps] == [(Remedy.COLLECT, ("R000004",))] * 4
    assert "R000004 不知是哪一年" in what_to_do(gaps[0])
    assert all(not gap.undated for gap in cover(sample(), [holding("9", "1999", "专栏截图")]).missing)


def test_bonus_items_are_scored_beside_the_full_score() -> None:
    """They never hide what is missing in the others, and their gaps come last."""
    base = one_item(Point(text="要点", score=Decimal(1), evidence=("照片",)), score="1")
    extra = replace(base.chapters[0], number="二", bonus=True, items=(replace(base.items[0], number="2"),))
    standard = replace(base, chapters=(*base.chapters, extra))
    coverage = cover(standard, [holding("2", None, "照片")])
    assert (coverage.self_score, coverage.bonus.earned, coverage.bonus.full) == (0, 1, 1)
    assert [gap.item for gap in cover(standard, []).missing] == ["1", "2"]


def test_records_are_cited_point_by_point_under_every_item_that_they_prove() -> None:
    """One summary proves two items: it is kept once and cited twice."""
    held = [replace(holding(item, "2021", "照片", "慰问照片"), record="R000003") for item in ("12", "8")]
    coverage = cover(sample(), held)
    for number in ("12", "8"):
        cited = {record for point in of(coverage, number).points for year in point.years for record in year.cited}
        assert cited == {"R000003"}


def test_units_answer_for_their_items_the_one_that_loses_most_first() -> None:
    """An item of two units counts for both; items without a unit are not forgotten."""
    coverage = cover(sample(), [])
    shares = by_unit(coverage)
    assert [share.score.lost for share in shares] == sorted((share.score.lost for share in shares), reverse=True)
    finance = next(share for share in shares if share.unit == "县财政局")
    assert "5" in {row.item for row in finance.items}
    assert {gap.item for gap in finance.gaps} == {row.item for row in finance.items}
    nameless = cover(one_item(Point(text="要点", score=Decimal(12))), [])
    assert [(share.unit, len(share.gaps)) for share in by_unit(nameless)] == [(NOBODY, 1)]


PART = replace(sample(), chapters=sample().chapters[:2], full_score=Decimal("15.5"))
items = st.sampled_from([item.number for item in PART.items])
kinds = st.sampled_from(
    [*sorted({kind for item in PART.items for point in item.points for kind in point.evidence}), "", "照片", "通知"]
)
holdings = st.lists(
    st.builds(
        Holding,
        item=items,
        year=st.sampled_from([None, "2020", "2021", "2022", "2023", "1999"]),
        kind=kinds,
        title=st.sampled_from(["", "议军会议纪要", "领导小组全体会议纪要", "慰问驻军部队", "工作总结"]),
        state=st.sampled_from(State),
        record=st.integers(1, 30).map("R{:06d}".format),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(holdings, holdings)
def test_filing_more_never_lowers_a_score(first: list[Holding], more: list[Holding]) -> None:
    """Item by item, and what is suggested never lies below what is filed."""
    before, after = cover(PART, first, more), cover(PART, first + more)
    for less, greater in zip(before.items, after.items, strict=True):
        assert less.earned <= greater.earned
        assert less.suggested <= greater.suggested
        assert greater.earned <= greater.suggested <= greater.possible <= Fraction(greater.score)
    assert len(after.missing) <= len(before.missing)


@settings(deadline=None)
@given(holdings, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(found: list[Holding], dice: object) -> None:
    """Not even the order in which gaps are listed."""
    shuffled = list(found)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cover(PART, shuffled, shuffled) == cover(PART, found, found)


@settings(deadline=None)
@given(holdings)
def test_the_order_of_the_items_changes_no_score(found: list[Holding]) -> None:
    """Chapters and items backwards give the same rows in another order."""
    backwards = replace(
        PART,
        chapters=tuple(replace(chapter, items=chapter.items[::-1]) for chapter in PART.chapters[::-1]),
    )
    one, other = cover(PART, found), cover(backwards, found)
    assert one.self_score == other.self_score
    assert {row.item: row for row in one.items} == {row.item: row for row in other.items}


@settings(deadline=None)
@given(holdings)
def test_earned_and_missing_make_up_the_whole(found: list[Holding]) -> None:
    """Every point of every year is either earned or listed as missing, never both."""
    coverage = cover(PART, found)
    assert coverage.self_score + sum(gap.value for gap in coverage.missing) == PART.full_score


def test_a_budget_reply_and_a_payment_slip_of_one_year_prove_the_funds() -> None:
    """Both are needed, and each counts as what it is under the name that offices give it."""
    reply = holding("5", "2022", "通知", "关于批复2022年双拥工作专项经费预算的通知")
    slip = holding("5", "2022", "通知单", "财政局预算内资金拨付通知单")
    both, alone = (of(cover(sample(), held), "5").earned for held in ([reply, slip], [slip]))
    assert both > alone
