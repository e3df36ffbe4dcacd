"""What can stand on an OFD page, as values: text, pictures, shapes, each with its way to the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.ofd.geometry import Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A colour by its shares of red, green and blue light, and how much of it covers what lies below, from 0 to 1."""

    red: float = 0.0
    green: float = 0.0
    blue: float = 0.0
    alpha: float = 1.0


BLACK = Colour()


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How outlines are drawn: filled or stroked or both, with what kind of line. Widths are in object units."""

    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.353
    cap: int = 0
    join: int = 0
    miter: float = 3.528
    dashes: tuple[float, ...] = ()
    dash_offset: float = 0.0
    even_odd: bool = False


Step = tuple[str, tuple[float, ...]]
"""A piece of an outline: M x y, L x y, C x1 y1 x2 y2 x y, or Z."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """An outline outside which nothing is seen, in the units of its matrix."""

    outline: tuple[Step, ...]
    matrix: Matrix
    even_odd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A character at its place in object units; `glyph` is the font's own number for it where the file gives one."""

    text: str
    x: float
    y: float
    glyph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of characters of one font.

    `across` is the share of their natural width that they have, `turn` by how many degrees each is turned clockwise.
    What stands `aside` belongs to an annotation.
    """

    letters: tuple[Letter, ...]
    font: str
    size: float
    across: float
    turn: int
    matrix: Matrix
    style: Style
    bold: bool = False
    italic: bool = False
    clips: tuple[Clip, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the file's resources; the matrix puts the unit square on the page."""

    resource: str
    matrix: Matrix
    alpha: float = 1.0
    clips: tuple[Clip, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An outline."""

    outline: tuple[Step, ...]
    matrix: Matrix
    style: Style
    clips: tuple[Clip, ...] = ()
    aside: bool = False


Thing = Text | Picture | Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page: its size in millimetres, what stands on it from the lowest to the uppermost, and what is not drawn.

    `seals` counts electronic seals. `undrawn` names in Chinese what is left out or drawn otherwise.
    """

    width: float
    height: float
    things: Sequence[Thing]
    seals: int = 0
    undrawn: tuple[str, ...] = ()
