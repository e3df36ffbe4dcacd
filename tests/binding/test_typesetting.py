"""Forms are set from data alone, and no character is ever printed as an empty box."""

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.binding import forms
from archiver.binding.fonts import choose
from archiver.binding.preparing import typesetter
from archiver.binding.typesetting import Typesetter, TypesettingError
from archiver.binding.values import BindingSettings
from archiver.errors import MissingPartError
from archiver.shipped import folder
from catalog.listing import CatalogueRow, ListingRow
from catalog.plan import plan
from ocr.finding import Finding, Severity
from tests.binding.material import record, standard

SETTER = typesetter((), system_fonts=False)


def pages(content: bytes) -> list[str]:
    """Return the text of every page, without white space."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    found = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def row(number: int, **known: str) -> ListingRow:
    empty = {"doc_number": "", "issuer": "", "title": "题名", "date": "20230801", "page": str(number), "remark": ""}
    return ListingRow(sequence=str(number), **{**empty, **known})


def listing(*rows: ListingRow) -> dict[str, object]:
    return forms.context(forms.ListingForm(code="12", item="12", title="走访慰问", rows=rows))


@pytest.mark.parametrize("count", range(1, 65, 3))
def test_no_page_of_the_listing_is_without_a_record(count: int) -> None:
    printed = pages(SETTER.fill("listing.typ", listing(*(row(number) for number in range(1, count + 1)))).content)
    assert all("题名2023" in page for page in printed)


@pytest.mark.parametrize("count", [0, 1, 12, 13, 14, 15, 28, 29, 30])
def test_the_catalogue_ends_with_its_sums(count: int) -> None:
    rows = [
        CatalogueRow(code=str(n), title="慰问", years="2020", records="1", pages="2", remark="") for n in range(count)
    ]
    form = forms.CatalogueForm(
        fonds_name="双拥办", standard="标准", build_date="", rows=tuple(rows), records="9", pages="18"
    )
    printed = pages(SETTER.fill("catalogue.typ", forms.context(form)).content)
    assert f"合计共{count}册918" in printed[-1]
    assert f"第{len(printed)}页共{len(printed)}页" in printed[-1]


def test_the_heads_of_the_listing_stand_on_each_of_its_pages() -> None:
    printed = pages(SETTER.fill("listing.typ", listing(*(row(number) for number in range(1, 60)))).content)
    assert len(printed) > 2
    assert all("序号文号责任者题名日期页号备注" in page for page in printed)


@pytest.mark.parametrize("length", [1, 300, 3000])
def test_titles_of_any_length_are_printed_whole(length: int) -> None:
    title = "关于开展走访慰问活动的通知"[: min(length, 13)] * (length // 13 + 1)
    printed = "".join(pages(SETTER.fill("listing.typ", listing(row(1, title=title))).content))
    assert printed.count("关") >= length // 13


def test_the_same_data_give_the_same_bytes() -> None:
    other = Typesetter(choose((), system_fonts=False))
    assert SETTER.fill("listing.typ", listing(row(1))) == other.fill("listing.typ", listing(row(1)))


def test_a_character_without_a_font_is_replaced_and_reported_once() -> None:
    made = SETTER.fill("listing.typ", listing(row(1, title="张\U00012000三\U00012000\ue000", issuer="喆堃玥")))
    assert made.missing == "\U00012000\ue000"
    assert "张〓三〓〓" in pages(made.content)[0]
    assert "喆堃玥" in pages(made.content)[0]


def test_variation_selectors_and_invisible_marks_are_no_characters() -> None:
    assert SETTER.printable("葛\U000e0100飾\u200b区\u202e") == ("葛飾区", "")


def test_white_space_is_kept() -> None:
    assert SETTER.printable("a\n\tb\u3000c") == ("a\n\tb\u3000c", "")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    made = SETTER.fill("listing.typ", listing(row(1, title=text)))
    assert made.content.startswith(b"%PDF")
    assert set(made.missing) <= set(text) | {"\ufffd"} or len(text) > 0


def test_text_is_never_taken_for_markup() -> None:
    title = '#panic("x") *a* _b_ $c$ @d <e> // f'
    printed = pages(SETTER.fill("listing.typ", listing(row(1, title=title))).content)[0]
    assert "".join(title.split()) in printed


def test_a_template_that_is_wrong_says_where(tmp_path: Path) -> None:
    for path in folder("templates").glob("*.typ"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "cover.typ").write_text("#import", encoding="utf-8")
    broken = Typesetter(choose((), system_fonts=False), tmp_path)
    with pytest.raises(TypesettingError, match=r"cover\.typ"):
        broken.fill("cover.typ", {})


def test_a_probe_that_fails_for_another_reason_is_no_missing_character(tmp_path: Path) -> None:
    for path in folder("templates").glob("*.typ"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "probe.typ").write_text("#panic()", encoding="utf-8")
    broken = Typesetter(choose((), system_fonts=False), tmp_path)
    with pytest.raises(TypesettingError):
        broken.printable("字")


def test_every_role_ends_in_the_packaged_fonts() -> None:
    roles = choose((), system_fonts=True).roles
    assert set(roles) == {"title", "text", "heading", "remark"}
    assert all(set(families[-2:]) == {"Noto Serif SC", "Noto Sans SC"} for families in roles.values())


def test_a_machine_without_the_fonts_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("archiver.binding.fonts.pylopdf_fonts_zh_cn.serif_path", lambda: tmp_path / "none.otf")
    with pytest.raises(MissingPartError, match="字体"):
        choose((), system_fonts=False)


def test_the_cover_carries_what_is_known_and_leaves_the_rest_blank() -> None:
    (binder,) = plan(standard(), [record(1, day=date(2020, 3, 1)), record(2, day=date(2023, 8, 1))], volume_pages=0)
    known = BindingSettings(fonds_name="云岭县双拥办", fonds_code="J001", build_date=date(2023, 12, 1))
    cover = forms.cover(binder, 7, standard(), known)
    assert (cover.period, cover.records, cover.pages) == ("2020年3月至2023年8月", "2 件", "7 页")
    assert (cover.chapter, cover.retention, cover.build_date) == ("三　拥军工作", "", "2023年12月1日")
    printed = pages(SETTER.fill("cover.typ", forms.context(cover)).content)
    assert len(printed) == 1
    assert "云岭县双拥办" in printed[0]


def test_a_cover_of_undated_records_leaves_the_time_blank() -> None:
    (binder,) = plan(standard(("12", "慰问")), [record(1)], volume_pages=0)
    blank = forms.cover(binder, 1, standard(("3", "别的")), BindingSettings())
    assert (blank.period, blank.chapter, blank.build_date) == ("", "", "")
    (binder,) = plan(standard(("12", "慰问")), [record(1, day=date(2020, 3, 1))], volume_pages=0)
    assert forms.cover(binder, 1, standard(), BindingSettings()).period == "2020年3月"


def test_the_note_sheet_tells_facts_and_no_advice() -> None:
    volumes = plan(standard(), [record(1, pages=9), record(2, pages=9)], volume_pages=10)
    reset = Finding(code="B101", severity=Severity.WARNING, message="请核对")
    quiet = Finding(code="B107", severity=Severity.INFO, message="请核对")
    sheet = forms.note_sheet(volumes[1], 9, [[reset, quiet]], BindingSettings())
    assert sheet.remarks == (
        "本册为第 2 册，共 2 册。本册共有文件材料 1 件（第 2 件至第 2 件），9 页。",
        "第 2 件：原为 Word 文件，装订时重新排版。",
    )
    assert "请核对" not in "".join(pages(SETTER.fill("note.typ", forms.context(sheet)).content))


@pytest.mark.parametrize(("pages_", "wide"), [(1, 20), (200, 20), (201, 30), (400, 40), (401, 50), (900, 50)])
def test_the_box_is_as_thick_as_its_sheets(pages_: int, wide: int) -> None:
    assert forms.spine(forms.thickness(pages_, 0.1)) == wide


@pytest.mark.parametrize("title", ["慰问", "走访慰问驻军官兵和优抚对象及烈士家属经费落实情况", "长题名" * 60])
@pytest.mark.parametrize("spine", forms.SPINES)
def test_a_label_stands_on_one_sheet_whatever_its_title(title: str, spine: int) -> None:
    label = forms.BoxLabel(
        fonds_name="云岭县双拥办", fonds_code="J001", standard="考评标准", item="12", title=title, code="12-1",
        years="2020—2021、2023", records="12", pages="200", first="1", last="12", retention="永久", spine=spine,
    )  # fmt: skip
    printed = pages(SETTER.fill("labels.typ", {"boxes": [forms.context(label)] * 2}).content)
    assert len(printed) == 2
    assert title in printed[0]


def test_the_note_sheet_bears_the_names_of_the_settings_and_leaves_room_without_them() -> None:
    (binder,) = plan(standard(), [record(1, "甲.jpg")], volume_pages=0)
    named = BindingSettings(clerk="林晓岚", checker="周牧之")
    signed, blank = (
        "".join(pages(SETTER.fill("note.typ", forms.context(forms.note_sheet(binder, 1, [[]], one))).content))
        for one in (named, BindingSettings())
    )
    assert "立卷人：林晓岚检查人：周牧之立卷时间" in signed
    assert "立卷人：检查人：立卷时间" in blank
