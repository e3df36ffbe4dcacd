"""Clerks' decisions and corrections: each is kept with who, when and why, and always wins over the program."""

from collections.abc import Iterable, Mapping

from archiver import clock
from archiver.archive import Archive, check_items, find_record
from archiver.errors import ArchiverError, UsageError
from archiver.ledger import decisions
from archiver.ledger.database import transaction
from archiver.ledger.fields import Field
from catalog.record import Decision, Record, State, Verdict

REJECTED_AT_MOST = 5


def decide(
    archive: Archive, record_id: str, items: Iterable[str], verdict: Verdict, why: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keep that a record proves these items, or that it does not; return its filed items before and after."""
    record = _taken_in(archive, record_id)
    numbers = check_items(archive.combined, items)
    with transaction(archive.ledger) as tx:
        for number in numbers:
            decision = Decision(item=number, verdict=verdict, decided_by=archive.who, decided_at=clock.now(), why=why)
            decisions.decide(tx, record.id, decision)
    return record.filed_items, find_record(archive, record.id).filed_items


def reject_all(archive: Archive, record: Record) -> None:
    """Keep that a record proves none of the items that were suggested for it."""
    items = [assignment.item for assignment in record.assignments[:REJECTED_AT_MOST]]
    if items:
        decide(archive, record.id, items, Verdict.UNFILE, "逐件确认时否定")


def correct(archive: Archive, record_id: str, changes: Mapping[Field, str]) -> None:
    """Keep corrected fields; several issuers or attachments stand one a line, an empty text says that there is none."""
    record = _taken_in(archive, record_id)
    years = [year.name for year in archive.standard.years]
    if changes.get(Field.YEAR, "") not in {"", *years}:
        raise UsageError(f"考评标准没有 {changes[Field.YEAR]} 这个年度。可以写：{'、'.join(years)}，或空串。")
    for field in (Field.TITLE, Field.DOC_NUMBER, Field.ADDRESSEE):
        if any(character in changes.get(field, "") for character in "\r\n\t"):
            raise UsageError("题名、文号和主送机关要写在一行里，不能换行。")
    with transaction(archive.ledger) as tx:
        for field, value in changes.items():
            decisions.correct(tx, record.id, field, value, by=archive.who, at=clock.now())


def _taken_in(archive: Archive, record_id: str) -> Record:
    record = find_record(archive, record_id)
    if record.state is State.SET_ASIDE:
        raise ArchiverError(f"{record.id} 已搁置，没有收入。请先处理文件，再运行 archiver retry。")
    return record
