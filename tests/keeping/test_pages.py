"""Pages that were read are kept exactly, once for each original and recipe."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from archiver.ledger import originals, pages
from archiver.ledger.database import open_ledger, reading, transaction
from ocr.page import Box, Ink, Line, Page, Region, Source
from tests.keeping.made import CLERK, arrival, finding, page, sha256

ORIGINAL = sha256("甲")

numbers = st.floats(allow_nan=False, allow_infinity=False)
boxes = st.none() | st.builds(Box, left=numbers, top=numbers, right=numbers, bottom=numbers)
lines = st.builds(
    Line, text=st.text(), box=boxes, confidence=numbers, region=st.sampled_from(Region), ink=st.sampled_from(Ink)
)
any_page = st.builds(
    Page,
    number=st.integers(min_value=1, max_value=9999),
    width=numbers,
    height=numbers,
    source=st.sampled_from(Source),
    lines=st.lists(lines, max_size=4).map(tuple),
    images=st.integers(min_value=0, max_value=99),
)


def hold(tx: Connection) -> None:
    """Hold the original that the pages are of."""
    originals.receive(tx, arrival("甲"), who=CLERK)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(read=any_page)
def test_a_page_comes_back_as_it_was_read(ledger: Engine, read: Page) -> None:
    """A page comes back as it was read."""
    with transaction(ledger) as tx:
        hold(tx)
        pages.drop(tx, ORIGINAL)
        pages.store(tx, ORIGINAL, "recipe", [(read, [])])
        assert pages.load(tx, ORIGINAL, "recipe") == (read,)


def test_pages_come_back_by_number_with_their_findings(tx: Connection) -> None:
    """Pages come back by number with their findings."""
    hold(tx)
    pages.store(tx, ORIGINAL, "recipe", [(page(10), [finding("R002", 10)]), (page(2), [finding("R001", 2)])])
    assert [read.number for read in pages.load(tx, ORIGINAL, "recipe")] == [2, 10]
    assert pages.found(tx, ORIGINAL, "recipe") == (finding("R001", 2), finding("R002", 10))
    assert pages.numbers(tx, ORIGINAL, "recipe") == frozenset({2, 10})


def test_storing_twice_equals_storing_once(tx: Connection) -> None:
    """Storing twice equals storing once."""
    hold(tx)
    for _ in range(2):
        pages.store(tx, ORIGINAL, "recipe", [(page(1), [finding()]), (page(2), [])])
    pages.store(tx, ORIGINAL, "recipe", [(page(1, "读成别的"), [finding("R009")])])
    assert pages.load(tx, ORIGINAL, "recipe") == (page(1), page(2))
    assert pages.found(tx, ORIGINAL, "recipe") == (finding(),)


def test_readings_by_other_recipes_stand_side_by_side(tx: Connection) -> None:
    """Readings by other recipes stand side by side."""
    hold(tx)
    assert pages.latest_recipe(tx, ORIGINAL) is None
    pages.store(tx, ORIGINAL, "old", [(page(1, "旧"), [])])
    pages.store(tx, ORIGINAL, "new", [(page(1, "新"), [])])
    assert pages.load(tx, ORIGINAL, "old")[0].text == "旧"
    assert pages.load(tx, ORIGINAL, "new")[0].text == "新"
    assert pages.numbers(tx, ORIGINAL, "other") == frozenset()
    assert pages.latest_recipe(tx, ORIGINAL) == "new"


def test_dropping_forgets_every_reading_of_that_original_only(tx: Connection) -> None:
    """Dropping forgets every reading of that original only."""
    hold(tx)
    originals.receive(tx, arrival("乙"), who=CLERK)
    for original in (ORIGINAL, sha256("乙")):
        pages.store(tx, original, "recipe", [(page(1), [finding()])])
    pages.drop(tx, ORIGINAL)
    assert pages.load(tx, ORIGINAL, "recipe") == ()
    assert pages.found(tx, ORIGINAL, "recipe") == ()
    assert pages.numbers(tx, sha256("乙"), "recipe") == frozenset({1})


def test_pages_survive_closing_the_ledger(tmp_path: Path) -> None:
    """Pages survive closing the ledger."""
    line = Line(
        text="第一行", box=Box(left=72.5, top=0.1, right=100.25, bottom=12.0), ink=Ink.RED, region=Region.HEADER
    )
    read = replace(page(1), lines=(line,))
    engine = open_ledger(tmp_path / "again.db")
    with transaction(engine) as tx:
        hold(tx)
        pages.store(tx, ORIGINAL, "recipe", [(read, [])])
    engine.dispose()
    engine = open_ledger(tmp_path / "again.db")
    with reading(engine) as tx:
        assert pages.load(tx, ORIGINAL, "recipe") == (read,)
    engine.dispose()
