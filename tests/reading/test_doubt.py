"""Only what the quick network doubts is read again, and it comes back into the line where it belongs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ocr.engines.doubt import fitted, is_doubtful, stretches
from ocr.engines.spelling import Spelling

LONG = 30.0
TEXT = "退役军人事务局召开专题会议听取褚旻同志的汇报"


def spelled(text: str, *, doubts: str = "") -> Spelling:
    """Return a line with evenly spaced characters; those in `doubts` are unsure."""
    return Spelling(
        text=text,
        chances=tuple(0.5 if character in doubts else 0.99 for character in text),
        places=tuple((at + 0.5) / len(text) for at in range(len(text))),
    )


def test_a_line_with_one_unsure_character_is_doubtful_and_so_is_one_without_any() -> None:
    """However sure the rest is."""
    assert not is_doubtful(spelled(TEXT))
    assert is_doubtful(spelled(TEXT, doubts="旻"))
    assert is_doubtful(spelled(""))


def test_a_doubtful_character_is_read_again_with_two_neighbours_on_each_side() -> None:
    """Cut midway between characters; at the ends of the line there are fewer."""
    (one,) = stretches(spelled(TEXT, doubts="旻"), LONG)
    assert TEXT[one.first : one.last + 1] == "取褚旻同志"
    assert (round(one.start * len(TEXT)), round(one.end * len(TEXT))) == (one.first, one.last + 1)
    (first, last) = stretches(spelled(TEXT, doubts="退报"), LONG)
    assert (TEXT[first.first : first.last + 1], first.start) == ("退役军", 0)
    assert (TEXT[last.first : last.last + 1], last.end) == ("的汇报", 1)


def test_doubts_close_together_are_one_stretch() -> None:
    """Neighbours are not read twice."""
    (one,) = stretches(spelled(TEXT, doubts="召题"), LONG)
    assert TEXT[one.first : one.last + 1] == "务局召开专题会议"


def test_short_lines_and_lines_full_of_doubt_are_read_again_whole() -> None:
    """Document numbers, dates and names are short, and every sign of them counts."""
    assert stretches(spelled("桐民发〔2019]217号", doubts="]"), 10) == ()
    assert stretches(spelled(TEXT, doubts=TEXT[::3]), LONG) == ()
    assert stretches(spelled(""), LONG) == ()


def test_what_is_read_again_takes_the_place_of_the_stretch() -> None:
    """More or fewer characters than before, each in its place along the line."""
    line = spelled(TEXT.replace("旻", "日文"), doubts="日文")
    (one,) = stretches(line, LONG)
    mended = fitted(line, [(one, spelled("取褚旻同志"))])
    assert mended is not None
    assert mended.text == TEXT
    assert min(mended.chances) == 0.99
    assert list(mended.places) == sorted(mended.places)


def test_a_second_reading_that_does_not_meet_its_neighbours_is_refused() -> None:
    """At either end; at the ends of the line there is nothing to meet."""
    line = spelled(TEXT, doubts="开报")
    middle, end = stretches(line, LONG)
    fine = (end, spelled("的汇根"))
    assert fitted(line, [(middle, spelled("局召开专题")), fine]) is not None
    assert fitted(line, [(middle, spelled("召开专题")), fine]) is None
    assert fitted(line, [(middle, spelled("局召开专")), fine]) is None
    assert fitted(line, [(middle, spelled("")), fine]) is None


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=60), st.floats(1.0, 80.0))
def test_reading_the_same_again_changes_no_character(chances: list[float], squares: float) -> None:
    """Stretches lie apart, from left to right, and hold every doubtful character."""
    text = "".join(chr(0x4E00 + at) for at in range(len(chances)))
    line = Spelling(text=text, chances=tuple(chances), places=tuple((at + 0.5) / len(text) for at in range(len(text))))
    found = stretches(line, squares)
    assert all(one.last + 1 < two.first for one, two in pairwise(found))
    if found:
        held = {at for one in found for at in range(one.first, one.last + 1)}
        assert {at for at, chance in enumerate(chances) if chance < 0.9} <= held
    same = [(one, spelled(text[one.first : one.last + 1])) for one in found]
    mended = fitted(line, same)
    assert mended is not None
    assert mended.text == text
