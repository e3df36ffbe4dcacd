"""Opening a Word file: bounded before it is unpacked, with nothing fetched from outside.

The untyped edge of python-docx, whose parser resolves no entities and whose package loads no external target.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

import docx
import docx.opc.constants as opc
from docx.oxml.parser import parse_xml

from ocr import zipped
from ocr.edge import decoding
from ocr.terms import Limits
from ocr.word.xml import Element

KIND: Final = "Word 文档"
_HARMLESS: Final = frozenset({"hyperlink", "attachedTemplate"})
"""External relations that carry no text of the document."""

_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""Names of the strict variant of the format and what everybody else, python-docx included, calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """The parts of an opened Word file that hold or shape its text.

    `notes` holds foot- and endnotes by ("footnote" or "endnote", id), `margins` headers and footers and `pictures` the
    files of pictures by relation id, `external` counts what the file would fetch from elsewhere.
    """

    body: Element
    styles: Element | None
    numbering: Element | None
    notes: Mapping[tuple[str, str], Element]
    margins: Mapping[str, Element]
    pictures: Mapping[str, bytes]
    external: int


def opened(path: Path, limits: Limits) -> WordFile:
    """Return an opened Word file. Unreadable when it is damaged, encrypted, or would unfold too far."""
    with decoding(KIND):
        with zipfile.ZipFile(path) as archive:
            _check(archive, limits)
            source = _translated(archive) if _is_strict(archive) else path
        document: Any = docx.Document(cast("IO[bytes]", source) if isinstance(source, io.BytesIO) else str(source))
        return _parts(document.part)


def _check(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse an archive that is encrypted, or states sizes over the limits."""
    zipped.check(archive, KIND, limits)
    parts = (one for one in archive.infolist() if one.filename.endswith((".xml", ".rels")))
    zipped.bound(max((one.file_size for one in parts), default=0), limits.part_bytes)


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Return whether the file is of the strict variant (ISO/IEC 29500-1)."""
    return "_rels/.rels" in archive.namelist() and b"purl.oclc.org/ooxml" in archive.read("_rels/.rels")


def _translated(archive: zipfile.ZipFile) -> io.BytesIO:
    """Return a copy in memory of a strict file, with the names that are commonly used."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for member in archive.infolist():
            content = archive.read(member)
            if member.filename.endswith((".xml", ".rels")):
                for strict, common in _STRICT:
                    content = content.replace(strict, common)
            target.writestr(member.filename, content)
    copy.seek(0)
    return copy


def _parts(main: Any) -> WordFile:  # noqa: ANN401 - a python-docx part
    """Return the parts that the main part of a document refers to."""
    relations: dict[str, Any] = dict(main.rels)
    by_kind: dict[str, Any] = {
        str(relation.reltype): relation.target_part for relation in relations.values() if not relation.is_external
    }
    kinds = opc.RELATIONSHIP_TYPE
    notes: dict[tuple[str, str], Element] = {}
    for kind, name in ((kinds.FOOTNOTES, "footnote"), (kinds.ENDNOTES, "endnote")):
        notes.update(_notes(by_kind.get(kind), name))
    return WordFile(
        body=main.element.body,
        styles=_root(by_kind.get(kinds.STYLES)),
        numbering=_root(by_kind.get(kinds.NUMBERING)),
        notes=notes,
        margins={
            key: root
            for key, relation in relations.items()
            if relation.reltype in {kinds.HEADER, kinds.FOOTER} and not relation.is_external
            if (root := _root(relation.target_part)) is not None
        },
        pictures={
            key: relation.target_part.blob
            for key, relation in relations.items()
            if relation.reltype == kinds.IMAGE and not relation.is_external
        },
        external=sum(
            bool(relation.is_external) and str(relation.reltype).rpartition("/")[2] not in _HARMLESS
            for relation in relations.values()
        ),
    )


def _root(part: Any) -> Element | None:  # noqa: ANN401 - a python-docx part
    """Return the root element of a part, parsed here when python-docx keeps it as bytes."""
    if part is None:
        return None
    element = getattr(part, "element", None)
    return cast("Element", element if element is not None else parse_xml(part.blob))


def _notes(part: Any, name: str) -> dict[tuple[str, str], Element]:  # noqa: ANN401 - a python-docx part
    """Return the notes of a part by kind and id; separators, which are notes by name only, left out."""
    root = _root(part)
    if root is None:
        return {}
    space = str(root.tag).rpartition("}")[0] + "}"
    return {
        (name, note.get(f"{space}id") or ""): note
        for note in root
        if note.tag == f"{space}{name}" and note.get(f"{space}type") in {None, "normal"}
    }
