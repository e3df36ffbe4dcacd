"""The drawing of one PDF page: operators in order, in points from its lower left corner (ISO 32000-1, clause 8)."""

from collections.abc import Iterable, Sequence
from typing import Final

from ocr.ofd.geometry import Matrix, point
from ocr.ofd.things import Clip, Colour, Step, Style

_OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def number(value: float) -> str:
    """Return a number as PDF writes it."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) >= 0.00005 else "0"  # noqa: PLR2004 - the last place


def listed(values: Iterable[float]) -> str:
    """Return numbers with spaces between."""
    return " ".join(map(number, values))


class Canvas:
    """Collects operators."""

    def __init__(self, base: Matrix, veils: dict[tuple[float, float], str]) -> None:
        """Take the matrix from millimetres of the page to points, and the names of transparencies, to be added to."""
        self.base = base
        self._veils = veils
        self._lines: list[str] = []

    def say(self, line: str) -> None:
        """Add operators."""
        self._lines.append(line)

    def content(self) -> bytes:
        """Return what was drawn."""
        return "\n".join(self._lines).encode("ascii")

    def begin(self, clips: Sequence[Clip], fill: Colour | None, stroke: Colour | None) -> None:
        """Begin a thing: what it is cut to, its colours, how much they cover."""
        self.say("q")
        for clip in clips:
            if clip.outline:
                self.path(clip.outline, clip.matrix, self.base)
                self.say("W* n" if clip.even_odd else "W n")
        self.veil(fill.alpha if fill else 1.0, stroke.alpha if stroke else 1.0)
        if fill:
            self.say(f"{listed((fill.red, fill.green, fill.blue))} rg")
        if stroke:
            self.say(f"{listed((stroke.red, stroke.green, stroke.blue))} RG")

    def veil(self, fill: float, stroke: float) -> None:
        """Set how much of what is drawn covers what lies below."""
        if min(fill, stroke) < 1:
            self.say(f"/{self._veils.setdefault((fill, stroke), f'G{len(self._veils)}')} gs")

    def end(self) -> None:
        """End a thing."""
        self.say("Q")

    def path(self, steps: Iterable[Step], *by: Matrix) -> None:
        """Add an outline, its points moved by matrices one after the other. It begins with a point of its own."""
        begun = False
        for operator, values in steps:
            if operator == "Z" and not begun:
                continue
            points = [(values[at], values[at + 1]) for at in range(0, len(values), 2)]
            for one in by:
                points = [point(one, x, y) for x, y in points]
            shown = " ".join(listed(each) for each in points)
            self.say(f"{shown} {_OPERATORS[operator] if begun else 'm'}".strip())
            begun = True

    def line_style(self, style: Style) -> None:
        """Set how lines are drawn."""
        dashes = listed(style.dashes)
        self.say(
            f"{number(max(0.0, style.width))} w {style.cap} J {style.join} j {number(max(1.0, style.miter))} M "
            f"[{dashes}] {number(style.dash_offset)} d"
        )
