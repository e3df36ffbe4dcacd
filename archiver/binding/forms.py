"""What each template is filled with: one typed context a form, made of values and never of files.

The fields are what `templates/*.typ` may use; a template reads them as `form`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from archiver.binding import findings as kinds
from archiver.binding.manifest import Binder
from archiver.binding.values import BindingSettings
from catalog.items import Standard
from catalog.listing import CatalogueRow, ListingRow, catalogue, span_of_years
from catalog.plan import BinderPlan
from ocr.finding import Finding

SPINES = (20, 30, 40, 50)
"""Thickness of boxes in millimetres: DA/T 22-2015 6.4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """案卷封面, `cover.typ`."""

    fonds_name: str
    fonds_code: str
    standard: str
    chapter: str
    item: str
    title: str
    code: str
    volume: int
    volumes: int
    period: str
    records: str
    pages: str
    retention: str
    build_date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingForm:
    """卷内目录, `listing.typ`."""

    code: str
    item: str
    title: str
    rows: tuple[ListingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSheet:
    """卷内备考表, `note.typ`."""

    code: str
    item: str
    title: str
    remarks: tuple[str, ...]
    clerk: str
    checker: str
    build_date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueForm:
    """总目录, `catalogue.typ`."""

    fonds_name: str
    standard: str
    build_date: str
    rows: tuple[CatalogueRow, ...]
    records: str
    pages: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLabel:
    """The front and spine of one box, `labels.typ`; `spine` is its thickness in millimetres."""

    fonds_name: str
    fonds_code: str
    standard: str
    item: str
    title: str
    code: str
    years: str
    records: str
    pages: str
    first: str
    last: str
    retention: str
    spine: int


Form = Cover | ListingForm | NoteSheet | CatalogueForm | BoxLabel


def context(form: Form) -> dict[str, object]:
    """Return the form as the data that its template reads."""
    return asdict(form)


def cover(plan: BinderPlan, pages: int, standard: Standard, settings: BindingSettings) -> Cover:
    """Return the cover of a volume with so many pages of evidence."""
    return Cover(
        fonds_name=settings.fonds_name,
        fonds_code=settings.fonds_code,
        standard=standard.title,
        chapter=_chapter(standard, plan.item),
        item=plan.item,
        title=plan.title,
        code=plan.code,
        volume=plan.volume,
        volumes=plan.volumes,
        period=_period(plan),
        records=f"{len(plan.records)} 件",
        pages=f"{pages} 页",
        retention=settings.retention,
        build_date=in_words(settings.build_date),
    )


_NOTED = {
    kinds.LAYOUT_RESET.code: "原为 Word 文件，装订时重新排版",
    kinds.PICTURE_LEFT_OUT.code: "文中有图片未能排出",
    kinds.TEXT_LOST.code: "页眉、页脚等少量文字未排出",
    kinds.REPAIRED.code: "原 PDF 文件有缺陷，修复后装订",
    kinds.FIRST_FRAME.code: "原为动图或连拍，装订第一幅",
    kinds.NO_GLYPH.code: "有本机字体没有的字，以“〓”代替",
}
"""What 备考表 says of a record that was bound with a remark: the fact alone, without the advice to the clerk."""


def note_sheet(
    plan: BinderPlan, pages: int, findings: Sequence[Sequence[Finding]], settings: BindingSettings
) -> NoteSheet:
    """Return the note sheet of a volume: how much it holds, and what was done to bind it.

    `findings` are those of each record, in the plan's order.
    """
    last = plan.first_sequence + len(plan.records) - 1
    held = f"本册为第 {plan.volume} 册，共 {plan.volumes} 册。本册" if plan.volumes > 1 else "本卷"
    return NoteSheet(
        code=plan.code,
        item=plan.item,
        title=plan.title,
        remarks=(
            f"{held}共有文件材料 {len(plan.records)} 件（第 {plan.first_sequence} 件至第 {last} 件），{pages} 页。",
            *(
                f"第 {sequence} 件：{_NOTED[finding.code]}。"
                for sequence, found in enumerate(findings, start=plan.first_sequence)
                for finding in found
                if finding.code in _NOTED
            ),
        ),
        clerk=settings.clerk,
        checker=settings.checker,
        build_date=in_words(settings.build_date),
    )


def catalogue_form(binders: Sequence[Binder], standard: Standard, settings: BindingSettings) -> CatalogueForm:
    """Return 总目录 over all binders of the folder."""
    return CatalogueForm(
        fonds_name=settings.fonds_name,
        standard=standard.title,
        build_date=in_words(settings.build_date),
        rows=catalogue(binders),
        records=str(sum(binder.record_count for binder in binders)),
        pages=str(sum(binder.evidence_pages for binder in binders)),
    )


def box_labels(binders: Sequence[Binder], standard: Standard, settings: BindingSettings) -> tuple[BoxLabel, ...]:
    """Return the labels of all boxes, one box a volume."""
    return tuple(
        BoxLabel(
            fonds_name=settings.fonds_name,
            fonds_code=settings.fonds_code,
            standard=standard.title,
            item=binder.item,
            title=binder.title,
            code=binder.code,
            years=span_of_years(binder.years),
            records=str(binder.record_count),
            pages=str(binder.evidence_pages),
            first=str(binder.records[0].sequence),
            last=str(binder.records[-1].sequence),
            retention=settings.retention,
            spine=spine(thickness(binder.pages, settings.sheet_millimetres)),
        )
        for binder in binders
    )


def thickness(pages: int, sheet_millimetres: float) -> float:
    """Return how thick so many sheets are in millimetres, printed on one side."""
    return pages * sheet_millimetres


def spine(millimetres: float) -> int:
    """Return the narrowest box that takes a stack so thick; the widest where none does."""
    return next((width for width in SPINES if millimetres <= width), SPINES[-1])


def in_words(day: date | None) -> str:
    """Return a date as forms print it, 2023年8月1日; nothing for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _chapter(standard: Standard, item: str) -> str:
    for chapter in standard.chapters:
        if any(one.number == item for one in chapter.items):
            return f"{chapter.number}　{chapter.title}".strip()
    return ""


def _period(plan: BinderPlan) -> str:
    """Return from which to which month the records date; nothing where no record has a date."""
    days = sorted(record.description.issue_date.value for record in plan.records if record.description.issue_date)
    if not days:
        return ""
    first, last = (f"{day.year}年{day.month}月" for day in (days[0], days[-1]))
    return first if first == last else f"{first}至{last}"
