"""An empty archive for each test, with a real ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from archiver.home import Home
from archiver.ledger.database import open_ledger
from tests.intake.counter import Counter, empty_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with empty folders."""
    return empty_home(tmp_path / "归档")


@pytest.fixture
def engine(home: Home) -> Iterator[Engine]:
    """Open the ledger of that home."""
    engine = open_ledger(home.ledger)
    yield engine
    engine.dispose()


@pytest.fixture
def counter(home: Home, engine: Engine) -> Counter:
    """Return whoever takes files in, in one word."""
    return Counter(home=home, engine=engine)
