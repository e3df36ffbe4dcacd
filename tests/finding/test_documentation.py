"""What docs/searching.md shows is what happens."""

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "searching.md"


def test_the_examples_of_the_documentation_hold(tmp_path: Path) -> None:
    done = doctest.testfile(str(PAGE), module_relative=False, globs={"folder": tmp_path / "index"}, encoding="utf-8")
    assert done.attempted > 15
    assert done.failed == 0
