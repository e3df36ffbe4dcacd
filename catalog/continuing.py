"""Weighs whether a page begins another document or goes on with the one before it.

Every sign has a weight in log odds and words for the clerk. The weights are set by hand and tried on composed stacks
(`bench/stacks.py`); they are data, and no sign alone decides against two others.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from catalog.fields import kinds
from catalog.page_face import Face

_AT_FIRST, _IN_STACK = -3.0, -2.2
"""Most pages begin nothing; in what is known to be a stack, more of them do."""

_FIRST_PAGES, _LAST_PAGES = 20, 10
_ALIKE = 0.86
_SHORTEST_NAME = 6
_TRANSMITS = re.compile(r"转发|印发|批转|转报|转呈|下发")
_NOT_IN_NAMES = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How likely a page begins another document (0 to 1), and the signs for and against it, the strongest first.

    `odds` is the logarithm of the odds by these signs alone, before it is asked how common that is.
    """

    confidence: float
    odds: float
    signs: tuple[str, ...]
    against: tuple[str, ...]


def weigh(before: Sequence[Face], face: Face, *, in_stack: bool = False) -> Weighed:
    """Return how likely `face` begins another document than that whose pages so far are `before`.

    `in_stack` is whether it is known that these pages hold several documents.
    """
    written = [one for one in before if not one.is_blank]
    if not written:
        return Weighed(confidence=0.0, odds=0.0, signs=(), against=())
    place = _Place(
        first=written[0],
        last=written[-1],
        document=(*written[:_FIRST_PAGES], *written[_FIRST_PAGES:][-_LAST_PAGES:]),
        count=len(written),
        blanks=_blanks(before),
        face=face,
    )
    found = [(weight, words) for sign in _SIGNS for weight, words in [sign(place)] if weight]
    odds = sum(weight for weight, _ in found)
    ordered = sorted(found, key=lambda sign: -abs(sign[0]))
    return Weighed(
        confidence=likelihood(odds + (_IN_STACK if in_stack else _AT_FIRST)),
        odds=odds,
        signs=tuple(words for weight, words in ordered if weight > 0),
        against=tuple(words for weight, words in ordered if weight < 0),
    )


def likelihood(odds: float) -> float:
    """Return the likelihood (0 to 1) that log odds stand for."""
    return round(1 / (1 + math.exp(-odds)), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A page and the document before it: its written pages, how many they are, and how many blank ones follow those.

    Of a long document `document` holds the first pages, which name what belongs to it, and the last.
    """

    first: Face
    last: Face
    document: tuple[Face, ...]
    count: int
    blanks: int
    face: Face


_Sign = tuple[float, str]
_NONE: _Sign = (0.0, "")


def _blanks(before: Sequence[Face]) -> int:
    return next(place for place, face in enumerate(reversed(before)) if not face.is_blank)


def _head(place: _Place) -> _Sign:
    face = place.face
    colour = "红头" if face.is_red else "发文机关标志"
    if face.letterhead and face.number:
        return (6.0 if face.is_red else 5.0), f"有新的{colour}和文号“{face.number}”"
    if face.letterhead:
        return (3.5 if face.is_red else 2.8), f"有新的{colour}“{face.letterhead}”"
    return (2.0, f"有文号“{face.number}”") if face.number else _NONE


def _title(place: _Place) -> _Sign:
    face = place.face
    if not (face.title and face.is_headed):
        return _NONE
    return (2.8 if kinds.completes(face.title) else 2.0), f"有居中的标题“{face.title}”"


def _stamp(place: _Place) -> _Sign:
    """Weigh the archive's stamp, which stands on first pages alone: where one document has it, the next does too."""
    if place.face.has_stamp:
        return 4.0, "页首有归档章"
    return (-2.0, "页首没有归档章") if place.first.has_stamp else _NONE


def _restarts(place: _Place) -> _Sign:
    if place.face.folio != 1:
        return _NONE
    return (3.0 if any(one.folio for one in place.document) else 1.2), "印的页码从 1 重新开始"


def _closed(place: _Place) -> _Sign:
    if place.last.has_imprint:
        return 2.5, "上一页已到版记"
    if place.last.folios and place.last.folio == place.last.folios:
        return 2.0, "上一页是印明的最后一页"
    if place.last.is_signed:
        return 1.6, "上一页已落款"
    return (1.0, "上一页已收尾") if place.last.is_rounded_off else _NONE


def _parted(place: _Place) -> _Sign:
    return (0.7, "前面隔着空白页") if place.blanks else _NONE


def _no_beginning(place: _Place) -> _Sign:
    face = place.face
    begins = face.letterhead or face.number or (face.title and face.is_headed) or face.has_stamp or face.folio == 1
    return _NONE if begins else (-4.0, "页首没有标题")


def _attached(place: _Place) -> _Sign:
    return (-7.0, "页首标有“附件”") if place.face.is_attachment else _NONE


def _runs_on(place: _Place) -> _Sign:
    """Weigh a number at the foot that goes on; a blank back may count as a page or not."""
    last, folio = place.last.folio, place.face.folio
    if last is None or folio is None:
        return _NONE
    return (-5.0, "印的页码接着上一页") if 1 <= folio - last <= 1 + place.blanks else _NONE


def _within_total(place: _Place) -> _Sign:
    total = place.first.folios
    return (-3.0, f"首页印明共 {total} 页") if total and place.count < total else _NONE


def _sentence(place: _Place) -> _Sign:
    if place.face.opens_mid:
        return (-5.0 if place.last.ends_mid else -2.0), "正文接着上一页"
    return (-1.5, "上一页的话没有说完") if place.last.ends_mid else _NONE


def _table(place: _Place) -> _Sign:
    face = place.face
    if face.columns and any(_is_like(face.columns, one.columns) for one in place.document if one.columns):
        return (-1.0 if face.title and face.is_headed else -4.0), "表头与前面相同"
    return (-3.0, "表格接着上一页") if face.is_table and place.last.columns and not face.title else _NONE


def _same_title(place: _Place) -> _Sign:
    face = place.face
    if not face.title or (face.number and face.letterhead):
        return _NONE
    alike = any(one.title and _is_like(face.title, one.title) for one in place.document)
    return (-4.0, "标题与前面相同") if alike else _NONE


def _named(place: _Place) -> _Sign:
    """Weigh that the document before names this one: as its attachment, or as what it passes on (转发, 印发)."""
    title = place.face.title
    if not title:
        return _NONE
    announced = [name for one in place.document for name in one.announced]
    if any(_holds(name, title) for name in announced):
        return -8.0, "是前面列出的附件"
    quoted = [name for one in place.document for name in one.quoted]
    if not any(_holds(name, title) for name in quoted):
        return _NONE
    passes_on = bool(place.first.title and _TRANSMITS.search(place.first.title))
    return (-10.0, "是前面印发、转发的文件") if passes_on else (-4.0, "前面的文件提到它的标题")


def _cited(place: _Place) -> _Sign:
    number = place.face.number
    sought = _bare(number) if number else ""
    cited = len(sought) >= _SHORTEST_NAME and any(sought in _bare(one.text) for one in place.document)
    return (-4.0, "前面的文件引用了它的文号") if cited else _NONE


_SIGNS: tuple[Callable[[_Place], _Sign], ...] = (
    *(_head, _title, _stamp, _restarts, _closed, _parted),
    *(_no_beginning, _attached, _runs_on, _within_total, _sentence, _table, _same_title, _named, _cited),
)


def _bare(text: str) -> str:
    return _NOT_IN_NAMES.sub("", text)


def _is_like(one: str, other: str) -> bool:
    """Return whether two texts are the same but for slips of recognition."""
    a, b = _bare(one), _bare(other)
    return a == b or (min(len(a), len(b)) >= _SHORTEST_NAME and SequenceMatcher(None, a, b).ratio() >= _ALIKE)


def _holds(name: str, title: str) -> bool:
    """Return whether a name given elsewhere is a title's, whole or without the issuer before it."""
    a, b = _bare(name), _bare(title)
    if min(len(a), len(b)) >= _SHORTEST_NAME and (a in b or b in a):
        return True
    return _is_like(name, title)
