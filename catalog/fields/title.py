"""题名: the title as it is printed, GB/T 9704-2012 7.3.1 (issuer, subject, kind of document).

Lines are joined without spaces; punctuation and width stay as printed. The letterhead is no title; only where minutes,
bulletins or orders have no other heading does their masthead serve. A caption below a picture is none either.
"""

import re

from catalog.fields import characters, date_forms, kinds, label_names, organisation
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Seen

_LEAST, _MOST = 4, 120
_MASTHEAD = re.compile(r"(?:简报|会议纪要|纪要|令)$")
_NOT_TITLE = re.compile(r"目录|卷内目录|备考表|封面|[\W\d_]+")
_EDGE = re.compile(r"^[★☆*•·|_\s]+|[★☆*•·|_\s]+$")
_KIND_WORD = 2
_TOP = 0.3
_LARGE = 1.2
_MASTHEAD_LENGTH = 12


def find(parts: Parts) -> Seen[str] | None:
    """Return the title with the place of its first line, or None where the page bears none."""
    if parts.title:
        text = parse("".join(characters.tidy(spot.text) for spot in parts.title))
        if text is not None and _is_titled(text, parts):
            return Seen(value=text, confidence=_confidence(text, parts), place=parts.title[0].place)
    return _labelled(parts)


def parse(text: str) -> str | None:
    """Return the text as a title, tidied, or None where it cannot be one."""
    title = _EDGE.sub("", characters.tidy(text))
    folded = characters.plain(title)
    if not (_is_long_enough(folded) and len(folded) <= _MOST) or _NOT_TITLE.fullmatch(folded):
        return None
    return None if organisation.parse(folded) and not kinds.completes(folded) else title


def format(title: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return the title as it stands in a listing: as printed."""
    return title


def _is_long_enough(folded: str) -> bool:
    """Return whether the text has characters enough; 喜报 and 协议书 have, being kinds by themselves."""
    count = characters.han_count(folded)
    return count >= _LEAST or (count >= _KIND_WORD and kinds.completes(folded) and kinds.of(folded) is not None)


def _is_titled(text: str, parts: Parts) -> bool:
    """Return whether something besides the words shows that they head a document and are no sign in a picture."""
    if kinds.completes(text) or "关于" in text or parts.head_labels:
        return True
    first = parts.title[0]
    follows = bool(parts.body) or any(date_forms.search(spot.plain) for spot in parts.below)
    if first.box is None:
        return follows
    if any("。" in spot.plain for spot in parts.body) or parts.head:
        return follows
    is_high = first.depth is not None and first.depth < _TOP
    return follows and is_high and (first.is_centred or first.size > 1 or bool(parts.body))


def _confidence(text: str, parts: Parts) -> float:
    masthead = bool(_MASTHEAD.search(text)) and len(text) <= _MASTHEAD_LENGTH
    strength = 0.7 if masthead else 0.96 if kinds.completes(text) else 0.9 if _has_support(parts.title[0]) else 0.8
    torn = 1.0 if characters.is_closed(text) else 0.85
    return round(strength * torn * min(spot.confidence for spot in parts.title), 3)


def _has_support(first: Spot) -> bool:
    return first.is_centred or first.size > _LARGE


def _labelled(parts: Parts) -> Seen[str] | None:
    for label in parts.head_labels:
        text = parse(label.text) if label.name in label_names.TITLE else None
        if text:
            return Seen(value=text, confidence=round(0.85 * label.confidence, 3), place=label.place)
    return None
