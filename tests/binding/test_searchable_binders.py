"""A scan's text is found in the finished binder, made once, kept, and proven with nothing but the folder."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from archiver.binding import searchable
from archiver.binding.binding import bind
from archiver.binding.manifest import Manifest
from archiver.binding.preparing import Prepared, order, prepare, prepare_here
from archiver.binding.proving import sha256, verify
from archiver.binding.values import BindingSettings, Scan, Source
from archiver.derivatives import load
from catalog.plan import plan
from catalog.record import Part
from ocr.page import Page
from tests.binding.material import NOON, as_stored, picture, record, scan, standard, word_file
from tests.binding.read_pages import pdfium_text, texts

BINDER = "12_走访慰问.pdf"
READ = {"信.jpg": [texts("致退役军人的慰问信")], "纪要.tif": [texts("会议纪要"), texts("议定事项", number=2)]}


def bound(folder: Path, read: dict[str, list[Page]] | None = None) -> Manifest:
    """Bind a scanned letter, minutes of two pages and a Word file, whose pages were read as given."""
    scan(folder / "信.jpg")
    picture(mode="1").save(folder / "纪要.tif", save_all=True, append_images=[picture(mode="1")], compression="group4")
    if not (folder / "总结.docx").exists():  # every writing of a Word file gives other bytes
        word_file(folder / "总结.docx", "总结")
    names = {"信.jpg": 1, "纪要.tif": 2, "总结.docx": 1}
    records = [
        as_stored(folder / name, record(number, name, pages=pages, year=str(2020 + number)))
        for number, (name, pages) in enumerate(names.items(), start=1)
    ]

    def source(part: Part) -> Source:
        pages = (READ if read is None else read).get(part.source_name, [])
        scanned = Scan(pages=tuple(pages), kept=folder / "kept" / f"{part.sha256}-1.pdf") if pages else Scan()
        return Source(path=folder / part.source_name, media_type=part.media_type, scan=scanned)

    result = bind(
        plan(standard(), records, volume_pages=0),
        standard(),
        sources=source,
        out=folder / "binders",
        settings=BindingSettings(system_fonts=False),
        built_at=NOON,
        whole=True,
        prepare=prepare_here,
    )
    assert result.failures == ()
    return result.manifest


def test_the_text_of_scans_is_found_in_the_binder(tmp_path: Path) -> None:
    manifest = bound(tmp_path)
    path = tmp_path / "binders" / BINDER
    assert [pdfium_text(path, number).split() for number in (3, 4, 5)] == [
        ["致退役军人的慰问信", "1"],
        ["会议纪要", "2"],
        ["议定事项", "3"],
    ]
    assert [[bool(text) for text in one.texts] for one in manifest.binders[0].records][:2] == [[True], [True, True]]
    assert set(manifest.binders[0].records[2].texts) <= {None}
    assert verify(tmp_path / "binders") == ()


def test_what_was_made_once_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound(tmp_path)
    first = (tmp_path / "binders" / BINDER).read_bytes()
    monkeypatch.setattr(searchable, "lay", None)
    bound(tmp_path)
    assert (tmp_path / "binders" / BINDER).read_bytes() == first


def test_what_is_kept_but_damaged_is_made_again(tmp_path: Path) -> None:
    bound(tmp_path)
    first = (tmp_path / "binders" / BINDER).read_bytes()
    for held in (tmp_path / "kept").glob("*.pdf"):
        content = held.read_bytes()
        held.write_bytes(content[:-9] + b"x" + content[-8:])
    bound(tmp_path)
    assert (tmp_path / "binders" / BINDER).read_bytes() == first
    assert all(load(held) for held in (tmp_path / "kept").glob("*.pdf"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_store_that_takes_nothing_costs_no_binder(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o500)
    bound(tmp_path)
    assert verify(tmp_path / "binders") == ()


def test_a_store_that_is_no_folder_costs_no_binder(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"")
    bound(tmp_path)
    assert verify(tmp_path / "binders") == ()


def page_count(path: Path) -> int:
    with pikepdf.Pdf.open(path) as pdf:
        return len(pdf.pages)


def without_text(page: pikepdf.Page) -> None:
    page.obj.Contents = pikepdf.Array([part for part in page.obj.Contents if b"3 Tr" not in part.read_bytes()])


def with_other_text(page: pikepdf.Page) -> None:
    part = next(part for part in page.obj.Contents if b"3 Tr" in part.read_bytes())
    part.write(part.read_bytes().replace(b"[<0001", b"[<0002"))


@pytest.mark.parametrize("how", [without_text, with_other_text])
def test_a_scan_that_lost_or_changed_its_text_is_found(how: Callable[[pikepdf.Page], None], tmp_path: Path) -> None:
    bound(tmp_path, {"信.jpg": [texts("一二三")]})
    path = tmp_path / "binders" / BINDER
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as pdf:
        how(pdf.pages[2])
        pdf.save(path)
    manifest = tmp_path / "binders" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["binders"][0]["sha256"] = sha256(path)
    manifest.write_text(json.dumps(told), encoding="utf-8")
    assert [(finding.code, finding.page) for finding in verify(tmp_path / "binders")] == [("B215", 3)]


def test_a_part_of_a_scan_bears_the_text_of_its_own_pages(tmp_path: Path) -> None:
    bound(tmp_path)
    (kept,) = (held for held in (tmp_path / "kept").glob("*.pdf") if page_count(held) == 2)
    minutes = tmp_path / "纪要.tif"
    part = Part(
        sha256=sha256(minutes), first_page=2, last_page=2, to_end=False, source_name="纪要.tif", media_type="image/tiff"
    )
    source = Source(path=minutes, media_type="image/tiff", scan=Scan(pages=tuple(READ["纪要.tif"]), kept=kept))
    made = prepare(order(part, source, BindingSettings(), target=tmp_path / "part.pdf", name="纪要.tif"))
    assert isinstance(made, Prepared)
    assert (made.pages, len(made.texts), pdfium_text(made.path)) == (1, 1, "议定事项")
    assert page_count(kept) == 2
