"""Where the test material lies that is kept beside the project and never copied into it."""

import os
from pathlib import Path

import pytest

BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(name: str) -> Path:
    """Return the folder or file `name` of the shared material; skip the test where it is absent."""
    folder = Path(os.environ.get("ARCHIVER_TEST_DATA", BESIDE_THE_CHECKOUT))
    path = folder / name
    if not path.exists():
        pytest.skip(f"test material {name!r} is not on this machine (set ARCHIVER_TEST_DATA to its folder)")
    return path
