"""What people's decisions teach: for each item a correction of what filing says without training.

The correction is linear in a record's traits and is fitted (ridge regression) to what filing left wrong on the records
that people decided: where filing was right there is nothing to learn. It is trusted the more, the more decisions agree.
The program's own suggestions teach nothing. Nothing here is kept; see `archiver/learned.py`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.record import Decision, Verdict
from catalog.traits import BUCKETS, Traits

LEAST = 10  # decided records from which anything is learned
MOST = 6000  # newest decided records that are learned from
RIDGE = 0.5  # how much agreement it takes: one equal record moves an item two thirds of the way
NOISE = 0.05  # what any two papers of an office have in common says so much, and counts for nothing
COMMON = 0.1  # how telling it is what every record shows
ENOUGH = 40  # decided items that show how sure one may be
RULE_OF_THREE = 3  # no mistake in n trials: at most 3 in n can be expected, 19 times in 20

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """A record that people decided: its traits, how sure filing was of each item untaught, and what is known now.

    `key` names the content, so that neither numbers nor the order of arrival play a part. An item that is not in
    `verdicts` is not known: somebody said only what it is not.
    """

    key: str
    traits: Traits
    untaught: Mapping[str, float]
    verdicts: Mapping[str, bool]

    @property
    def right(self) -> frozenset[str]:
        """The items that it proves."""
        return frozenset(item for item, yes in self.verdicts.items() if yes)


@dataclass(frozen=True, slots=True)
class Curve:
    """How sure one may be of what is said so surely, as held-back decisions showed: a logistic curve with a ceiling."""

    slope: float
    shift: float
    ceiling: float

    def lift(self, sure: float) -> float:
        """Return the confidence that experience allows, never less than what was said."""
        at = self.slope * _log_odds(sure) + self.shift
        return max(sure, min(self.ceiling, 1 / (1 + math.exp(-at))))


UNKNOWN = Curve(1.0, 0.0, 0.0)
"""Before there are enough decisions, nothing is lifted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learned:
    """What was learned: for each item a weight by bucket, how telling each bucket is, and from how many records."""

    items: tuple[str, ...]
    telling: Matrix
    weights: Matrix
    lessons: int
    curve: Curve = UNKNOWN

    def confidences(self, untaught: Mapping[str, float], traits: Traits) -> Mapping[str, float]:
        """Return the confidences after the corrections, between 0 and 1; lifted only where decisions speak for it."""
        corrections = self.corrections(traits)
        found: dict[str, float] = {}
        for item, sure in untaught.items():
            correction = corrections.get(item, 0.0)
            corrected = min(1.0, max(0.0, sure + correction))
            found[item] = self.curve.lift(corrected) if correction > 0 else corrected
        return found

    def corrections(self, traits: Traits) -> Mapping[str, float]:
        """Return what is to be added to the confidence in each item, mostly between -1 and 1."""
        said = _told(traits, self.telling)
        row = said @ self.weights[traits.buckets]
        row = np.sign(row) * np.maximum(np.abs(row) - NOISE, 0.0)
        return dict(zip(self.items, (float(value) for value in row), strict=True))


def verdicts(decisions: Iterable[Decision], items: Iterable[str]) -> Mapping[str, bool]:
    """Return what decisions say of each item; whoever filed a record somewhere said that it proves nothing else."""
    latest: dict[str, bool] = {}
    for decision in sorted(decisions, key=lambda one: one.decided_at):
        latest[decision.item] = decision.verdict is Verdict.FILE
    known = {item: latest.get(item, False) for item in items} if any(latest.values()) else latest
    return {item: known[item] for item in items if item in known}


def learn(lessons: Sequence[Lesson], items: Sequence[str]) -> Learned:
    """Return what the lessons teach; their order changes nothing. See `LEAST` for how many it takes."""
    ordered = sorted(lessons, key=lambda lesson: lesson.key)
    telling = _telling(ordered)
    said = _matrix(ordered, telling)
    dual = _solve(said, _wrong(ordered, items))
    weights: Matrix = np.asarray(said.T @ dual, dtype=np.float32)
    return Learned(items=tuple(items), telling=telling, weights=weights, lessons=len(ordered))


def curve(said: Iterable[tuple[Lesson, Mapping[str, float]]]) -> Curve:
    """Return how sure one may be, from what was said of lessons held back and what people had decided of them."""
    points = [(sure, yes) for lesson, sures in said for sure, yes in _foremost(lesson, sures)]
    lessons = sum(yes for _, yes in points)
    if lessons < ENOUGH or lessons == len(points):
        return UNKNOWN
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import

    odds = np.array([[_log_odds(sure)] for sure, _ in points])
    regression: Any = LogisticRegression()
    fitted = regression.fit(odds, [yes for _, yes in points])
    slope, shift = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return Curve(max(0.0, slope), shift, 1 - RULE_OF_THREE / lessons) if slope > 0 else UNKNOWN


def _foremost(lesson: Lesson, sures: Mapping[str, float]) -> list[tuple[float, bool]]:
    """Return the three items said most surely of a lesson, as far as it is known whether they are right."""
    best = sorted(sures.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    return [(sure, lesson.verdicts[item]) for item, sure in best if item in lesson.verdicts]


def _log_odds(sure: float) -> float:
    kept = min(0.995, max(0.005, sure))
    return math.log(kept / (1 - kept))


def _telling(lessons: Sequence[Lesson]) -> Matrix:
    """Return for each bucket how telling it is: the fewer records show it the more.

    What no lesson shows counts most: a paper that shares only what every office writes is like none of them.
    """
    spread = np.zeros(BUCKETS, dtype=np.float32)
    for lesson in lessons:
        spread[lesson.traits.buckets] += 1
    return (np.log((1 + len(lessons)) / (1 + spread)) + COMMON).astype(np.float32)


def _told(traits: Traits, telling: Matrix) -> Matrix:
    """Return a record's weights by how telling they are, of length one."""
    said: Matrix = traits.weights * telling[traits.buckets]
    length = float(np.sqrt(said @ said))
    return said / np.float32(length) if length else said


def _wrong(lessons: Sequence[Lesson], items: Sequence[str]) -> NDArray[np.float64]:
    """Return for each lesson and item what filing left wrong: nothing where nobody knows."""
    rows = [
        [
            (yes - lesson.untaught.get(item, 0.0)) if (yes := lesson.verdicts.get(item)) is not None else 0.0
            for item in items
        ]
        for lesson in lessons
    ]
    return np.array(rows, dtype=np.float64).reshape(len(lessons), len(items))


def _matrix(lessons: Sequence[Lesson], telling: Matrix) -> Any:  # noqa: ANN401 - scipy states no types
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import

    told = [_told(lesson.traits, telling) for lesson in lessons]
    ends = np.cumsum([0, *(len(row) for row in told)])
    columns = np.concatenate([lesson.traits.buckets for lesson in lessons]) if lessons else np.zeros(0, np.int32)
    values = np.concatenate(told) if told else np.zeros(0, np.float32)
    return csr_array((values, columns, ends), shape=(len(lessons), BUCKETS))


def _solve(said: Any, wrong: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401 - scipy states no types
    from sklearn.kernel_ridge import KernelRidge  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import

    alike = (said @ said.T).toarray().astype(np.float64)
    regression: Any = KernelRidge
    dual: NDArray[np.float64] = regression(alpha=RIDGE, kernel="precomputed").fit(alike, wrong).dual_coef_
    return dual
