"""Coverage of an archive: what its filed and suggested records prove of the standard."""

from archiver.archive import Archive, load_pages, load_records, standing_items
from catalog.coverage import Coverage, Holding, cover
from catalog.record import Record


def cover_archive(archive: Archive) -> Coverage:
    """Return the coverage of the standard by the records as they stand."""
    records = load_records(archive)
    return cover(archive.standard, [holding for record in records for holding in _holdings(archive, record)])


def _holdings(archive: Archive, record: Record) -> list[Holding]:
    items = standing_items(record)
    if not items:
        return []
    fields = record.description
    text = "\n".join(page.text for page in load_pages(archive, record))
    return [
        Holding(
            item=item,
            year=fields.year.value if fields.year else None,
            kind=fields.kind.value if fields.kind else None,
            title=fields.title.value if fields.title else record.source_name,
            state=record.state,
            text=text,
        )
        for item in items
    ]
