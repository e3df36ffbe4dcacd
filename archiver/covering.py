"""Coverage of an archive: what its filed and suggested records prove of the standard, and what others might prove."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from archiver.archive import Archive, seen_records, standing_items
from archiver.ledger import rows_by_record
from archiver.ledger.database import reading
from archiver.reporting.survey import Survey
from catalog.coverage import Coverage, Holding, cover
from catalog.items import Item
from catalog.proving import asks_text
from catalog.record import Record, State

WORTH_A_LOOK = 0.2
"""Confidence below which a suggestion is noise: nobody need look at a record for an item so unlikely."""


def cover_archive(archive: Archive) -> Coverage:
    """Return the coverage of the standard by the records as they stand."""
    return cover_records(archive, seen_records(archive))


def cover_records(archive: Archive, records: Iterable[Record]) -> Coverage:
    """Return the coverage of the standard by these records of the archive. What is said to be a copy proves nothing."""
    held = [record for record in records if record.state is not State.SET_ASIDE and not record.copy_of]
    items = {item.number: item for item in archive.standard.items}
    texts = _texts(archive, {record.id for record in held if _asks_text(items, record)})
    return cover(
        archive.standard,
        [holding for record in held for holding in _holdings(record, standing_items(record), texts)],
        [holding for record in held for holding in _holdings(record, _perhaps(record), texts)],
    )


def survey(archive: Archive, *, due: date | None = None, paper: Path | None = None) -> Survey:
    """Return what the print-outs of an archive's coverage are made of; `due` is when papers are to be handed in.

    ArchiverError where `paper`, the Word file that reports begin with, is none.
    """
    base = _paper(paper) if paper else None
    records = seen_records(archive)
    return Survey(
        standard=archive.standard,
        coverage=cover_records(archive, records),
        records={record.id: record for record in records},
        office=archive.settings.archive.fonds_name,
        day=archive.settings.binding.date,
        due=due,
        paper=base,
    )


def _paper(file: Path) -> bytes:
    from archiver.reporting.word import read_base  # noqa: PLC0415 - most coverages are not printed

    return read_base(file)


def _perhaps(record: Record) -> tuple[str, ...]:
    """Return the items that a record does not stand under and yet might prove. Where a person filed, it is settled."""
    standing = standing_items(record)
    return tuple(one.item for one in record.assignments if one.item not in standing and one.confidence >= WORTH_A_LOOK)


def _holdings(record: Record, items: Iterable[str], texts: Mapping[str, str]) -> list[Holding]:
    fields = record.description
    return [
        Holding(
            record=record.id,
            item=item,
            year=fields.year.value if fields.year else None,
            kind=fields.kind.value if fields.kind else None,
            title=fields.title.value if fields.title else record.source_name,
            state=record.state,
            text=texts.get(record.id, ""),
        )
        for item in items
    ]


def _asks_text(items: Mapping[str, Item], record: Record) -> bool:
    """Tell whether a record's text must be read: most are told by kind and title, and texts are long."""
    candidates = (*standing_items(record), *_perhaps(record))
    return any(asks_text(items[one.item], one) for one in _holdings(record, candidates, {}) if one.item in items)


def _texts(archive: Archive, wanted: Collection[str]) -> dict[str, str]:
    if not wanted:
        return {}
    with reading(archive.ledger) as tx:
        return {record: "\n".join(texts) for record, texts in rows_by_record.read_texts(tx, wanted)}
