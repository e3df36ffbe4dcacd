"""A clerk brings in the province's table, looks at what was understood, and has the archive filed by it."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from catalog import standard as standards
from catalog.items import Chapter, Item
from tests.commands.conftest import Clerk
from tests.standards.tables import DISTRICT, NATIONAL
from tests.standards.test_files import write_docx, write_xlsx


def test_an_archive_is_made_with_an_office_table(clerk: Clerk, tmp_path: Path) -> None:
    """What does not add up is told; the archive stands all the same, with the years that the clerk says."""
    said = clerk.does("init", "--standard", write_docx(DISTRICT, tmp_path), "--years", "2020-2023")
    assert clerk.code == 0
    assert "区双拥合格单位考评细则，共 6 项" in said
    assert "S002" in said
    assert "S012" not in said
    assert "2020、2021、2022、2023" in clerk.does("standard", "show")


def test_an_import_shows_what_was_understood_and_asks(
    office: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And for years that the table does not say. Without a yes nothing changes; with one every record is filed anew."""
    monkeypatch.setattr("sys.stdin", io.StringIO("2020-2023\nn\n"))
    before = office.does("standard", "show")
    said = office.does("standard", "import", write_xlsx(NATIONAL, tmp_path))
    assert office.code != 0
    assert "考评年度：2020、2021、2022、2023" in said
    assert "双拥事项写进发展规划" in said
    assert "推" in said
    assert office.does("standard", "show") == before
    office.does("standard", "import", tmp_path / "标准.xlsx", "--years", "2020-2023", "--yes")
    items = {item["item"] for record in office.asks("records") for item in record["items"]}
    assert items <= {str(number) for number in range(1, 7)}
    assert office.asks("coverage")["full_score"] == 7


def test_what_is_exported_can_be_checked_and_imported_again(clerk: Clerk, tmp_path: Path) -> None:
    """As a workbook and as text."""
    clerk.does("init")
    shown = clerk.does("standard", "show")
    for kind in ("xlsx", "toml"):
        path = tmp_path / f"导出.{kind}"
        clerk.does("standard", "export", path)
        assert "发现 0 处对不上" in clerk.does("standard", "check", path)
        clerk.does("standard", "import", path, "--yes")
        assert clerk.code == 0
        assert clerk.does("standard", "show") == shown
    assert "S002" in clerk.does("standard", "check", write_xlsx(DISTRICT, tmp_path))
    assert "共 47 项" in clerk.does("standard", "check")


def _revised(office: Clerk, tmp_path: Path) -> Path:
    """Return the standard in force without its item 3, and with a new one before item 12."""
    path = tmp_path / "新版.toml"
    office.does("standard", "export", path)
    standard = standards.parse(path.read_text(encoding="utf-8"))[0]
    put_in = Item(number="", title="国防动员潜力", text="国防动员潜力调查按时完成。", score=Decimal(1))
    chapters: list[Chapter] = []
    number = 0
    for chapter in standard.chapters:
        items: list[Item] = []
        for item in chapter.items:
            for one in (*([put_in] if item.number == "12" else []), *([] if item.number == "3" else [item])):
                number += 1
                items.append(replace(one, number=str(number)))
        chapters.append(replace(chapter, items=tuple(items)))
    whole = replace(standard, title="新版标准", chapters=tuple(chapters))
    path.write_text(standards.format(whole), encoding="utf-8")
    return path


def test_decisions_follow_their_items_into_a_revised_standard_and_back(office: Clerk, tmp_path: Path) -> None:
    """Item 12 stays 12 (one gone, one put in before it); 5 becomes 4; what was decided about 3 waits for its return."""
    notice, canteen = (record["id"] for record in sorted(office.asks("records"), key=lambda one: -len(one["items"])))
    office.does("file", notice, "5")
    office.does("file", canteen, "3")
    office.does("standard", "export", tmp_path / "旧版.toml")
    said = office.does("standard", "import", _revised(office, tmp_path), "--yes")
    assert office.code == 0
    assert "移位 8 条，新增 1 条，取消 1 条" in said
    assert "1 件的人工决定改用新的条目号" in said
    assert f"请用 archiver review 过一遍：{canteen}" in said
    assert office.asks("show", notice)["filed_items"] == ["4"]
    assert office.asks("show", canteen)["filed_items"] == []
    office.does("standard", "import", tmp_path / "旧版.toml", "--yes")
    assert office.asks("show", notice)["filed_items"] == ["5"]
    assert office.asks("show", canteen)["filed_items"] == ["3"]
    assert len(list((office.home / "former-standards").iterdir())) == 2


def test_a_person_says_which_item_became_which(office: Clerk, tmp_path: Path) -> None:
    """What the wording suggests gives way."""
    record = office.asks("records")[0]["id"]
    office.does("file", record, "5")
    office.does("standard", "export", tmp_path / "同.toml")
    office.does("standard", "import", tmp_path / "同.toml", "--map", "5=7", "--map", "7=", "--yes")
    assert office.asks("show", record)["filed_items"] == ["7"]
    for words in ("5", "99=1", "5=99"):
        office.does("standard", "import", tmp_path / "同.toml", "--map", words, "--yes")
        assert office.code == 2
        assert words in office.err
