"""`archiver coverage` hands its print-outs to the clerk and overwrites nobody's work."""

from pathlib import Path

from tests.commands.conftest import Clerk


def test_print_outs_are_written_where_the_clerk_wants_them(office: Clerk, tmp_path: Path) -> None:
    book, chart = tmp_path / "对照表.xlsx", tmp_path / "查漏图.pdf"
    office.does("coverage", "--xlsx", book, "--pdf", chart)
    assert office.code == 0
    assert book.read_bytes().startswith(b"PK")
    assert chart.read_bytes().startswith(b"%PDF")
    assert str(book) in office.err
    before = book.read_bytes()
    office.does("coverage", "--xlsx", book)
    assert book.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["对照表.xlsx"]


def test_a_file_of_that_name_is_kept_under_another(office: Clerk, tmp_path: Path) -> None:
    book = tmp_path / "对照表.xlsx"
    for content in (b"mine", b"mine too"):
        book.write_bytes(content)
        office.does("coverage", "--xlsx", book)
        assert office.code == 0
    assert (tmp_path / "对照表（旧1）.xlsx").read_bytes() == b"mine"
    assert (tmp_path / "对照表（旧2）.xlsx").read_bytes() == b"mine too"
    assert "对照表（旧2）.xlsx" in office.err


def test_print_outs_are_refused_inside_the_archive_and_where_no_folder_is(office: Clerk, tmp_path: Path) -> None:
    for place in (office.home / "inbox" / "图.pdf", tmp_path / "没有" / "图.pdf", tmp_path):
        office.does("coverage", "--pdf", place)
        assert office.code == 4
        assert str(place.parent if place.parent.name == "没有" else place) in office.err
    assert not (office.home / "inbox" / "图.pdf").exists()


def test_coverage_as_json_can_be_asked_beside_a_print_out(office: Clerk, tmp_path: Path) -> None:
    answer = office.asks("coverage", "--xlsx", tmp_path / "表.xlsx")
    assert answer["self_score"] <= answer["suggested_score"] <= answer["possible_score"] <= answer["full_score"]
    assert {unit["unit"] for unit in answer["units"]} >= {"县财政局"}


def test_reports_and_reminders_are_written_for_every_unit(office: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "催办"
    office.does("coverage", "--report", tmp_path / "报告.docx", "--reminders", folder, "--due", "2023-05-10")
    assert office.code == 0
    assert (tmp_path / "报告.docx").read_bytes().startswith(b"PK")
    assert (folder / "催办单_县财政局.docx").exists()
    assert (folder / "催办单（合订）.pdf").read_bytes().startswith(b"%PDF")
    before = sorted(path.name for path in folder.iterdir())
    office.does("coverage", "--reminders", folder, "--due", "2023-05-10")
    assert sorted(path.name for path in folder.iterdir()) == before
    office.does("coverage", "--reminders", office.home / "inbox" / "催办")
    assert office.code == 4
    office.does("coverage", "--due", "明天")
    assert office.code == 2


def test_characters_that_no_font_has_are_named(office: Clerk, tmp_path: Path) -> None:
    settings = office.home / "归档.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("云岭县双拥办", "云岭县\U000323af办"), "utf-8")
    office.does("coverage", "--pdf", tmp_path / "图.pdf")
    assert office.code == 0
    assert "\U000323af" in office.err
