"""Drawn stand-ins for photographs: people in uniform and plain clothes, a banner with words, a place, light and grain.

They are pictures only in so far as an archive needs them: the words on the banner can be read, the scene is plausible,
nobody real is shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from scanning import clouds
from typesetting import FONT_FOLDER

WIDTH, HEIGHT = 1200, 800
Colour = tuple[int, int, int]
CLOTHES: tuple[Colour, ...] = (
    (52, 66, 104),
    (92, 46, 52),
    (70, 70, 74),
    (122, 110, 92),
    (40, 84, 90),
    (150, 60, 60),
    (196, 190, 178),
)
UNIFORM: Colour = (78, 92, 60)
VEST: Colour = (200, 44, 40)
SKIN: Colour = (214, 176, 148)
Pen = ImageDraw.ImageDraw


def draw(spec: Mapping[str, Any]) -> Image.Image:
    """Return the scene of that description: `place`, `banner`, `people`, `soldiers`, `seed`, and what stands about."""
    rng = np.random.default_rng(int(spec["seed"]))
    canvas = PLACES[str(spec.get("place", "yard"))](rng)
    pen = ImageDraw.Draw(canvas)
    PROPS.get(str(spec.get("prop", "")), _nothing)(pen, str(spec.get("prop_text", "")))
    if spec.get("banner"):
        _banner(pen, str(spec["banner"]), int(spec.get("banner_top", 120)))
    _people(pen, _coats(spec, rng), rng)
    if spec.get("gifts"):
        _gifts(pen, rng)
    return _exposed(canvas, rng)


def _font(size: int, *, bold: bool = True) -> ImageFont.FreeTypeFont:
    name = "NotoSansSC-Regular.otf" if bold else "NotoSerifSC-Regular.otf"
    return ImageFont.truetype(str(FONT_FOLDER / name), size)


def _write(pen: Pen, box: tuple[int, int, int, int], words: str, colour: Colour, *, largest: int = 64) -> None:
    """Set words on one line in the middle of a box, as large as fits."""
    left, top, right, bottom = box
    size = min(largest, round((bottom - top) * 0.66), round((right - left) * 0.94 / max(len(words), 1)))
    pen.text(
        ((left + right) / 2, (top + bottom) / 2), words, font=_font(size), fill=colour, anchor="mm", stroke_width=1
    )


def _sloped(top: Colour, bottom: Colour, height: int) -> Image.Image:
    down = np.linspace(0.0, 1.0, height, dtype=np.float32)[:, None, None]
    band = np.asarray(top, dtype=np.float32) * (1 - down) + np.asarray(bottom, dtype=np.float32) * down
    return Image.fromarray(np.repeat(band, WIDTH, axis=1).astype(np.uint8))


def _ground(canvas: Image.Image, horizon: int, near: Colour, far: Colour) -> None:
    canvas.paste(_sloped(far, near, HEIGHT - horizon), (0, horizon))


def _hills(pen: Pen, horizon: int, rng: np.random.Generator) -> None:
    for layer, colour in enumerate(((138, 158, 160), (96, 124, 104))):
        phase = rng.uniform(0, 6)
        heights = [
            (x, horizon - 60 + layer * 35 - 40 * np.sin(x / (210 - 50 * layer) + phase) - 18 * np.sin(x / 61 + phase))
            for x in range(0, WIDTH + 20, 20)
        ]
        pen.polygon([(0, horizon), *heights, (WIDTH, horizon)], fill=colour)


def _field(rng: np.random.Generator) -> Image.Image:
    canvas = _sloped((120, 166, 214), (214, 226, 232), HEIGHT)
    _hills(ImageDraw.Draw(canvas), 430, rng)
    _ground(canvas, 430, (106, 122, 74), (138, 146, 100))
    return canvas


def _yard(rng: np.random.Generator) -> Image.Image:
    """Return a yard before an office building of four floors."""
    canvas = _sloped((142, 178, 214), (222, 228, 230), HEIGHT)
    pen = ImageDraw.Draw(canvas)
    _hills(pen, 380, rng)
    pen.rectangle((170, 90, 1030, 520), fill=(206, 198, 184), outline=(160, 152, 140), width=3)
    for row in range(4):
        for column in range(11):
            left, top = 198 + column * 75, 200 + row * 78
            pen.rectangle((left, top, left + 46, top + 48), fill=(96, 122, 142), outline=(236, 236, 232), width=3)
    pen.rectangle((530, 430, 670, 520), fill=(70, 62, 58))
    _ground(canvas, 520, (150, 148, 142), (176, 174, 168))
    pen.line((600, 30, 600, 90), fill=(200, 200, 200), width=4)
    pen.rectangle((602, 30, 656, 66), fill=(206, 32, 36))
    return canvas


def _hall(_rng: np.random.Generator) -> Image.Image:
    """Return a meeting hall with a curtain and a stage."""
    canvas = _sloped((120, 28, 32), (150, 40, 40), HEIGHT)
    pen = ImageDraw.Draw(canvas)
    for x in range(0, WIDTH, 40):
        pen.line((x, 0, x, 520), fill=(104, 22, 26), width=10)
    _ground(canvas, 500, (150, 110, 74), (176, 134, 94))
    pen.rectangle((120, 430, 1080, 520), fill=(118, 64, 36))
    pen.rectangle((120, 430, 1080, 442), fill=(150, 88, 52))
    return canvas


def _room(_rng: np.random.Generator) -> Image.Image:
    """Return a lit room with a board and a window."""
    canvas = _sloped((226, 224, 214), (210, 206, 194), HEIGHT)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((820, 180, 1120, 420), fill=(188, 212, 228), outline=(240, 240, 238), width=10)
    pen.line((970, 180, 970, 420), fill=(240, 240, 238), width=8)
    pen.rectangle((90, 230, 760, 430), fill=(52, 82, 72), outline=(150, 120, 84), width=8)
    _ground(canvas, 540, (170, 158, 142), (192, 182, 166))
    return canvas


def _street(rng: np.random.Generator) -> Image.Image:
    canvas = _field(rng)
    pen = ImageDraw.Draw(canvas)
    for left, top, tone in ((0, 180, 188), (150, 240, 172), (930, 200, 180), (1070, 150, 196)):
        pen.rectangle((left, top, left + 140, 470), fill=(tone, tone - 8, tone - 20))
        for row in range(top + 20, 440, 46):
            pen.rectangle((left + 16, row, left + 52, row + 26), fill=(104, 124, 140))
            pen.rectangle((left + 84, row, left + 120, row + 26), fill=(104, 124, 140))
    _ground(canvas, 470, (112, 112, 114), (150, 150, 150))
    return canvas


def _nothing(_pen: Pen, _words: str) -> None:
    """Stand nothing there."""


def _monument(pen: Pen, words: str) -> None:
    pen.polygon([(470, 520), (730, 520), (700, 470), (500, 470)], fill=(168, 168, 164))
    pen.polygon([(545, 470), (655, 470), (640, 60), (560, 60)], fill=(198, 196, 190), outline=(150, 150, 146))
    font = _font(40, bold=False)
    for place, sign in enumerate(words):
        pen.text((600, 110 + place * 42), sign, font=font, fill=(180, 30, 30), anchor="mm", stroke_width=1)
    for x in (420, 780):
        pen.ellipse((x - 52, 440, x + 52, 544), fill=(64, 104, 60), outline=(40, 70, 40), width=6)
        pen.ellipse((x - 28, 464, x + 28, 520), fill=(226, 214, 150))


def _board(pen: Pen, words: str) -> None:
    """Draw a large notice board on two posts."""
    for x in (270, 910):
        pen.rectangle((x, 330, x + 26, 560), fill=(120, 120, 124))
    pen.rectangle((130, 110, 1070, 350), fill=(190, 24, 30), outline=(226, 190, 90), width=10)
    half = (len(words) + 1) // 2 if len(words) > 12 else len(words)
    _write(pen, (150, 120, 1050, 235 if half < len(words) else 340), words[:half], (250, 226, 120), largest=86)
    if half < len(words):
        _write(pen, (150, 230, 1050, 340), words[half:], (250, 226, 120), largest=86)


def _counter(pen: Pen, words: str) -> None:
    """Draw a service counter with its sign."""
    pen.rectangle((100, 470, 1100, 600), fill=(150, 112, 78), outline=(110, 80, 54), width=4)
    pen.rectangle((320, 250, 880, 350), fill=(30, 74, 134), outline=(236, 236, 236), width=5)
    _write(pen, (330, 255, 870, 345), words, (250, 250, 250))


def _sign(pen: Pen, words: str) -> None:
    """Draw a brass plate beside a door."""
    pen.rectangle((700, 150, 960, 420), fill=(84, 70, 60))
    pen.rectangle((250, 180, 620, 330), fill=(206, 172, 92), outline=(140, 110, 50), width=6)
    _write(pen, (260, 190, 610, 320), words, (150, 24, 24))


def _banner(pen: Pen, words: str, top: int) -> None:
    pen.rectangle((110, top, 1090, top + 82), fill=(204, 26, 30))
    _write(pen, (130, top, 1070, top + 82), words, (252, 236, 150), largest=54)


def _coats(spec: Mapping[str, Any], rng: np.random.Generator) -> list[Colour]:
    """Return the colours that the people of a scene wear, in the order they stand."""
    plain = int(spec.get("people", 6))
    coats = [UNIFORM] * int(spec.get("soldiers", 4))
    coats += [VEST if spec.get("vests") else CLOTHES[int(rng.integers(len(CLOTHES)))] for _ in range(plain)]
    return [coats[int(place)] for place in rng.permutation(len(coats))]


def _people(pen: Pen, coats: Sequence[Colour], rng: np.random.Generator) -> None:
    """Stand people in one or two rows, the back row first."""
    front = (len(coats) + 1) // 2 if len(coats) > 7 else len(coats)
    for row, (crowd, foot, size) in enumerate(((coats[front:], 660, 150), (coats[:front], 735, 176))):
        gap = min(120.0, 960.0 / max(len(crowd), 1))
        start = WIDTH / 2 - gap * (len(crowd) - 1) / 2 + row * 14
        for place, coat in enumerate(crowd):
            _person(
                pen,
                start + gap * place + rng.uniform(-8, 8),
                foot,
                size * rng.uniform(0.94, 1.05),
                tuple(int(part) for part in coat),
            )


def _person(pen: Pen, x: float, foot: float, size: float, coat: tuple[int, ...]) -> None:
    head = size * 0.125
    chin = foot - size * 1.6
    dark = tuple(round(part * 0.6) for part in coat)
    pen.ellipse((x - size * 0.3, foot - 8, x + size * 0.34, foot + 10), fill=(104, 102, 98))
    for side in (-1, 1):
        pen.rounded_rectangle(
            (x + side * size * 0.1 - size * 0.08, foot - size * 0.75, x + side * size * 0.1 + size * 0.08, foot),
            8,
            fill=dark,
        )
        pen.rounded_rectangle(
            (
                x + side * size * 0.27 - size * 0.065,
                chin + size * 0.3,
                x + side * size * 0.27 + size * 0.065,
                chin + size * 0.95,
            ),
            12,
            fill=dark,
        )
    pen.rounded_rectangle((x - size * 0.25, chin + size * 0.24, x + size * 0.25, chin + size * 0.92), 22, fill=coat)
    pen.rectangle((x - head * 0.4, chin + head * 1.6, x + head * 0.4, chin + size * 0.27), fill=SKIN)
    pen.ellipse((x - head, chin - head * 0.4, x + head, chin + head * 2.1), fill=SKIN)
    pen.chord(
        (x - head * 1.08, chin - head * 0.6, x + head * 1.08, chin + head * 1.5),
        180,
        360,
        fill=dark if coat == UNIFORM else (38, 34, 32),
    )


def _gifts(pen: Pen, rng: np.random.Generator) -> None:
    for place in range(7):
        left, tall = 330 + place * 78, int(rng.integers(46, 62))
        colour = ((196, 60, 44), (224, 176, 70), (90, 140, 80))[place % 3]
        pen.rectangle((left, 770 - tall, left + 66, 770), fill=colour, outline=(90, 60, 40), width=2)


def _exposed(canvas: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Soften the drawing and give it a photograph's uneven light and grain."""
    soft = np.asarray(canvas.filter(ImageFilter.GaussianBlur(1.1)), dtype=np.float32)
    light = 1.0 + 0.07 * clouds(HEIGHT, WIDTH, 5, rng) + 0.03 * clouds(HEIGHT, WIDTH, 60, rng)
    grain = rng.normal(0.0, 3.5, (HEIGHT, WIDTH, 1)).astype(np.float32)
    return Image.fromarray(np.clip(soft * light[:, :, None] + grain, 0, 255).astype(np.uint8))


PLACES = {"yard": _yard, "field": _field, "hall": _hall, "room": _room, "street": _street}
PROPS = {"monument": _monument, "board": _board, "counter": _counter, "sign": _sign}
