"""What a file is, by its bytes: media types from signatures, and for containers from what they hold.

Suffixes are never asked; clerks rename files. Nothing is decoded here.
"""

import re
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from ocr.encoding import looks_like_text

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TIFF: Final = "image/tiff"
BMP: Final = "image/bmp"
WEBP: Final = "image/webp"
HEIC: Final = "image/heic"
GIF: Final = "image/gif"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM: Final = "application/vnd.ms-word.document.macroenabled.12"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB: Final = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFD: Final = "application/ofd"
ZIP: Final = "application/zip"
DOC: Final = "application/msword"
XLS: Final = "application/vnd.ms-excel"
PPT: Final = "application/vnd.ms-powerpoint"
LOCKED_OFFICE: Final = "application/x-encrypted-office"
OLE: Final = "application/x-ole-storage"
RTF: Final = "application/rtf"
EML: Final = "message/rfc822"
MSG: Final = "application/vnd.ms-outlook"
TNEF: Final = "application/vnd.ms-tnef"
TEXT: Final = "text/plain"
HTML: Final = "text/html"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
ODP: Final = "application/vnd.oasis.opendocument.presentation"
WORD_XML: Final = "application/vnd.ms-word.2003+xml"
TABLE_XML: Final = "application/vnd.ms-excel.2003+xml"
UNKNOWN: Final = "application/octet-stream"

PICTURES: Final = frozenset({JPEG, PNG, TIFF, BMP, WEBP, HEIC, GIF})

_HEAD: Final = 4096
_PDF_HEADER_WITHIN: Final = 1024
"""Readers accept `%PDF-` anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1)."""

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"{\\rtf", RTF),
    (b"\x78\x9f\x3e\x22", TNEF),
)
_LINE_ENDS: Final = re.compile(b"\r\n?")
_FIELD: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_MESSAGE_FIELDS: Final = frozenset(
    {
        *(b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path", b"mime-version", b"sender"),
        *(b"content-type", b"delivered-to", b"x-mailer", b"reply-to", b"cc", b"dkim-signature"),
    }
)
_ENOUGH_FIELDS: Final = 3
_LOOSELY: Final = re.IGNORECASE | re.DOTALL
_WEB_PAGE: Final = rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html[\s>]"
_MARKUP: Final = (
    (re.compile(rb"<\?mso-application[^>]{0,40}Word\.Document"), WORD_XML),
    (re.compile(rb"<\?mso-application[^>]{0,40}Excel\.Sheet"), TABLE_XML),
    (re.compile(_WEB_PAGE, _LOOSELY), HTML),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_BMP_HEADERS: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_SECTORS: Final = 256
"""Directory sectors looked at; a real document has a handful."""

_OLE_STREAMS: Final = (
    ("EncryptedPackage", LOCKED_OFFICE),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
    ("__properties_version1.0", MSG),
)
_ZIP_PARTS: Final = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSB),
    ("ppt/presentation.xml", PPTX),
    ("OFD.xml", OFD),
)


def media_type(path: Path) -> str:
    """Return the media type of a file; `application/octet-stream` for an unknown or empty one.

    Reads the first kilobytes, of a container also its directory.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _in_zip(file, head)
        if head.startswith(_OLE_MAGIC):
            return _in_ole(file, head)
    return _by_signature(head)


def _by_signature(head: bytes) -> str:
    """Return the media type that a file's first bytes give away."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return _picture(head) or (PDF if b"%PDF-" in head[:_PDF_HEADER_WITHIN] else _text(head))


def _picture(head: bytes) -> str | None:
    """Return the kind of a picture whose signature has parts; None for what is none."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and _HEIC_BRANDS & _brands(head):
        return HEIC
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return BMP
    return None


def _text(head: bytes) -> str:
    """Return the kind of text that begins so."""
    if not looks_like_text(head):
        return UNKNOWN
    return next((kind for sign, kind in _MARKUP if sign.search(head)), EML if _is_message(head) else TEXT)


def _is_message(head: bytes) -> bool:
    """Return whether text begins as an e-mail message does: with header fields, some of which only messages have."""
    block, end, _ = _LINE_ENDS.sub(b"\n", head.removeprefix(b"\xef\xbb\xbf")).lstrip(b"\n").partition(b"\n\n")
    lines = [line for line in block.split(b"\n") if not line.startswith((b" ", b"\t"))]
    if lines and lines[0].startswith((b"From ", b">From ")):
        del lines[0]
    names = [found[1].lower() for line in lines if (found := _FIELD.match(line))]
    cut = not end  # the last line may be half there
    return len(names) >= len(lines) - cut and len(_MESSAGE_FIELDS.intersection(names)) >= _ENOUGH_FIELDS


def _brands(head: bytes) -> set[bytes]:
    """Return the brands of an ISO base media file; AVIF, which is one too, is not among those we take."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}
    return set() if b"avif" in brands or b"avis" in brands else brands


def _in_zip(file: BinaryIO, head: bytes) -> str:
    """Return what a ZIP file holds, by the names in its directory; by its first member where that is damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _by_parts(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, RuntimeError):
        return _damaged(head)


def _damaged(head: bytes) -> str:
    """Return what a damaged ZIP file was, by its first members."""
    name, size = int.from_bytes(head[26:28], "little"), int.from_bytes(head[22:26], "little")
    if head[30 : 30 + name] == b"mimetype":
        stated = head[30 + name : 30 + name + size].decode("ascii", "replace").strip()
        return stated if stated in {ODT, ODS, ODP} else ZIP
    if b"OFD.xml" in head:
        return OFD
    office = b"[Content_Types].xml" in head and b"xl/" not in head and b"ppt/" not in head
    return DOCX if office or b"word/" in head else ZIP


def _by_parts(archive: zipfile.ZipFile) -> str:
    """Return the media type of a container by its well-known members."""
    names = {name.replace("\\", "/").lstrip("/") for name in archive.namelist()}
    if "word/vbaProject.bin" in names:
        return DOCM
    for part, kind in _ZIP_PARTS:
        if part in names:
            return kind
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return DOCX
    return _stated(archive) if "mimetype" in names else ZIP


def _stated(archive: zipfile.ZipFile) -> str:
    """Return the media type that an OpenDocument or EPUB file states in its member `mimetype`."""
    if archive.getinfo("mimetype").file_size > 200:  # noqa: PLR2004 - such a name is short
        return ZIP
    stated = archive.read("mimetype").decode("ascii", "replace").strip()
    return stated if stated.startswith("application/") else ZIP


def _in_ole(file: BinaryIO, head: bytes) -> str:
    """Return what an OLE compound file ([MS-CFB]) holds, by the names of its streams."""
    names = {name.casefold() for name in _ole_names(file, head)}
    for stream, kind in _OLE_STREAMS:
        if stream.casefold() in names:
            return kind
    return OLE


def _ole_names(file: BinaryIO, head: bytes) -> Iterable[str]:
    """Yield the names in a compound file's directory, following its chain of sectors."""
    size = 4096 if head[30:32] == b"\x0c\x00" else 512  # the two sizes there are: [MS-CFB] 2.2
    fat_sectors = struct.unpack_from("<109I", head.ljust(512, b"\xff"), 76)
    sector = int.from_bytes(head[48:52], "little")
    for _ in range(_OLE_SECTORS):
        directory = _sector(file, sector, size)
        for at in range(0, len(directory) - 127, 128):
            length = int.from_bytes(directory[at + 64 : at + 66], "little")
            yield directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        table, entry = divmod(sector, size // 4)
        if table >= len(fat_sectors) or not directory:
            return
        following = _sector(file, fat_sectors[table], size)[entry * 4 : entry * 4 + 4]
        sector = int.from_bytes(following, "little") if following else 0xFFFFFFFF


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    """Return one sector; empty when it lies outside the file."""
    file.seek((number + 1) * size)
    return file.read(size)
