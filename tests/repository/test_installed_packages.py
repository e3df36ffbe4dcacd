"""No other distribution may own our package names: whichever is installed last would win."""

from importlib.metadata import distributions

import pytest

OURS = ("archiver", "catalog", "ocr", "index")


def _owners(package: str) -> set[str]:
    """Return the distributions that ship files under a top-level folder or module of this name."""
    return {
        distribution.metadata["Name"].lower()
        for distribution in distributions()
        for file in distribution.files or ()
        if file.parts[0] in {package, f"{package}.py"}
    }


@pytest.mark.parametrize("package", OURS)
def test_no_other_distribution_ships_a_package_of_ours(package: str) -> None:
    assert _owners(package) <= {"guidang"}


def test_a_foreign_owner_would_be_seen() -> None:
    assert _owners("pytest") == {"pytest"}
