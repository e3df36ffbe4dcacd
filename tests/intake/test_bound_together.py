"""A file that must leave takes along all that hangs together with it, each file whole and under a number of its own."""

from collections.abc import Sequence

import pytest

from archiver.home import Home
from archiver.intake import findings as kinds
from archiver.ledger import descriptions, joining, pages, records
from archiver.ledger.database import reading, transaction
from catalog.record import Description
from ocr.page import Page, Source
from tests.intake.counter import CLERK, NOON, SECRET, Counter, codes, files_below, write

FILES = {"甲.pdf": b"%PDF one", "乙.pdf": b"%PDF two", "丙.pdf": b"%PDF three"}


def received(home: Home, counter: Counter, pages_each: int = 4) -> None:
    """Take in three files as R000001 to R000003 and describe them."""
    for name, content in FILES.items():
        write(home.inbox, {name: content})
        counter.run()
    with transaction(counter.engine) as tx:
        for row in records.all_rows(tx):
            read = [_page(number) for number in range(1, pages_each + 1)]
            pages.store(tx, row.sha256, "r", [(page, ()) for page in read])
    _describe(counter)


def _page(number: int) -> Page:
    return Page(number=number, width=595.0, height=842.0, source=Source.OCR, lines=())


def _describe(counter: Counter) -> None:
    with transaction(counter.engine) as tx:
        for row in records.waiting(tx):
            descriptions.store(tx, row.id, Description(), [], [], recipe="r")


def split(counter: Counter, record_id: str, *numbers: int) -> None:
    with transaction(counter.engine) as tx:
        joining.split(tx, record_id, numbers, who=CLERK, at=NOON)
    _describe(counter)


def join(counter: Counter, record_ids: Sequence[str]) -> None:
    with transaction(counter.engine) as tx:
        joining.join(tx, record_ids, who=CLERK, at=NOON)
    _describe(counter)


def test_a_file_that_holds_several_records_leaves_whole_as_one(home: Home, counter: Counter) -> None:
    received(home, counter)
    split(counter, "R000001", 2, 3)
    counter.put_aside("R000001")
    rows = {row.id: row for row in counter.rows()}
    assert rows["R000001"].kept_as == "甲.pdf"
    assert set(rows) == {"R000001", "R000002", "R000003"}
    with reading(counter.engine) as tx:
        assert records.absorbed_by(tx, "R000004") == "R000001"
    counter.retry()
    assert counter.held() == FILES


@pytest.mark.parametrize("first", ["R000001", "R000002"])
def test_the_files_of_one_record_leave_together_and_say_why(home: Home, counter: Counter, first: str) -> None:
    received(home, counter)
    join(counter, ["R000002", "R000001"])
    went = counter.put_all_aside(first)
    assert [file.record_id for file in went] == [first, "R000001" if first == "R000002" else "R000002"]
    assert codes(went[1].findings) == [kinds.STOOD_WITH.code]
    assert {row.id: row.kept_as for row in counter.rows()} == {
        "R000001": "甲.pdf", "R000002": "乙.pdf", "R000003": None,
    }  # fmt: skip
    assert set(files_below(home.originals).values()) == {FILES["丙.pdf"]}
    note = (home.set_aside / f"{went[1].kept_as}.txt").read_text("utf-8-sig")
    assert "本身没有问题" in note
    counter.retry()
    assert counter.held() == FILES


def test_a_secret_page_takes_the_whole_document_along(home: Home, counter: Counter) -> None:
    """Also a file that the document only begins in, and what else was split off that."""
    received(home, counter)
    split(counter, "R000001", 3)
    join(counter, ["R000004", "R000002"])
    went = counter.put_all_aside("R000002", SECRET)
    assert [codes(file.findings) for file in went] == [[SECRET.code], [kinds.STOOD_WITH_SECRET.code]]
    assert {row.id: row.kept_as for row in counter.rows()} == {
        "R000001": "甲.pdf", "R000002": "乙.pdf", "R000003": None,
    }  # fmt: skip
    note = (home.set_aside / "甲.pdf.txt").read_text("utf-8-sig")
    assert "保密员" in note
    (home.set_aside / "甲.pdf").unlink()
    assert codes(counter.retry("R000001").findings) == [kinds.SECRET_GONE.code]


def test_a_file_that_hangs_together_with_nothing_leaves_alone(home: Home, counter: Counter) -> None:
    received(home, counter)
    join(counter, ["R000001", "R000002"])
    assert [file.record_id for file in counter.put_all_aside("R000003")] == ["R000003"]
    assert [row.id for row in counter.rows() if row.kept_as is None] == ["R000001"]
