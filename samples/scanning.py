"""What a scanner, a fax or a telephone does to a clean sheet: paper, light, tilt, folds, dust, noise, loss of colour.

Every effect takes and returns an array of floats from 0 (black) to 1 (white), shape (height, width, 3), and draws its
chances from the generator it is given, so the same seed gives the same picture. Nothing here knows what is printed.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a sheet was taken down. Angles are degrees, lengths parts of the picture's width unless a name says dots.

    `mode` is "colour", "grey" or "bitonal". `ink` is the darkness that black print keeps (1 is full black), `through`
    that of the other side's print showing through.
    """

    dpi: int = 200
    mode: str = "colour"
    tilt: float = 0.6
    noise: float = 0.012
    blur_dots: float = 0.5
    paper: tuple[float, float, float] = (0.975, 0.968, 0.945)
    ink: float = 0.88
    light: float = 0.06
    edge: float = 0.5
    folds: int = 0
    dust: int = 12
    holes: bool = False
    perspective: float = 0.0
    desk: bool = False
    fade: float = 0.0
    through: float = 0.03


LOOKS: dict[str, Look] = {
    "office": Look(),
    "office_holes": Look(tilt=0.9, holes=True, dust=18),
    "office_folded": Look(tilt=1.1, folds=1, light=0.09, dust=20),
    "fine": Look(dpi=300, tilt=0.3, noise=0.008, blur_dots=0.6, dust=6),
    "grey": Look(mode="grey", tilt=0.8, noise=0.016, light=0.08, dust=20),
    "grey_coarse": Look(dpi=150, mode="grey", tilt=0.5, noise=0.004, light=0.03, dust=10),
    "grey_worn": Look(mode="grey", tilt=1.2, noise=0.02, light=0.12, folds=2, dust=40, ink=0.78, holes=True),
    "old_paper": Look(paper=(0.93, 0.89, 0.79), tilt=1.0, folds=1, ink=0.8, light=0.1, dust=45),
    "bitonal": Look(mode="bitonal", tilt=0.5, noise=0.05, dust=60, light=0.02, edge=0.0),
    "fax": Look(mode="bitonal", tilt=1.0, noise=0.09, blur_dots=0.8, dust=160, light=0.03, edge=0.0, ink=0.8),
    "phone": Look(
        dpi=150,
        tilt=1.2,
        noise=0.014,
        blur_dots=0.7,
        light=0.28,
        perspective=0.035,
        desk=True,
        paper=(0.9, 0.885, 0.85),
    ),
    "phone_dim": Look(
        dpi=150,
        tilt=0.9,
        noise=0.03,
        blur_dots=0.8,
        light=0.4,
        perspective=0.025,
        desk=True,
        paper=(0.72, 0.68, 0.6),
        folds=1,
    ),
    "faded": Look(tilt=0.7, ink=0.62, fade=0.25, noise=0.016, dust=25),
}


def scan(sheet: Image.Image, look: Look, rng: np.random.Generator) -> Image.Image:
    """Return the sheet as that look takes it down; mode RGB, L or 1."""
    pixels = np.asarray(sheet.convert("RGB"), dtype=np.float32) / 255.0
    pixels = _on_paper(pixels, look, rng)
    for _ in range(look.folds):
        pixels = _folded(pixels, rng)
    pixels = _dusty(pixels, look.dust, rng)
    if look.holes:
        pixels = _punched(pixels, rng)
    picture = _picture(pixels)
    picture = _from_above(picture, look, rng) if look.perspective else _tilted(picture, look, rng)
    if look.blur_dots:
        picture = picture.filter(ImageFilter.GaussianBlur(look.blur_dots))
    pixels = np.asarray(picture, dtype=np.float32) / 255.0
    pixels = _lit(pixels, look, rng)
    pixels += rng.normal(0.0, look.noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    return _as_mode(pixels, look.mode)


def clouds(height: int, width: int, cells: int, rng: np.random.Generator) -> Pixels:
    """Return smooth random relief between about -1 and 1, with that many bumps along the longer edge."""
    rows = max(2, round(cells * height / max(height, width)))
    columns = max(2, round(cells * width / max(height, width)))
    coarse = rng.uniform(-1.0, 1.0, (rows, columns)).astype(np.float32)
    smooth = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(smooth, dtype=np.float32)


def _picture(pixels: NDArray[Any]) -> Image.Image:
    return Image.fromarray((np.clip(pixels, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8))


def _on_paper(pixels: Pixels, look: Look, rng: np.random.Generator) -> Pixels:
    """Print with uneven toner on paper of a colour, with its grain and a ghost of the other side."""
    height, width, _ = pixels.shape
    cover = 1.0 - pixels
    toner = look.ink * (1.0 + 0.06 * clouds(height, width, 40, rng))
    if look.fade:
        toner = toner * (1.0 - look.fade * np.clip(clouds(height, width, 5, rng), 0.0, 1.0))
    printed = 1.0 - cover * toner[:, :, None]
    ghost = _picture(pixels[:, ::-1]).convert("L").filter(ImageFilter.GaussianBlur(3))
    through = 1.0 - look.through * (1.0 - np.asarray(ghost, dtype=np.float32) / 255.0)
    grain = 1.0 + 0.006 * clouds(height, width, 300, rng)
    tone = np.asarray(look.paper, dtype=np.float32)
    return np.asarray(printed * tone * (through * grain)[:, :, None], dtype=np.float32)


def _folded(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Lay the shadow of a fold across the sheet, dark on one side of the crease and bright on the other."""
    height, width, _ = pixels.shape
    at = height * rng.uniform(0.3, 0.7)
    slope = rng.uniform(-0.01, 0.01)
    rows = np.arange(height, dtype=np.float32)[:, None]
    crease = at + slope * np.arange(width, dtype=np.float32)[None, :]
    away = (rows - crease) / (height * 0.012)
    shade = 1.0 - 0.1 * np.exp(-np.abs(away)) * (away > 0) + 0.03 * np.exp(-np.abs(away)) * (away <= 0)
    hair = 1.0 - 0.12 * np.exp(-((away * 9.0) ** 2))
    return np.asarray(pixels * (shade * hair)[:, :, None], dtype=np.float32)


def _dusty(pixels: Pixels, specks: int, rng: np.random.Generator) -> Pixels:
    height, width, _ = pixels.shape
    picture = _picture(pixels)
    pen = ImageDraw.Draw(picture)
    for _ in range(specks):
        x, y = rng.uniform(0.0, float(width)), rng.uniform(0.0, float(height))
        radius = width / 2200.0 * rng.standard_exponential() + 0.4
        grey = int(rng.uniform(60, 190))
        pen.ellipse(
            (x - radius, y - radius, x + radius, y + radius * rng.uniform(0.5, 1.2)), fill=(grey, grey, grey - 8)
        )
    return np.asarray(picture, dtype=np.float32) / 255.0


def _punched(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Two holes of a filing punch near the left edge, showing the dark lid of the scanner."""
    height, width, _ = pixels.shape
    picture = _picture(pixels)
    pen = ImageDraw.Draw(picture)
    x = width * rng.uniform(0.045, 0.055)
    radius = width * 0.0135
    for y in (height / 2 - width * 0.19, height / 2 + width * 0.19):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(96, 95, 92))
        pen.ellipse((x - radius * 0.93, y - radius * 0.87, x + radius * 0.95, y + radius), fill=(58, 57, 56))
    return np.asarray(picture, dtype=np.float32) / 255.0


def _tilted(picture: Image.Image, look: Look, rng: np.random.Generator) -> Image.Image:
    """Turn the sheet a little on the glass; beyond its edge lies the white lid with a thin shadow."""
    angle = look.tilt * rng.uniform(0.55, 1.0) * (1.0 if rng.random() < 0.5 else -1.0)
    shift = (round(picture.width * rng.uniform(-0.004, 0.004)), round(picture.height * rng.uniform(-0.003, 0.003)))
    lid = tuple(int(255 * tone) for tone in np.clip(np.asarray(look.paper) * 1.01, 0, 1))
    turned = picture.rotate(angle, Image.Resampling.BICUBIC, translate=shift, fillcolor=lid)
    if look.edge == 0.0:
        return turned
    cover = Image.new("L", picture.size, 255).rotate(angle, Image.Resampling.BICUBIC, translate=shift, fillcolor=0)
    outside = 1.0 - np.asarray(cover, dtype=np.float32) / 255.0
    shadow = np.asarray(cover.filter(ImageFilter.GaussianBlur(picture.width / 350)), dtype=np.float32) / 255.0
    shade = 1.0 - look.edge * outside * shadow
    return _picture(np.asarray(turned, dtype=np.float32) / 255.0 * shade[:, :, None])


def _from_above(picture: Image.Image, look: Look, rng: np.random.Generator) -> Image.Image:
    """Show the sheet on a desk as a telephone held over it sees it."""
    width, height = picture.size
    border = 0.05
    size = (round(width * (1 + 2 * border)), round(height * (1 + 2 * border)))
    bend = look.perspective * width
    turn = np.deg2rad(look.tilt * rng.uniform(-1.0, 1.0))
    centre = np.array([size[0] / 2, size[1] / 2])
    corners = np.array([(-width, -height), (width, -height), (width, height), (-width, height)], dtype=float) / 2
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    seen = corners @ spin.T + centre + rng.uniform(-bend, bend, (4, 2))
    sheet = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    terms = _projection([(float(x), float(y)) for x, y in seen], sheet)
    flat = picture.transform(size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC)
    cover = Image.new("L", picture.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC
    )
    desk = _desk(size, rng)
    shadow = cover.filter(ImageFilter.GaussianBlur(width / 90))
    desk = Image.composite(Image.blend(desk, Image.new("RGB", size), 0.35), desk, shadow)
    return Image.composite(flat, desk, cover)


def _desk(size: tuple[int, int], rng: np.random.Generator) -> Image.Image:
    """Return a brown desk top with a grain that runs along it."""
    width, height = size
    grain = clouds(height, max(2, width // 60), 240, rng)
    wide = np.asarray(Image.fromarray(grain).resize(size, Image.Resampling.BICUBIC), dtype=np.float32)
    tone = np.array([0.46, 0.33, 0.22], dtype=np.float32)
    return _picture(tone * (1.0 + 0.08 * wide)[:, :, None])


def _projection(seen: list[tuple[float, float]], sheet: list[tuple[float, float]]) -> tuple[float, ...]:
    """Return the eight terms of the projection that takes points of the photograph back onto the sheet."""
    rows: list[list[float]] = []
    goal: list[float] = []
    for (x, y), (u, v) in zip(seen, sheet, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goal += [u, v]
    return tuple(float(term) for term in np.linalg.solve(np.array(rows), np.array(goal)))


def _lit(pixels: Pixels, look: Look, rng: np.random.Generator) -> Pixels:
    """Let the light fall off to one side, as under a lamp or along a worn scanner's bar."""
    height, width, _ = pixels.shape
    towards = rng.uniform(0.0, 2 * np.pi)
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :] * np.cos(towards)
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None] * np.sin(towards)
    slope = 0.5 + across + down
    shade = 1.0 - look.light * np.clip(slope, 0.0, 1.2) - 0.25 * look.light * clouds(height, width, 3, rng)
    return np.asarray(pixels * shade[:, :, None], dtype=np.float32)


def _as_mode(pixels: Pixels, mode: str) -> Image.Image:
    picture = _picture(pixels)
    if mode == "colour":
        return picture
    grey = picture.convert("L")
    if mode == "grey":
        return grey
    return Image.fromarray(np.asarray(grey) > 150)
