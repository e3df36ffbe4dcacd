"""Numbers in all their spellings, and characters that are taken for others."""

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.misreading import ANY, LONGEST, forms
from index.numerals import spellings, to_arabic
from index.tokens import fold, fold_phrase
from tests.finding.texts import printed

SAME = [
    [
        "2023年8月1日",
        "二〇二三年八月一日",
        "二零二三年八月一日",
        "2023年08月01日",
        "2023-08-01",
        "2023.8.1",
        "2023/8/1",
    ],
    ["2023年12月25日", "二○二三年十二月二十五日", "2023-12-25"],
    ["23年8月1", "二三年八月一"],
    ["第12条", "第十二条"],
    ["20户", "二十户"],
    ["105人", "一百零五人"],
    ["3020人", "三千〇二十人", "3,020人"],
    ["1500.00", "1,500.00"],
    ["12,500元", "12500元"],
    ["10万元", "十万元"],
    ["2023", "二〇二三"],
    ["走访〔2023〕12号", "走访（二〇二三）十二号"],
    ["5年", "五年"],
    ["15年", "十五年"],
    ["第3", "第三"],
]


@pytest.mark.parametrize(("one", "other"), [pair for same in SAME for pair in permutations(same, 2)])
def test_each_spelling_of_a_number_leads_to_the_others(one: str, other: str) -> None:
    assert fold(other) in spellings(fold(one))


@pytest.mark.parametrize(
    "text", ["八一慰问", "统一部署", "一", "十", "81", "二三十户", "一百五十", "0900-1234567", "三八红旗手", "百姓"]
)
def test_what_is_no_number_has_one_spelling(text: str) -> None:
    assert spellings(fold(text)) == (fold(text),)


def test_numbers_that_differ_share_no_spelling() -> None:
    years = [set(spellings(f"{year}年{month}月")) for year in range(2018, 2026) for month in range(1, 13)]
    assert len(set().union(*years)) == sum(map(len, years))


@given(st.integers(1, 9999))
def test_a_count_is_read_back_from_its_numerals(value: int) -> None:
    numerals = [spelled for spelled in spellings(f"{value}户") if not set(spelled) & set("0123456789")]
    assert numerals
    assert all(to_arabic(spelled) == f"{value}户" for spelled in numerals)


@given(printed)
def test_the_first_spelling_and_form_is_the_phrase_itself(text: str) -> None:
    phrase = fold_phrase(text)
    assume(phrase)
    assert spellings(phrase)[0] == forms(phrase)[0] == phrase
    assert all(len(form) == len(phrase) for form in forms(phrase))


def test_any_one_character_of_four_and_more_may_be_misread() -> None:
    assert forms("走访慰问")[1:] == tuple("走访慰问"[:at] + ANY + "走访慰问"[at + 1 :] for at in range(4))
    assert not any(ANY in form for form in forms("走访慰"))


def test_a_long_passage_is_not_tried_with_every_character_misread() -> None:
    assert len(forms("慰" * LONGEST)) > 1
    assert forms("慰" * (LONGEST + 1)) == ("慰" * (LONGEST + 1),)


@pytest.mark.parametrize(
    ("printed_as", "read_as"),
    [
        ("期末", "期未"),
        ("自己", "自已"),
        ("日期", "曰期"),
        ("士兵", "土兵"),
        ("慰问", "尉问"),
        ("8.0", "8.o"),
        ("〇号", "o号"),
    ],
)
def test_short_words_may_hold_a_character_that_looks_alike(printed_as: str, read_as: str) -> None:
    assert read_as in forms(printed_as)
    assert printed_as in forms(read_as)


def test_no_number_is_taken_for_another() -> None:
    for phrase in ("2023年", "1581元", "十二户"):
        digits = set("0123456789〇一二三四五六七八九十百千万亿")
        changed = [(a, b) for form in forms(phrase) for a, b in zip(phrase, form, strict=True) if a != b]
        assert not any(a in digits and b in digits | {ANY} for a, b in changed)
