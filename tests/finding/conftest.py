"""What the tests of finding ask of both engines."""

import pytest


@pytest.fixture(scope="session", params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine; a test that asks for it runs with each."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    return str(request.param)
