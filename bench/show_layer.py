"""Draws a PDF's pages with their invisible text made visible in red, each character where PDFium finds it.

    python bench/show_layer.py FILE.pdf OUT-FOLDER [PIXELS-A-POINT]

To look at: the red characters must lie on those of the picture.
"""

import ctypes
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import raw

_TILE = 64


def main() -> None:
    """Draw every page to a PNG."""
    path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    scale = float(sys.argv[3]) if len(sys.argv) > 3 else 1.5
    folder.mkdir(parents=True, exist_ok=True)
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    font = ImageFont.truetype(str(next(fonts.rglob("*Sans*Regular*.otf"))), _TILE)
    for number, page in enumerate(pypdfium2.PdfDocument(path), start=1):
        shown(page, scale, font).save(folder / f"{path.stem}-{number}.png")


def shown(page: pypdfium2.PdfPage, scale: float, font: ImageFont.FreeTypeFont) -> Image.Image:
    """Return the page drawn at that scale, with the characters of its invisible text over it."""
    picture = page.render(scale=scale).to_pil().convert("RGB")
    text = page.get_textpage()
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        thing = raw.FPDFText_GetTextObject(text, index)
        code = raw.FPDFText_GetUnicode(text, index)
        if not thing or code <= 0x20 or raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        size = raw.FPDFText_GetFontSize(text, index)
        corners = [
            _device(page, picture, x.value + dx * size, y.value + dy * size)
            for dx, dy in ((matrix.c, matrix.d), (0, 0), (matrix.a, matrix.b))
        ]
        _draw(picture, chr(code), font, corners)
    return picture


def _device(page: pypdfium2.PdfPage, picture: Image.Image, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, picture.width, picture.height, 0, x, y, across, down)
    return across.value, down.value


def _draw(picture: Image.Image, character: str, font: ImageFont.FreeTypeFont, corners: list[tuple[int, int]]) -> None:
    """Draw a character whose em has these upper left, lower left and lower right corners."""
    tile = Image.new("L", (_TILE, _TILE), 0)
    ImageDraw.Draw(tile).text((0, -_TILE * 0.22), character, 255, font=font)
    (hx, hy), (ox, oy), (ax, ay) = corners
    left, top = min(hx, ox, ax) - 20, min(hy, oy, ay) - 20
    reach = max(abs(ax - ox), abs(ay - oy), abs(hx - ox), abs(hy - oy)) * 2 + 40
    ux, uy, vx, vy = ax - ox, ay - oy, hx - ox, hy - oy
    area = ux * vy - uy * vx
    if not area:
        return
    # From a place of the picture to one of the tile: solve place = origin + s * along + t * up.
    a, b = _TILE * vy / area, -_TILE * vx / area
    d, e = _TILE * uy / area, -_TILE * ux / area
    c = a * (left - ox) + b * (top - oy)
    f = d * (left - ox) + e * (top - oy) + _TILE
    mask = tile.transform((reach, reach), Image.Transform.AFFINE, (a, b, c, d, e, f), Image.Resampling.BILINEAR)
    picture.paste((230, 0, 0), (left, top), mask.point(lambda value: value * 2 // 3))


if __name__ == "__main__":
    main()
