"""Outlines: the abbreviated data of a path object (GB/T 33190, 9.1) as lines and curves."""

import math
import re
from collections.abc import Iterator
from typing import Final

from ocr.ofd.things import Step

_WORD: Final = re.compile(r"[A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_TAKES: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOST: Final = 100_000
_FULL: Final = 2 * math.pi


def outline(data: str | None) -> tuple[Step, ...]:
    """Return an outline's steps; what no operator takes is passed over."""
    steps: list[Step] = []
    at = (0.0, 0.0)
    for operator, values in _operations(data or ""):
        match operator:
            case "S" | "M":
                steps.append(("M", values))
            case "L":
                steps.append(("L", values))
            case "Q":
                steps.append(("C", _cubic(at, values)))
            case "B":
                steps.append(("C", values))
            case "A":
                steps.extend(("C", curve) for curve in _arc(at, values))
                steps.append(("L", values[5:7]))
            case _:
                steps.append(("Z", ()))
        at = (values[-2], values[-1]) if len(values) > 1 else at
        if len(steps) > _MOST:
            break
    return tuple(steps)


def _operations(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the operators with their numbers, as many as each takes; more numbers repeat it."""
    operator, values = "", list[float]()
    for found in _WORD.finditer(data):
        word = found[0]
        if word.isalpha():
            operator, values = word.upper(), []
        else:
            values.append(max(-1e6, min(1e6, float(word))))
        takes = _TAKES.get(operator)
        if takes is not None and len(values) == takes:
            yield operator, tuple(values)
            values = []


def _cubic(at: tuple[float, float], values: tuple[float, ...]) -> tuple[float, ...]:
    """Return a curve with one control point as one with two."""
    (x, y), (cx, cy, tx, ty) = at, values
    return (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, tx + (cx - tx) * 2 / 3, ty + (cy - ty) * 2 / 3, tx, ty)


def _arc(start: tuple[float, float], values: tuple[float, ...]) -> Iterator[tuple[float, ...]]:
    """Yield curves for an elliptic arc, stated as in SVG (SVG 1.1, F.6.5) with the flags after the rotation."""
    rx, ry, turned, large, clockwise, x, y = values
    rx, ry = abs(rx), abs(ry)
    if min(rx, ry) < 1e-9 or math.dist(start, (x, y)) < 1e-9:  # noqa: PLR2004 - no ellipse
        return
    cosine, sine = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    half_x, half_y = (start[0] - x) / 2, (start[1] - y) / 2
    px, py = cosine * half_x + sine * half_y, cosine * half_y - sine * half_x
    grown = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    under = max(0.0, (rx * ry) ** 2 / max((rx * py) ** 2 + (ry * px) ** 2, 1e-18) - 1)
    factor = math.sqrt(under) * (-1 if bool(large) == bool(clockwise) else 1)
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    middle = (cosine * cx - sine * cy + (start[0] + x) / 2, sine * cx + cosine * cy + (start[1] + y) / 2)
    first = math.atan2((py - cy) / ry, (px - cx) / rx)
    sweep = math.atan2((-py - cy) / ry, (-px - cx) / rx) - first
    if clockwise and sweep < 0:
        sweep += _FULL
    elif not clockwise and sweep > 0:
        sweep -= _FULL
    pieces = max(1, math.ceil(abs(sweep) / (math.pi / 2)))
    bend = 4 / 3 * math.tan(sweep / pieces / 4)

    def on(angle: float, along: float) -> tuple[float, float]:
        ex = rx * (math.cos(angle) - along * math.sin(angle))
        ey = ry * (math.sin(angle) + along * math.cos(angle))
        return (middle[0] + cosine * ex - sine * ey, middle[1] + sine * ex + cosine * ey)

    for piece in range(pieces):
        begin, end = first + sweep * piece / pieces, first + sweep * (piece + 1) / pieces
        yield (*on(begin, bend), *on(end, -bend), *on(end, 0))
