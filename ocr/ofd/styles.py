"""How an object is drawn: its own colours and lines, else those of the parameters that it or its layer names (8.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ocr.markup import Element, attribute, child, within
from ocr.ofd.file import Resources
from ocr.ofd.geometry import numbers
from ocr.ofd.things import BLACK, Colour, Style

_FULL: Final = 255.0
_MOST: Final = 1_000_000
_DEEPEST: Final = 8
_CAPS: Final = {"Butt": 0, "Round": 1, "Square": 2}
_JOINS: Final = {"Miter": 0, "Round": 1, "Bevel": 2}
_WIDTH: Final = 0.353
_MITER: Final = 3.528
_SHADES: Final = ("AxialShd", "RadialShd", "GouraudShd", "LaGouraudShd", "LaGourandShd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What styles are made from, and in `undrawn` what could not be drawn as it is stated."""

    resources: Resources
    undrawn: dict[str, None] = field(default_factory=dict[str, None])
    budget: list[int] = field(default_factory=lambda: [_MOST])

    def spend(self, cost: int) -> bool:
        """Return whether there is still room on the page for what costs so much: objects, characters, steps of lines.

        Composites that draw each other could go on without end.
        """
        self.budget[0] -= cost
        if self.budget[0] < 0:
            self.undrawn["过多的图元"] = None
        return self.budget[0] >= 0

    def style(self, element: Element, param: str | None, *, fill: bool, stroke: bool, alpha: float) -> Style:
        """Return the style of an object; `fill` and `stroke` hold where it does not say, `param` is its layer's."""
        own = (element, *self._params(attribute(element, "DrawParam") or param))
        dashes = tuple(one for one in numbers(_stated(own, "DashPattern")) if one >= 0)
        return Style(
            fill=self._colour(own, "FillColor", alpha) if _flag(element, "Fill", default=fill) else None,
            stroke=self._colour(own, "StrokeColor", alpha) if _flag(element, "Stroke", default=stroke) else None,
            width=_number(own, "LineWidth", _WIDTH),
            cap=_CAPS.get(_stated(own, "Cap") or "", 0),
            join=_JOINS.get(_stated(own, "Join") or "", 0),
            miter=_number(own, "MiterLimit", _MITER),
            dashes=dashes if any(dashes) else (),
            dash_offset=_number(own, "DashOffset", 0.0),
            even_odd=attribute(element, "Rule") == "Even-Odd",
        )

    def _params(self, key: str | None) -> Iterator[Element]:
        """Yield the drawing parameters of that id, and those that they build on."""
        for _ in range(_DEEPEST):
            param = self.resources.draw_params.get(key or "")
            if param is None:
                return
            yield param
            key = attribute(param, "Relative")

    def _colour(self, own: tuple[Element, ...], name: str, alpha: float) -> Colour | None:
        """Return the first stated colour of that name, black without any; None for a pattern, which is not drawn."""
        stated = next((found for one in own if (found := child(one, name)) is not None), None)
        if stated is None:
            return Colour(alpha=alpha)
        if child(stated, "Pattern") is not None:
            self.undrawn["底纹图案"] = None
            return None
        made = self._shaded(stated) or colour(attribute(stated, "Value")) or BLACK
        cover = alpha * _number((stated,), "Alpha", _FULL) / _FULL
        return Colour(red=made.red, green=made.green, blue=made.blue, alpha=max(0.0, min(1.0, cover)))

    def _shaded(self, stated: Element) -> Colour | None:
        """Return one colour for a run of colours, which is not drawn; None for a plain colour."""
        if not any(True for _ in within(stated, *_SHADES)):
            return None
        self.undrawn["渐变色"] = None
        found = [made for one in within(stated, "Color") if (made := colour(attribute(one, "Value")))]
        return found[len(found) // 2] if found else None


def colour(value: str | None) -> Colour | None:
    """Return a colour of one (grey), three (RGB) or four (CMYK) numbers of 255; None where there is none."""
    words = (value or "").replace(",", " ").split()
    shares = [max(0.0, min(1.0, one / _FULL)) for word in words for one in _component(word)]
    match shares:
        case [grey]:
            return Colour(red=grey, green=grey, blue=grey)
        case [red, green, blue]:
            return Colour(red=red, green=green, blue=blue)
        case [cyan, magenta, yellow, black]:
            light = 1 - black
            return Colour(red=(1 - cyan) * light, green=(1 - magenta) * light, blue=(1 - yellow) * light)
        case _:
            return None


def _component(word: str) -> list[float]:
    if not word.startswith("#"):
        return numbers(word)[:1]
    try:
        return [float(int(word[1:], 16))]
    except ValueError:
        return []


def _stated(own: tuple[Element, ...], name: str) -> str | None:
    return next((found for one in own if (found := attribute(one, name)) is not None), None)


def _number(own: tuple[Element, ...], name: str, default: float) -> float:
    found = numbers(_stated(own, name))
    return found[0] if found else default


def _flag(element: Element, name: str, *, default: bool) -> bool:
    stated = attribute(element, name)
    return default if stated is None else stated.strip().casefold() in {"true", "1"}
