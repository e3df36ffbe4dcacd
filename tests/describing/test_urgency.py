"""The urgency mark: the word alone in the upper left, or with what else stands there."""

import pytest

from catalog.fields import urgency

from .sheets import LEFT, LETTER, prose, put, read, scanned, typed


def degree(text: str) -> str | None:
    """Return the degree of urgency of a typed record."""
    seen = read(typed(text)).urgency
    return seen.value if seen else None


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        ("特急", "特急"),
        ("加　急", "加急"),
        ("000012　特急", "特急"),
        ("【平急】", "平急"),
        ("紧急程度：加急", "加急"),
        ("紧急", None),
        ("急需办理", None),
        ("关于特急文件办理的通知", None),
    ],
)
def test_the_mark_is_the_word_by_itself(mark: str, wanted: str | None) -> None:
    """Spread out or beside the copy number; a title that speaks of it is none."""
    assert degree(f"{mark}\n{LETTER}") == wanted


def test_the_word_in_the_text_or_far_down_is_no_mark() -> None:
    """Only the head of the first page bears it."""
    assert degree(LETTER.replace("根据市", "特急\n根据市")) is None
    low = [put("特急", 600, left=LEFT), put("关于开展活动的通知", 640, size=22), prose("现通知如下。", 690)]
    assert read(scanned(low)).urgency is None


def test_a_degree_reads_back() -> None:
    """The normal form is the printed form."""
    assert all(urgency.parse(urgency.format(degree)) == degree for degree in ("特急", "加急", "平急", "特提"))
