"""A person's decision always wins; where nobody decided, only what is sure enough is filed."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.filing import AUTOMATIC, SUGGEST, Filing, decide
from catalog.record import Decision, State, Suggestion, Verdict

NOON = datetime(2023, 8, 1, 12, tzinfo=timezone(timedelta(hours=8)))


def said(**confidences: float) -> tuple[Suggestion, ...]:
    """Return suggestions such as `i12=0.9`."""
    return tuple(
        Suggestion(item=item.removeprefix("i"), confidence=confidence, reason="题名有“慰问”")
        for item, confidence in confidences.items()
    )


def decision(item: str, verdict: Verdict, minute: int = 0, *, who: str = "王芳", why: str = "") -> Decision:
    """Return a decision taken some minutes after noon."""
    return Decision(item=item, verdict=verdict, decided_by=who, decided_at=NOON + timedelta(minutes=minute), why=why)


def filed(suggestions: tuple[Suggestion, ...], *decisions: Decision) -> Filing:
    """Decide with the shipped thresholds."""
    return decide(suggestions, decisions, automatic=AUTOMATIC, suggest=SUGGEST)


@pytest.mark.parametrize(
    ("confidence", "state", "items"),
    [
        (AUTOMATIC, State.FILED, ("12",)),
        (AUTOMATIC - 0.001, State.SUGGESTED, ()),
        (SUGGEST, State.SUGGESTED, ()),
        (SUGGEST - 0.001, State.UNASSIGNED, ()),
    ],
)
def test_the_state_follows_from_the_thresholds(confidence: float, state: State, items: tuple[str, ...]) -> None:
    """A threshold itself counts as reached."""
    outcome = filed(said(i12=confidence, i5=0.1, i40=0.1))
    assert outcome.state is state
    assert outcome.filed_items == items
    assert len(outcome.assignments) == 3
    assert all(assignment.decided_by is None for assignment in outcome.assignments)


def test_several_sure_items_are_all_filed() -> None:
    """Best first."""
    assert filed(said(i12=0.9, i40=0.95, i5=0.5)).filed_items == ("40", "12")


def test_no_suggestion_and_no_decision_is_unassigned() -> None:
    """An unread photo outside any folder."""
    assert filed(()) == Filing(assignments=(), filed_items=(), state=State.UNASSIGNED)


def test_only_what_a_person_filed_counts_once_a_person_has_filed() -> None:
    """Sure suggestions beside it are not added silently."""
    outcome = filed(said(i12=0.99, i40=0.97), decision("5", Verdict.FILE, why="经费表"))
    assert outcome.filed_items == ("5",)
    assert outcome.state is State.FILED
    (assignment,) = outcome.assignments
    assert assignment.decided_by == "王芳"
    assert assignment.confidence == 1.0
    assert "经费表" in assignment.reason


def test_what_people_filed_earlier_stays_beside_what_they_file_later() -> None:
    """In the order in which they decided."""
    outcome = filed(said(i12=0.2), decision("40", Verdict.FILE, 2), decision("12", Verdict.FILE, 1))
    assert outcome.filed_items == ("12", "40")
    assert "题名有“慰问”" in outcome.assignments[0].reason


def test_an_item_taken_away_is_never_filed_or_suggested_again() -> None:
    """However sure the program is."""
    outcome = filed(said(i12=0.99, i40=0.5), decision("12", Verdict.UNFILE))
    assert outcome.filed_items == ()
    assert outcome.state is State.SUGGESTED
    assert [assignment.item for assignment in outcome.assignments] == ["40"]


def test_taking_one_item_away_leaves_the_other_sure_one() -> None:
    """The decision is about one item only."""
    assert filed(said(i12=0.99, i40=0.97), decision("12", Verdict.UNFILE)).filed_items == ("40",)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_latest_decision_on_an_item_counts_whatever_the_order_of_arrival(order: tuple[int, int]) -> None:
    """By the time it was taken."""
    taken = (decision("12", Verdict.FILE, 1), decision("12", Verdict.UNFILE, 2))
    outcome = filed(said(i12=0.99), *(taken[place] for place in order))
    assert outcome.filed_items == ()
    assert outcome.state is State.UNASSIGNED


def test_of_two_decisions_of_one_moment_the_later_in_the_list_counts() -> None:
    """The clock has whole seconds."""
    outcome = filed((), decision("12", Verdict.UNFILE), decision("12", Verdict.FILE, who="李强"))
    assert outcome.assignments[0].decided_by == "李强"


items = st.sampled_from(["1", "2", "3", "4"])
suggestions = st.dictionaries(items, st.floats(0, 1)).map(
    lambda found: tuple(Suggestion(item=item, confidence=value, reason="") for item, value in found.items())
)
decisions = st.lists(st.builds(decision, items, st.sampled_from(Verdict), st.integers(0, 5)), max_size=8).map(tuple)


@given(suggestions, decisions)
def test_every_persons_last_word_holds(found: tuple[Suggestion, ...], taken: tuple[Decision, ...]) -> None:
    """Filed items are filed, taken-away items are not, and filed items stand among the assignments."""
    outcome = filed(found, *taken)
    last: dict[str, Verdict] = {}
    for one in sorted(taken, key=lambda one: one.decided_at):
        last[one.item] = one.verdict
    for item, verdict in last.items():
        assert (item in outcome.filed_items) is (verdict is Verdict.FILE)
    assert set(outcome.filed_items) <= {assignment.item for assignment in outcome.assignments}
    assert (outcome.state is State.FILED) is bool(outcome.filed_items)
