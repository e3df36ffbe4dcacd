"""The coverage of a real ledger: texts are read only where they must be, and all at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from archiver.archive import Archive, load_records
from archiver.covering import WORTH_A_LOOK, cover_archive, cover_records
from archiver.founding import found
from archiver.ledger import decisions, descriptions, originals, pages
from archiver.ledger.database import transaction
from catalog.covered import ItemCoverage
from catalog.record import Decision, Description, Seen, Suggestion, Verdict
from tests.keeping.made import CLERK, MOMENT, arrival, page, sha256


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Return a new archive with the sample standard."""
    return found(tmp_path / "档案")[0]


def add(archive: Archive, title: str, text: str = "", *suggested: tuple[str, float], year: str = "2021") -> str:
    """Carry a file to its end whose kind is 会议纪要, under an older reading than the one in force."""
    name = f"{title}{text}"
    with transaction(archive.ledger) as tx:
        record = originals.receive(tx, arrival(name, f"{name}.jpg"), who=CLERK).record_id
        pages.store(tx, sha256(name), "older", [(page(1, "第一页"), []), (page(2, text), [])])
        fields = Description(
            title=Seen(value=title, confidence=1),
            kind=Seen(value="会议纪要", confidence=1),
            year=Seen(value=year, confidence=1),
        )
        says = [Suggestion(item=item, confidence=sure, reason="") for item, sure in suggested]
        descriptions.store(tx, record, fields, says, [], recipe="older")
    return record


def decide(archive: Archive, record: str, item: str, verdict: Verdict) -> None:
    """Decide as the clerk."""
    said = Decision(item=item, verdict=verdict, decided_by=CLERK, decided_at=MOMENT)
    with transaction(archive.ledger) as tx:
        decisions.decide(tx, record, said)


def row(archive: Archive, item: str) -> ItemCoverage:
    """Return the coverage of an item."""
    return next(one for one in cover_archive(archive).items if one.item == item)


@contextmanager
def counted(archive: Archive) -> Iterator[list[str]]:
    """Count the queries meanwhile."""
    asked: list[str] = []

    def note(*about: object) -> None:
        asked.append(str(about[2]))

    event.listen(archive.ledger, "before_cursor_execute", note)
    yield asked
    event.remove(archive.ledger, "before_cursor_execute", note)


def test_the_text_of_any_page_tells_points_apart_where_the_title_does_not(archive: Archive) -> None:
    record = add(archive, "纪要", "会上传达了联席会议精神", ("2", 0.99))
    points = row(archive, "2").points
    assert [record in year.cited for point in points for year in point.years if year.year == "2021"] == [True, False]


def test_no_text_is_read_where_the_title_tells(archive: Archive) -> None:
    add(archive, "县委议军会议纪要", "", ("2", 0.99))
    with counted(archive) as asked:
        assert row(archive, "2").earned
    assert not [query for query in asked if "pages.page" in query]


def test_the_number_of_queries_does_not_grow_with_the_records(archive: Archive) -> None:
    add(archive, "纪要", "联席会议", ("2", 0.99))
    with counted(archive) as few:
        cover_archive(archive)
    for number in range(20):
        add(archive, "纪要", f"联席会议第{number}次", ("2", 0.99))
    with counted(archive) as many:
        cover_archive(archive)
    assert len(many) == len(few)
    assert [query for query in few if "pages.page" in query]


def test_what_the_program_thinks_likely_counts_as_possible_until_a_person_says_no(archive: Archive) -> None:
    guessed = (("2", WORTH_A_LOOK), ("13", WORTH_A_LOOK - 0.01))
    record = add(archive, "县委议军会议纪要", "", ("1", 0.99), *guessed)
    assert (row(archive, "2").earned, row(archive, "2").suggested) == (0, 0)
    assert row(archive, "2").possible
    assert not row(archive, "13").possible
    decide(archive, record, "2", Verdict.UNFILE)
    assert not row(archive, "2").possible


def test_a_copy_proves_nothing_and_nobody_is_sent_to_look_at_it(archive: Archive) -> None:
    add(archive, "县委议军会议纪要", "", ("1", 0.99), ("2", WORTH_A_LOOK))
    copies = [replace(record, copy_of="R000009") for record in load_records(archive)]
    assert cover_records(archive, load_records(archive)).basic.possible
    assert not cover_records(archive, copies).basic.possible


def test_a_record_filed_under_two_items_is_cited_in_both(archive: Archive) -> None:
    record = add(archive, "县委议军会议纪要", "", ("2", 0.99), ("13", 0.98))
    for item in ("2", "13"):
        assert record in {name for point in row(archive, item).points for year in point.years for name in year.cited}
