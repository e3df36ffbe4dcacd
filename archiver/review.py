"""Clerks' decisions and corrections: each is kept with who, when and why, and always wins over the program."""

from collections.abc import Iterable, Mapping

from archiver import clock
from archiver.archive import Archive, check_items, find_record
from archiver.errors import ArchiverError
from archiver.ledger import decisions
from archiver.ledger.database import transaction
from archiver.ledger.fields import Field
from catalog.record import Decision, Record, State, Verdict

REJECTED_AT_MOST = 5


def decide(archive: Archive, record_id: str, items: Iterable[str], verdict: Verdict, why: str) -> None:
    """Keep that a record proves these items, or that it does not."""
    record = find_record(archive, record_id)
    if record.state is State.SET_ASIDE:
        raise ArchiverError(f"{record.id} 已搁置，没有收入，不能归类。请先处理文件，再运行 archiver retry。")
    numbers = check_items(archive.standard, items)
    with transaction(archive.ledger) as tx:
        for number in numbers:
            decision = Decision(item=number, verdict=verdict, decided_by=archive.who, decided_at=clock.now(), why=why)
            decisions.decide(tx, record.id, decision)


def reject_all(archive: Archive, record: Record) -> None:
    """Keep that a record proves none of the items that were suggested for it."""
    items = [assignment.item for assignment in record.assignments[:REJECTED_AT_MOST]]
    if items:
        decide(archive, record.id, items, Verdict.UNFILE, "逐件确认时否定")


def correct(archive: Archive, record_id: str, changes: Mapping[Field, str]) -> None:
    """Keep corrected fields; several issuers stand on a line each, and an empty text says that there is none."""
    record = find_record(archive, record_id)
    with transaction(archive.ledger) as tx:
        for field, value in changes.items():
            decisions.correct(tx, record.id, field, value, by=archive.who, at=clock.now())
