"""Records put together from all tables: description, corrections, decisions, findings."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, event

from archiver.ledger import decisions, descriptions, originals, pages, record_findings, records
from archiver.ledger.reading_model import load_records
from catalog.record import Assignment, Decision, Description, Record, Seen, State, Suggestion, Verdict
from tests.keeping.made import CLERK, MOMENT, arrival, finding, page, sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A filing as simple as can be."""

    assignments: tuple[Assignment, ...]
    filed_items: tuple[str, ...]
    state: State


def decide(
    suggestions: tuple[Suggestion, ...], decided: tuple[Decision, ...], *, automatic: float, suggest: float
) -> Filed:
    """File what a clerk filed, else what is sure enough."""
    people = {decision.item: decision for decision in decided}
    assignments = tuple(
        Assignment(item=said.item, confidence=said.confidence, decided_by=None, reason=said.reason)
        for said in suggestions
        if said.confidence >= suggest and said.item not in people
    )
    filed = [item for item, decision in people.items() if decision.verdict is Verdict.FILE]
    filed += [assignment.item for assignment in assignments if assignment.confidence >= automatic]
    state = State.FILED if filed else State.SUGGESTED if assignments else State.UNASSIGNED
    return Filed(assignments=assignments, filed_items=tuple(filed), state=state)


def load(tx: Connection, only: list[str] | None = None, automatic: float = 0.8) -> tuple[Record, ...]:
    """Load records by that rule."""
    return load_records(
        tx, automatic=automatic, suggest=0.4, decide=decide, only=only, year_of=lambda day: f"{day.year}"
    )


def add(tx: Connection, content: str, confidence: float = 0.5) -> str:
    """Carry a file to its end."""
    record_id = originals.receive(tx, arrival(content, f"{content}.jpg"), who=CLERK).record_id
    pages.store(tx, sha256(content), "recipe", [(page(1), [finding("R001", 1)]), (page(2), [finding("R002", 2)])])
    description = Description(
        title=Seen(value=content, confidence=0.9), issue_date=Seen(value=date(2022, 8, 1), confidence=1)
    )
    suggested = [
        Suggestion(item="12", confidence=confidence, reason="慰问"),
        Suggestion(item="3", confidence=0.1, reason=""),
    ]
    descriptions.store(tx, record_id, description, suggested, [finding("D001")], recipe="recipe")
    return record_id


@contextmanager
def counted(tx: Connection) -> Generator[list[str]]:
    """Count the statements that are run."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(tx, "before_cursor_execute", note)
    yield statements
    event.remove(tx, "before_cursor_execute", note)


def test_an_empty_ledger_has_no_records(tx: Connection) -> None:
    """An empty ledger has no records."""
    assert load(tx) == ()


def test_a_record_carries_all_that_is_known_of_it(tx: Connection) -> None:
    """A record carries all that is known of it."""
    record_id = add(tx, "甲")
    record_findings.replace(tx, record_id, "intake", [finding("I001")])
    (record,) = load(tx)
    assert (record.id, record.sha256, record.source_name) == (record_id, sha256("甲"), "甲.jpg")
    assert (record.media_type, record.received_at, record.page_count) == ("image/jpeg", MOMENT, 2)
    assert record.description.title == Seen(value="甲", confidence=0.9)
    assert [found.code for found in record.findings] == ["R001", "R002", "D001", "I001"]
    assert (record.state, record.filed_items) == (State.SUGGESTED, ())
    assert [assignment.item for assignment in record.assignments] == ["12"]


def test_the_thresholds_given_are_those_applied(tx: Connection) -> None:
    """The thresholds given are those applied."""
    add(tx, "甲", confidence=0.5)
    assert [load(tx, automatic=automatic)[0].state for automatic in (0.5, 0.51)] == [State.FILED, State.SUGGESTED]


def test_decisions_and_corrections_are_laid_over(tx: Connection) -> None:
    """Decisions and corrections are laid over."""
    record_id, other = add(tx, "甲"), add(tx, "乙")
    decisions.decide(tx, record_id, Decision(item="7", verdict=Verdict.FILE, decided_by=CLERK, decided_at=MOMENT))
    decisions.correct(tx, record_id, "date", "2021-05-01", by=CLERK, at=MOMENT)
    first, second = load(tx)
    assert (first.state, first.filed_items) == (State.FILED, ("7",))
    assert first.description.issue_date == Seen(value=date(2021, 5, 1), confidence=1.0, note=f"人工更正（{CLERK}）")
    assert first.description.year is not None
    assert first.description.year.value == "2021"
    assert (second.id, second.state, second.description.year) == (other, State.SUGGESTED, None)


def test_a_record_that_is_set_aside_has_its_reasons_and_no_items(tx: Connection) -> None:
    """A record that is set aside has its reasons and no items."""
    record_id = add(tx, "甲")
    decisions.decide(tx, record_id, Decision(item="7", verdict=Verdict.FILE, decided_by=CLERK, decided_at=MOMENT))
    records.set_aside(tx, record_id, [finding("D090", 1)], kept_as="甲.jpg", at=MOMENT, who=CLERK)
    (record,) = load(tx)
    assert (record.state, record.assignments, record.filed_items) == (State.SET_ASIDE, (), ())
    assert record.findings == (finding("D090", 1),)
    assert record.description == Description()


def test_a_record_that_waits_is_there_already(tx: Connection) -> None:
    """A record that waits is there already."""
    originals.receive(tx, arrival("甲"), who=CLERK)
    (record,) = load(tx)
    assert (record.state, record.page_count, record.findings) == (State.UNASSIGNED, 0, ())


def test_findings_of_pages_are_those_of_the_reading_described(tx: Connection) -> None:
    """Findings of pages are those of the reading described."""
    record_id = add(tx, "甲")
    pages.store(tx, sha256("甲"), "newer", [(page(1), [finding("R009", 1)])])
    assert "R009" not in [found.code for found in load(tx)[0].findings]
    descriptions.store(tx, record_id, Description(), [], [], recipe="newer")
    assert [found.code for found in load(tx)[0].findings] == ["R009"]


def test_some_records_can_be_loaded_alone(tx: Connection) -> None:
    """Some records can be loaded alone."""
    for content in "甲乙丙":
        add(tx, content)
    alone = load(tx, ["R000003", "R000001", "R000009"])
    everything = load(tx)
    assert alone == (everything[0], everything[2])


def test_the_number_of_queries_does_not_grow_with_the_records(tx: Connection) -> None:
    """The number of queries does not grow with the records."""
    add(tx, "甲")
    with counted(tx) as few:
        load(tx)
    for number in range(20):
        add(tx, f"第{number}件")
    with counted(tx) as many:
        assert len(load(tx)) == 21
    assert len(many) == len(few)
    assert few
