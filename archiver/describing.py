"""Describing and filing one record: its stored pages become a description and suggestions in the ledger."""

from archiver.archive import Archive
from archiver.ledger import descriptions, pages
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import RecordRow
from archiver.reading import Stopped
from catalog import filing
from catalog.describe import describe
from catalog.findings import SECRET_MARK
from catalog.record import Evidence


def describe_and_file(archive: Archive, row: RecordRow, model: filing.ItemModel) -> Stopped | None:
    """Describe a record from its pages and weigh it against every item; Stopped where a page is marked secret."""
    with reading(archive.ledger) as tx:
        read = pages.load(tx, row.sha256, archive.recipe.key)
    description, findings = describe(read, source_name=row.source_name, years=archive.standard.years)
    if description.secrecy is not None:
        place = description.secrecy.place
        return Stopped(row=row, findings=(SECRET_MARK.at(place.page if place else None),))
    evidence = Evidence(source_name=row.source_name, pages=read, description=description)
    suggestions = filing.suggest(evidence, model)
    noticed = (*findings, *filing.check(evidence, suggestions, model))
    with transaction(archive.ledger) as tx:
        descriptions.store(tx, row.id, description, suggestions, noticed, recipe=archive.recipe.key)
    return None
