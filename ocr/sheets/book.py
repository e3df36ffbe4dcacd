"""The workbook of an Excel file: its sheets, the texts and number formats that its cells share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ocr.markup import Element, attribute, child, children, is_on, name_of, number, streamed, within
from ocr.sheets.number_codes import GENERAL, code_of
from ocr.zipped import Package

KIND: Final = "Excel 表格"
_LONGEST_CODE: Final = 255
"""Characters of a number format: Excel takes no more."""

_SHOWN: Final = frozenset({None, "visible"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A sheet by its name: the part that holds it, and whether it is shown."""

    name: str
    part: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the sheets of a file have in common. `formats` are the codes of the cell styles in their order."""

    sheets: tuple[Listed, ...]
    texts: Sequence[str]
    formats: tuple[str, ...]
    since_1904: bool
    external: int
    has_macros: bool

    def text(self, index: str) -> str:
        """Return a shared text by its index as the file states it; empty for one that is not there."""
        return self.texts[int(index)] if index.strip().isdigit() and int(index) < len(self.texts) else ""

    def format_of(self, style: int | None) -> str:
        """Return the code of the number format of a cell style."""
        return self.formats[style] if style is not None and 0 <= style < len(self.formats) else GENERAL


def book(package: Package) -> Book:
    """Return the workbook of a package; KeyError when it has none."""
    part = next(
        (one.target for one in package.relations("").values() if one.kind == "officeDocument"), "xl/workbook.xml"
    )
    root = package.root(part)
    if root is None:
        raise KeyError(f"no item named {part}")
    relations = package.relations(part)
    by_kind: Mapping[str, str] = {one.kind: one.target for one in relations.values() if not one.external}
    properties = child(root, "workbookPr")
    listed = {
        relations[key].target: Listed(
            name=attribute(one, "name") or "", part=relations[key].target, shown=attribute(one, "state") in _SHOWN
        )
        for one in children(child(root, "sheets"), "sheet")
        if (key := _relation(one)) in relations and relations[key].kind in {"worksheet", "chartsheet"}
    }
    return Book(
        sheets=tuple(listed.values()),  # a hostile file may name one part thousands of times
        texts=_texts(package, by_kind.get("sharedStrings", "")),
        formats=_formats(package.root(by_kind["styles"]) if "styles" in by_kind else None),
        since_1904=properties is not None and is_on(properties, "date1904"),
        external=sum(one.kind == "externalLink" for one in relations.values()),
        has_macros=any(name.endswith("vbaproject.bin") for name in package.names),
    )


def _relation(sheet: Element) -> str:
    """Return the id by which the workbook refers to a sheet; `sheetId`, which is another thing, has no namespace."""
    return attribute(sheet, "id") or ""


def _texts(package: Package, part: str) -> list[str]:
    """Return the shared texts in their order."""
    if not package.has(part):
        return []
    with package.stream(part) as stream:
        return [rich_text(item) for item in streamed(stream, "si")]


def rich_text(item: Element) -> str:
    """Return the text of a string item: its runs joined, without the readings that Japanese texts carry."""
    pieces: list[str] = []
    for part in item:
        if name_of(part) == "t":
            pieces.append(part.text or "")
        elif name_of(part) == "r":
            pieces.extend(one.text or "" for one in within(part, "t"))
    return "".join(pieces).replace("_x000D_", "").replace("\r\n", "\n")


def _formats(styles: Element | None) -> tuple[str, ...]:
    """Return the codes of the cell styles."""
    own = {
        number(one, "numFmtId") or 0: (attribute(one, "formatCode") or GENERAL)[:_LONGEST_CODE]
        for one in children(child(styles, "numFmts"), "numFmt")
    }
    return tuple(code_of(number(one, "numFmtId") or 0, own) for one in children(child(styles, "cellXfs"), "xf"))
