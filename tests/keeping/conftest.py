"""A real ledger in a temporary folder, and a connection that writes to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from archiver.ledger.database import open_ledger, transaction


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    """Open a new ledger."""
    engine = open_ledger(tmp_path / "ledger.db")
    yield engine
    engine.dispose()


@pytest.fixture
def tx(ledger: Engine) -> Iterator[Connection]:
    """Begin a transaction on a new ledger."""
    with transaction(ledger) as connection:
        yield connection
