"""What was declared about a file is kept with who, when and why, and the journal tells it."""

import json
from dataclasses import replace

from sqlalchemy import Connection

from archiver.ledger import declarations, journal
from archiver.ledger.declarations import Declaration
from tests.keeping.made import CLERK, MOMENT, sha256

NO_SECRET = Declaration(sha256=sha256("甲"), by=CLERK, at=MOMENT, why="保密员确认，只是提到保密工作")


def test_a_declaration_is_found_by_the_bytes_it_is_about(tx: Connection) -> None:
    """And by no others."""
    declarations.declare(tx, NO_SECRET, record_id="R000001")
    assert declarations.declared(tx, NO_SECRET.sha256) == NO_SECRET
    assert declarations.declared(tx, sha256("乙")) is None


def test_the_last_one_counts_and_the_journal_keeps_each(tx: Connection) -> None:
    """With its reason, under the record it was made for."""
    later = replace(NO_SECRET, why="已解密")
    for declaration in (NO_SECRET, later):
        declarations.declare(tx, declaration, record_id="R000001")
    assert declarations.declared(tx, NO_SECRET.sha256) == later
    told = [(entry.action, entry.who, json.loads(entry.details)["why"]) for entry in journal.entries(tx, "R000001")]
    assert told == [("declared", CLERK, NO_SECRET.why), ("declared", CLERK, later.why)]
