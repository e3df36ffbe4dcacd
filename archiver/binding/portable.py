"""PDF files become pages that can stand in a binder: repaired, decrypted, without anything active.

pikepdf does this, because pypdf can neither repair a broken cross-reference table by scanning, nor draw
annotations (seals, stamps, form fields) into the page, nor wrap a page's drawing so that its graphics state
cannot leak into what is drawn afterwards. Every page keeps its boxes, /Rotate and /UserUnit; picture and font
data are copied as they are.
"""

import io
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Pdf

from archiver.binding import findings as kinds
from archiver.binding.geometry import A4_LONG, Rect, visible
from archiver.binding.refusals import CannotBind
from ocr import causes
from ocr.finding import Finding

_LETTER: Final = Rect(0.0, 0.0, 612.0, 792.0)
"""What readers take for a page that states no size."""

_BELIEVABLE: Final = (72.0, 14_400.0)
"""Points: the longer side of what can be a page (the upper limit is PDF 32000-1's, annex C). Others are shown as
large as A4, so that a number can stand on them."""

_REWRITTEN: Final = "结构损坏，按阅读器能显示的页面重写"

_ACTIVE: Final = {"/JavaScript": "脚本", "/EmbeddedFiles": "附件"}


def write_pdf(path: Path, target: Path, name: str) -> tuple[Finding, ...]:
    """Write the pages of a PDF file to `target`; CannotBind when it is damaged or wants a password."""
    try:
        return _bound(path, target, name)
    except CannotBind as refusal:
        again = None if refusal.finding.code == kinds.PASSWORD.code else _saved_by_pdfium(path)
        if again is None:
            raise
        remarks = _bound(again, target, name)
        return (*remarks, kinds.REPAIRED.at(name=name, reason=_REWRITTEN))


def _bound(file: Path | io.BytesIO, target: Path, name: str) -> tuple[Finding, ...]:
    try:
        with Pdf.open(file) as source:
            return _write(source, target, name)
    except pikepdf.PasswordError as error:
        raise CannotBind(kinds.PASSWORD.at(name=name)) from error
    except (CannotBind, MemoryError):
        raise
    except Exception as error:
        # qpdf's own errors, and pikepdf's type errors where a damaged file has another kind of object than it should.
        raise CannotBind(kinds.DAMAGED.at(name=name, reason=causes.reason(error))) from error


def _saved_by_pdfium(path: Path) -> io.BytesIO | None:
    """Return the pages of a file that qpdf cannot open as pdfium, which readers use too, writes them; else None."""
    try:
        old: Any = pdfium.PdfDocument(path)
        new: Any = pdfium.PdfDocument.new()
        new.import_pages(old)
        stored = io.BytesIO()
        new.save(stored)
        count = len(new)
        new.close()
        old.close()
    except (pdfium.PdfiumError, OSError):
        return None
    return stored if count else None


def _write(source: Pdf, target: Path, name: str) -> tuple[Finding, ...]:
    remarks = list(_remarks(source, name))
    if not len(source.pages):
        raise CannotBind(kinds.NO_PAGES.at(name=name))
    _draw_annotations(source)
    with Pdf.new() as bound:
        for page in source.pages:
            bound.pages.append(_sheet(source, bound, page))
        bound.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    warnings = source.get_warnings()
    if warnings:
        remarks.append(kinds.REPAIRED.at(name=name, reason=_plain(str(warnings[0]))))
    return tuple(remarks)


def _remarks(source: Pdf, name: str) -> list[Finding]:
    remarks: list[Finding] = []
    if source.is_encrypted:
        remarks.append(kinds.DECRYPTED.at(name=name))
    root: Any = source.Root
    names: Any = root.get("/Names", {})
    found = [word for key, word in _ACTIVE.items() if isinstance(names, Dictionary) and key in names]
    found += ["自动动作"] if "/AA" in root or _acts(root.get("/OpenAction")) else []
    if found:
        remarks.append(kinds.ACTIVE_REMOVED.at(name=name, what="、".join(found)))
    return remarks


def _acts(action: object) -> bool:
    """Return whether what happens on opening is more than showing a page."""
    return isinstance(action, Dictionary) and action.get("/S") != Name.GoTo


def _draw_annotations(source: Pdf) -> None:
    """Make what annotations show part of the page: electronic seals, stamps and filled fields are evidence."""
    try:
        form: Any = source.Root.get("/AcroForm")
        if isinstance(form, Dictionary) and form.get("/NeedAppearances"):
            source.generate_appearance_streams()
        source.flatten_annotations("screen")
    except Exception:  # noqa: BLE001, S110 - a broken annotation must not cost the page it stands on
        pass


def _sheet(source: Pdf, bound: Pdf, page: pikepdf.Page) -> pikepdf.Page:
    """Return a page of the new file that shows one page of the old through a form of its own.

    A form's graphics state ends with it, whatever its drawing left open.
    """
    box, crop, turn, unit = boxes(page)
    form = bound.copy_foreign(page.as_form_xobject(handle_transformations=False))
    form["/BBox"] = Array(list(box))
    longer = max(crop.width, crop.height) * unit
    scale = 1.0 if _BELIEVABLE[0] <= longer <= _BELIEVABLE[1] else A4_LONG / longer
    box, crop = (Rect(*(side * scale for side in rect)) for rect in (box, crop))
    for key in ("/Matrix", "/Group", "/StructParents"):
        if key in form:
            del form[key]
    drawn = Dictionary(
        Type=Name.Page,
        MediaBox=Array(list(box)),
        CropBox=Array(list(crop)),
        Rotate=turn,
        Resources=Dictionary(XObject=Dictionary(Sheet=form)),
        Contents=bound.make_stream(f"q {scale:.9f} 0 0 {scale:.9f} 0 0 cm /Sheet Do Q".encode("ascii")),
    )
    if unit != 1.0:
        drawn["/UserUnit"] = unit
    group: Any = page.obj.get("/Group")
    if isinstance(group, Dictionary):
        drawn["/Group"] = bound.copy_foreign(group if group.is_indirect else source.make_indirect(group))
    return pikepdf.Page(bound.make_indirect(drawn))


def boxes(page: pikepdf.Page) -> tuple[Rect, Rect, int, float]:
    """Return a page's media box and visible box, its rotation (0, 90, 180, 270) and its user unit, all made sane."""
    box = _rect(page, "/MediaBox") or _LETTER
    crop = visible(box, _rect(page, "/CropBox"))
    turn = _number(_inherited(page, "/Rotate"), 0.0)
    unit = _number(page.obj.get("/UserUnit"), 1.0)
    return box, crop, int(turn / 90) * 90 % 360, unit if unit > 0 else 1.0


def _inherited(page: pikepdf.Page, key: str) -> Any:  # noqa: ANN401 - whatever a file holds there
    node: Any = page.obj
    for _ in range(64):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _rect(page: pikepdf.Page, key: str) -> Rect | None:
    found = _inherited(page, key)
    if not isinstance(found, Array) or len(found) != 4:  # noqa: PLR2004 - a rectangle
        return None
    left, bottom, right, top = (_number(value, 0.0) for value in found)
    rect = Rect(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    return rect if rect.width > 0 and rect.height > 0 else None


def _number(value: object, default: float) -> float:
    try:
        return float(value)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - caught below
    except (TypeError, ValueError, OverflowError):
        return default


def _plain(text: str) -> str:
    """Return a library's message in one short line, without the path that it begins with."""
    return " ".join(text.rpartition(".pdf")[2].strip(" :()").split())[:80]
