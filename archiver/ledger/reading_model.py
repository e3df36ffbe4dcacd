"""Records as the rest of the program sees them: description, corrections and decisions put together.

Whole tables are read in a few queries and joined here, so that ten thousand records take a second or two.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Protocol

from sqlalchemy import Connection

from archiver.ledger import comparisons, records, rows_by_record, runs
from archiver.ledger.correcting import apply
from archiver.ledger.fields import parse_description
from archiver.ledger.schema import Stage
from catalog.findings import still_open
from catalog.record import Assignment, Decision, Record, State, Suggestion, Verdict


class Filing(Protocol):
    """What filing says of a record: all its items, those that count, and where the record stands."""

    @property
    def assignments(self) -> tuple[Assignment, ...]: ...  # noqa: D102 - said above

    @property
    def filed_items(self) -> tuple[str, ...]: ...  # noqa: D102 - said above

    @property
    def state(self) -> State: ...  # noqa: D102 - said above


class Decide(Protocol):
    """How suggestions and decisions become a filing: `catalog.filing.decide`."""

    def __call__(  # noqa: D102 - said above
        self,
        suggestions: tuple[Suggestion, ...],
        decisions: tuple[Decision, ...],
        /,
        *,
        automatic: float,
        suggest: float,
    ) -> Filing: ...


def load_records(  # noqa: PLR0913 - what to load, and the rules to load it by
    tx: Connection,
    *,
    automatic: float,
    suggest: float,
    decide: Decide,
    only: Collection[str] | None = None,
    year_of: Callable[[date], str | None] | None = None,
) -> tuple[Record, ...]:
    """Return every record as it stands, or `only` those of these numbers, in the order they came in.

    A record that somebody said is a copy is filed nowhere; what people filed it under counts for the one that is kept.

    `automatic` and `suggest` are the confidences from which `decide` files and suggests. `year_of` names the
    evidence year of a date; it gives a record with a corrected date its year, unless that was corrected too.
    """
    file = partial(decide, automatic=automatic, suggest=suggest)
    copies = comparisons.copies(comparisons.load(tx))
    said = rows_by_record.load(tx, only if only is None else {*only, *(one for one in copies if copies[one] in only)})
    inherited = _inherited(said.decisions, copies)
    loaded: list[Record] = []
    for row in records.all_rows(tx) if only is None else records.of(tx, only):
        aside = row.stage is Stage.SET_ASIDE
        decisions = (*inherited.get(row.id, ()), *said.decisions.get(row.id, ()))
        filing = None if aside else file(said.suggestions.get(row.id, ()), decisions)
        copied = copies.get(row.id)
        description = parse_description(said.fields.get(row.id, ()))
        corrections = said.corrections.get(row.id, ())
        found = (*said.page_findings.get(row.id, ()), *said.findings.get(row.id, ()))
        loaded.append(
            Record(
                id=row.id,
                sha256=row.sha256,
                source_name=row.source_name,
                media_type=row.media_type,
                received_at=row.received_at,
                page_count=row.page_count,
                parts=runs.parts(said.runs.get(row.id, ())),
                description=apply(description, corrections, year_of),
                assignments=filing.assignments if filing else (),
                filed_items=filing.filed_items if filing and not copied else (),
                state=_state(filing, copied),
                findings=still_open(found, {correction.field.value for correction in corrections}),
                copy_of=copied,
            )
        )
    return tuple(loaded)


def _state(filing: Filing | None, copied: str | None) -> State:
    if filing is None:
        return State.SET_ASIDE
    return State.UNASSIGNED if copied else filing.state


def _inherited(
    decisions: Mapping[str, tuple[Decision, ...]], copies: Mapping[str, str]
) -> Mapping[str, tuple[Decision, ...]]:
    """Return what people filed copies under, by the record that is kept, whose own decisions come after them."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for copy, kept in sorted(copies.items()):
        latest = {decision.item: decision for decision in decisions.get(copy, ())}
        found[kept] += [decision for decision in latest.values() if decision.verdict is Verdict.FILE]
    return {record: tuple(of_record) for record, of_record in found.items()}
