"""Pictures of an OFD file as PDF pictures: JPEG and JBIG2 as they are, all others as their pixels."""

import io
import struct
from collections.abc import Iterator
from typing import Final

import pikepdf
from PIL import Image

_JB2: Final = b"\x97JB2\r\n\x1a\n"
_PAGE_INFORMATION: Final = 48
_LEFT_OUT: Final = frozenset({49, 51})
"""Segments that end a page and a file, which have no place in a PDF (ISO 32000-1, 7.4.7)."""

_UNKNOWN: Final = 0xFFFFFFFF


def embedded(pdf: pikepdf.Pdf, content: bytes, pixels: int) -> pikepdf.Stream | None:
    """Return a picture as an object of a PDF file; None where it cannot be decoded or has more pixels than allowed."""
    if content.startswith(_JB2):
        return _jbig2(pdf, content, pixels)
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > pixels:
                return None
            if image.format == "JPEG" and image.mode in {"L", "RGB"}:
                image.load()
                return _stream(pdf, content, image.mode, image.size, "/DCTDecode")
            return _pixels(pdf, image)
    except Exception:  # noqa: BLE001 - Pillow answers pictures it cannot read with any exception
        return None


def _stream(pdf: pikepdf.Pdf, content: bytes, mode: str, size: tuple[int, int], decoder: str = "") -> pikepdf.Stream:
    """Return a picture object of that size and Pillow mode."""
    made = pikepdf.Stream(pdf, content)
    made["/Type"], made["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    made["/Width"], made["/Height"] = size
    made["/ColorSpace"] = pikepdf.Name.DeviceRGB if mode == "RGB" else pikepdf.Name.DeviceGray
    made["/BitsPerComponent"] = 1 if mode == "1" else 8
    if decoder:
        made["/Filter"] = pikepdf.Name(decoder)
    return made


def _pixels(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    """Return a picture by its pixels, with what is seen through as a mask."""
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    if clear:
        whole = image.convert("RGBA")
        made = _stream(pdf, whole.convert("RGB").tobytes(), "RGB", whole.size)
        mask = whole.getchannel("A")
        made["/SMask"] = pdf.make_indirect(_stream(pdf, mask.tobytes(), "L", mask.size))
        return made
    plain = image if image.mode in {"1", "L", "RGB"} else image.convert("RGB")
    return _stream(pdf, plain.tobytes(), plain.mode, plain.size)


def _jbig2(pdf: pikepdf.Pdf, content: bytes, pixels: int) -> pikepdf.Stream | None:
    """Return a JBIG2 picture: the segments of its file without the file's own frame (ITU-T T.88, annex D)."""
    if len(content) < len(_JB2) + 5:
        return None
    sequential, known = bool(content[8] & 1), not content[8] & 2
    segments = list(_segments(content[13 if known else 9 :])) if sequential else []
    page = next((data for kind, data in segments if kind == _PAGE_INFORMATION), b"")
    header = page[_header_length(page) :][:8]
    if len(header) < 8:  # noqa: PLR2004 - width and height
        return None
    width, height = struct.unpack(">II", header)
    if not 0 < width * height <= pixels or _UNKNOWN in {width, height}:
        return None
    kept = b"".join(data for kind, data in segments if kind not in _LEFT_OUT)
    return _stream(pdf, kept, "1", (width, height), "/JBIG2Decode")


def _header_length(segment: bytes) -> int:
    """Return how many bytes stand before a segment's data (T.88, 7.2)."""
    if len(segment) < 11:  # noqa: PLR2004 - the shortest header
        return len(segment)
    number = int.from_bytes(segment[:4], "big")
    count = segment[5] >> 5
    at = 6
    if count == 7:  # noqa: PLR2004 - many references: a long form
        count = int.from_bytes(segment[5:9], "big") & 0x1FFFFFFF
        at = 9 + (count + 8) // 8
    at += count * (1 if number <= 256 else 2 if number <= 65_536 else 4)  # noqa: PLR2004 - 7.2.5
    return at + (4 if segment[4] & 0x40 else 1) + 4


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments as kind and bytes, header included, as far as they can be told apart."""
    at = 0
    while at < len(content):
        header = _header_length(content[at : at + 4096])
        length = int.from_bytes(content[at + header - 4 : at + header], "big")
        if length == _UNKNOWN or header < 11 or at + header + length > len(content):  # noqa: PLR2004 - cut off
            length = max(0, len(content) - at - header)
        yield content[at + 4] & 0x3F if at + 4 < len(content) else -1, content[at : at + header + length]
        at += header + length
