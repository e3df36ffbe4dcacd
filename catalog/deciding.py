"""What counts in the end: people's decisions, and where nobody decided, suggestions that are sure enough."""

from dataclasses import dataclass

from catalog.record import Assignment, Decision, State, Suggestion, Verdict

LAID_ASIDE = "旧:"
"""Begins the name of an item that a revised standard no longer has; what was decided about it is in force no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where a record stands: its items best first, those that count, and its state."""

    assignments: tuple[Assignment, ...]
    filed_items: tuple[str, ...]
    state: State


def decide(
    suggestions: tuple[Suggestion, ...], decisions: tuple[Decision, ...], *, automatic: float, suggest: float
) -> Filing:
    """Return where a record stands after what the program suggests and people decided.

    The latest decision on an item counts. Once a person has filed, only what people filed counts; an item that a
    person took away is never filed or suggested again by the program.
    """
    latest = _latest(decisions)
    filed = tuple(_decided(decision, suggestions) for decision in latest.values() if decision.verdict is Verdict.FILE)
    if filed:
        return Filing(assignments=filed, filed_items=tuple(one.item for one in filed), state=State.FILED)
    left = sorted(
        (suggestion for suggestion in suggestions if suggestion.item not in latest),
        key=lambda suggestion: -suggestion.confidence,
    )
    sure = tuple(suggestion.item for suggestion in left if suggestion.confidence >= automatic)
    likely = any(suggestion.confidence >= suggest for suggestion in left)
    return Filing(
        assignments=tuple(
            Assignment(
                item=one.item,
                confidence=one.confidence,
                decided_by=None,
                reason=one.reason,
                place=one.place,
                against=one.against,
            )
            for one in left
        ),
        filed_items=sure,
        state=State.FILED if sure else State.SUGGESTED if likely else State.UNASSIGNED,
    )


def _latest(decisions: tuple[Decision, ...]) -> dict[str, Decision]:
    """Return the decision in force on each item, in the order in which they were taken."""
    latest: dict[str, Decision] = {}
    standing = (decision for decision in decisions if not decision.item.startswith(LAID_ASIDE))
    for decision in sorted(standing, key=lambda decision: decision.decided_at):
        latest.pop(decision.item, None)
        latest[decision.item] = decision
    return latest


def _decided(decision: Decision, suggestions: tuple[Suggestion, ...]) -> Assignment:
    said = next((one.reason for one in suggestions if one.item == decision.item), "")
    why = decision.why or said
    return Assignment(
        item=decision.item,
        confidence=1.0,
        decided_by=decision.decided_by,
        reason=f"{decision.decided_by}决定" + (f"：{why}" if why else ""),
    )
