"""Pictures of an office's round red seal: ring, five-pointed star, and the name along the upper arc."""

import math
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scanning import clouds
from typesetting import FONT_FOLDER

SIZE = 660  # dots; 400 dpi for a seal of 42 mm
RED = (214, 24, 28)


@cache
def draw(name: str) -> bytes:
    """Return the seal of that office as a PNG with transparency, inked unevenly but always the same way."""
    stencil = Image.new("L", (SIZE, SIZE), 0)
    pen = ImageDraw.Draw(stencil)
    middle = SIZE / 2
    pen.ellipse((8, 8, SIZE - 8, SIZE - 8), outline=255, width=16)
    pen.polygon([_star_point(middle, 104, corner) for corner in range(10)], fill=255)
    _write_round(stencil, name)
    rng = np.random.default_rng(sum(map(ord, name)))
    ink = 0.86 + 0.16 * clouds(SIZE, SIZE, 9, rng) + 0.22 * np.minimum(clouds(SIZE, SIZE, 160, rng) + 0.45, 0.0)
    alpha = np.asarray(stencil, dtype=np.float32) * np.clip(ink, 0.0, 0.96)
    seal = Image.new("RGBA", (SIZE, SIZE), (*RED, 0))
    seal.putalpha(Image.fromarray(alpha.astype(np.uint8)))
    seal = seal.rotate(float(rng.uniform(-5.0, 5.0)), Image.Resampling.BICUBIC, fillcolor=(*RED, 0))
    out = BytesIO()
    seal.save(out, "PNG", optimize=False)
    return out.getvalue()


def _star_point(middle: float, radius: float, corner: int) -> tuple[float, float]:
    reach = radius if corner % 2 == 0 else radius * 0.382
    angle = math.pi * corner / 5
    return middle + reach * math.sin(angle), middle - reach * math.cos(angle)


def _write_round(stencil: Image.Image, name: str) -> None:
    """Set the characters of the name on an arc of up to 250 degrees that is open below."""
    size = max(46, min(88, 1150 // max(len(name), 1)))
    font = ImageFont.truetype(str(FONT_FOLDER / "NotoSerifSC-Regular.otf"), size)
    span = min(250.0, 27.0 * (len(name) - 1) + 8.0 * 0)
    for place, sign in enumerate(name):
        turn = -span / 2 + span * (place / max(len(name) - 1, 1))
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), sign, font=font, fill=255, anchor="mm", stroke_width=2, stroke_fill=255)
        tile = tile.resize((round(size * 1.7), size * 2)).rotate(-turn, Image.Resampling.BICUBIC, expand=True)
        reach = SIZE / 2 - 34 - size / 2
        x = SIZE / 2 + reach * math.sin(math.radians(turn))
        y = SIZE / 2 - reach * math.cos(math.radians(turn))
        stencil.paste(255, (round(x - tile.width / 2), round(y - tile.height / 2)), tile)
