"""Pictures through the real engine: a TIFF of several documents is split, pictures are joined, both are bound."""

import json
from pathlib import Path

import pypdf
import pytest

from tests.commands.conftest import Clerk
from tests.reading.making import printed

pytestmark = pytest.mark.engine

SHEETS = (
    ("关于走访慰问驻军部队的通知", "各镇人民政府，县级各部门：", "请于七月底以前完成走访慰问。"),
    ("关于开展国防教育活动的通知", "各中小学校，各有关单位：", "请于九月底以前上报活动小结。"),
    ("双拥工作领导小组会议纪要", "会议研究了随军家属就业安置。", "会议要求十月底以前落实。"),
)


def test_a_tiff_is_split_and_pictures_are_joined_in_the_binder(clerk: Clerk, tmp_path: Path) -> None:
    """Each record has its own pages and no others, with the text laid under them."""
    first, *rest = [printed(lines) for lines in SHEETS]
    folder = tmp_path / "来件"
    folder.mkdir()
    first.save(folder / "合订.tif", save_all=True, append_images=rest, dpi=(200, 200))
    for number, sheet in enumerate((SHEETS[2], SHEETS[0]), start=1):
        printed([*sheet, "另页"]).save(folder / f"散页{number}.png", dpi=(200, 200))
    clerk.does("init")
    clerk.does("add", folder)
    numbers = {record["source_name"].rpartition("/")[2]: record["id"] for record in clerk.asks("records")}
    clerk.does("split", numbers["合订.tif"], "2")
    clerk.does("join", numbers["散页1.png"], numbers["散页2.png"])
    held = {record["id"]: record for record in clerk.asks("records")}
    assert sorted(record["pages"] for record in held.values()) == [1, 2, 2]
    for number in held:
        clerk.does("file", number, "12")
    out = tmp_path / "案卷"
    clerk.does("bind", "--item", "12", "--out", out)
    assert clerk.code == 0, clerk.out + clerk.err
    (binder,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["binders"]
    pages = pypdf.PdfReader(out / binder["file"]).pages
    for record in binder["records"]:
        shown = clerk.asks("show", record["id"])["text"]
        bound = pages[record["first_page"] - 1 : record["last_page"]]
        assert len(bound) == len(shown) == held[record["id"]]["pages"]
        for page, read in zip(bound, shown, strict=True):
            first_line = read.splitlines()[0]
            assert first_line in page.extract_text()
    clerk.does("bind", "--verify", out)
    assert clerk.code == 0, clerk.out
