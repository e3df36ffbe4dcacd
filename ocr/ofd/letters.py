"""The characters of a text object, each at its place (GB/T 33190, clause 11)."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ocr.markup import Element, attribute, child, name_of
from ocr.ofd.geometry import numbers, steps
from ocr.ofd.things import Letter

_HALF: Final = 0.5
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyphs:
    """A stretch of characters and the font's own numbers that stand for them."""

    start: int
    count: int
    numbers: tuple[int, ...]


def letters(element: Element, size: float) -> tuple[Letter, ...]:
    """Return the letters of a text object. Its characters are counted through all its pieces of text."""
    made: list[Letter] = []
    transforms = list(_transforms(element))
    counted = 0
    x = y = 0.0
    for code in element:
        if name_of(code) != "TextCode":
            continue
        text = (code.text or "").replace("\r", "").replace("\n", "")[:_MOST]
        x, y = _first(code, "X", x), _first(code, "Y", y)
        made.extend(_placed(text, code, (x, y), size, _own(transforms, counted, len(text))))
        counted += len(text)
    return tuple(made)


def _first(code: Element, name: str, default: float) -> float:
    found = numbers(attribute(code, name))
    return found[0] if found else default


def _transforms(element: Element) -> Iterator[_Glyphs]:
    for one in element:
        if name_of(one) == "CGTransform":
            listed = child(one, "Glyphs")
            yield _Glyphs(
                start=int(_first(one, "CodePosition", 0)),
                count=max(1, int(_first(one, "CodeCount", 1))),
                numbers=tuple(int(value) for value in numbers(listed.text if listed is not None else "")),
            )


def _own(transforms: Sequence[_Glyphs], counted: int, length: int) -> dict[int, _Glyphs]:
    """Return the transforms within a piece of text by where they begin in it.

    The standard counts through the whole object; programs that count each piece anew write the same for one piece.
    """
    return {one.start - counted: one for one in transforms if 0 <= one.start - counted < length}


def _placed(
    text: str, code: Element, start: tuple[float, float], size: float, transforms: dict[int, _Glyphs]
) -> Iterator[Letter]:
    """Yield the letters of a piece of text."""
    across, down = (steps(attribute(code, name), len(text)) for name in ("DeltaX", "DeltaY"))
    upright = any(down) and not across
    at = [start]
    for place, character in enumerate(text):
        x, y = at[-1]
        natural = 0.0 if upright else size * natural_width(character)
        at.append((x + _step(across, place, natural), y + _step(down, place, 0.0)))
    place = 0
    while place < len(text):
        one = transforms.get(place)
        if one is None or not one.numbers:
            yield Letter(text=text[place], x=at[place][0], y=at[place][1])
            place += 1
            continue
        count = min(one.count, len(text) - place)
        yield from _transformed(text[place : place + count], at[place : place + count], one.numbers)
        place += count


def _step(given: Sequence[float], place: int, default: float) -> float:
    """Return the step to the next character; the last one given goes for all after it."""
    return given[min(place, len(given) - 1)] if given else default


def _transformed(text: str, at: Sequence[tuple[float, float]], glyphs: Sequence[int]) -> Iterator[Letter]:
    """Yield characters with their glyphs: one for one where there are as many, else all text with the first glyph."""
    if len(glyphs) >= len(text):
        for character, (x, y), glyph in zip(text, at, glyphs, strict=False):
            yield Letter(text=character, x=x, y=y, glyph=glyph)
        return
    for place, glyph in enumerate(glyphs):
        x, y = at[min(place, len(at) - 1)]
        yield Letter(text=text if not place else "", x=x, y=y, glyph=glyph)


def natural_width(character: str) -> float:
    """Return about how wide a character is, as a share of its size."""
    return 1.0 if unicodedata.east_asian_width(character) in {"W", "F", "A"} else _HALF
