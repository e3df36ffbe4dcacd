"""What was learned is tried on decisions that it was not shown."""

from dataclasses import replace

from catalog import back_test
from tests.learning.decided import ITEMS, many


def test_learning_that_helps_is_better() -> None:
    trial = back_test.run(many(8), ITEMS)
    assert trial.is_better
    assert trial.after.first > trial.before.first
    assert trial.before.proving == trial.after.proving == 32


def test_fewer_right_items_first_are_refused() -> None:
    trial = back_test.run(many(8), ITEMS)
    assert not replace(trial, after=replace(trial.after, first=trial.before.first - 1)).is_better


def test_more_items_filed_wrongly_are_refused_unless_nearly_all_are_right() -> None:
    trial = back_test.run(many(8), ITEMS)
    assert not replace(trial, after=replace(trial.after, filed=10, filed_right=9)).is_better
    assert replace(trial, after=replace(trial.after, filed=100, filed_right=98)).is_better


def test_what_comes_no_closer_to_the_truth_is_refused() -> None:
    trial = back_test.run(many(8), ITEMS)
    assert not replace(trial, after=replace(trial.after, off=trial.before.off)).is_better


def test_a_lesson_is_not_judged_by_itself() -> None:
    """The same paper decided once only, among others that say nothing of it, gains nothing."""
    lessons = [one for one in many(6) if "4" not in one.right]
    alone = next(one for one in many(1) if "4" in one.right)
    trial = back_test.run([*lessons, alone], ITEMS)
    was, now = trial.items["4"]
    assert now.first == was.first


def test_the_order_of_decisions_changes_no_figure() -> None:
    lessons = many(6)
    one, other = back_test.run(lessons, ITEMS), back_test.run(lessons[::-1], ITEMS)
    assert (one.before, one.after, one.is_better) == (other.before, other.after, other.is_better)


def test_what_moved_is_named_with_its_items() -> None:
    trial = back_test.run(many(8), ITEMS)
    assert trial.moved
    assert all(was != now for _, was, now in trial.moved)
