"""Doing derived work again for the whole archive: after a new standard, or from the originals on."""

from pathlib import Path

from archiver.archive import Archive, open_archive, read_standard
from archiver.describing import describe_and_file
from archiver.intake.taken import Intake
from archiver.ledger import pages, records
from archiver.ledger.database import reading, transaction
from archiver.ledger.schema import Stage
from catalog import filing


def replace_standard(archive: Archive, path: Path) -> None:
    """Put another standard in force and weigh every record against it; clerks' decisions stay as they are."""
    read_standard(path)
    staged = archive.home.standard.with_suffix(".new")
    staged.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    staged.replace(archive.home.standard)
    describe_again(open_archive(archive.home.root))


def describe_again(archive: Archive) -> None:
    """Describe and file every record anew from its stored pages."""
    model = filing.prepare(archive.standard)
    with reading(archive.ledger) as tx:
        rows = [row for row in records.all_rows(tx) if row.stage is Stage.DESCRIBED]
    for row in rows:
        describe_and_file(archive, row, model)


def read_again(archive: Archive) -> Intake:
    """Forget what was read, so that the pipeline reads every original anew; nothing is taken in."""
    with transaction(archive.ledger) as tx:
        for row in records.all_rows(tx):
            if row.stage is not Stage.SET_ASIDE:
                pages.drop(tx, row.sha256)
                records.reopen(tx, row.id)
    return Intake()
