"""Moments are kept with their offset."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import StatementError

from archiver.ledger import journal
from archiver.ledger.database import transaction
from tests.keeping.made import CLERK, MOMENT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(moment=st.datetimes(timezones=st.timezones()))
def test_a_moment_comes_back_with_its_offset(ledger: Engine, moment: datetime) -> None:
    """A moment comes back with its offset."""
    with transaction(ledger) as tx:
        journal.append(tx, at=moment, who=CLERK, action="noted", subject="s")
        *_, entry = journal.entries(tx)
        assert entry.at.isoformat() == moment.isoformat()
        assert journal.verify(tx) == ()


def test_a_moment_without_offset_is_refused(ledger: Engine) -> None:
    """A moment without offset is refused."""
    with transaction(ledger) as tx, pytest.raises(StatementError, match="without an offset"):
        journal.append(tx, at=MOMENT.replace(tzinfo=None), who=CLERK, action="noted", subject="s")
