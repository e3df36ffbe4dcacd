"""What an OFD file holds: its documents, their pages in order, the resources that pages refer to (7.4 to 7.9)."""

import posixpath
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from ocr import causes
from ocr.findings import DAMAGED, PASSWORD
from ocr.markup import Element, attribute, child, children, name_of, within
from ocr.ofd.geometry import Box, box
from ocr.terms import Limits, Unreadable
from ocr.zipped import Package, package

KIND: Final = "OFD 文件"
_A4: Final[Box] = (0.0, 0.0, 210.0, 297.0)
_START: Final = "OFD.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font by its names, and the part that holds it where it is embedded."""

    name: str
    part: str | None = None
    bold: bool = False
    italic: bool = False


@dataclass(slots=True, kw_only=True)
class Resources:
    """What pages refer to by id. Ids are unique within a document."""

    fonts: dict[str, Font] = field(default_factory=dict[str, Font])
    media: dict[str, str] = field(default_factory=dict[str, str])
    draw_params: dict[str, Element] = field(default_factory=dict[str, Element])
    composites: dict[str, Element] = field(default_factory=dict[str, Element])
    spaces: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An electronic seal: the box it covers on its page, and the part that its picture is in."""

    place: Box
    part: str
    clip: Box | None = None


@dataclass(slots=True, kw_only=True)
class Document:
    """A document of the file: templates by id; annotations and seals by the id of their page."""

    area: Box
    resources: Resources
    templates: dict[str, str] = field(default_factory=dict[str, str])
    annotations: dict[str, str] = field(default_factory=dict[str, str])
    stamps: dict[str, list[Stamp]] = field(default_factory=dict[str, list[Stamp]])


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A page: its document, its id, and the part that holds it."""

    document: Document
    id: str
    part: str


class OfdFile:
    """An opened file."""

    def __init__(self, parts: Package, pages: tuple[PageRef, ...]) -> None:
        """Take the opened package and the pages of all its documents, in order."""
        self.parts = parts
        self.pages = pages


@contextmanager
def opened(path: Path | BinaryIO, limits: Limits) -> Generator[OfdFile]:
    """Open an OFD file. Unreadable when it is damaged, encrypted, or would unfold too far."""
    with package(path, KIND, limits) as parts:
        if any(name.endswith("encryptions.xml") for name in parts.names):
            raise Unreadable(PASSWORD.at(kind=KIND))
        root = parts.root(_START)
        pages = tuple(page for body in children(root, "DocBody") for page in _pages(parts, body))
        if not pages:
            raise Unreadable(DAMAGED.at(kind=KIND, reason=causes.NO_PAGES))
        yield OfdFile(parts, pages)


def _pages(parts: Package, body: Element) -> Iterator[PageRef]:
    """Yield the pages of one document of the file."""
    part = located(parts, _text(body, "DocRoot"), "")
    root = parts.root(part)
    if root is None:
        return
    folder = posixpath.dirname(part)
    common = child(root, "CommonData")
    document = Document(
        area=area(child(common, "PageArea")) or _A4,
        resources=Resources(),
        templates={
            attribute(one, "ID") or "": located(parts, attribute(one, "BaseLoc"), folder)
            for one in children(common, "TemplatePage")
        },
    )
    for name in ("PublicRes", "DocumentRes"):
        for one in children(common, name):
            load(document.resources, parts, located(parts, one.text, folder))
    with suppress(Exception):  # what lies on a page besides its content must not cost the content
        document.annotations.update(_annotations(parts, located(parts, _text(root, "Annotations"), folder)))
    with suppress(Exception):
        _stamps(document, parts, located(parts, _text(body, "Signatures"), ""))
    for one in children(child(root, "Pages"), "Page"):
        part = located(parts, attribute(one, "BaseLoc"), folder)
        yield PageRef(document=document, id=attribute(one, "ID") or "", part=part)


def area(element: Element | None) -> Box | None:
    """Return the paper of a page area."""
    found = box(_text(element, "PhysicalBox")) if element is not None else None
    return found if found and found[2] > 0 and found[3] > 0 else None


def _text(element: Element, name: str) -> str | None:
    found = child(element, name)
    return found.text if found is not None else None


def located(parts: Package, place: str | None, folder: str, base: str = "") -> str:
    """Return the name of the part that a place refers to: from the root, the folder or its base, whichever is there.

    Programs disagree on what a place is counted from; one that fits nowhere is looked for by its last name.
    """
    place = (place or "").strip().replace("\\", "/")
    if not place:
        return ""
    folders = (posixpath.join(folder, base), folder, "", posixpath.join(folder, "Res"))
    names = [posixpath.normpath(posixpath.join("/", one, place)).lstrip("/") for one in folders]
    there = next((name for name in names if parts.has(name)), None)
    return there or parts.called(posixpath.basename(place)) or names[0]


def load(resources: Resources, parts: Package, part: str) -> None:
    """Add what a resource part holds (7.9). One that is missing adds nothing."""
    root = parts.root(part)
    if root is None:
        return
    folder, base = posixpath.dirname(part), attribute(root, "BaseLoc") or ""
    for one in within(root, "Font", "MultiMedia", "DrawParam", "CompositeGraphicUnit", "ColorSpace"):
        key = attribute(one, "ID") or ""
        match name_of(one):
            case "Font":
                resources.fonts[key] = _font(parts, one, folder, base)
            case "MultiMedia":
                resources.media[key] = located(parts, _text(one, "MediaFile"), folder, base)
            case "DrawParam":
                resources.draw_params[key] = one
            case "CompositeGraphicUnit":
                resources.composites[key] = one
            case _:
                resources.spaces[key] = (attribute(one, "Type") or "").upper()


def _font(parts: Package, element: Element, folder: str, base: str) -> Font:
    place = _text(element, "FontFile")
    part = located(parts, place, folder, base) if place else None
    return Font(
        name=" ".join(filter(None, (attribute(element, "FontName"), attribute(element, "FamilyName")))),
        part=part if part and parts.has(part) else None,
        bold=attribute(element, "Bold") == "true",
        italic=attribute(element, "Italic") == "true",
    )


def _annotations(parts: Package, part: str) -> Mapping[str, str]:
    """Return the parts with annotations by the id of their page (15)."""
    root = parts.root(part)
    folder = posixpath.dirname(part)
    return {
        attribute(one, "PageID") or "": located(parts, _text(one, "FileLoc"), folder) for one in children(root, "Page")
    }


def _stamps(document: Document, parts: Package, part: str) -> None:
    """Add the seals of all signatures (18). Whether a signature holds is not checked."""
    root = parts.root(part)
    folder = posixpath.dirname(part)
    for one in children(root, "Signature"):
        place = located(parts, attribute(one, "BaseLoc"), folder)
        signature = parts.root(place)
        if signature is None:
            continue
        info = child(signature, "SignedInfo")
        seal = child(info, "Seal", "BaseLoc")
        holder = (seal.text if seal is not None else None) or _text(signature, "SignedValue")
        picture = located(parts, holder, posixpath.dirname(place))
        for stamp in children(info, "StampAnnot"):
            where = box(attribute(stamp, "Boundary"))
            if where:
                page = attribute(stamp, "PageRef") or ""
                document.stamps.setdefault(page, []).append(
                    Stamp(place=where, part=picture, clip=box(attribute(stamp, "Clip")))
                )
