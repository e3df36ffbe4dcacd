"""Joining records into one, splitting one into several, and letting a record fall apart into its files again.

Rows are only pointed elsewhere or added (see `runs`), so each of these can be taken back by the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, delete, insert, select, update

from archiver.errors import ArchiverError
from archiver.ledger import borders, decisions, journal, records, runs
from archiver.ledger.borders import Border
from archiver.ledger.journal import Action
from archiver.ledger.records import RecordRow
from archiver.ledger.runs import Run
from archiver.ledger.schema import Stage, corrections
from archiver.ledger.schema import decisions as decision_table
from archiver.ledger.schema import records as table
from catalog.record import Verdict


def join(tx: Connection, record_ids: Sequence[str], *, who: str, at: datetime) -> None:
    """Make the first of these records hold the pages of all, in this order; the others are records no more.

    It waits to be described anew. What people decided about the others is said of it too, as far as nobody decided
    otherwise about itself.
    """
    head, *others = record_ids
    _refuse_unfinished(tx, record_ids)
    runs_of = runs.load(tx, record_ids)
    before = [runs_of[record_id] for record_id in record_ids]
    for record_id in others:
        _say_as_well(tx, record_id, head)
        records.forget(tx, record_id)
    _line_up(tx, [run for own in before for run in own])
    seams = [_border(first[-1], second[0]) for first, second in pairwise(before)]
    borders.say(tx, seams, together=True, by=who, at=at)
    details = {"records": list(record_ids), "parts": _plain(tx, head)}
    journal.append(tx, at=at, who=who, action=Action.JOINED, subject=head, details=details)
    for record_id in others:
        journal.append(tx, at=at, who=who, action=Action.DISSOLVED, subject=record_id, details={"into": head})


def split(tx: Connection, record_id: str, page_numbers: Sequence[int], *, who: str, at: datetime) -> tuple[str, ...]:
    """Let a new record begin at each of these pages of a record, counted from 1; return the numbers of all.

    A page at which a record began before it was joined gives that record its number and its decisions back. Each of
    them waits to be described anew. ValueError for a page at which nothing can begin.
    """
    _refuse_unfinished(tx, [record_id])
    pieces = [record_id]
    before = 0
    for number in sorted(set(page_numbers)):
        pieces.append(_split_at(tx, pieces[-1], number - before, who=who, at=at))
        before = number - 1
    details = {"pages": sorted(set(page_numbers)), "records": pieces}
    journal.append(tx, at=at, who=who, action=Action.SPLIT, subject=record_id, details=details)
    return tuple(pieces)


def bound_to(tx: Connection, row: RecordRow) -> tuple[RecordRow, ...]:
    """Return the rows of all files that hang together with a row's: split of one file, or joined in one record."""
    found: dict[str, RecordRow] = {row.id: row}
    new = [row]
    while new:
        heads = {one.joined_into or one.id for one in new}
        files = {one.sha256 for one in new}
        ids = tx.execute(
            select(table.c.id).where(
                table.c.original.in_(files) | table.c.id.in_(heads) | table.c.joined_into.in_(heads)
            )
        )
        new = [one for name in ids.scalars().all() if name not in found and (one := records.get(tx, name))]
        found.update({one.id: one for one in new})
    return tuple(found.values())


def fall_apart(tx: Connection, rows: Sequence[RecordRow], *, who: str, at: datetime) -> None:
    """Make each file of these rows a record of its own again, whole, under the number of the row it begins with.

    `rows` are all that hang together. What people decided about a further part of a file is said of its record.
    """
    first = {row.sha256: row.id for row in rows if row.first_page == 1}
    alone = {"joined_into": None, "place": 0, "page_count": 0, "stage": Stage.RECEIVED}
    tx.execute(update(table).where(table.c.id.in_([row.id for row in rows])).values(alone))
    for row in rows:
        if row.first_page > 1:
            into = first[row.sha256]
            records.remove(tx, row.id, into=into)
            journal.append(tx, at=at, who=who, action=Action.DISSOLVED, subject=row.id, details={"into": into})


def _split_at(tx: Connection, record_id: str, number: int, *, who: str, at: datetime) -> str:
    """Let a record begin at a page of another, with all that follows; return its number."""
    before, after = _cut(runs.of(tx, record_id), number)
    if before[-1].row == after[0].row:
        row = records.existing(tx, after[0].row)
        after[0] = replace(after[0], row=_add(tx, row, after[0].first))
    for run in after:
        _unsay(tx, run.row, record_id)
    for run in after[1:]:
        _say_as_well(tx, run.row, after[0].row)
    _line_up(tx, before)
    _line_up(tx, after)
    borders.say(tx, [_border(before[-1], after[0])], together=False, by=who, at=at)
    return after[0].row


def _cut(own: Sequence[Run], number: int) -> tuple[list[Run], list[Run]]:
    """Return the runs of a record before a page and from it on; a run that holds both is cut in two."""
    start = 1
    for place, run in enumerate(own):
        inside = number - start
        if 0 <= inside < run.count and number > 1:
            late = replace(run, first=run.first + inside, count=run.count - inside)
            early = [replace(run, last=late.first - 1, count=inside)] if inside else []
            return [*own[:place], *early], [late, *own[place + 1 :]]
        start += run.count
    message = f"no document can begin at page {number} of {start - 1}"
    raise ValueError(message)


def _add(tx: Connection, row: RecordRow, first_page: int) -> str:
    """Add a row that begins at a page within another's run, of which it is a copy otherwise."""
    name = records.next_number(tx)
    origin = (row.sha256, row.source_name, row.container_sha256, row.media_type, row.received_at)
    columns = ("sha256", "source_name", "container_sha256", "media_type", "received_at")
    values = dict(zip(columns, origin, strict=True))
    tx.execute(
        insert(table).values(id=name, first_page=first_page, place=0, page_count=0, stage=Stage.RECEIVED, **values)
    )
    return name


def _line_up(tx: Connection, own: Sequence[Run]) -> None:
    """Make the first of these rows a record of all their pages, in this order, that waits to be described."""
    head = own[0].row
    for place, run in enumerate(own):
        joined = {"joined_into": head, "place": place} if place else {"joined_into": None, "place": 0}
        tx.execute(update(table).where(table.c.id == run.row).values(page_count=run.count, **joined))
    records.forget(tx, head)
    records.mark_read(tx, head, page_count=sum(run.count for run in own))


def _border(before: Run, after: Run) -> Border:
    return Border(previous=before.sha256, sha256=after.sha256, page=after.first)


def _refuse_unfinished(tx: Connection, record_ids: Sequence[str]) -> None:
    """Raise ArchiverError unless all of these are records that were read and described."""
    for row in (records.existing(tx, record_id) for record_id in record_ids):
        if row.joined_into:
            raise ArchiverError(f"{row.id} 已并入 {row.joined_into}，不再单独成件。什么也没有改。")
        if row.stage is Stage.SET_ASIDE:
            raise ArchiverError(f"{row.id} 已搁置，没有收入。请先处理文件，再运行 archiver retry。什么也没有改。")
        if row.stage is not Stage.DESCRIBED:
            raise ArchiverError(f"{row.id} 还没有处理完。请先运行 archiver run，再做一次。什么也没有改。")


def _say_as_well(tx: Connection, record_id: str, head: str) -> None:
    """Let what people decided about a record count for the one that it is joined into.

    Where they decided about that one itself, a "no" about the other does not overrule it, and its corrections stand.
    """
    known = {decision.item for decision in decisions.decisions(tx, head)}
    corrected = {correction.field for correction in decisions.corrections(tx, head)}
    chosen = (
        select(decision_table).where(decision_table.c.record == record_id).order_by(decision_table.c.seq),
        select(corrections).where(corrections.c.record == record_id).order_by(corrections.c.seq),
    )
    for row in tx.execute(chosen[0]).mappings().all():
        if row["verdict"] == Verdict.FILE or row["item"] not in known:
            tx.execute(insert(decision_table).values({**row, "record": head, "seq": None}))
    for row in tx.execute(chosen[1]).mappings().all():
        if row["field"] not in corrected:
            tx.execute(insert(corrections).values({**row, "record": head, "seq": None}))


def _unsay(tx: Connection, record_id: str, head: str) -> None:
    """Take back what counts for a record only because another was joined into it."""
    for copy, own in ((decision_table.alias(), decision_table), (corrections.alias(), corrections)):
        same = [
            copy.c[column.name].is_not_distinct_from(column) for column in own.c if column.name not in {"seq", "record"}
        ]
        said = select(copy.c.seq).where(copy.c.record == record_id, *same).exists()
        tx.execute(delete(own).where(own.c.record == head, said))


def _plain(tx: Connection, record_id: str) -> list[Mapping[str, object]]:
    """Return the parts of a record for the journal."""
    return [
        {"sha256": part.sha256, "first_page": part.first_page, "last_page": part.last_page}
        for part in runs.parts(runs.of(tx, record_id))
    ]
