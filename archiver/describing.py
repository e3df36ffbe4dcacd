"""Describing and filing one record: its stored pages become a description and suggestions in the ledger."""

from collections.abc import Sequence

from sqlalchemy import Connection

from archiver import proposing
from archiver.archive import Archive
from archiver.intake.findings import DECLARED_NOT_SECRET
from archiver.ledger import declarations, descriptions, pages, record_findings, records, runs
from archiver.ledger.database import reading, transaction
from archiver.ledger.declarations import Declaration
from archiver.ledger.records import RecordRow
from archiver.reading import Stopped
from catalog import filing
from catalog.describe import describe
from catalog.fields import secrecy
from catalog.filing_findings import CLOSE_CALL
from catalog.findings import SECRET_MARK
from catalog.record import Evidence, Suggestion
from ocr import file_quality, running
from ocr.finding import Finding


def describe_and_file(archive: Archive, row: RecordRow, models: Sequence[filing.ItemModel]) -> Stopped | None:
    """Describe a record from its pages and weigh it against every item; Stopped where a page is marked secret.

    `models` are those of the standard in force and of any beside it.

    What somebody declared to be no secret is described as if it bore no mark, and the record says so.
    """
    with reading(archive.ledger) as tx:
        stopped = _stopped(tx, row, archive.recipe.key)
        read = running.marked(runs.load_pages(tx, row.id, archive.recipe.key))
        declared = _declarations(tx, row)
        stack = proposing.check_stack(tx, row.id, archive.recipe.key)
    if stopped:
        return stopped
    # Every mark that counts would have stopped it above, file by file.
    description, findings = describe(read, source_name=row.source_name, years=archive.standard.years, declared=True)
    evidence = Evidence(source_name=row.source_name, pages=read, description=description)
    suggestions, doubts = _weighed(evidence, models)
    noticed = (*map(_told, declared), *file_quality.check(read), *findings, *doubts)
    with transaction(archive.ledger) as tx:
        descriptions.store(tx, row.id, description, suggestions, noticed, recipe=archive.recipe.key)
        record_findings.replace(tx, row.id, proposing.SPLITTING, stack)
    return None


def _weighed(
    evidence: Evidence, models: Sequence[filing.ItemModel]
) -> tuple[tuple[Suggestion, ...], tuple[Finding, ...]]:
    """Return the items suggested in all standards, best first, and what a clerk should know of them.

    Of the standards beside the one in force only what is undecided between two items is told: the rest is the same.
    """
    suggestions: list[Suggestion] = []
    doubts: list[Finding] = []
    for place, model in enumerate(models):
        found = filing.suggest(evidence, model)
        suggestions += found
        told = filing.check(evidence, found, model)
        doubts += told if place == 0 else (one for one in told if one.code == CLOSE_CALL.code)
    return tuple(sorted(suggestions, key=lambda one: -one.confidence)), tuple(doubts)


def _stopped(tx: Connection, row: RecordRow, recipe_key: str) -> Stopped | None:
    """Return the first file of a record that bears a secrecy mark and that nobody declared to be no secret."""
    for run in runs.of(tx, row.id):
        if declarations.declared(tx, run.sha256):
            continue
        marked = secrecy.find(pages.load(tx, run.sha256, recipe_key, run.first, run.last))
        if marked:
            place = marked.place
            file = records.beginning(tx, run.sha256) or row
            return Stopped(row=file, findings=(SECRET_MARK.at(place.page if place else None),))
    return None


def _declarations(tx: Connection, row: RecordRow) -> tuple[Declaration, ...]:
    files = dict.fromkeys(run.sha256 for run in runs.of(tx, row.id))
    return tuple(said for sha256 in files if (said := declarations.declared(tx, sha256)))


def _told(declaration: Declaration) -> Finding:
    at = f"{declaration.at:%Y-%m-%d %H:%M}"
    return DECLARED_NOT_SECRET.at(by=declaration.by, at=at, why=declaration.why)
