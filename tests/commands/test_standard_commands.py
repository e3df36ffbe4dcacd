"""A clerk brings in the province's table, looks at what was understood, and has the archive filed by it."""

import io
from pathlib import Path

import pytest

from tests.commands.conftest import Clerk
from tests.standards.tables import DISTRICT, NATIONAL
from tests.standards.test_files import write_docx, write_xlsx


def test_an_archive_is_made_with_an_office_table(clerk: Clerk, tmp_path: Path) -> None:
    """What does not add up is told; the archive stands all the same."""
    said = clerk.does("init", "--standard", write_docx(DISTRICT, tmp_path))
    assert clerk.code == 0
    assert "区双拥合格单位考评细则，共 6 项" in said
    assert "S002" in said
    assert "慰问" not in clerk.does("standard", "show")


def test_years_that_the_table_does_not_say_are_said_by_the_clerk(clerk: Clerk, tmp_path: Path) -> None:
    said = clerk.does("init", "--standard", write_xlsx(NATIONAL, tmp_path), "--years", "2020-2023")
    assert "S012" not in said
    assert "2020、2021、2022、2023" in clerk.does("standard", "show")


def test_an_import_shows_what_was_understood_and_asks(
    office: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a yes nothing changes."""
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    before = office.does("standard", "show")
    said = office.does("standard", "import", write_xlsx(NATIONAL, tmp_path), "--years", "2020-2023")
    assert office.code != 0
    assert "双拥事项写进发展规划" in said
    assert "推" in said
    assert office.does("standard", "show") == before


def test_an_import_files_every_record_anew(office: Clerk, tmp_path: Path) -> None:
    office.does("standard", "import", write_xlsx(NATIONAL, tmp_path), "--years", "2020-2023", "--yes")
    assert office.code == 0
    shown = office.does("standard", "show")
    assert "县级双拥模范县考评标准（试行）" in shown
    items = {item["item"] for record in office.asks("records") for item in record["items"]}
    assert items <= {str(number) for number in range(1, 7)}
    assert office.asks("coverage")["full_score"] == 7


@pytest.mark.parametrize("kind", ["xlsx", "toml"])
def test_what_is_exported_can_be_checked_and_imported_again(office: Clerk, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"导出.{kind}"
    shown = office.does("standard", "show")
    office.does("standard", "export", path)
    assert office.code == 0
    assert "发现 0 处对不上" in office.does("standard", "check", path)
    office.does("standard", "import", path, "--yes")
    assert office.does("standard", "show") == shown


def test_a_check_of_an_office_table_changes_nothing(office: Clerk, tmp_path: Path) -> None:
    assert "S002" in office.does("standard", "check", write_xlsx(DISTRICT, tmp_path))
    assert "共 47 项" in office.does("standard", "check")
