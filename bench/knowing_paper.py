"""Paints composed sheets as an office's scanner or telephone takes them down, and reads them with the real engine."""

import random
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from describing_paper import HEIGHT, LEFT, RIGHT, WIDTH, Laid, Set, Sheet
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))

import scanning
import seals
from scanning import LOOKS, Look
from typesetting import FONT_FOLDER

from ocr.documents import Limits, Recipe, read
from ocr.page import Ink, Page, Region

INKS = {Ink.RED: (205, 28, 30), Ink.BLACK: (22, 22, 24)}
OFTEN = (
    *("office",) * 4,
    *("grey",) * 2,
    *("fine", "office_holes", "office_folded", "grey_coarse", "grey_worn", "old_paper", "bitonal", "fax", "faded"),
    *("phone", "phone_dim", "tilted", "blurred"),
)
MORE_LOOKS = {
    "tilted": Look(tilt=3.2, edge=0.5),
    "blurred": Look(blur_dots=1.6),
}
TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How a sheet was taken down: the name of its look, and by how many degrees clockwise it lay."""

    look: str
    turned: int


def drawn(dice: random.Random) -> Taken:
    """Return a look as offices have them, most of them upright scans."""
    return Taken(look=dice.choice(OFTEN), turned=dice.choice((90, 180, 270)) if dice.random() < 0.1 else 0)


def scans(sheet: Sheet, taken: Taken, seed: int) -> list[Image.Image]:
    """Return the pictures of the sheet's pages."""
    look = LOOKS.get(taken.look) or MORE_LOOKS[taken.look]
    rng = np.random.default_rng(seed)
    pictures = [scanning.scan(painted(sheet, number, look.dpi, rng), look, rng) for number in range(len(sheet.pages))]
    return [picture.transpose(TURNS[taken.turned]) if taken.turned else picture for picture in pictures]


def painted(sheet: Sheet, number: int, dpi: int, rng: np.random.Generator) -> Image.Image:
    """Return one page as it was printed, stamped and pasted up."""
    scale = dpi / 72
    paper = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    laid = [one for one in sheet.laid if one.page == number]
    for one in laid:
        if not one.name:
            _paste(paper, one, _snapshot(rng), scale)
    pen = ImageDraw.Draw(paper)
    for line in sheet.pages[number]:
        if line.use != "seal":
            _write(pen, line, scale)
    for one in laid:
        if one.name:
            _paste(paper, one, Image.open(BytesIO(seals.draw(one.name))), scale)
    return paper


def _paste(paper: Image.Image, one: Laid, picture: Image.Image, scale: float) -> None:
    size = (round(one.width * scale), round(one.height * scale))
    sized = picture.resize(size, Image.Resampling.LANCZOS)
    paper.paste(sized, (round(one.left * scale), round(one.top * scale)), sized if sized.mode == "RGBA" else None)


def _snapshot(rng: np.random.Generator) -> Image.Image:
    """Return a picture of nothing in particular: soft shapes under a pale sky."""
    tones = [scanning.clouds(300, 400, cells, rng) for cells in (5, 9, 14)]
    sky = np.linspace(0.85, 0.45, 300, dtype=np.float32)[:, None]
    planes = [np.clip(sky + 0.16 * tone, 0.05, 0.95) for tone in tones]
    return Image.fromarray((np.stack(planes, axis=-1) * 255).astype(np.uint8))


def _write(pen: ImageDraw.ImageDraw, line: Set, scale: float) -> None:
    cells = line.text.split("\t")
    step = (RIGHT - LEFT) / len(cells)
    font = _font(line.use.startswith("title"), round(line.size * scale))
    for index, text in enumerate(cells):
        at = (line.left + index * step, line.top + line.size / 2)
        pen.text((at[0] * scale, at[1] * scale), text, font=font, fill=INKS[line.ink], anchor="lm")
        if line.region is Region.TABLE:
            box = (at[0] - 4, line.top - 6, at[0] + step - 4, line.top + line.size + 7)
            pen.rectangle(tuple(edge * scale for edge in box), outline=INKS[Ink.BLACK], width=max(1, round(scale / 2)))


@cache
def _font(heavy: bool, dots: int) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - a key of the cache
    name = "NotoSansSC-Regular.otf" if heavy else "NotoSerifSC-Regular.otf"
    return ImageFont.truetype(str(FONT_FOLDER / name), dots)


def recognised(pictures: list[Image.Image], dpi: int) -> tuple[Page, ...]:
    """Return what the engine reads on the pictures, numbered from 1."""
    pages: list[Page] = []
    with tempfile.TemporaryDirectory() as folder:
        for index, picture in enumerate(pictures, start=1):
            path = Path(folder) / f"{index}.{'png' if picture.mode == '1' else 'jpg'}"
            picture.save(path, quality=90, dpi=(dpi, dpi))
            pages += [replace(one.page, number=index) for one in read(path, [1], Recipe(), Limits())]
    return tuple(pages)
