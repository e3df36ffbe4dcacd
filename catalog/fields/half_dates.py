"""Times that prove a year but are no date of the document: a signature of year and month, the days of photographs.

They serve `year.py` alone; the day that is missing is never filled in.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from catalog.fields import date_forms, signatories
from catalog.fields.parts import Parts
from catalog.fields.signatories import Mark
from catalog.fields.spots import Spot
from catalog.fields.year import Hint

_PHOTOGRAPHS = "照片"
_FEW_LINES = 4
_LINES_BELOW_TITLE = 4


def find(parts: Parts, kind: str | None) -> tuple[Hint, ...]:
    """Return what the signature's month says, then what the captions of photographs say."""
    return (*_signed_month(parts), *_photographed(parts, kind))


def _signed_month(parts: Parts) -> Iterable[Hint]:
    """Yield the month that ends the main text or stands below the title, where no day is given."""
    after = False
    for spot in reversed(parts.closing):
        first = date_forms.month(spot.plain)
        if first and (not after or spot in parts.below[:_LINES_BELOW_TITLE]):
            yield _month(first, spot)
            return
        after = after or signatories.mark_of(spot) is Mark.TEXT


def _month(first: date, spot: Spot) -> Hint:
    return Hint(
        first=first,
        last=first.replace(day=monthrange(first.year, first.month)[1]),
        shown=f"{first.year}年{first.month}月",
        strength=0.9 * spot.confidence,
        place=spot.place,
        note="取自落款年月",
    )


def _photographed(parts: Parts, kind: str | None) -> Iterable[Hint]:
    """Yield the time from the first to the last day with which captions begin, on pages that are photographs."""
    if kind != _PHOTOGRAPHS and len(parts.main) > _FEW_LINES:
        return
    found = [(day, spot) for spot in parts.main if (day := _leading_day(spot))]
    if not found:
        return
    days = [day for day, _ in found]
    first, last, spot = min(days), max(days), found[0][1]
    shown = date_forms.format(first) + (f"至{date_forms.format(last)}" if last != first else "")
    strength = 0.8 * min(spot.confidence for _, spot in found)
    yield Hint(first=first, last=last, shown=shown, strength=strength, place=spot.place, note="取自图片说明")


def _leading_day(spot: Spot) -> date | None:
    match = date_forms.leading(spot.plain)
    return date_forms.value(match) if match else None
