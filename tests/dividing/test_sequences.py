"""Which files are pages of one document: by their names and by what stands on them; albums and drafts are not."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import page_names, sequences
from catalog.page_names import Naming
from catalog.sequences import File, Joined
from ocr.page import Line
from tests.describing.sheets import put
from tests.dividing.papers import NOTICE, OTHER, foot, head, signed, stack, text

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)
FIRST = [*head("青双办〔2022〕7号", "关于做好走访慰问工作的通知"), *text(330, 12, ends=False)]
MIDDLE = text(90, 18, ends=False)
LAST = [*text(90, 6), *signed()]
PHOTOGRAPH: list[Line] = [put("军民鱼水情", 300, size=30)]

Sheets = Mapping[str, Sequence[Line]]
Pairs = Collection[tuple[str, str]]


def file(name: str, record: str = "", days: float = 0) -> File:
    """Return a file of one page."""
    came = NOON + timedelta(days=days)
    return File(
        record=record or name,
        first_name=name,
        last_name=name,
        media_type="image/jpeg",
        page_count=1,
        received_at=came,
    )


def propose(sheets: Sheets, *, late: str = "", declined: Pairs = ()) -> tuple[Joined, ...]:
    """Return what is proposed of files, each a record under its own name; `late` came three days after the others."""
    files = [file(name, days=3 if name == late else 0) for name in sheets]
    return sequences.find(files, lambda name: stack(sheets[name]), declined)


def found(sheets: Sheets, *, late: str = "", declined: Pairs = ()) -> list[list[str]]:
    """Return the names of the files that are seen as one document, in the order of its pages."""
    return [list(one.records) for one in propose(sheets, late=late, declined=declined)]


@pytest.mark.parametrize(
    "names",
    [
        ("1.jpg", "2.jpg", "3.jpg"),
        ("慰问/第1页.jpg", "慰问/第2页.jpg", "慰问/第3页.jpg"),
        ("通知-1.jpg", "通知-2.jpg", "通知-3.jpg"),
        ("通知(1).jpg", "通知(2).jpg", "通知(3).jpg"),
        ("扫描0009.jpg", "扫描0010.jpg", "扫描0011.jpg"),
        ("IMG_0101.jpg", "IMG_0102.jpg", "IMG_0103.jpg"),
        ("page8.jpg", "page9.jpg", "page10.jpg"),
        ("第九页.jpg", "第十页.jpg", "第十一页.jpg"),
    ],
)
def test_pages_of_one_document_are_found_whatever_counts_them(names: tuple[str, str, str]) -> None:
    sheets = dict(zip(names, (FIRST, MIDDLE, LAST), strict=True))
    assert found(sheets) == [list(names)]
    (joined,) = propose(sheets)
    assert joined.confidence > 0.8
    assert "文件名" in joined.reason
    assert "只有首页有红头或文号；末页有落款或版记" in joined.reason


def test_the_order_is_natural_and_not_that_of_letters() -> None:
    sheets = {f"{number}.jpg": MIDDLE for number in range(2, 12)} | {"1.jpg": FIRST}
    assert found(sheets) == [[f"{number}.jpg" for number in range(1, 12)]]


def test_front_and_back_are_one() -> None:
    assert found({"登记表反面.jpg": LAST, "登记表正面.jpg": FIRST}) == [["登记表正面.jpg", "登记表反面.jpg"]]


def test_a_folder_of_single_page_documents_is_left_alone() -> None:
    assert found({"1.jpg": NOTICE, "2.jpg": OTHER, "3.jpg": NOTICE}) == []


def test_two_documents_in_one_row_are_told_apart() -> None:
    sheets = {"1.jpg": FIRST, "2.jpg": LAST, "3.jpg": FIRST, "4.jpg": MIDDLE, "5.jpg": LAST}
    assert found(sheets) == [["1.jpg", "2.jpg"], ["3.jpg", "4.jpg", "5.jpg"]]


def test_two_red_heads_contradict_names_that_say_pages() -> None:
    assert found({"第1页.jpg": NOTICE, "第2页.jpg": OTHER}) == []


def test_an_album_is_no_document_unless_its_names_say_pages() -> None:
    assert found({"1.jpg": PHOTOGRAPH, "2.jpg": PHOTOGRAPH}) == []
    assert found({"IMG_0001.jpg": [], "IMG_0002.jpg": []}) == []
    assert found({"第1页.jpg": [], "第2页.jpg": []}) == [["第1页.jpg", "第2页.jpg"]]


def test_a_photograph_after_a_document_does_not_join_it() -> None:
    assert found({"1.jpg": FIRST, "2.jpg": LAST, "3.jpg": PHOTOGRAPH}) == [["1.jpg", "2.jpg"]]


def test_a_last_page_with_nothing_but_a_signature_belongs_to_it() -> None:
    assert found({"1.jpg": FIRST, "2.jpg": signed(top=100)}) == [["1.jpg", "2.jpg"]]


def test_printed_page_numbers_that_run_on_are_told() -> None:
    (joined,) = propose({"1.jpg": [*FIRST, foot(1)], "2.jpg": [*MIDDLE, foot(2)]})
    assert "印的页码接着上一页" in joined.reason


def test_other_folders_kinds_and_days_are_other_documents() -> None:
    assert found({"甲/1.jpg": FIRST, "乙/2.jpg": LAST}) == []
    assert found({"1.jpg": FIRST, "2.jpg": LAST}, late="2.jpg") == []
    assert found({"1.jpg": FIRST, "3.jpg": LAST}) == []
    other = replace(file("2.jpg"), media_type="image/png")
    assert sequences.find([file("1.jpg"), other], lambda _: stack(MIDDLE)) == ()


@pytest.mark.parametrize(
    "names", [("附件1.jpg", "附件2.jpg"), ("2021.jpg", "2022.jpg"), ("2023-08-01.jpg", "2023-08-02.jpg")]
)
def test_numbers_of_attachments_years_and_days_count_no_pages(names: tuple[str, str]) -> None:
    assert found(dict(zip(names, (FIRST, LAST), strict=True))) == []


def test_what_a_clerk_declined_is_not_proposed_again() -> None:
    sheets = {"1.jpg": FIRST, "2.jpg": MIDDLE, "3.jpg": LAST}
    assert found(sheets, declined={("1.jpg", "2.jpg")}) == [["2.jpg", "3.jpg"]]
    assert found(sheets, declined={("1.jpg", "2.jpg"), ("2.jpg", "3.jpg")}) == []


def test_a_page_that_comes_later_is_proposed_for_what_was_joined() -> None:
    whole = replace(file("1.jpg", record="R1"), last_name="2.jpg", page_count=2)
    pages = {"R1": stack(FIRST, MIDDLE), "R9": stack(LAST)}
    joined = sequences.find([file("3.jpg", record="R9"), whole], pages.__getitem__)
    assert [one.records for one in joined] == [("R1", "R9")]


def test_each_record_is_told_of_the_others_by_name() -> None:
    sheets = {"慰问/1.jpg": FIRST, "慰问/2.jpg": LAST}
    (joined,) = propose(sheets)
    told = sequences.told(joined, {name: name for name in sheets})
    assert "“2.jpg”（慰问/2.jpg）" in told["慰问/1.jpg"].message
    assert "“1.jpg”" in told["慰问/2.jpg"].message
    assert {one.code for one in told.values()} == {"D103"}


NAMES = [*(f"{n}.jpg" for n in range(1, 6)), *(f"扫描{n:04}.jpg" for n in range(1, 4)), "通知.jpg"]


@settings(max_examples=40, deadline=None)
@given(
    sheets=st.dictionaries(
        st.sampled_from(NAMES), st.sampled_from([FIRST, MIDDLE, LAST, NOTICE, PHOTOGRAPH]), max_size=9
    ),
    seed=st.integers(0, 99),
)
def test_the_order_of_arrival_changes_nothing(sheets: dict[str, list[Line]], seed: int) -> None:
    shuffled = list(sheets)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a test, no secret
    assert propose(sheets) == propose({name: sheets[name] for name in shuffled})
    everyone = [record for one in propose(sheets) for record in one.records]
    assert len(everyone) == len(set(everyone))


@pytest.mark.parametrize(
    ("name", "number", "naming"),
    [
        ("001.tif", 1, Naming.NUMBERED),
        ("第３页.png", 3, Naming.PAGED),
        ("会议纪要P2.jpg", 2, Naming.PAGED),
        ("扫描件_007.pdf", 7, Naming.COUNTER),
        ("DSC_0042.JPG", 42, Naming.COUNTER),
        ("IMG_20230801_093011.jpg", None, None),
        ("通知.pdf", None, None),
        ("第1期简报.pdf", None, None),
    ],
)
def test_a_name_says_what_it_counts(name: str, number: int | None, naming: Naming | None) -> None:
    parsed = page_names.parse(name)
    assert (parsed.number if parsed else None, parsed.naming if parsed else None) == (number, naming)
