"""What one standard says of a record leaves the others as they were."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.deciding import decide
from catalog.items import EvidenceYear
from catalog.record import Decision, Description, Record, Seen, State, Suggestion, Verdict
from catalog.side_by_side import Beside, combined, decide_each, is_mark, mark_of, marked, seen, unmarked
from tests.filing.written import sample

MARKS = ("国", "国防")
MOMENT = datetime(2023, 8, 1, tzinfo=UTC)
NATIONAL = replace(sample(), years=(EvidenceYear(name="2022-2023", start=date(2022, 4, 1), end=date(2023, 3, 31)),))


def likely(item: str, confidence: float) -> Suggestion:
    """Return a suggestion."""
    return Suggestion(item=item, confidence=confidence, reason="")


def said(item: str, verdict: Verdict = Verdict.FILE) -> Decision:
    """Return a decision."""
    return Decision(item=item, verdict=verdict, decided_by="王芳", decided_at=MOMENT)


def record(description: Description, *suggestions: Suggestion, decisions: tuple[Decision, ...] = ()) -> Record:
    """Return a record as it stands in all standards."""
    filing = decide_each(suggestions, decisions, marks=MARKS, automatic=0.9, suggest=0.5)
    return Record(
        id="R000001",
        sha256="",
        source_name="",
        media_type="",
        received_at=MOMENT,
        page_count=1,
        parts=(),
        description=description,
        assignments=filing.assignments,
        filed_items=filing.filed_items,
        state=filing.state,
        findings=(),
    )


def test_a_persons_word_in_one_standard_leaves_the_program_free_in_the_other() -> None:
    """Filed by hand under 国2, by itself under 12."""
    filing = decide_each(
        (likely("12", 0.95), likely("国1", 0.7)), (said("国2"),), marks=MARKS, automatic=0.9, suggest=0.5
    )
    assert filing.filed_items == ("12", "国2")
    assert [assignment.item for assignment in filing.assignments] == ["国2", "12"]
    assert filing.state is State.FILED


@given(
    st.lists(
        st.builds(likely, st.sampled_from(["1", "2", "3"]), st.floats(0, 1)), max_size=3, unique_by=lambda s: s.item
    ),
    st.lists(st.builds(said, st.sampled_from(["1", "2"]), st.sampled_from(Verdict)), max_size=3),
)
def test_with_one_standard_nothing_is_different(suggestions: list[Suggestion], decisions: list[Decision]) -> None:
    """decide_each without marks is decide."""
    alone = decide(tuple(suggestions), tuple(decisions), automatic=0.9, suggest=0.5)
    each = decide_each(tuple(suggestions), tuple(decisions), marks=(), automatic=0.9, suggest=0.5)
    assert (each.filed_items, each.state) == (alone.filed_items, alone.state)
    assert sorted(one.item for one in each.assignments) == sorted(one.item for one in alone.assignments)


def test_each_standard_sees_its_own_items_its_own_state_and_its_own_year() -> None:
    """Filed here, only likely there, nothing in the third."""
    year = Seen(value="2022", confidence=0.9)
    day = Seen(value=date(2022, 7, 18), confidence=0.9)
    one = record(Description(year=year, issue_date=day), likely("12", 0.95), likely("国1", 0.7))
    mine, national, third = (
        seen(one, standard, mark, marks=MARKS, suggest=0.5)
        for standard, mark in ((sample(), ""), (NATIONAL, "国"), (NATIONAL, "国防"))
    )
    assert [view.state for view in (mine, national, third)] == [State.FILED, State.SUGGESTED, State.UNASSIGNED]
    assert [[a.item for a in view.assignments] for view in (mine, national, third)] == [["12"], ["国1"], []]
    assert (mine.filed_items, national.filed_items) == (("12",), ())
    assert mine.description.year == year
    assert national.description.year
    assert national.description.year.value == "2022-2023"


def test_a_year_without_a_date_counts_only_where_the_standard_has_it() -> None:
    """2022 is half of 2021-2022 and half of 2022-2023."""
    one = record(Description(year=Seen(value="2022", confidence=0.9)), likely("国1", 0.7))
    assert seen(one, NATIONAL, "国", marks=MARKS, suggest=0.5).description.year is None


def test_marks_are_put_on_and_taken_off_and_the_longest_counts() -> None:
    """国防1 is not item 防1 of 国."""
    national = Beside(mark="国", standard=marked(sample(), "国"))
    assert national.standard.items[0].number == "国1"
    assert unmarked(national) == sample()
    assert [mark_of(item, MARKS) for item in ("1", "国1", "国防1")] == ["", "国", "国防"]
    assert len(combined(sample(), (national,)).items) == 2 * len(sample().items)


@pytest.mark.parametrize(
    ("mark", "fits"),
    [
        *(("国", True), ("GJ", True), ("国家级", True)),
        *(("1", False), ("一", False), ("第", False), ("a b", False), ("../x", False), ("", False)),
    ],
)
def test_a_mark_begins_no_number_and_no_path(mark: str, fits: bool) -> None:  # noqa: FBT001 - a column
    assert is_mark(mark) is fits


def test_a_copy_of_another_record_is_open_in_no_standard() -> None:
    """It is filed nowhere, whatever the program would suggest for it."""
    copy = replace(record(Description(), likely("国1", 0.7)), copy_of="R000009", state=State.UNASSIGNED)
    assert seen(copy, NATIONAL, "国", marks=MARKS, suggest=0.5).state is State.UNASSIGNED
