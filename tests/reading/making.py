"""Files to read, made on the spot: pictures, PDF pages and Word files with a known content."""

import os
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pikepdf
import pylopdf_fonts_zh_cn
import typst
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ocr.documents import Limits, PageRead, Recipe, inspect, read
from ocr.engines import Reading

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
LIMITS = Limits()
NO_ENGINE = Recipe(engine="broken")
"""A recipe whose engine raises: for files that must be read without one."""

BLIND = Recipe(engine="empty")
"""A recipe whose engine finds nothing."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def font(size: int, name: str = "NotoSerifSC-Regular.otf") -> ImageFont.FreeTypeFont:
    """Return a packaged font in pixels."""
    return ImageFont.truetype(FONTS / name, size)


def printed(lines: Sequence[str], *, size: tuple[int, int] = (1240, 600), type_size: int = 40) -> Image.Image:
    """Return a white picture with lines of Chinese print."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for index, line in enumerate(lines):
        draw.text((80, 60 + index * type_size * 2), line, font=font(type_size), fill="black")
    return picture


def marked() -> Image.Image:
    """Return a small picture that looks different in every orientation."""
    pixels: NDArray[np.uint8] = np.full((40, 60, 3), 255, np.uint8)
    pixels[4:12, 4:30] = (200, 0, 0)
    pixels[30:36, 50:56] = (0, 0, 200)
    return Image.fromarray(pixels)


def typeset(path: Path, body: str, *, paper: str = "width: 595pt, height: 842pt, margin: 72pt") -> Path:
    """Write a PDF of typst markup in the packaged serif font; pictures lie beside it."""
    source = f'#set page({paper})\n#set text(font: "Noto Serif SC", size: 16pt)\n{body}\n'
    typst.compile(source.encode(), output=str(path), root=str(path.parent), font_paths=[str(FONTS)])
    return path


def changed(path: Path, change: Callable[[pikepdf.Page], None]) -> Path:
    """Change every page of a PDF file in place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            change(page)
        pdf.save(path)
    return path


def scanned(path: Path, pictures: Sequence[Image.Image], *, dpi: float = 200) -> Path:
    """Write a PDF whose pages are pictures, as a scanner does."""
    first, *rest = pictures
    first.save(path, "PDF", resolution=dpi, save_all=True, append_images=rest)
    return path


def word(path: Path, body: str, *, parts: dict[str, str] | None = None, relations: str = "") -> Path:
    """Write a Word file with this body (WordprocessingML) and further parts by name, such as `numbering`.

    `relations` adds raw relationship elements to those of the main part.
    """
    names = dict(parts or {})
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{name.rstrip("0123456789")}+xml"/>'
        for name in names
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{name}" Type="{office}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in names
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.document.main+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{links}{relations}</Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, content in names.items():
            archive.writestr(f"word/{name}.xml", content.replace("XMLNS", spaces, 1))
    return path


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph with one run."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{own}<w:r>{f"<w:rPr>{run}</w:rPr>" if run else ""}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def compound(path: Path, streams: Sequence[str]) -> Path:
    """Write an OLE compound file ([MS-CFB]) with empty streams of these names."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00"))
    header[30:32] = struct.pack("<H", 9)
    header[44:48] = struct.pack("<I", 1)
    header[48:52] = struct.pack("<I", 1)
    header[76:512] = struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = b""
    for name in ("Root Entry", *streams):
        coded = name.encode("utf-16-le")
        entries += coded.ljust(64, b"\x00") + struct.pack("<H", len(coded) + 2) + b"\x00" * 62
    sectors = -(-len(entries) // 512)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    path.write_bytes(bytes(header) + table + entries.ljust(sectors * 512, b"\x00"))
    return path


def reading(
    text: str, box: tuple[float, float, float, float], *, confidence: float = 0.99, rise: float = 0.0
) -> Reading:
    """Return a reading whose box is upright, or falls by `rise` pixels from left to right."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top + rise), (right, bottom + rise), (left, bottom))
    return Reading(quad=corners, text=text, confidence=confidence)


def read_all(path: Path, recipe: Recipe = NO_ENGINE, limits: Limits = LIMITS) -> tuple[PageRead, ...]:
    """Return all pages of a file."""
    return read(path, range(1, inspect(path, limits).pages + 1), recipe, limits)


def texts(path: Path, recipe: Recipe = NO_ENGINE) -> list[list[str]]:
    """Return the lines of all pages of a file."""
    return [[line.text for line in one.page.lines] for one in read_all(path, recipe)]


def codes(read_pages: Sequence[PageRead]) -> list[str]:
    """Return the codes of all findings of some pages."""
    return [finding.code for one in read_pages for finding in one.findings]


def without_display() -> dict[str, str]:
    """Return the environment for a program started by a test."""
    return {**os.environ, "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
