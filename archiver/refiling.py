"""Doing derived work again for the whole archive: after a new standard, or from the originals on."""

from archiver import originals
from archiver.archive import Archive
from archiver.findings import ORIGINAL_MISSING
from archiver.intake.taken import Intake
from archiver.ledger import pages, records, runs
from archiver.ledger.database import transaction
from archiver.ledger.schema import Stage
from ocr.finding import Finding


def weigh_again(archive: Archive) -> Intake:
    """Have the pipeline describe and file every record anew from its stored pages; clerks' decisions stay."""
    with transaction(archive.ledger) as tx:
        for row in records.all_rows(tx):
            if row.stage is not Stage.SET_ASIDE:
                records.reopen(tx, row.id)
    return Intake()


def read_again(archive: Archive) -> Intake:
    """Forget what was read, so that the pipeline reads every original anew; nothing is taken in.

    What was read of an original that is gone is kept: nothing could take its place. The findings name it.
    """
    lost: list[Finding] = []
    with transaction(archive.ledger) as tx:
        for record_id, own in runs.load(tx).items():
            for run in own:
                if originals.path(archive.home, run.sha256).exists():
                    pages.drop(tx, run.sha256)
                else:
                    lost.append(ORIGINAL_MISSING.at(name=run.source_name, record=record_id))
            records.reopen(tx, record_id)
    return Intake(findings=tuple(dict.fromkeys(lost)))
