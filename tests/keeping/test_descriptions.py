"""What the program said of a record is kept whole, and replaced whole."""

from datetime import date
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from archiver.errors import ArchiverError
from archiver.ledger import descriptions, originals, pages, records
from archiver.ledger.database import transaction
from archiver.ledger.descriptions import Described
from archiver.ledger.fields import Field, format_description, parse_description
from archiver.ledger.schema import Stage
from catalog.record import Description, Place, Secrecy, Seen, Suggestion
from tests.keeping.made import CLERK, arrival, finding, page, sha256

T = TypeVar("T")

sureness = st.floats(min_value=0, max_value=1)
places = st.none() | st.builds(Place, page=st.integers(1, 5000), line=st.integers(0, 5000))


def seen(values: st.SearchStrategy[T]) -> st.SearchStrategy[Seen[T]]:
    """Return values as they are seen somewhere."""

    def make(value: T, confidence: float, place: Place | None, note: str) -> Seen[T]:
        return Seen(value=value, confidence=confidence, place=place, note=note)

    return st.builds(make, values, sureness, places, st.text())


texts = seen(st.text())
any_description = st.builds(
    Description,
    title=st.none() | texts,
    doc_number=st.none() | texts,
    issuers=st.lists(texts, max_size=4).map(tuple),
    issue_date=st.none() | seen(st.dates()),
    year=st.none() | texts,
    secrecy=st.none() | seen(st.sampled_from(Secrecy)),
    kind=st.none() | texts,
    urgency=st.none() | texts,
    addressee=st.none() | texts,
    attachments=st.lists(texts, max_size=3).map(tuple),
    full_names=st.lists(texts, max_size=3).map(tuple),
)
any_suggestion = st.builds(
    Suggestion, item=st.text(), confidence=sureness, reason=st.text(), place=places, against=st.text()
)


def receive(tx: Connection) -> str:
    """Take a file in and read two pages of it."""
    record_id = originals.receive(tx, arrival("甲"), who=CLERK).record_id
    pages.store(tx, sha256("甲"), "recipe", [(page(1), []), (page(2), [])])
    return record_id


@given(description=any_description)
def test_every_field_is_a_row_and_comes_back(description: Description) -> None:
    """Every field is a row and comes back."""
    rows = format_description(description)
    assert parse_description(reversed(rows)) == description
    held = [getattr(description, name) for name in Field]
    assert len(rows) == sum(len(value) if isinstance(value, tuple) else value is not None for value in held)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(description=any_description, suggested=st.lists(any_suggestion, max_size=4))
def test_what_was_said_comes_back(ledger: Engine, description: Description, suggested: list[Suggestion]) -> None:
    """What was said comes back."""
    with transaction(ledger) as tx:
        record_id = receive(tx)
        descriptions.store(tx, record_id, description, suggested, [finding()])
        assert descriptions.load(tx, record_id) == Described(
            description=description, suggestions=tuple(suggested), findings=(finding(),)
        )


def test_a_later_description_takes_the_place_of_the_earlier(tx: Connection) -> None:
    """A later description takes the place of the earlier."""
    record_id = receive(tx)
    first = Description(title=Seen(value="旧", confidence=0.5), issue_date=Seen(value=date(2023, 8, 1), confidence=1.0))
    descriptions.store(tx, record_id, first, [Suggestion(item="1", confidence=0.5, reason="旧")], [finding()])
    descriptions.store(tx, record_id, Description(), [], [])
    assert descriptions.load(tx, record_id) == Described(description=Description(), suggestions=(), findings=())


def test_describing_marks_the_record_and_counts_its_pages(tx: Connection) -> None:
    """Describing marks the record and counts its pages."""
    record_id = receive(tx)
    pages.store(tx, sha256("甲"), "other", [(page(1), [])])
    descriptions.store(tx, record_id, Description(), [], [], recipe="recipe")
    row = records.existing(tx, record_id)
    assert (row.stage, row.recipe, row.page_count) == (Stage.DESCRIBED, "recipe", 2)
    descriptions.store(tx, record_id, Description(), [], [])
    row = records.existing(tx, record_id)
    assert (row.recipe, row.page_count) == ("other", 1)


def test_a_record_without_pages_can_be_described(tx: Connection) -> None:
    """A record without pages can be described."""
    record_id = originals.receive(tx, arrival("乙"), who=CLERK).record_id
    descriptions.store(tx, record_id, Description(), [], [])
    assert records.existing(tx, record_id).page_count == 0


def test_a_record_nobody_has_cannot_be_described(tx: Connection) -> None:
    """A record nobody has cannot be described."""
    with pytest.raises(ArchiverError, match="R000009"):
        descriptions.store(tx, "R000009", Description(), [], [])
