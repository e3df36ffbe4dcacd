"""A folder of binders is proven with nothing but the folder, and whatever is changed in it is found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from archiver.binding import manifest as manifests
from archiver.binding.manifest import Manifest, ManifestError
from archiver.binding.proving import prove, sha256, verify
from tests.binding.material import Leaf, bind_all, pdf, record, scan

BINDER = "12_走访慰问.pdf"


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    folder = tmp_path_factory.mktemp("bound")
    pdf(folder / "a.pdf", [Leaf(), Leaf(turn=90), Leaf(turn=180)])
    scan(folder / "b.jpg")
    scan(folder / "c.jpg", mark=1)
    records = [
        record(1, "a.pdf", pages=3, year="2020"),
        record(2, "b.jpg", year="2021"),
        record(3, "c.jpg", year="2021"),
    ]
    return folder / "binders", bind_all(folder, records).manifest


@pytest.fixture
def folder(bound: tuple[Path, Manifest], tmp_path: Path) -> Path:
    """Return a copy of the bound folder that a test may change."""
    for path in bound[0].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in verify(folder)}


def told(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return content


def tell(folder: Path, content: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


def change(folder: Path, how: Callable[[pikepdf.Pdf], None]) -> set[str]:
    """Change the binder, put its new hash into the manifest, and return what proving finds."""
    with pikepdf.Pdf.open(folder / BINDER, allow_overwriting_input=True) as binder:
        how(binder)
        binder.save(folder / BINDER)
    content = told(folder)
    content["binders"][0]["sha256"] = sha256(folder / BINDER)
    tell(folder, content)
    return codes(folder)


def test_what_was_bound_holds(folder: Path) -> None:
    assert codes(folder) == set()
    assert change(folder, lambda _: None) == set()


def drop_a_page(binder: pikepdf.Pdf) -> None:
    del binder.pages[4]


def double_a_page(binder: pikepdf.Pdf) -> None:
    binder.pages.append(binder.pages[3])


def swap_two_pages(binder: pikepdf.Pdf) -> None:
    pages = [binder.pages[5].obj, binder.pages[6].obj]
    contents = [page.Contents for page in pages]
    pages[0].Contents, pages[1].Contents = contents[1], contents[0]


def turn_a_page(binder: pikepdf.Pdf) -> None:
    binder.pages[3].obj.Rotate = 270


def crop_the_number_away(binder: pikepdf.Pdf) -> None:
    binder.pages[2].obj.CropBox = Array([0, 0, 400, 600])


def move_the_number(binder: pikepdf.Pdf) -> None:
    page = binder.pages[2].obj
    stream = page.Contents[len(page.Contents) - 1]
    stream.write(stream.read_bytes().replace(b" cm\n", b" cm 1 0 0 1 -200 -300 cm\n", 1))


def change_the_number(binder: pikepdf.Pdf) -> None:
    page, other = binder.pages[2].obj, binder.pages[6].obj
    contents = list(page.Contents)
    contents[-1] = other.Contents[len(other.Contents) - 1]
    page.Contents = Array(contents)


def draw_over_the_number(binder: pikepdf.Pdf) -> None:
    page = binder.pages[2]
    page.contents_add(b"1 g 0 0 600 850 re f")


def lead_a_bookmark_elsewhere(binder: pikepdf.Pdf) -> None:
    with binder.open_outline() as outline:
        outline.root[2].children[0].destination = 1
        outline.root[2].children[0].action = None


def lead_a_bookmark_nowhere(binder: pikepdf.Pdf) -> None:
    del binder.Root.Outlines.First["/A"]


def rename_a_bookmark(binder: pikepdf.Pdf) -> None:
    with binder.open_outline() as outline:
        outline.root[3].children[1].title = "别的"


def lose_the_bookmarks(binder: pikepdf.Pdf) -> None:
    del binder.Root.Outlines


def relabel_the_pages(binder: pikepdf.Pdf) -> None:
    binder.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def blank_the_listing(binder: pikepdf.Pdf) -> None:
    binder.pages[1].obj.Contents = binder.make_stream(b"")


@pytest.mark.parametrize(
    ("how", "found"),
    [
        (drop_a_page, {"B204"}),
        (double_a_page, {"B204"}),
        (swap_two_pages, {"B205"}),
        (turn_a_page, {"B206"}),
        (crop_the_number_away, {"B206"}),
        (move_the_number, {"B206"}),
        (change_the_number, {"B205"}),
        (draw_over_the_number, {"B205"}),
        (lead_a_bookmark_elsewhere, {"B207"}),
        (lead_a_bookmark_nowhere, {"B207"}),
        (rename_a_bookmark, {"B207"}),
        (lose_the_bookmarks, {"B207"}),
        (relabel_the_pages, {"B213"}),
        (blank_the_listing, {"B208"}),
    ],
)
def test_every_change_to_a_binder_is_found(how: Callable[[pikepdf.Pdf], None], found: set[str], folder: Path) -> None:
    assert change(folder, how) == found


def test_a_changed_byte_a_lost_and_a_strange_file_are_found(folder: Path) -> None:
    with (folder / BINDER).open("ab") as stream:
        stream.write(b"\n")
    (folder / "labels.pdf").unlink()
    (folder / "catalogue.xlsx").write_bytes(b"")
    (folder / "旧的.pdf").write_bytes(b"")
    (folder / "说明.txt").write_bytes(b"")
    assert sorted(finding.code for finding in verify(folder)) == ["B201", "B202", "B202", "B212"]


def test_a_file_that_is_no_pdf_any_more_is_told(folder: Path, bound: tuple[Path, Manifest]) -> None:
    (folder / BINDER).write_bytes(b"nothing")
    assert {finding.code for finding in prove(folder / BINDER, bound[1].binders[0])} == {"B203"}


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("first_page", 4, {"B209", "B207", "B208"}),
        ("last_page", 4, {"B209"}),
        ("row", {"page": "2"}, {"B208"}),
        ("row", {"sequence": "9"}, {"B208"}),
    ],
)
def test_a_manifest_that_tells_another_tale_is_found(key: str, value: object, found: set[str], folder: Path) -> None:
    content = told(folder)
    entry = content["binders"][0]["records"][0]
    entry[key] = entry[key] | value if isinstance(value, dict) else value
    tell(folder, content)
    assert codes(folder) == found


def test_a_record_missing_from_the_manifest_is_found(folder: Path) -> None:
    content = told(folder)
    del content["binders"][0]["records"][-1]
    tell(folder, content)
    assert codes(folder) == {"B204", "B207", "B208"}


def test_a_folder_without_manifest_or_with_a_broken_one_cannot_be_proven(folder: Path) -> None:
    for text in ("", "{", "[]", '{"standard": 1}', '{"standard": "x", "built_at": "then", "binders": []}'):
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        assert codes(folder) == {"B211"}
    (folder / "manifest.json").write_bytes(b"\xff\xfe")
    assert codes(folder) == {"B211"}
    (folder / "manifest.json").unlink()
    assert codes(folder) == {"B210"}
    assert codes(folder / "none") == {"B210"}


def test_a_manifest_reads_back_as_it_was_written(bound: tuple[Path, Manifest]) -> None:
    assert manifests.parse(manifests.format(bound[1])) == bound[1]


@pytest.mark.parametrize("name", ["../outside.pdf", "/etc/passwd", "a/b.pdf", "..", ""])
def test_a_manifest_names_no_file_outside_its_folder(name: str, folder: Path) -> None:
    content = told(folder)
    content["binders"][0]["file"] = name
    with pytest.raises(ManifestError):
        manifests.parse(json.dumps(content))


def test_keys_that_a_newer_program_wrote_are_no_fault(folder: Path) -> None:
    content = told(folder)
    content["later"] = content["binders"][0]["later"] = content["binders"][0]["records"][0]["later"] = 1
    tell(folder, content)
    assert codes(folder) == set()


def test_the_length_of_a_record_is_told(bound: tuple[Path, Manifest]) -> None:
    assert [one.page_count for one in bound[1].binders[0].records] == [3, 1, 1]
