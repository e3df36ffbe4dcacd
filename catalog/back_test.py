"""Whether learning helps, tried on decisions that it was not shown, before it takes effect.

The decided records are dealt into five hands. Each hand is judged by what the other four teach, so that nothing is
judged by itself; then all are learned together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catalog import weights
from catalog.learning import Learned, Lesson, curve, learn

HANDS = 5
ROOM = 0.97  # of what is filed alone so much must be right, where more is filed than before

Judged = tuple[Lesson, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How confidences fare on decided records: counts, and the mean square of what they are off."""

    proving: int
    first: int
    filed: int
    filed_right: int
    off: float

    @property
    def filed_wrong(self) -> int:
        """Items that would be filed without a person and that people decided otherwise."""
        return self.filed - self.filed_right


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trial:
    """What was learned, how filing fares on decisions held back without and with it, and by item."""

    learned: Learned
    before: Score
    after: Score
    items: Mapping[str, tuple[Score, Score]]
    moved: tuple[tuple[Lesson, str, str], ...]

    @property
    def is_better(self) -> bool:
        """Whether it helps: no fewer right items first, no more filed wrongly than allowed, and closer to the truth."""
        before, after = self.before, self.after
        wrongly = after.filed_wrong <= before.filed_wrong or after.filed_right >= ROOM * after.filed
        return after.first >= before.first and wrongly and after.off < before.off


def run(lessons: Sequence[Lesson], items: Sequence[str]) -> Trial:
    """Return what all lessons teach together and how it fares on lessons held back; their order changes nothing."""
    ordered = sorted(lessons, key=lambda lesson: lesson.key)
    hands = [_hand(ordered, items, place) for place in range(HANDS)]
    said = [[(lesson, model.confidences(lesson.untaught, lesson.traits)) for lesson in hand] for model, hand in hands]
    judged: list[Judged] = []
    for place, (model, hand) in enumerate(hands):
        # how sure one may be is told by the other hands as well
        others = [one for at, own in enumerate(said) if at != place for one in own]
        lifted = replace(model, curve=curve(others))
        judged += [(lesson, lifted.confidences(lesson.untaught, lesson.traits)) for lesson in hand]
    untaught = [(lesson, lesson.untaught) for lesson, _ in judged]
    learned = replace(learn(ordered, items), curve=curve(one for own in said for one in own))
    before, after = _by_item(untaught), _by_item(judged)
    return Trial(
        learned=learned,
        before=score(untaught),
        after=score(judged),
        items={item: (score(before[item]), score(after[item])) for item in items if item in after},
        moved=tuple(
            (lesson, was, now)
            for lesson, said in sorted(judged, key=lambda one: one[0].key)
            if (was := _best(lesson.untaught)) != (now := _best(said))
        ),
    )


def score(judged: Sequence[Judged]) -> Score:
    """Return how confidences fare on lessons, as far as their items are known."""
    proving = [(lesson, said) for lesson, said in judged if lesson.right]
    known = [(said[item], yes) for lesson, said in judged for item, yes in lesson.verdicts.items() if item in said]
    filed = [yes for sure, yes in known if sure >= weights.AUTOMATIC]
    return Score(
        proving=len(proving),
        first=sum(_best(said) in lesson.right for lesson, said in proving),
        filed=len(filed),
        filed_right=sum(filed),
        off=sum((yes - sure) ** 2 for sure, yes in known) / max(1, len(known)),
    )


Hand = tuple[Learned, Sequence[Lesson]]


def _hand(ordered: Sequence[Lesson], items: Sequence[str], place: int) -> Hand:
    others = [lesson for at, lesson in enumerate(ordered) if at % HANDS != place]
    return learn(others, items), ordered[place::HANDS]


def _by_item(judged: Sequence[Judged]) -> Mapping[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for one in judged:
        for item in one[0].right:
            found.setdefault(item, []).append(one)
    return found


def _best(said: Mapping[str, float]) -> str:
    return max(sorted(said), key=lambda item: said[item], default="")
