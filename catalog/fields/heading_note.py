"""题注: the note in brackets below a title that says when and by whom the text was issued.

（2022年12月20日中共×县委、×县人民政府印发） gives the day and the issuers; a note that a meeting adopted or revised the
text, or one of several days, gives neither. The bracketed day of a speech is read by `date.py`.
"""

import re
from dataclasses import dataclass
from datetime import date

from catalog.fields import date_forms, organisation
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Place

_LINES_BELOW_TITLE, _MOST_LINES = 3, 3
_MADE = re.compile(r"(?:令第[\d一二三四五六七八九十]{1,5}号)?(?:联合)?(?:印发|发布|公布|颁布|颁发|发出|制定|作出)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingNote:
    """The day and the bodies that a note names, with the place of its first line; `day` None: no calendar has it."""

    day: date | None
    names: tuple[str, ...]
    place: Place
    confidence: float


def find(parts: Parts) -> HeadingNote | None:
    """Return the note right below the title that names a day and who issued the text then, or None."""
    spots = parts.closing[: _LINES_BELOW_TITLE + _MOST_LINES] if parts.title else ()
    for start in range(min(_LINES_BELOW_TITLE, len(spots))):
        if spots[start].plain.startswith("("):
            return _read(spots[start : start + _MOST_LINES])
    return None


def _read(spots: tuple[Spot, ...]) -> HeadingNote | None:
    """Return what a note of one to three lines says, or None."""
    joined = ""
    for count, spot in enumerate(spots, 1):
        joined += spot.plain
        if not joined.endswith(")"):
            continue
        match = date_forms.search(joined)
        if match is None or not joined.startswith(match[0], 1):
            return None
        names = organisation.split(_MADE.sub("", joined[1 + len(match[0]) : -1]).strip(",、"))
        confidence = min(line.confidence for line in spots[:count])
        day = date_forms.value(match)
        return HeadingNote(day=day, names=names, place=spots[0].place, confidence=confidence) if names else None
    return None
