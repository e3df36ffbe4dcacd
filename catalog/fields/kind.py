"""文种: the kind of document or evidence, read from the title's ending, else from what the page is.

The table of kinds is data in `kinds.py`. A page with source and publication time is a news piece (新闻报道) where its
headline names no kind; pictures with a heading or captions and next to no text are 照片.
"""

from catalog.fields import kinds, label_names
from catalog.fields.characters import han_count
from catalog.fields.parts import Parts
from catalog.fields.roles import Role
from catalog.fields.roles import of as role_of
from catalog.fields.spots import Spot
from catalog.record import Seen
from ocr.page import Region

NEWS, PHOTOGRAPHS = "新闻报道", "照片"
_FEW_CHARACTERS = 220
_MASTHEADS = ("纪要", "简报")


def find(parts: Parts, title: Seen[str] | None) -> Seen[str] | None:
    """Return the kind with the place of the words that say it, or None."""
    named = kinds.of(title.value.strip("[]")) if title else None
    sourced = any(label.name in label_names.SOURCE | label_names.PUBLISHED for label in parts.head_labels)
    if title and named and (not sourced or kinds.completes(title.value)):
        return Seen(value=named, confidence=round(0.97 * title.confidence, 3), place=title.place)
    return _masthead(parts) or _news(parts, sourced=sourced) or _photographs(parts)


def parse(text: str) -> str | None:
    """Return the kind that a title names, or None."""
    return kinds.of(text)


def format(kind: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return the kind as it is called."""
    return kind


def _masthead(parts: Parts) -> Seen[str] | None:
    for spot in parts.head:
        kind = kinds.of(spot.plain) if spot.plain.endswith(_MASTHEADS) else None
        if kind:
            return Seen(value=kind, confidence=round(0.9 * spot.confidence, 3), place=spot.place)
    return None


def _news(parts: Parts, *, sourced: bool) -> Seen[str] | None:
    if not sourced or not parts.title:
        return None
    first = parts.title[0]
    return Seen(value=NEWS, confidence=round(0.85 * first.confidence, 3), place=first.place)


def _photographs(parts: Parts) -> Seen[str] | None:
    """Return 照片 for pages that hold pictures and little more, or captions and little more."""
    written = sum(han_count(spot.plain) for spot in parts.main)
    caption = next((spot for spot in parts.main if _is_caption(spot)), None)
    pictured = any(page.images for page in parts.pages)
    if any(spot.region is Region.TABLE for spot in parts.main):
        return None
    if written > _FEW_CHARACTERS or not (caption or (pictured and parts.main)):
        return None
    place = (caption or parts.main[0]).place
    return Seen(value=PHOTOGRAPHS, confidence=0.8 if caption and pictured else 0.65, place=place)


def _is_caption(spot: Spot) -> bool:
    """Return whether a line is a caption by its form, or by its place beside a picture."""
    return role_of(spot) is Role.CAPTION or spot.region is Region.CAPTION
