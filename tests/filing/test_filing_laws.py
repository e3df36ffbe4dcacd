"""Laws of filing: the order of items plays no part, and no text makes it fail."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.filing import check, prepare, suggest
from catalog.standard import Standard
from ocr.page import Source
from tests.filing.written import evidence, model, sample

TEXTS = (
    ("悬挂光荣牌和祭扫烈士墓活动方案", "县里为退役军人悬挂光荣牌并发放优待证；同日向烈士陵园敬献花篮。"),
    ("八一军地座谈会纪要", "军地领导座谈，研究部队训练场用地和随军家属就业。"),
    ("关于食堂更换餐具的说明", "拟采购瓷碗二百只。"),
)


def _shuffled(standard: Standard, seed: int) -> Standard:
    dice = Random(seed)  # noqa: S311 - the order of a test is no secret
    chapters = [
        replace(chapter, items=tuple(dice.sample(chapter.items, len(chapter.items)))) for chapter in standard.chapters
    ]
    dice.shuffle(chapters)
    return replace(standard, chapters=tuple(chapters))


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10**6), st.sampled_from(TEXTS))
def test_the_order_of_the_items_changes_nothing(seed: int, text: tuple[str, str]) -> None:
    read = evidence(text[1], title=text[0])
    straight = suggest(read, model())
    other = suggest(read, prepare(_shuffled(sample(), seed)))
    assert [(one.item, one.confidence, one.reason) for one in straight] == [
        (one.item, one.confidence, one.reason) for one in other
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_no_text_makes_filing_fail(lines: list[str], title: str, name: str, scanned: bool) -> None:  # noqa: FBT001 - drawn
    source = Source.OCR if scanned else Source.DOCUMENT
    read = evidence(*lines, title=title or None, source_name=name, source=source)
    found = suggest(read, model())
    assert all(0 <= one.confidence <= 1 for one in found)
    check(read, found, model())
