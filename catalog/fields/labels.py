"""Values that a page gives behind a printed label: 来源：××, 填报日期：××, a web page's table of particulars.

A label and its value stand on one line (parted by a colon), in neighbouring cells of a table row, or several of them
behind one another on one line. A label with nothing behind it gives nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.fields.characters import plain
from catalog.fields.label_names import KNOWN
from catalog.fields.spots import Spot
from catalog.record import Place

_DISTINCT = 4
"""From this many characters on a label is told apart even behind other Chinese text, as OCR glues them."""


def _pattern(wanted: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))


_HAN = "\u3400-\u9fff"
_NOTE = r"(?:\((?:盖章|公章|章|签章|全称)\))?"
_LONG, _SHORT = _pattern(name for name in KNOWN if len(name) >= _DISTINCT), _pattern(KNOWN)
_LABEL = re.compile(rf"(?:(?<![{_HAN}])(?P<name>{_SHORT})|(?P<long>{_LONG})){_NOTE}:")
_COLON = re.compile("[:：﹕∶]")
_GLUED = re.compile(rf"(?<=[{_HAN}])(?P<name>{_SHORT}){_NOTE}:")
_OF_A_FORM = re.compile(
    rf"[{_HAN}()]{{0,8}}(?:单位|日期|时间|地点|人|姓名|电话|金额|编号|部门|地址|名称|次数|文号|签字|盖章|章)(?:\(.{{1,4}}\))?:[^:]"
)
_SPREAD = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?: +[\u3400-\u9fff])+ *(?=[:(])")
_WIDE_SIGNS = str.maketrans({"：": ":", "（": "(", "）": ")", "\u3000": " ", "﹕": ":", "∶": ":"})
_BLANK = re.compile(r"[_＿\s.…—-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A printed label, the text behind it, and where they stand."""

    name: str
    text: str
    place: Place
    confidence: float


def read(spot: Spot) -> tuple[Label, ...]:
    """Return the labels with their values that a line gives, in order."""
    pairs = _cells(spot.text) or _behind_colons(spot.text)
    return tuple(
        Label(name=name, text=text, place=spot.place, confidence=spot.confidence)
        for name, text in pairs
        if not _BLANK.fullmatch(text)
    )


def names(text: str) -> tuple[str, ...]:
    """Return the labels that a line bears, whether or not a value stands behind them."""
    return tuple(_name(match) for match in _matches(_folded(text))) if _COLON.search(text) else ()


def _cells(text: str) -> tuple[tuple[str, str], ...]:
    """Return label and value of neighbouring cells in a row where they alternate, as on pages of particulars."""
    cells = [plain(cell).rstrip(":") for cell in text.split("\t")]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if not pairs or any(name not in KNOWN or value in KNOWN for name, value in pairs):
        return ()
    return tuple(pairs)


def is_form_row(text: str) -> bool:
    """Return whether a folded line begins with what forms print before a blank (发放单位：), known or not."""
    return _OF_A_FORM.match(text) is not None


def _behind_colons(text: str) -> tuple[tuple[str, str], ...]:
    if not _COLON.search(text):
        return ()
    folded = _folded(text)
    found = _matches(folded)
    ends = [*(match.start() for match in found[1:]), len(folded)]
    return tuple(
        (_name(match), folded[match.end() : end].split("\t")[0].strip())
        for match, end in zip(found, ends, strict=False)
    )


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups["name"] or groups["long"] or ""


def _folded(text: str) -> str:
    """Return the line with half-width signs and with labels spread out over their width (日　期：) pulled together."""
    return _SPREAD.sub(lambda match: match[0].replace(" ", ""), text.translate(_WIDE_SIGNS))


def _matches(folded: str) -> list[re.Match[str]]:
    found = list(_LABEL.finditer(folded))
    if not found:
        first = _GLUED.search(folded)
        return [first] if first and re.match(r"\s*[12]\d{3}[-/.年]", folded) else []
    taken = [match.span() for match in found]
    more = [m for m in _GLUED.finditer(folded) if not any(a < m.end() and m.start() < b for a, b in taken)]
    return sorted(found + more, key=lambda match: match.start())
