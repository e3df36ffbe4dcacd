"""Records become proven binders in their folder, and whatever fails leaves what was there."""

import errno
import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pdfplumber
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.binding import publishing, volume
from archiver.binding.binding import bind
from archiver.binding.manifest import Binder
from archiver.binding.preparing import prepare_here
from archiver.binding.proving import verify
from archiver.binding.values import BindingSettings, OfficeConverter, Source
from archiver.errors import ArchiverError
from catalog.plan import plan
from catalog.record import Record
from tests.binding.material import NOON, Leaf, as_stored, bind_all, pdf, picture, record, scan, standard, word_file


@pytest.fixture
def evidence(tmp_path: Path) -> tuple[Path, list[Record]]:
    """Write one file of each kind; return their folder and their records."""
    folder = tmp_path / "originals"
    folder.mkdir()
    scan(folder / "通知.jpg")
    picture(mode="1").save(folder / "纪要.tif", save_all=True, append_images=[picture(mode="1")], compression="group4")
    pdf(folder / "报告.pdf", [Leaf(), Leaf(turn=90), Leaf(crop=(50, 50, 300, 500))])
    word_file(folder / "总结.docx", "双拥工作总结")
    picture(mode="RGBA").save(folder / "照片.png")
    return folder, [
        record(1, "通知.jpg", ("12", "3"), title="关于慰问的通知", year="2022", day=date(2022, 8, 1), doc_number="1号"),
        record(2, "纪要.tif", title="会议纪要", year="2022", day=date(2022, 3, 1), pages=2, issuers=("县双拥办",)),
        record(3, "报告.pdf", title="工作报告", year="2021", pages=3),
        record(4, "总结.docx", ("3",), year="2023"),
        record(5, "照片.png"),
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}


def test_every_kind_of_evidence_is_bound_listed_stamped_and_proven(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    result = bind_all(folder, records)
    assert result.failures == ()
    assert [binder.file for binder in result.manifest.binders] == ["03_职责和述职.pdf", "12_走访慰问.pdf"]
    told = result.manifest.binders[1]
    assert [(one.id, one.first_page, one.last_page, one.row.page) for one in told.records] == [
        ("R000003", 3, 5, "1"),
        ("R000002", 6, 7, "4"),
        ("R000001", 8, 8, "6"),
        ("R000005", 9, 9, "7"),
    ]
    assert told.pages == 10
    assert verify(folder / "binders") == ()


def test_another_reader_finds_the_numbers_where_the_listing_says(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    (_, binder) = bind_all(folder, records).manifest.binders
    with pdfplumber.open(folder / "binders" / binder.file) as plumber:
        table = [row for row in plumber.pages[1].extract_tables()[0] if row[0] and row[0].isdecimal()]
        assert [(row[0], row[5]) for row in table] == [("1", "1"), ("2", "4"), ("3", "6"), ("4", "7")]
        for one in binder.records:
            for place in range(one.first_page, one.last_page + 1):
                page = plumber.pages[place - 1]
                last = page.chars[-1]
                assert last["text"] == str(place - 2)
                left, top, right, bottom = page.cropbox
                assert right - (right - left) * 0.15 < last["x1"] < right
                assert top < last["top"] < top + (bottom - top) * 0.15


def test_the_manifest_has_the_keys_that_others_read(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    bind_all(folder, records)
    told = json.loads((folder / "binders" / "manifest.json").read_text(encoding="utf-8"))
    assert {"standard", "built_at", "binders"} <= told.keys()
    for binder in told["binders"]:
        assert {"item", "volume", "file", "sha256", "pages", "records"} <= binder.keys()
        for one in binder["records"]:
            assert {"id", "sequence", "first_page", "last_page", "sha256", "title"} <= one.keys()
    assert told["binders"][0]["records"][-1]["title"] == "[总结]"


def test_bookmarks_labels_and_information_tell_what_the_binder_is(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    chosen = BindingSettings(fonds_name="云岭县双拥办", build_date=date(2023, 12, 1), system_fonts=False)
    bind_all(folder, records, settings=chosen)
    with pikepdf.Pdf.open(folder / "binders" / "12_走访慰问.pdf") as bound:
        assert str(bound.docinfo["/Title"]) == "12 走访慰问"
        assert str(bound.docinfo["/Author"]) == "云岭县双拥办"
        assert str(bound.docinfo["/CreationDate"]) == "D:20231201000000Z"
        assert [page.label for page in bound.pages] == ["封面", "目录1", "1", "2", "3", "4", "5", "6", "7", "备考表"]
        with bound.open_outline() as outline:
            marks = [(mark.title, [child.title for child in mark.children]) for mark in outline.root]
    assert marks == [
        ("封面", []),
        ("卷内目录", []),
        ("2021", ["1 工作报告"]),
        ("2022", ["2 会议纪要", "3 关于慰问的通知"]),
        ("年度未定", ["4 [照片]"]),
        ("备考表", []),
    ]


def test_the_same_records_give_the_same_bytes_in_another_folder_at_another_time(
    evidence: tuple[Path, list[Record]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, records = evidence
    bind_all(folder, records)
    monkeypatch.setenv("TZ", "America/Lima")
    monkeypatch.chdir(tmp_path)
    used = standard()
    other = tmp_path / "别处" / "binders"
    bind(
        plan(used, [as_stored(folder / one.source_name, one) for one in reversed(records)], volume_pages=0),
        used,
        sources=lambda one: Source(path=folder / one.source_name, media_type=one.media_type),
        out=other,
        settings=BindingSettings(system_fonts=False),
        built_at=NOON + timedelta(days=99),
        prepare=prepare_here,
    )
    assert contents(other) == contents(folder / "binders")


def test_a_record_that_cannot_be_bound_stops_its_binder_by_name_and_no_other(
    evidence: tuple[Path, list[Record]],
) -> None:
    folder, records = evidence
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    result = bind_all(folder, [*records, record(6, "坏.pdf"), record(7, "没有.jpg"), record(8, "表格.xyz")])
    assert [(one.item, one.record, one.finding.code) for one in result.failures] == [
        ("12", "R000006", "B001"),
        ("12", "R000007", "B005"),
        ("12", "R000008", "B005"),
    ]
    assert "坏.pdf（R000006）" in result.failures[0].finding.message
    assert [binder.file for binder in result.manifest.binders] == ["03_职责和述职.pdf"]
    assert not list((folder / "binders").glob("12*"))
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


def test_an_unknown_kind_of_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "表格.xyz").write_bytes(b"x")
    result = bind_all(tmp_path, [record(8, "表格.xyz")])
    assert [one.finding.code for one in result.failures] == ["B003"]


def test_the_old_binder_stays_until_the_new_one_is_proven(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    before = bind_all(folder, records).manifest.binders
    kept = (folder / "binders" / "12_走访慰问.pdf").read_bytes()
    (folder / "通知.jpg").write_bytes(b"damaged")
    result = bind_all(folder, records)
    assert {one.item for one in result.failures} == {"3", "12"}
    assert [finding.code for finding in result.findings if finding.code == "B111"] == ["B111", "B111"]
    assert (folder / "binders" / "12_走访慰问.pdf").read_bytes() == kept
    assert result.manifest.binders == before
    assert verify(folder / "binders") == ()


def test_a_binder_that_fails_its_proof_is_not_published(
    evidence: tuple[Path, list[Record]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, records = evidence
    right = volume.assemble

    def drops_a_page(parts, binder, target, **options) -> None:  # noqa: ANN001, ANN003 - stands in for the real one
        right(parts, binder, target, **options)
        if binder.item == "12":
            with pikepdf.Pdf.open(target, allow_overwriting_input=True) as made:
                made.pages[2].obj.Contents = made.make_stream(b"")
                made.save(target)

    monkeypatch.setattr(volume, "assemble", drops_a_page)
    result = bind_all(folder, records)
    assert [(one.item, one.record, one.finding.code) for one in result.failures] == [("12", "R000003", "B205")]
    assert [binder.item for binder in result.manifest.binders] == ["3"]


def test_binders_without_records_are_taken_away_only_when_all_items_are_bound(
    evidence: tuple[Path, list[Record]],
) -> None:
    folder, records = evidence
    bind_all(folder, records)
    only = [replace(one, filed_items=("12",)) for one in records if "12" in one.filed_items]
    partly = bind_all(folder, only, whole=False)
    assert [binder.item for binder in partly.manifest.binders] == ["3", "12"]
    assert verify(folder / "binders") == ()
    wholly = bind_all(folder, only, whole=True)
    assert [binder.item for binder in wholly.manifest.binders] == ["12"]
    assert not list((folder / "binders").glob("03*"))
    assert verify(folder / "binders") == ()


def test_an_item_with_a_new_title_or_fewer_volumes_leaves_no_old_file(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        scan(tmp_path / f"{number}.jpg", mark=number)
    records = [record(number, f"{number}.jpg", pages=1) for number in (1, 2, 3)]
    bind_all(tmp_path, records, volume_pages=2)
    names = {path.name for path in (tmp_path / "binders").glob("1*.pdf")}
    assert names == {"12-1_走访慰问.pdf", "12-2_走访慰问.pdf"}
    renamed = bind_all(tmp_path, records, by=standard(("12", "慰问/走访?")))
    assert {path.name for path in (tmp_path / "binders").glob("1*.pdf")} == {"12_慰问_走访_.pdf"}
    assert verify(tmp_path / "binders") == ()
    assert renamed.manifest.binders[0].volumes == 1


def test_volumes_number_their_pages_anew_and_their_records_on(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        scan(tmp_path / f"{number}.jpg", mark=number)
    result = bind_all(tmp_path, [record(number, f"{number}.jpg") for number in (1, 2, 3)], volume_pages=2)
    rows = [[(one.row.sequence, one.row.page) for one in binder.records] for binder in result.manifest.binders]
    assert rows == [[("1", "1"), ("2", "2")], [("3", "1")]]
    assert [binder.volume for binder in result.manifest.binders] == [1, 2]


def test_a_file_that_another_program_holds_is_a_failure_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(tmp_path / "1.jpg")
    bind_all(tmp_path, [record(1, "1.jpg")])
    before = contents(tmp_path / "binders")
    put = publishing.put

    def held(made: Path, out: Path, name: str) -> None:
        if name in {"12_走访慰问.pdf", "labels.pdf"}:
            raise PermissionError(13, "另一个程序正在使用此文件")
        put(made, out, name)

    monkeypatch.setattr(publishing, "put", held)
    result = bind_all(tmp_path, [record(1, "1.jpg")])
    assert [(one.item, one.finding.code) for one in result.failures] == [("12", "B214"), ("", "B214")]
    assert "正在使用" in result.failures[0].finding.message
    assert contents(tmp_path / "binders") == before
    assert verify(tmp_path / "binders") == ()


def test_a_count_that_differs_from_what_was_read_is_told(tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    word_file(tmp_path / "2.docx", "字")
    anew = BindingSettings(converter=OfficeConverter.TYPST, system_fonts=False)
    result = bind_all(tmp_path, [record(1, "1.jpg", pages=2), record(2, "2.docx", pages=7)], settings=anew)
    assert [finding.code for finding in result.findings] == ["B101", "B104"]


def test_a_rare_character_in_a_title_is_told_and_replaced(tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    result = bind_all(tmp_path, [record(1, "1.jpg", title="张\U00012000三的事迹")])
    assert [finding.code for finding in result.findings] == ["B103"]
    assert result.failures == ()


def test_a_binder_too_thick_for_any_box_is_told(tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    thick = BindingSettings(sheet_millimetres=30, system_fonts=False)
    assert [one.code for one in bind_all(tmp_path, [record(1, "1.jpg")], settings=thick).findings] == ["B110"]


def test_nothing_filed_makes_an_empty_folder_that_holds(tmp_path: Path) -> None:
    result = bind_all(tmp_path, [])
    assert result.manifest.binders == ()
    assert verify(tmp_path / "binders") == ()


def test_the_converter_of_the_settings_is_used(tmp_path: Path) -> None:
    word_file(tmp_path / "2.docx", "字")
    chosen = BindingSettings(converter=OfficeConverter.LIBREOFFICE, system_fonts=False)
    result = bind_all(tmp_path, [record(2, "2.docx")], settings=chosen)
    assert [one.finding.code for one in result.failures] == ["B006"]


def test_progress_is_told_before_each_volume(tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    used, told = standard(), []
    plans = plan(used, [as_stored(tmp_path / "1.jpg", record(1, "1.jpg", ("3", "12")))], volume_pages=0)
    bind(
        plans,
        used,
        sources=lambda one: Source(path=tmp_path / one.source_name, media_type=one.media_type),
        out=tmp_path / "out",
        settings=BindingSettings(system_fonts=False),
        built_at=NOON,
        prepare=prepare_here,
        told=lambda binder: told.append(binder.code),
    )
    assert told == ["03", "12"]


def test_the_workbook_holds_both_lists_and_takes_no_title_for_a_formula(tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    bind_all(tmp_path, [record(1, "1.jpg", title="=1+1", doc_number="0123", day=date(2023, 8, 1))])
    book = openpyxl.load_workbook(tmp_path / "binders" / "catalogue.xlsx")
    assert [[cell.value for cell in row] for row in book["总目录"].iter_rows()] == [
        ["案卷号", "题名", "年度", "件数", "页数", "备注"],
        ["12", "走访慰问", "年度未定", 1, 1, None],
    ]
    (_, row) = book["卷内目录"].iter_rows()
    assert [cell.value for cell in row][:7] == ["12", 1, "0123", None, "=1+1", "20230801", "1"]
    assert row[4].data_type == "s"


shapes = st.builds(
    Leaf,
    media=st.sampled_from([(0, 0, 595, 842), (0, 0, 842, 595), (-100, -50, 300, 200), (0, 0, 1191, 1684)]),
    turn=st.sampled_from([0, 90, 180, 270]),
    crop=st.sampled_from([None, (10, 10, 200, 180)]),
    drawing=st.sampled_from([b"", b"q 2 0 0 2 9 9 cm q", b"Q Q 0 g 0 0 9 9 re f", b"BT ET 0 0 1 1 re W n"]),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(shapes, min_size=1, max_size=4), min_size=1, max_size=6), st.integers(1, 9))
def test_listing_bookmarks_stamps_and_pages_agree_and_no_page_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[Leaf]], volume_pages: int
) -> None:
    folder = tmp_path_factory.mktemp("law")
    records: list[Record] = []
    for number, leaves in enumerate(files, start=1):
        marked = [
            replace(leaf, drawing=leaf.drawing + f"\n% page {number}.{place}\n".encode())
            for place, leaf in enumerate(leaves)
        ]
        pdf(folder / f"{number}.pdf", marked, compress_streams=False)
        years = (None, "2020", "2023")
        records.append(record(number, f"{number}.pdf", year=years[number % 3], pages=len(leaves)))
    result = bind_all(folder, records, volume_pages=volume_pages)
    assert result.failures == ()
    assert verify(folder / "binders") == ()
    bound = [page for binder in result.manifest.binders for page in marks_of(folder / "binders", binder)]
    planned = [one.id for binder in plan(standard(), records, volume_pages=0) for one in binder.records]
    wanted = [f"{int(name[1:])}.{place}" for name in planned for place in range(len(files[int(name[1:]) - 1]))]
    assert bound == wanted


def marks_of(folder: Path, binder: Binder) -> list[str]:
    """Return which page of which source every page of the evidence shows, in order."""
    found: list[str] = []
    with pikepdf.Pdf.open(folder / binder.file) as made:
        for place in range(binder.first_evidence_page, binder.first_evidence_page + binder.evidence_pages):
            drawing = made.pages[place - 1].resources.XObject["/Sheet"].read_bytes()
            found.append(drawing.partition(b"% page ")[2].split()[0].decode())
    return found


def test_a_changed_original_stops_its_binder_by_name_and_no_other(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    used = standard()
    plans = plan(used, [as_stored(folder / one.source_name, one) for one in records], volume_pages=0)
    scan(folder / "照片.png", mark=5)
    result = bind_all(folder, records, plans=plans)
    assert [(one.item, one.record, one.finding.code) for one in result.failures] == [("12", "R000005", "B011")]
    assert "照片.png（R000005）" in result.failures[0].finding.message
    assert "备份" in result.failures[0].finding.message
    assert [binder.item for binder in result.built] == ["3"]


def test_a_relative_folder_is_that_of_the_current_folder(
    evidence: tuple[Path, list[Record]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, records = evidence
    (tmp_path / "桌面").mkdir()
    monkeypatch.chdir(tmp_path / "桌面")
    chosen = BindingSettings(converter=OfficeConverter.TYPST, system_fonts=False)
    result = bind_all(Path("../originals"), records, out=Path("案卷"), settings=chosen)
    assert result.failures == ()
    assert [path.name for path in (tmp_path / "桌面").iterdir()] == ["案卷"]
    assert verify(tmp_path / "桌面" / "案卷") == ()
    assert folder.is_dir()


def test_a_full_disk_is_advice_and_leaves_the_folder_as_it_was(
    evidence: tuple[Path, list[Record]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, records = evidence
    bind_all(folder, records)
    before = contents(folder / "binders")
    right = volume.assemble

    def runs_out(parts, binder, target, **options) -> None:  # noqa: ANN001, ANN003 - stands in for the real one
        right(parts, binder, target, **options)
        if binder.item == "12":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(volume, "assemble", runs_out)
    with pytest.raises(ArchiverError, match="磁盘剩余空间"):
        bind_all(folder, records[:3])
    assert contents(folder / "binders") == before
    assert verify(folder / "binders") == ()
    assert not list(folder.glob(".*"))


def test_a_failure_without_space_left_is_laid_to_the_disk_and_not_to_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(ArchiverError, match="磁盘剩余空间"):
        bind_all(tmp_path, [record(1, "坏.pdf")])
    assert not (tmp_path / "binders").exists()


def test_a_fault_of_the_program_is_not_laid_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan(tmp_path / "1.jpg")

    def breaks(*_: object, **__: object) -> None:
        raise OSError(errno.EBADF, "a fault")

    monkeypatch.setattr(volume, "assemble", breaks)
    with pytest.raises(OSError, match="a fault"):
        bind_all(tmp_path, [record(1, "1.jpg")])


def test_what_looks_like_one_paper_under_one_number_is_told_across_volumes(tmp_path: Path) -> None:
    known = {"title": "关于慰问的通知", "doc_number": "云双拥〔2022〕7号", "issuers": ("县双拥办",)}
    for number in (1, 2, 3):
        scan(tmp_path / f"{number}.jpg", mark=number)
    records = [record(number, f"{number}.jpg", **known) for number in (1, 2)] + [record(3, "3.jpg", title="照片")]
    assert bind_all(tmp_path, records, volume_pages=1).findings == ()
    copies = [("R000001", "R000002"), ("R000003", "R000009")]
    result = bind_all(tmp_path, records, volume_pages=1, copies=copies)
    (finding,) = result.findings
    assert finding.code == "B113"
    assert "1.jpg（R000001）" in finding.message
    assert "2.jpg（R000002）" in finding.message


def test_what_this_run_built_is_told_apart_from_what_lay_there(evidence: tuple[Path, list[Record]]) -> None:
    folder, records = evidence
    bind_all(folder, records)
    only = [replace(one, filed_items=("12",)) for one in records if "12" in one.filed_items]
    result = bind_all(folder, only, whole=False)
    assert [binder.item for binder in result.built] == ["12"]
    assert [binder.item for binder in result.manifest.binders] == ["3", "12"]
