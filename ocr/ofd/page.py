"""What is drawn on an OFD page, with templates below and above it, annotations and seals over it, each at its place."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from ocr.markup import Element, attribute, child, children, name_of
from ocr.ofd import file as files
from ocr.ofd.file import OfdFile, PageRef, Stamp
from ocr.ofd.geometry import Matrix, box, matrix, moved, numbers, times
from ocr.ofd.letters import letters
from ocr.ofd.outline import outline
from ocr.ofd.styles import Drawing
from ocr.ofd.things import Clip, Leaf, Picture, Shape, Text, Thing

SEAL: Final = "seal:"
"""Before the name of the part that holds a seal's picture, where the id of a picture stands otherwise."""

_DEEPEST: Final = 12
_FULL: Final = 255.0
_TEXT_SIZE: Final = 3.0
_BOLD: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a walk through the objects of a page stands."""

    matrix: Matrix
    clips: tuple[Clip, ...] = ()
    param: str | None = None
    alpha: float = 1.0
    depth: int = 0
    aside: bool = False


def leaf(file: OfdFile, ref: PageRef) -> Leaf:
    """Return a page. KeyError where its part is missing."""
    root = file.parts.root(ref.part)
    if root is None:
        raise KeyError(f"no item named {ref.part}")
    for one in children(root, "PageRes"):
        files.load(ref.document.resources, file.parts, files.located(file.parts, one.text, _folder(ref.part)))
    left, top, width, height = files.area(child(root, "Area")) or ref.document.area
    drawing = Drawing(resources=ref.document.resources)
    start = _Place(matrix=moved(-left, -top))
    things = list(_things(file, ref, root, drawing, start))
    stamps = ref.document.stamps.get(ref.id, [])
    things.extend(_stamp(one, start) for one in stamps)
    return Leaf(width=width, height=height, things=things, seals=len(stamps), undrawn=tuple(drawing.undrawn))


def _folder(part: str) -> str:
    return part.rpartition("/")[0]


def _things(file: OfdFile, ref: PageRef, root: Element, drawing: Drawing, start: _Place) -> Iterator[Thing]:
    """Yield all that stands on a page, from the lowest to the uppermost."""
    used = [(one, attribute(one, "ZOrder") or "Background") for one in children(root, "Template")]
    for one, order in used:
        if order != "Foreground":
            yield from _template(file, ref, one, drawing, start)
    layers = [layer for content in children(root, "Content") for layer in content]
    # A page says which of its layers lie at the bottom and which on top (7.7).
    layers.sort(key=lambda layer: {"Background": 0, "Foreground": 2}.get(attribute(layer, "Type") or "", 1))
    for layer in layers:
        yield from _object(layer, drawing, start)
    for one, order in used:
        if order == "Foreground":
            yield from _template(file, ref, one, drawing, start)
    with suppress(Exception):  # what is written over a page must not cost the page
        yield from list(_annotations(file, ref, drawing, start))


def _template(file: OfdFile, ref: PageRef, used: Element, drawing: Drawing, start: _Place) -> Iterator[Thing]:
    root = file.parts.root(ref.document.templates.get(attribute(used, "TemplateID") or "", ""))
    for content in children(root, "Content"):
        yield from _inside(content, drawing, start)


def _annotations(file: OfdFile, ref: PageRef, drawing: Drawing, start: _Place) -> Iterator[Thing]:
    """Yield what the annotations of a page show."""
    root = file.parts.root(ref.document.annotations.get(ref.id, ""))
    for one in children(root, "Annot"):
        look = child(one, "Appearance")
        if look is None or attribute(one, "Visible") == "false":
            continue
        x, y, *_ = box(attribute(look, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
        yield from _inside(look, drawing, replace(start, matrix=times(moved(x, y), start.matrix), aside=True))


def _inside(container: Element, drawing: Drawing, place: _Place) -> Iterator[Thing]:
    for one in container:
        yield from _object(one, drawing, place)


def _object(element: Element, drawing: Drawing, place: _Place) -> Iterator[Thing]:
    """Yield what one object of a page draws, itself or by what it holds."""
    if place.depth > _DEEPEST or not drawing.spend(1) or attribute(element, "Visible") == "false":
        return
    name = name_of(element)
    if name in {"Layer", "PageBlock", "Content"}:
        param = attribute(element, "DrawParam") or place.param
        yield from _inside(element, drawing, replace(place, param=param, depth=place.depth + 1))
    elif name in {"TextObject", "ImageObject", "PathObject", "CompositeObject"}:
        own = _own(element, drawing, place)
        if name == "CompositeObject":
            unit = drawing.resources.composites.get(attribute(element, "ResourceID") or "")
            for content in children(unit, "Content"):
                yield from _inside(content, drawing, replace(own, depth=place.depth + 1))
        else:
            made = _MAKERS[name](element, drawing, own)
            yield from [made] if made else []


def _own(element: Element, drawing: Drawing, place: _Place) -> _Place:
    """Return the place of what an object draws: its own units within those around it (8.5)."""
    x, y, *_ = box(attribute(element, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
    within_it = times(times(matrix(attribute(element, "CTM")), moved(x, y)), place.matrix)
    alpha = numbers(attribute(element, "Alpha"))
    return replace(
        place,
        matrix=within_it,
        clips=(*place.clips, *_clips(element, within_it, drawing)),
        alpha=place.alpha * max(0.0, min(1.0, alpha[0] / _FULL if alpha else 1.0)),
    )


def _clips(element: Element, by: Matrix, drawing: Drawing) -> Iterator[Clip]:
    """Yield the outlines that an object is cut to."""
    for clip in children(child(element, "Clips"), "Clip"):
        for one in children(clip, "Area"):
            path = child(one, "Path")
            if path is None:
                drawing.undrawn["按文字裁剪"] = None
                continue
            x, y, *_ = box(attribute(path, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
            own = times(matrix(attribute(path, "CTM")), moved(x, y))
            yield Clip(
                outline=outline(_data(path)),
                matrix=times(times(own, matrix(attribute(one, "CTM"))), by),
                even_odd=attribute(path, "Rule") == "Even-Odd",
            )


def _data(path: Element) -> str | None:
    data = child(path, "AbbreviatedData")
    return data.text if data is not None else None


def _text(element: Element, drawing: Drawing, place: _Place) -> Text | None:
    size = (numbers(attribute(element, "Size")) or [_TEXT_SIZE])[0]
    found = letters(element, size)
    if not found or size <= 0 or not drawing.spend(len(found)):
        return None
    return Text(
        letters=found,
        font=attribute(element, "Font") or "",
        size=size,
        across=(numbers(attribute(element, "HScale")) or [1.0])[0] or 1.0,
        turn=int((numbers(attribute(element, "CharDirection")) or [0])[0]),
        matrix=place.matrix,
        style=drawing.style(element, place.param, fill=True, stroke=False, alpha=place.alpha),
        bold=(numbers(attribute(element, "Weight")) or [400])[0] >= _BOLD,
        italic=attribute(element, "Italic") == "true",
        clips=place.clips,
        aside=place.aside,
    )


def _picture(element: Element, _drawing: Drawing, place: _Place) -> Picture | None:
    key = attribute(element, "ResourceID") or ""
    return Picture(resource=key, matrix=place.matrix, alpha=place.alpha, clips=place.clips, aside=place.aside)


def _shape(element: Element, drawing: Drawing, place: _Place) -> Shape | None:
    style = drawing.style(element, place.param, fill=False, stroke=True, alpha=place.alpha)
    steps = outline(_data(element))
    if not steps or not drawing.spend(len(steps)):
        return None
    return Shape(outline=steps, matrix=place.matrix, style=style, clips=place.clips, aside=place.aside)


_MAKERS: Final = {"TextObject": _text, "ImageObject": _picture, "PathObject": _shape}


def _stamp(stamp: Stamp, start: _Place) -> Picture:
    """Return a seal as the picture that it shows."""
    x, y, width, height = stamp.place
    by = times((width, 0.0, 0.0, height, x, y), start.matrix)
    clips: tuple[Clip, ...] = ()
    if stamp.clip:
        left, top, wide, high = stamp.clip
        corners = ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high))
        steps = tuple(("L" if place else "M", corner) for place, corner in enumerate(corners))
        clips = (Clip(outline=(*steps, ("Z", ())), matrix=times(moved(x, y), start.matrix)),)
    return Picture(resource=f"{SEAL}{stamp.part}", matrix=by, clips=clips, aside=True)
