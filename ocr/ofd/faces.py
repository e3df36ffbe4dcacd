"""Faces: the shapes of characters, out of the fonts in a file or, where it has none, out of the packaged ones.

Embedded fonts are often the bare remains of a font: shapes and their numbers, and none of the tables that programs
ask for. So a shape is taken from the table that holds it, and nothing else is needed.
"""

import io
import logging
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pylopdf_fonts_zh_cn as packaged
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]
from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]

log = logging.getLogger(__name__)
logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of what embedded fonts lack, which is known

_LARGEST: Final = 64 * 1024 * 1024
_SANS: Final = re.compile(
    r"黑|雅|等线|圆|hei|sans|arial|helvetica|yahei|dengxian|calibri|tahoma|verdana", re.IGNORECASE
)
_HEAD: Final = 54
"""Bytes of the table `head` (ISO/IEC 14496-22, 5.2.1)."""

_CFF: Final = b"\x01\x00"
"""What a bare table of shapes (CFF, Adobe Technical Note 5176) begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The outline of a character as PDF operators, in units of its face; its box, and how far the next one stands."""

    drawing: str
    box: tuple[float, float, float, float]
    advance: float


class Face:
    """A font by its shapes: numbered ones, and those of characters where it says which are whose."""

    def __init__(self, font: Any, units: float) -> None:  # noqa: ANN401 - fontTools has no types
        """Take an opened font, and how many of its units make the size of its type."""
        self.units = units
        self._font = font
        self._known: dict[int, Shape | None] = {}
        self._names: list[str] = list(font.getGlyphOrder())
        self._numbers: Mapping[int, int] = _numbers(font, self._names)

    def number_of(self, character: str) -> int | None:
        """Return the number of the shape for a character; None where the face has none or does not say."""
        return self._numbers.get(ord(character[0])) if character else None

    def shape(self, number: int) -> Shape | None:
        """Return a shape; None where there is none of that number or it is damaged."""
        if number not in self._known:
            self._known[number] = self._drawn(number) if 0 <= number < len(self._names) else None
        return self._known[number]

    def _drawn(self, number: int) -> Shape | None:
        pen = _Pen()
        name = self._names[number]
        try:
            advance = self._draw(name, pen)
        except Exception as error:  # noqa: BLE001 - fontTools answers damaged shapes with any exception
            log.debug("a shape is damaged: %r", error)
            return None
        return Shape(drawing="\n".join(pen.drawing), box=pen.box(), advance=advance)

    def _draw(self, name: str, pen: "_Pen") -> float:
        """Draw a shape and return how far the next one stands, the size of the type where the font does not say."""
        if "glyf" in self._font:
            self._font["glyf"][name].draw(pen, self._font["glyf"])
        else:
            self._font["CFF "].cff[0].CharStrings[name].draw(pen)
        with suppress(Exception):  # a font without measures can be drawn all the same
            return float(self._font["hmtx"][name][0])
        return self.units


def _numbers(font: Any, names: list[str]) -> Mapping[int, int]:  # noqa: ANN401 - fontTools has no types
    """Return the numbers of shapes by the code points of their characters."""
    try:
        best: Mapping[int, str] = font.getBestCmap() or {}
    except Exception:  # noqa: BLE001 - a font without such a table, or with a damaged one
        return {}
    places = {name: place for place, name in enumerate(names)}
    return {code: places[name] for code, name in best.items() if name in places}


class _Bare:
    """A bare table of shapes, with the few ways of a font."""

    def __init__(self, content: bytes) -> None:
        self.cff: Any = CFFFontSet()
        self.cff.decompile(io.BytesIO(content), None)

    def getGlyphOrder(self) -> list[str]:  # noqa: N802 - fontTools' name
        return list(self.cff[0].getGlyphOrder())

    def getBestCmap(self) -> Mapping[int, str]:  # noqa: N802 - the same
        return {}

    def __contains__(self, table: str) -> bool:
        return table == "CFF "

    def __getitem__(self, table: str) -> "_Bare":
        if table != "CFF ":
            raise KeyError(table)
        return self


def face_of(content: bytes) -> Face | None:
    """Return the face of an embedded font; None where its shapes cannot be got at."""
    if len(content) > _LARGEST:
        return None
    try:
        if content.startswith(_CFF):
            bare = _Bare(content)
            return Face(bare, _cff_units(bare.cff))
        font: Any = TTFont(io.BytesIO(content), fontNumber=0, lazy=True, recalcBBoxes=False)
        if "glyf" not in font and "CFF " not in font:
            return None
        _mend_head(font)
        return Face(font, _units(font))
    except Exception as error:  # noqa: BLE001 - fontTools answers damaged fonts with any exception
        log.debug("a font is damaged: %r", error)
        return None


def _mend_head(font: Any) -> None:  # noqa: ANN401 - fontTools has no types
    """Cut the font's head to its length: some programs write more, and fontTools then reads nothing of the font."""
    if "head" not in font.reader:
        return
    stored: bytes = font.reader["head"]
    if len(stored) > _HEAD:
        head: Any = newTable("head")
        head.decompile(stored[:_HEAD], font)
        font.tables["head"] = head


def _units(font: Any) -> float:  # noqa: ANN401 - fontTools has no types
    with suppress(Exception):
        return float(font["head"].unitsPerEm) or 1000.0
    return 1000.0


def _cff_units(cff: Any) -> float:  # noqa: ANN401 - fontTools has no types
    with suppress(Exception):
        return 1 / float(cff[0].FontMatrix[0])
    return 1000.0


def stand_in(name: str) -> tuple[Face, ...]:
    """Return the packaged faces that stand in for a font of this name, the likest first."""
    faces = (_packaged("sans"), _packaged("serif"))
    return faces if _SANS.search(name) else faces[::-1]


@lru_cache(maxsize=2)
def _packaged(kind: str) -> Face:
    paths: Mapping[str, Callable[[], Any]] = {"sans": packaged.sans_path, "serif": packaged.serif_path}
    font: Any = TTFont(str(paths[kind]()), lazy=True, recalcBBoxes=False)
    return Face(font, _units(font))


class _Pen(BasePen):  # type: ignore[misc] # fontTools has no types
    """Writes an outline as PDF operators, in whole units."""

    def __init__(self) -> None:
        super().__init__(None)  # pyright: ignore[reportUnknownMemberType] - the same
        self.drawing: list[str] = []
        self._points: list[tuple[float, float]] = []

    def box(self) -> tuple[float, float, float, float]:
        """Return the box around all points, those of control included."""
        across = [x for x, _ in self._points] or [0.0]
        down = [y for _, y in self._points] or [0.0]
        return (min(across), min(down), max(across), max(down))

    def _say(self, operator: str, *points: tuple[float, float]) -> None:
        self._points.extend(points)
        self.drawing.append(" ".join([*(f"{round(x)} {round(y)}" for x, y in points), operator]))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self._say("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the same
        self._say("l", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802 - the same
        self._say("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802 - the same
        self.drawing.append("h")
