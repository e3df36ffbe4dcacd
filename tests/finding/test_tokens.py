"""Folding and n-grams."""

import pytest
from hypothesis import given

from index.tokens import count_grams, fold, fold_phrase, fold_with_places, grams, pairs
from tests.finding.texts import any_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２３年", "2023年"),
        ("ＡＢｃ", "abC"),
        ("〔2023〕12号", "[2023]12号"),
        ("【通知】", "（通知）"),
        ("“双拥”", "「双拥」"),
        ("8—10", "8-10"),
        ("走访\n慰问", "走访慰问"),
        ("走 访　慰\u200b问", "走访慰问"),
        ("二零二三年", "二〇二三年"),
        ("○八年", "〇八年"),
        ("擁軍優屬", "拥军优属"),
        ("頭髮發現", "头发发现"),
        ("乾薴", "干苎"),
        ("㎡", "m2"),
        ("㈱", "(株)"),
        ("\ufa10", "\u585a"),
    ],
)
def test_what_a_reader_takes_for_the_same_folds_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("已", "己"), ("〇", "0"), ("12", "1\t2"), ("〇", "O"), ("é", "e")])
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_cells_of_a_table_row_stay_apart() -> None:
    assert fold("姓 名\t \t金额\t") == "姓名\t金额\t"
    assert fold_phrase("\t姓名\t") == "姓名"


@given(any_text, any_text)
def test_a_part_of_a_text_folds_to_a_part_of_its_folded_form(one: str, other: str) -> None:
    assert fold(one) in fold(one + other)
    assert fold(other) in fold(one + other)


@given(any_text)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_every_folded_character_knows_the_printed_one_it_came_from(text: str) -> None:
    folded = fold_with_places(text)
    assert folded.text == fold(text)
    assert len(folded.places) == len(folded.text)
    for at in range(len(folded.text)):
        start, end = folded.printed(at, at + 1)
        assert folded.text[at] in fold(text[start:end])


def test_grams_are_single_characters_and_pairs_with_their_positions() -> None:
    assert [(gram.text, gram.position) for gram in grams("双拥\t办")] == [("双", 0), ("双拥", 0), ("拥", 1), ("办", 3)]
    assert pairs("双拥双拥\t办") == ["双拥", "拥双"]


@given(any_text)
def test_the_fast_count_counts_the_same_grams(text: str) -> None:
    counted: dict[str, int] = {}
    for gram in grams(fold(text)):
        counted[gram.text] = counted.get(gram.text, 0) + 1
    assert dict(count_grams(fold(text))) == counted
