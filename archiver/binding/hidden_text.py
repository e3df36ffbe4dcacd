"""Takes invisible text out of a page: what a scanner's own recognition left under the picture, and what it got wrong.

Text is invisible when it is shown in render mode 3. Only operators that show such text go, and only where nothing
visible takes its place from them; forms that a page draws are looked into, and changed in a copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator, Pdf, Stream

_INVISIBLE: Final = 3
_DEEPEST: Final = 8
"""Forms within forms that are looked into."""

_MOVES: Final = frozenset({"Td", "TD", "Tm", "T*", "BT", "ET"})
"""Operators that give the next text a place of its own."""

_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})

Instruction = ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def remove(pdf: Pdf, page: pikepdf.Page) -> bool:
    """Take the invisible text out of a page of the PDF; return whether there was any."""
    try:
        found = _without(pdf, page.obj, _resources(page.obj), 0, 0)
    except (pikepdf.PdfError, ArithmeticError, LookupError, TypeError, ValueError):
        return False  # a drawing that cannot be understood is better left alone
    if found is None:
        return False
    page.obj.Contents = pdf.make_stream(found.drawing)
    page.obj.Resources = found.resources
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changed:
    """A drawing without its invisible text, and the resources that it needs."""

    drawing: bytes
    resources: Dictionary


def _without(pdf: Pdf, drawn: Any, resources: Dictionary, mode: int, depth: int) -> _Changed | None:  # noqa: ANN401
    """Return what a page or form draws without its invisible text, or None where there is none.

    `mode` is the render mode in which it begins: a form goes on with that of what draws it.
    """
    if depth > _DEEPEST:
        return None
    walk = _Walk(resources=resources, modes=[mode])
    for instruction in pikepdf.parse_content_stream(drawn):
        walk.take(instruction)
    forms = dict(_changed_forms(pdf, walk, depth))
    if not walk.dropped and not forms:
        return None
    if forms:
        resources = Dictionary(dict(resources.items()))
        resources["/XObject"] = Dictionary({**dict(resources["/XObject"].items()), **forms})
    return _Changed(drawing=pikepdf.unparse_content_stream(list(walk.kept())), resources=resources)


def _changed_forms(pdf: Pdf, walk: "_Walk", depth: int) -> Iterator[tuple[str, Stream]]:
    """Yield, by its name, every form drawn that holds invisible text, without it."""
    for name, modes in walk.forms.items():
        form = walk.resources["/XObject"][name]
        if len(modes) != 1:  # drawn once so, once so: either change would be wrong for the other
            continue
        own = form.get("/Resources")
        found = _without(
            pdf, form, own if isinstance(own, Dictionary) else walk.resources, next(iter(modes)), depth + 1
        )
        if found:
            copy = pdf.make_stream(found.drawing)
            for key, value in form.items():
                if key not in {"/Length", "/Filter", "/DecodeParms"}:
                    copy[key] = value
            copy["/Resources"] = found.resources
            yield name, copy


@dataclass(slots=True, kw_only=True)
class _Walk:
    """A drawing as it is gone through: what is kept of it, the forms it draws, the render mode and font at the time.

    `modes` and `fonts` are those of every saved graphics state, the present one last. `waiting` are the places of
    dropped operators after which nothing was placed anew yet.
    """

    resources: Dictionary
    modes: list[int]
    fonts: list[bool] = field(default_factory=lambda: [False])
    out: list[tuple[Instruction, list[Instruction] | None]] = field(
        default_factory=list[tuple[Instruction, list[Instruction] | None]]
    )
    waiting: list[int] = field(default_factory=list[int])
    forms: dict[str, set[int]] = field(default_factory=dict[str, set[int]])

    @property
    def dropped(self) -> bool:
        """Whether anything is left out."""
        return any(instead is not None for _, instead in self.out)

    def kept(self) -> Iterator[Instruction]:
        """Yield the operators that stay."""
        for instruction, instead in self.out:
            yield from [instruction] if instead is None else instead

    def take(self, instruction: Instruction) -> None:
        """Go one operator on."""
        instead: list[Instruction] | None = None
        if isinstance(instruction, ContentStreamInstruction):
            operator = str(instruction.operator)
            operands = list(instruction.operands)
            if operator in _SHOWS:
                instead = self._show(operator, operands)
            elif operator in _MOVES:
                self.waiting.clear()
            else:
                self._state(operator, operands)
        self.out.append((instruction, instead))

    def _show(self, operator: str, operands: list[Any]) -> list[Instruction] | None:
        """Return what stands in the place of an operator that shows text; None where it stays."""
        if operator in {"'", '"'}:
            self.waiting.clear()
        if self.modes[-1] != _INVISIBLE or self.fonts[-1]:
            for place in self.waiting:  # the text before gave this one its place
                self.out[place] = (self.out[place][0], None)
            self.waiting.clear()
            return None
        self.waiting.append(len(self.out))
        match operator:
            case "'":
                return [_operation("T*")]
            case '"':
                return [_operation("Tw", operands[0]), _operation("Tc", operands[1]), _operation("T*")]
            case _:
                return []

    def _state(self, operator: str, operands: list[Any]) -> None:
        """Follow what changes the graphics state, and note the forms that are drawn."""
        match operator:
            case "q":
                self.modes.append(self.modes[-1])
                self.fonts.append(self.fonts[-1])
            case "Q" if len(self.modes) > 1:
                self.modes.pop()
                self.fonts.pop()
            case "Tr":
                self.modes[-1] = int(operands[0])
            case "Tf":
                font = _named(self.resources, "/Font", operands[0])
                # The glyphs of such a font are drawings, which no render mode hides.
                self.fonts[-1] = isinstance(font, Dictionary) and font.get("/Subtype") == Name.Type3
            case "Do":
                form = _named(self.resources, "/XObject", operands[0])
                if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
                    self.forms.setdefault(str(operands[0]), set()).add(self.modes[-1])
            case _:
                pass


def _operation(operator: str, *operands: Any) -> ContentStreamInstruction:  # noqa: ANN401 - a PDF object
    return ContentStreamInstruction(list(operands), Operator(operator))


def _named(resources: Dictionary, kind: str, name: Any) -> object:  # noqa: ANN401 - whatever stands there
    group = resources.get(kind)
    return group.get(str(name)) if isinstance(group, Dictionary) and isinstance(name, Name) else None


def _resources(page: Any) -> Dictionary:  # noqa: ANN401 - a page of pikepdf
    found: Any = page.get("/Resources")
    return found if isinstance(found, Dictionary) else Dictionary()
