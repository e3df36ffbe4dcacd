"""Stored text is compared with what the page shows before it is believed."""

from pathlib import Path

import numpy as np
import pikepdf
import pytest

from ocr.documents import Recipe
from ocr.engines.recorded import ANY_PICTURE, RecordedEngine, save
from ocr.layer_trial import agreement
from ocr.page import Box, Line, Source
from ocr.quality import judge_sight
from ocr.sheet import Sheet
from tests.reading.making import BLIND, NO_ENGINE, changed, codes, printed, read_all, reading, typeset

LINES = (
    "为深入贯彻落实关于双拥工作的决策部署",
    "进一步加强新时代双拥工作",
    "经县委县政府研究决定",
    "现将有关事项通知如下",
)


def without_ink(page: pikepdf.Page) -> None:
    """Make all text of a page invisible, as a scanner's own recognition is."""
    told = [
        ([3], operator) if str(operator) == "Tr" else (operands, operator)
        for operands, operator in pikepdf.parse_content_stream(page)
    ]
    page.contents_coalesce()
    page.obj.Contents.write(pikepdf.unparse_content_stream(told))


def scan_with_layer(path: Path, words: tuple[str, ...], *, shift: float = 0.0) -> Path:
    """Write a PDF of a scan of LINES with invisible text over it, moved down by `shift` points."""
    printed(LINES, size=(1240, 1754)).save(path.with_suffix(".png"))
    placed = "".join(
        f"#place(top + left, dx: {80 * 0.48}pt, dy: {(66 + 80 * at) * 0.48 + shift}pt)[{text}]"
        for at, text in enumerate(words)
    )
    body = f'#set text(size: 19.2pt)\n#place(image("{path.stem}.png", width: 595pt))\n{placed}'
    return changed(typeset(path, body, paper="width: 595pt, height: 842pt, margin: 0pt"), without_ink)


def recipe(path: Path, words: tuple[str, ...]) -> Recipe:
    """Return a recipe whose engine reads these words, one above the other, on every picture."""
    lines = tuple(reading(text, (0, 10 + 60 * at, 900, 60 + 60 * at)) for at, text in enumerate(words))
    save({ANY_PICTURE: lines}, path)
    return Recipe(engine="recorded", model=str(path))


def test_text_that_cannot_be_seen_is_left_out_and_told(tmp_path: Path) -> None:
    """White on white, as some pages carry for search machines."""
    path = typeset(tmp_path / "a.pdf", "关于走访慰问的通知。\n#text(fill: white)[此处是看不见的文字]")
    (one,) = read_all(path, NO_ENGINE)
    assert one.page.text == "关于走访慰问的通知。"
    assert codes([one]) == ["R112"]
    assert "9 个字" in one.findings[0].message


def test_white_print_on_a_dark_ground_is_seen(tmp_path: Path) -> None:
    path = typeset(tmp_path / "a.pdf", '#rect(fill: rgb("#a00000"))[#text(fill: white)[双拥模范县创建展板]]')
    (one,) = read_all(path, NO_ENGINE)
    assert (one.page.text, codes([one])) == ("双拥模范县创建展板", [])


def test_a_page_whose_text_is_mostly_unseen_is_read_from_its_picture(tmp_path: Path) -> None:
    path = typeset(tmp_path / "a.pdf", "通知\n#text(fill: white)[此处是看不见的文字]")
    (one,) = read_all(path, BLIND)
    assert one.page.source is Source.OCR
    assert "R102" in codes([one])


@pytest.mark.engine
@pytest.mark.parametrize(
    ("words", "shift", "source"),
    [
        (LINES, 0.0, Source.TEXT_LAYER),
        (tuple(line.replace("双拥", "观用").replace("决", "块") for line in LINES), 0.0, Source.OCR),
        (LINES, 30.0, Source.OCR),
        (tuple(reversed(LINES)), 0.0, Source.OCR),
    ],
    ids=["right", "misread", "beside the words", "of another page"],
)
def test_a_scanners_own_text_is_believed_where_it_says_what_the_scan_shows(
    tmp_path: Path, words: tuple[str, ...], shift: float, source: Source
) -> None:
    (one,) = read_all(scan_with_layer(tmp_path / "a.pdf", words, shift=shift), Recipe())
    assert one.page.source is source
    assert one.page.text == "\n".join(LINES)
    assert codes([one]) == ([] if source is Source.TEXT_LAYER else ["R102", "R120"])


@pytest.mark.engine
def test_a_scan_pasted_beside_stored_text_is_read_where_it_stands(tmp_path: Path) -> None:
    printed(["云岭县双拥模范县", "二〇二三年八月"]).save(tmp_path / "证书.png")
    body = '附件：荣誉证书\n#image("证书.png", width: 400pt)\n特此报告。'
    (one,) = read_all(typeset(tmp_path / "a.pdf", body), Recipe())
    assert one.page.text == "附件：荣誉证书\n云岭县双拥模范县\n二〇二三年八月\n特此报告。"
    places = [line.box.top for line in one.page.lines if line.box]
    assert places == sorted(places)


@pytest.mark.engine
def test_stored_text_on_a_picture_is_not_read_twice(tmp_path: Path) -> None:
    printed([], size=(1240, 300)).save(tmp_path / "底纹.png")
    body = '#place(image("底纹.png", width: 400pt))\n#v(20pt)\n关于走访慰问驻县部队的通知'
    (one,) = read_all(typeset(tmp_path / "a.pdf", body), Recipe())
    assert one.page.text == "关于走访慰问驻县部队的通知"


def test_too_little_text_proves_nothing() -> None:
    """And what is read above or below a line is not compared with it."""
    sheet = Sheet(picture=np.asarray(printed(LINES)), points_per_pixel=0.5)
    engine = RecordedEngine({ANY_PICTURE: (reading("抬头", (0, 0, 90, 5)), reading(LINES[0], (0, 20, 900, 60)))})
    short = [Line(text="第1页", box=Box(left=0, top=0, right=90, bottom=20))]
    assert agreement(short, sheet, engine) is None
    whole = [
        Line(text=text, box=Box(left=40, top=50 * at + 30, right=450, bottom=50 * at + 50))
        for at, text in enumerate([LINES[0]] * 2)
    ]
    assert agreement(whole, sheet, engine) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("hidden", "agreement", "recognised", "good"),
    [
        (50, None, False, True),
        (51, None, False, False),
        (0, 0.95, True, True),
        (0, 0.94, True, False),
        (0, 0.94, False, False),
        (0, None, True, False),
    ],
)
def test_the_verdict_names_what_disagrees(
    hidden: int, agreement: float | None, *, recognised: bool, good: bool
) -> None:
    verdict = judge_sight(100, hidden, agreement, recognised=recognised)
    assert (verdict.good, bool(verdict.reason)) == (good, not good)
