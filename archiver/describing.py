"""Describing and filing one record: its stored pages become a description and suggestions in the ledger."""

from archiver.archive import Archive
from archiver.intake.findings import DECLARED_NOT_SECRET
from archiver.ledger import declarations, descriptions, pages
from archiver.ledger.database import reading, transaction
from archiver.ledger.declarations import Declaration
from archiver.ledger.records import RecordRow
from archiver.reading import Stopped
from catalog import filing
from catalog.describe import describe
from catalog.findings import SECRET_MARK
from catalog.record import Evidence
from ocr.finding import Finding


def describe_and_file(archive: Archive, row: RecordRow, model: filing.ItemModel) -> Stopped | None:
    """Describe a record from its pages and weigh it against every item; Stopped where a page is marked secret.

    What somebody declared to be no secret is described as if it bore no mark, and the record says so.
    """
    with reading(archive.ledger) as tx:
        read = pages.load(tx, row.sha256, archive.recipe.key)
        declaration = declarations.declared(tx, row.sha256)
    description, findings = describe(
        read, source_name=row.source_name, years=archive.standard.years, declared=declaration is not None
    )
    if description.secrecy is not None:
        place = description.secrecy.place
        return Stopped(row=row, findings=(SECRET_MARK.at(place.page if place else None),))
    evidence = Evidence(source_name=row.source_name, pages=read, description=description)
    suggestions = filing.suggest(evidence, model)
    told = (_told(declaration),) if declaration else ()
    noticed = (*told, *findings, *filing.check(evidence, suggestions, model))
    with transaction(archive.ledger) as tx:
        descriptions.store(tx, row.id, description, suggestions, noticed, recipe=archive.recipe.key)
    return None


def _told(declaration: Declaration) -> Finding:
    at = f"{declaration.at:%Y-%m-%d %H:%M}"
    return DECLARED_NOT_SECRET.at(by=declaration.by, at=at, why=declaration.why)
