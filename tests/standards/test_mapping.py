"""A revised standard is laid against the one before by wording; what moved, changed, came or went is told."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.items import Chapter, Item, Standard
from catalog.standard_mapping import Fate, compare
from tests.filing.written import sample

TEXTS = (
    "党委议军会议和军地联席会议制度落实，每年召开",
    "走访慰问驻军部队和重点优抚对象",
    "义务兵家庭优待金按时足额发放",
    "建立退役士兵职业技能培训机制",
    "开展军民共建文明村镇活动",
    "烈士纪念设施管理维护到位",
)


def edition(*texts: str, titles: tuple[str, ...] = ()) -> Standard:
    """Return a standard of these items, numbered from 1."""
    items = tuple(
        Item(number=str(number), title=titles[number - 1] if titles else text[:8], text=text, score=Decimal(1))
        for number, text in enumerate(texts, start=1)
    )
    chapter = Chapter(number="一", title="全部", score=Decimal(len(items)), items=items)
    return replace(sample(), full_score=Decimal(len(items)), chapters=(chapter,))


def fates(old: Standard, new: Standard, **told: str) -> list[tuple[str, str, Fate]]:
    """Return old number, new number and fate of every change."""
    said = {number.removeprefix("n"): target for number, target in told.items()}
    return [
        (change.old.number if change.old else "", change.new.number if change.new else "", change.fate)
        for change in compare(old, new, said)
    ]


def test_an_edition_against_itself_has_no_change() -> None:
    assert {fate for *_, fate in fates(sample(), sample())} == {Fate.SAME}


def test_an_item_put_in_moves_all_that_follow() -> None:
    """Numbers decide nothing."""
    new = edition(TEXTS[0], "新增：国防动员潜力调查", *TEXTS[1:])
    found = fates(edition(*TEXTS), new)
    assert found[0] == ("1", "1", Fate.SAME)
    assert found[1] == ("", "2", Fate.NEW)
    assert found[2:] == [(str(n), str(n + 1), Fate.MOVED) for n in range(2, 7)]


def test_items_that_change_places_are_followed() -> None:
    new = edition(TEXTS[1], TEXTS[0], *TEXTS[2:])
    assert fates(edition(*TEXTS), new)[:2] == [("2", "1", Fate.MOVED), ("1", "2", Fate.MOVED)]


def test_an_item_reworded_is_still_itself_and_shown_when_unsure() -> None:
    new = edition(*TEXTS[:2], "义务兵家庭优待金标准提高并足额发放", *TEXTS[3:])
    assert fates(edition(*TEXTS), new)[2] == ("3", "3", Fate.REWORDED)
    assert compare(edition(*TEXTS), new)[2].likeness < 1


def test_an_item_that_is_gone_stands_at_the_end() -> None:
    assert fates(edition(*TEXTS), edition(*TEXTS[:3], *TEXTS[4:]))[-1] == ("4", "", Fate.GONE)


def test_another_campaign_has_nothing_in_common() -> None:
    new = edition("垃圾分类投放容器设置规范", "网吧不得接纳未成年人", "农贸市场摊位归行入市")
    assert {fate for *_, fate in fates(edition(*TEXTS), new)} == {Fate.NEW, Fate.GONE}


def test_the_same_name_makes_an_item_the_same_where_its_text_is_new() -> None:
    old = edition(*TEXTS[:2], titles=("会议", "走访慰问"))
    new = edition("发文", "八一春节两节到营区看望", titles=("发文", "走访慰问"))
    assert fates(old, new)[1] == ("2", "2", Fate.REWORDED)


def test_what_a_person_says_goes_first() -> None:
    old, new = edition(*TEXTS[:3]), edition(*TEXTS[:3])
    assert fates(old, new, n1="2", n2="") == [
        ("", "1", Fate.NEW),
        ("1", "2", Fate.MOVED),
        ("3", "3", Fate.SAME),
        ("2", "", Fate.GONE),
    ]


def test_of_two_items_that_read_alike_the_one_with_the_number_stays() -> None:
    """Otherwise what was decided about the first would pass to the second."""
    assert fates(edition(TEXTS[0], TEXTS[0]), edition(TEXTS[1], TEXTS[0])) == [
        ("", "1", Fate.NEW),
        ("2", "2", Fate.SAME),
        ("1", "", Fate.GONE),
    ]


@settings(max_examples=40)
@given(st.permutations(range(len(TEXTS))))
def test_every_item_finds_itself_in_any_order(order: list[int]) -> None:
    """One to one, nothing lost, nothing twice."""
    new = edition(*(TEXTS[place] for place in order))
    found = fates(edition(*TEXTS), new)
    assert [(int(old) - 1, int(now) - 1) for old, now, _ in found] == [(place, at) for at, place in enumerate(order)]


@settings(max_examples=40)
@given(st.lists(st.text(max_size=8), max_size=5), st.lists(st.text(max_size=8), max_size=5))
def test_each_item_is_told_of_once_whatever_the_texts(old: list[str], new: list[str]) -> None:
    changes = compare(edition(*old), edition(*new))
    assert sorted(change.old.number for change in changes if change.old) == [str(n + 1) for n in range(len(old))]
    assert sorted(change.new.number for change in changes if change.new) == [str(n + 1) for n in range(len(new))]
