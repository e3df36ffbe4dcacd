"""Decisions correct what filing says; nothing else teaches, and order plays no part."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import back_test, learning
from catalog.filing import AUTOMATIC, decide, lesson, suggest
from catalog.learning import Lesson, learn, verdicts
from catalog.record import Decision, State, Verdict
from tests.filing.written import evidence
from tests.learning.decided import ITEMS, MODEL, decided, many, paper, with_learned

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)


def decision(item: str, verdict: Verdict, minute: int = 0) -> Decision:
    return Decision(item=item, verdict=verdict, decided_by="王芳", decided_at=NOON + timedelta(minutes=minute))


def first(title: str, text: str, lessons: list[Lesson] | None = None) -> str:
    learned = learn(lessons, ITEMS) if lessons else None
    return suggest(evidence(text, title=title), with_learned(learned))[0].item


@pytest.mark.parametrize("item", ITEMS)
def test_words_that_the_standard_does_not_know_are_learned_from_ten_decisions(item: str) -> None:
    title, text = paper(item, 6)
    assert first(title, text, many(3)[:10]) == item


def test_papers_are_filed_alone_once_enough_decisions_agree() -> None:
    trial = back_test.run(many(16), ITEMS)
    title, text = paper("3", 21)
    found = suggest(evidence(text, title=title), with_learned(trial.learned))
    assert found[0].item == "3"
    assert found[0].confidence >= AUTOMATIC
    assert suggest(evidence(text, title=title), MODEL)[0].confidence < AUTOMATIC
    assert all(one.confidence < AUTOMATIC for one in found[1:])


def test_what_no_decision_speaks_of_is_not_filed_by_what_was_learned() -> None:
    trial = back_test.run(many(16), ITEMS)
    strange = evidence("更换轮胎四条。各单位要高度重视，按时报送材料。", title="公务用车维修通知")
    assert suggest(strange, with_learned(trial.learned))[0].confidence < AUTOMATIC


def test_the_reason_names_the_words_that_were_learned() -> None:
    title, text = paper("2", 30)
    found = {one.item: one for one in suggest(evidence(text, title=title), with_learned(learn(many(4), ITEMS)))}
    assert "以往的决定把有“" in found["2"].reason
    said = found["2"].reason.split("以往的决定")[1]
    assert any(word in said for word in ("小黄", "黄帽", "举旗", "提醒", "骑车"))


def test_where_filing_was_right_nothing_is_learned() -> None:
    title, text = "志愿服务站点注册志愿者活动记录", "志愿服务站点覆盖，注册志愿者比例达标。"
    sure = Lesson(
        key="a",
        traits=lesson("a", evidence(text, title=title), MODEL, {}).traits,
        untaught=dict.fromkeys(ITEMS, 0.0) | {"1": 1.0},
        verdicts={item: item == "1" for item in ITEMS},
    )
    assert not learn([sure] * 12, ITEMS).weights.any()


def test_an_item_of_which_nobody_said_anything_is_not_changed() -> None:
    only_no = [
        lesson(str(turn), evidence(paper("1", turn)[1], title=paper("1", turn)[0]), MODEL, {"1": False})
        for turn in range(12)
    ]
    weights = learn(only_no, ITEMS).weights
    assert not weights[:, [ITEMS.index(item) for item in ITEMS if item != "1"]].any()


def test_whoever_files_a_record_says_that_it_proves_nothing_else() -> None:
    filed = [decision("2", Verdict.FILE)]
    assert verdicts(filed, ITEMS) == {"1": False, "2": True, "3": False, "4": False}


def test_whoever_rejects_an_item_says_nothing_of_the_others() -> None:
    assert verdicts([decision("2", Verdict.UNFILE)], ITEMS) == {"2": False}


def test_the_latest_decision_on_an_item_counts() -> None:
    both = [decision("2", Verdict.UNFILE, 5), decision("2", Verdict.FILE, 1)]
    assert verdicts(both, ITEMS) == {"2": False}


def test_a_decision_on_an_item_that_the_standard_has_not_teaches_nothing() -> None:
    assert verdicts([decision("99", Verdict.UNFILE)], ITEMS) == {}


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(12)), st.permutations(ITEMS))
def test_the_order_of_decisions_and_of_items_changes_nothing(order: list[int], items: list[str]) -> None:
    lessons = many(3)
    straight, shuffled = learn(lessons, ITEMS), learn([lessons[place] for place in order], items)
    columns = [items.index(item) for item in ITEMS]
    assert np.allclose(straight.weights, shuffled.weights[:, columns], atol=1e-6)
    assert np.array_equal(straight.telling, shuffled.telling)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=20))
def test_any_text_can_be_learned_and_judged(title: str, text: str, name: str) -> None:
    read = evidence(text, title=title or None, source_name=name)
    one = lesson("x", read, MODEL, {item: item == "1" for item in ITEMS})
    learned = learn([one, *many(2)], ITEMS)
    found = suggest(read, with_learned(learned))
    assert all(0 <= said.confidence <= 1 for said in found)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(ITEMS), st.sampled_from(ITEMS), st.booleans())
def test_learning_never_changes_what_a_person_decided(item: str, other: str, yes: bool) -> None:  # noqa: FBT001 - drawn
    title, text = paper(other, 40)
    read = evidence(text, title=title)
    said = (decision(item, Verdict.FILE if yes else Verdict.UNFILE),)
    for learned in (None, learn(many(4), ITEMS)):
        stands = decide(suggest(read, with_learned(learned)), said, automatic=0.85, suggest=0.45)
        assert (stands.filed_items == (item,)) if yes else (item not in stands.filed_items)
        assert stands.state is State.FILED or not yes


def test_a_rule_that_wants_a_person_holds_whatever_was_learned() -> None:
    """A law of a higher authority was filed under an item time and again."""
    law = evidence("第一条 红马甲给路人指路。", title="红马甲指路条例")
    known = {item: item == "1" for item in ITEMS}
    lessons = [lesson(str(turn), law, MODEL, known) for turn in range(60)] + many(4)
    found = suggest(law, with_learned(back_test.run(lessons, ITEMS).learned))[0]
    assert found.item == "1"
    assert found.confidence < AUTOMATIC


def test_confidences_are_lifted_no_further_than_so_few_decisions_allow() -> None:
    few, more = back_test.run(many(11), ITEMS).learned.curve, back_test.run(many(30), ITEMS).learned.curve
    assert few.ceiling == pytest.approx(1 - learning.RULE_OF_THREE / 44)
    assert few.ceiling < more.ceiling
    assert few.lift(0.99) == 0.99


def test_one_decision_about_a_like_paper_is_a_hint_and_no_more() -> None:
    title, text = paper("1", 50)
    found = suggest(evidence(text, title=title), with_learned(learn([decided("1", 51)], ITEMS)))
    assert found[0].item == "1"
    assert found[0].confidence < AUTOMATIC
