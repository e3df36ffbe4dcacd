"""Records in several files, several records in one file: no page is lost or doubled, and everything can be undone."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from archiver.errors import ArchiverError
from archiver.ledger import (
    borders,
    decisions,
    descriptions,
    joining,
    journal,
    originals,
    pages,
    records,
    rows_by_record,
    runs,
)
from archiver.ledger.borders import Border
from archiver.ledger.database import open_ledger, transaction
from archiver.ledger.reading_model import load_records
from archiver.ledger.schema import Stage
from catalog.filing import decide
from catalog.record import Decision, Description, Verdict
from tests.keeping.made import CLERK, MOMENT, arrival, finding, page, sha256


def add(tx: Connection, content: str, count: int = 1) -> str:
    """Carry a file of so many pages to its end."""
    record_id = originals.receive(tx, arrival(content, f"{content}.jpg"), who=CLERK).record_id
    read = [(page(number, f"{content}{number}"), [finding("R001", number)]) for number in range(1, count + 1)]
    pages.store(tx, sha256(content), "recipe", read)
    describe(tx)
    return record_id


def describe(tx: Connection) -> None:
    """Carry on what waits."""
    for row in records.waiting(tx):
        descriptions.store(tx, row.id, Description(), [], [], recipe="recipe")


def join(tx: Connection, *record_ids: str) -> None:
    """Join and carry on."""
    joining.join(tx, record_ids, who=CLERK, at=MOMENT)
    describe(tx)


def split(tx: Connection, record_id: str, *numbers: int) -> tuple[str, ...]:
    """Split and carry on."""
    made = joining.split(tx, record_id, numbers, who=CLERK, at=MOMENT)
    describe(tx)
    return made


def texts(tx: Connection) -> dict[str, list[str]]:
    """Return what stands on the pages of every record, by number."""
    return {
        row.id: [read.text for read in runs.load_pages(tx, row.id, "recipe")]
        for row in records.all_rows(tx)
        if row.kept_as is None
    }


def texts_at_once(tx: Connection) -> dict[str, list[str]]:
    """Return the same, read for all records in one query."""
    wanted = [row.id for row in records.all_rows(tx) if row.kept_as is None]
    return {record: list(found) for record, found in rows_by_record.read_texts(tx, wanted)}


def decided(item: str, verdict: Verdict = Verdict.FILE) -> Decision:
    return Decision(item=item, verdict=verdict, decided_by=CLERK, decided_at=MOMENT)


def test_a_joined_record_has_the_pages_of_all_in_the_order_given(tx: Connection) -> None:
    first, second, third = add(tx, "甲", 2), add(tx, "乙"), add(tx, "丙")
    join(tx, first, third, second)
    assert texts(tx) == {first: ["甲1", "甲2", "丙1", "乙1"]}
    (record,) = load_records(tx, automatic=0.8, suggest=0.4, decide=decide)
    assert (record.page_count, record.sha256) == (4, sha256("甲"))
    assert [(part.source_name, part.first_page, part.last_page) for part in record.parts] == [
        ("甲.jpg", 1, 2), ("丙.jpg", 1, 1), ("乙.jpg", 1, 1),
    ]  # fmt: skip
    assert [found.page for found in record.findings] == [1, 2, 3, 4]
    assert [read.number for read in runs.load_pages(tx, first, "recipe")] == [1, 2, 3, 4]


def test_a_split_record_keeps_its_first_pages_and_the_others_get_numbers_of_their_own(tx: Connection) -> None:
    first = add(tx, "甲", 9)
    assert split(tx, first, 7, 4) == (first, "R000002", "R000003")
    assert texts(tx) == {
        first: ["甲1", "甲2", "甲3"], "R000002": ["甲4", "甲5", "甲6"], "R000003": ["甲7", "甲8", "甲9"],
    }  # fmt: skip
    loaded = load_records(tx, automatic=0.8, suggest=0.4, decide=decide)
    assert [record.page_count for record in loaded] == [3, 3, 3]
    assert [(record.parts[0].first_page, record.parts[0].last_page, record.parts[0].to_end) for record in loaded] == [
        (1, 3, False), (4, 6, False), (7, 9, True),
    ]  # fmt: skip
    assert [[found.page for found in record.findings] for record in loaded] == [[1, 2, 3]] * 3


def test_where_a_joined_record_went_is_known_and_its_number_is_not_given_again(tx: Connection) -> None:
    first, second = add(tx, "甲"), add(tx, "乙")
    join(tx, first, second)
    assert records.absorbed_by(tx, second) == first
    assert [row.id for row in records.all_rows(tx)] == [first]
    assert add(tx, "丙") == "R000003"
    actions = [(entry.action, entry.subject) for entry in journal.entries(tx)]
    assert ("joined", first) in actions
    assert ("dissolved", second) in actions


def test_splitting_at_the_border_of_files_brings_the_records_back_with_their_decisions(tx: Connection) -> None:
    first, second, third = (add(tx, content, 2) for content in "甲乙丙")
    decisions.decide(tx, first, decided("3"))
    decisions.decide(tx, second, decided("12"))
    decisions.correct(tx, third, "date", "2023-08-01", by=CLERK, at=MOMENT)
    join(tx, first, second, third)
    assert {decision.item for decision in decisions.decisions(tx, first)} == {"3", "12"}
    assert len(decisions.corrections(tx, first)) == 1
    assert split(tx, first, 3, 5) == (first, second, third)
    assert texts(tx) == {first: ["甲1", "甲2"], second: ["乙1", "乙2"], third: ["丙1", "丙2"]}
    assert [decision.item for decision in decisions.decisions(tx, first)] == ["3"]
    assert [decision.item for decision in decisions.decisions(tx, second)] == ["12"]
    assert decisions.corrections(tx, first) == ()
    assert len(decisions.corrections(tx, third)) == 1


def test_joining_the_pieces_of_a_file_makes_it_whole_again(tx: Connection) -> None:
    first = add(tx, "甲", 5)
    join(tx, *split(tx, first, 2, 4))
    assert texts(tx) == {first: ["甲1", "甲2", "甲3", "甲4", "甲5"]}
    (record,) = load_records(tx, automatic=0.8, suggest=0.4, decide=decide)
    assert [(part.first_page, part.last_page, part.to_end) for part in record.parts] == [(1, 5, True)]
    assert split(tx, first, 2, 4) == (first, "R000002", "R000003")


def test_a_no_about_one_page_does_not_take_back_a_yes_about_another(tx: Connection) -> None:
    first, second = add(tx, "甲"), add(tx, "乙")
    decisions.decide(tx, first, decided("12"))
    for item in ("12", "7"):
        decisions.decide(tx, second, decided(item, Verdict.UNFILE))
    join(tx, first, second)
    said = {decision.item: decision.verdict for decision in decisions.decisions(tx, first)}
    assert said == {"12": Verdict.FILE, "7": Verdict.UNFILE}


def test_a_correction_of_the_first_record_stands(tx: Connection) -> None:
    first, second = add(tx, "甲"), add(tx, "乙")
    decisions.correct(tx, first, "title", "正题", by=CLERK, at=MOMENT)
    decisions.correct(tx, second, "title", "第二页", by=CLERK, at=MOMENT)
    join(tx, first, second)
    assert [correction.value for correction in decisions.corrections(tx, first)] == ["正题"]


def test_what_was_decided_of_a_split_record_stays_with_its_first_pages(tx: Connection) -> None:
    first = add(tx, "甲", 3)
    decisions.decide(tx, first, decided("12"))
    _, second = split(tx, first, 2)
    assert len(decisions.decisions(tx, first)) == 1
    assert decisions.decisions(tx, second) == ()


def test_the_same_file_again_is_a_duplicate_of_the_record_that_holds_its_first_page(tx: Connection) -> None:
    first, second = add(tx, "甲"), add(tx, "乙", 3)
    split(tx, second, 2)
    join(tx, first, second)
    again = originals.receive(tx, arrival("乙", "又来.jpg"), who=CLERK)
    assert (again.record_id, again.duplicate_of) == (first, first)
    assert len(records.all_rows(tx)) == 2


def test_a_set_aside_file_repaired_into_a_joined_one_is_dissolved_into_its_record(tx: Connection) -> None:
    first, second, bad = add(tx, "甲"), add(tx, "乙"), add(tx, "坏")
    join(tx, first, second)
    records.set_aside(tx, bad, [finding()], kept_as="坏.jpg", at=MOMENT, who=CLERK)
    assert records.restore(tx, bad, arrival("乙", "坏.jpg"), who=CLERK).record_id == first
    assert records.absorbed_by(tx, bad) == first


def test_files_that_hang_together_fall_apart_into_whole_files(tx: Connection) -> None:
    first, second, alone = add(tx, "甲", 4), add(tx, "乙"), add(tx, "丙")
    _, third = split(tx, first, 3)
    decisions.decide(tx, third, decided("12"))
    join(tx, third, second)
    row = records.existing(tx, second)
    bound = joining.bound_to(tx, row)
    assert {one.id for one in bound} == {first, second, third}
    joining.fall_apart(tx, bound, who=CLERK, at=MOMENT)
    describe(tx)
    assert texts(tx) == {first: ["甲1", "甲2", "甲3", "甲4"], second: ["乙1"], alone: ["丙1"]}
    assert [decision.item for decision in decisions.decisions(tx, first)] == ["12"]
    assert records.absorbed_by(tx, third) == first


def test_what_is_not_finished_is_neither_split_nor_joined(tx: Connection) -> None:
    first, second = add(tx, "甲"), add(tx, "乙")
    waiting = originals.receive(tx, arrival("丙"), who=CLERK).record_id
    with pytest.raises(ArchiverError, match=f"{waiting}.*archiver run"):
        joining.join(tx, [first, waiting], who=CLERK, at=MOMENT)
    join(tx, first, second)
    with pytest.raises(ArchiverError, match=f"{second} 已并入 {first}"):
        joining.join(tx, [second, first], who=CLERK, at=MOMENT)
    records.set_aside(tx, waiting, [], kept_as="丙.jpg", at=MOMENT, who=CLERK)
    with pytest.raises(ArchiverError, match="archiver retry"):
        joining.split(tx, waiting, [2], who=CLERK, at=MOMENT)


@pytest.mark.parametrize("number", [0, 1, 4, -1])
def test_no_document_begins_at_the_first_page_or_outside(tx: Connection, number: int) -> None:
    first = add(tx, "甲", 3)
    with pytest.raises(ValueError, match="no document"):
        joining.split(tx, first, [number], who=CLERK, at=MOMENT)


def test_what_people_say_of_a_border_is_kept_the_latest_word(tx: Connection) -> None:
    first, second = add(tx, "甲", 3), add(tx, "乙")
    join(tx, first, second)
    _, back = split(tx, first, 4)
    _, new = split(tx, first, 2)
    join(tx, first, new)
    assert back == second
    assert borders.load(tx) == {
        Border(previous=sha256("甲"), sha256=sha256("乙")): False,
        Border(previous=sha256("甲"), sha256=sha256("甲"), page=2): True,
    }


def test_the_ledger_itself_refuses_two_rows_for_one_page(tx: Connection) -> None:
    add(tx, "甲", 3)
    with pytest.raises(IntegrityError, match="UNIQUE"):
        tx.execute(
            text(
                "INSERT INTO records (id, sha256, first_page, place, source_name, media_type, received_at, page_count,"
                " stage) SELECT 'R9', sha256, first_page, place, source_name, media_type, received_at, page_count,"
                " stage FROM records"
            )
        )


STEP = st.tuples(st.booleans(), st.lists(st.integers(0, 11), min_size=2, max_size=4, unique=True))


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(st.integers(1, 5), min_size=1, max_size=4), steps=st.lists(STEP, max_size=8))
def test_whatever_is_split_and_joined_every_page_stands_in_one_record_once(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], steps: list[tuple[bool, list[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    engine = open_ledger(folder / "ledger.db")
    with transaction(engine) as tx:
        files = dict(zip("甲乙丙丁", counts, strict=False))
        before = [f"{add(tx, content, count)}" for content, count in files.items()]
        for joins, numbers in steps:
            _take(tx, numbers, joins=joins)
            held = texts(tx)
            wanted = sorted(f"{name}{number}" for name, count in files.items() for number in range(1, count + 1))
            assert sorted(text for of_record in held.values() for text in of_record) == wanted
            assert all(held.values())
            assert all(row.stage is Stage.DESCRIBED for row in records.all_rows(tx))
            assert {name: row.page_count for name in held if (row := records.get(tx, name))} == {
                name: len(of_record) for name, of_record in held.items()
            }
            assert {of_record[0] for name, of_record in held.items() if name in before} <= {f"{c}1" for c in files}
        assert texts_at_once(tx) == texts(tx)
    engine.dispose()
    _remove(folder)


def _take(tx: Connection, numbers: Sequence[int], *, joins: bool) -> None:
    """Join or split what the numbers point at, and where it was a split, undo and redo it."""
    held = texts(tx)
    names = list(held)
    if joins:
        chosen = list(dict.fromkeys(names[number % len(names)] for number in numbers))
        if len(chosen) > 1:
            join(tx, *chosen)
            assert texts(tx)[chosen[0]] == [text for name in chosen for text in held[name]]
        return
    name = names[numbers[0] % len(names)]
    places = sorted({2 + number % len(held[name]) for number in numbers[1:]} - {len(held[name]) + 1})
    if places:
        made = split(tx, name, *places)
        apart = texts(tx)
        join(tx, *made)
        assert texts(tx)[name] == held[name]
        assert split(tx, name, *places) == made
        assert texts(tx) == apart


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
