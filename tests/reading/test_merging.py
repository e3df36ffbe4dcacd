"""Two looks at one line become one reading, in which nothing stands that neither of them read."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.engines import Reading
from ocr.merging import agreement, merged
from tests.reading.making import reading

BOX = (0.0, 0.0, 400.0, 40.0)
TEXTS = st.text("云岭县人民政府办公室2023年8月1日", max_size=12)
SURE = st.floats(0.5, 1.0)


def look(text: str, confidence: float = 0.95) -> Reading:
    """Return what one look made of the line."""
    return reading(text, BOX, confidence=confidence)


def under(begin: float, end: float) -> Callable[[float], bool]:
    """Return that ink lies over a part of the line."""
    return lambda place: begin <= place <= end


def test_under_the_ink_the_look_without_it_is_believed() -> None:
    """Beside it the surer one."""
    first, second = look("云岭县八、民政府办公室", 0.97), look("云岭县人民政府办公宝", 0.93)
    assert merged(first, second, under(0.2, 0.8)).text == "云岭县人民政府办公室"


def test_of_as_many_signs_in_both_looks_the_surer_are_believed_under_the_ink_too() -> None:
    """Taking the ink away takes a little of the print."""
    assert merged(look("6月24日", 1.0), look("6月24口", 0.997), under(0, 1)).text == "6月24日"
    assert merged(look("云岭县大民政府", 0.95), look("云岭县人民政府", 0.97), under(0, 1)).text == "云岭县人民政府"


def test_what_one_look_lost_beside_the_ink_is_taken_from_the_other() -> None:
    """A line that begins before the seal and ends behind it."""
    first, second = look("珩荻城市"), look("荻城市审计局")
    assert merged(first, second, under(0.4, 1.0)).text == "珩荻城市审计局"


def test_what_only_the_first_look_sees_under_the_ink_is_of_the_seal() -> None:
    """Pieces of a ring read like strokes."""
    assert merged(look("云岭（县政府", 0.9), look("云岭县政府", 0.9), under(0.2, 0.8)).text == "云岭县政府"


def test_readings_with_little_in_common_are_not_mixed() -> None:
    """The surer stands whole, or the one that read much more with confidence."""
    assert merged(look("云岭", 0.99), look("青禾县财政局办公室", 0.85), under(0, 1)).text == "青禾县财政局办公室"
    assert merged(look("云岭县人民政府", 0.99), look("禾局", 0.6), under(0, 1)).text == "云岭县人民政府"


@given(st.builds(look, TEXTS, SURE), st.builds(look, TEXTS, SURE), st.floats(0, 1), st.floats(0, 1))
def test_nothing_is_invented(one: Reading, other: Reading, begin: float, end: float) -> None:
    """Every character is of one of the looks, and no confidence is higher than that of both."""
    both = merged(one, other, under(begin, end))
    assert set(both.text) <= set(one.text) | set(other.text)
    assert len(both.text) <= len(one.text) + len(other.text)
    assert both.confidence <= max(one.confidence, other.confidence)


@given(TEXTS, SURE, SURE, st.floats(0, 1))
def test_looks_that_agree_change_nothing(text: str, sure: float, as_sure: float, end: float) -> None:
    """Wherever the ink lies."""
    assert merged(look(text, sure), look(text, as_sure), under(0, end)).text == text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("云岭县", "云岭县", 1.0), ("云岭县", "", 0.5), ("云岭县", "青禾局", 0.0), ("", "", 1.0)],
)
def test_what_only_one_look_has_counts_half_against_it(one: str, other: str, expected: float) -> None:
    """Another character counts whole."""
    assert agreement(one, other) == pytest.approx(expected)
