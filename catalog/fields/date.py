"""成文日期: the day a document was made, GB/T 9704-2012 7.3.5.4.

It stands below the signature, in brackets below the title of a speech, or in the head of minutes (10.3) and bulletins;
forms say 填报日期, agreements 签订日期; a news piece carries the day it was published. It is never the day of printing
(印发日期, 7.4.3) and never one that the text speaks of. Where two places say different days, the one that counts by
the kind of document is taken and the other is reported; where neither counts more, none is taken.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.fields import date_forms, heading_note, kinds, label_names, labels, number_forms, organisation, signature
from catalog.fields.characters import HAN
from catalog.fields.date_forms import format, parse  # noqa: A004 - the uniform verb
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Place, Seen
from ocr.page import Region

__all__ = ["Candidate", "candidates", "decide", "find", "format", "parse"]

_CLOCK_READING = re.compile(r"^[12]\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}:\d{2})?")
_MASTHEAD_ROW = re.compile(r"(?:主办|编印|编发|编|印发|整理|主编)$")
_BRACKETED = re.compile(r"\(.*\)")
_DELIVERED = re.compile(r"[-—–(]{0,3}(?P<day>[12]\d{3}年\d{1,2}月\d{1,2}日)在[^,。]{4,60}$")
_SIGN_IN = re.compile(r"签到")
_CHANGED = re.compile(r"修订|修正|修改|通过|施行|废止|批准")
_AT_PLACE = re.compile(rf"\(?(?:摄?于|摄)?[{HAN}]{{0,8}}\)?")
_LINES_BELOW_TITLE = 4
_MANY_DATES = 3
_PARTY_LINES = 10
_PERSON_LENGTH = 4
_SEALED = 0.97
_CLEARLY = 0.1
"""By how much one of two different days must be surer than the other to be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A day that may be the document's date: how sure by where it stands, and that place. None: no calendar has it."""

    day: date | None
    strength: float
    place: Place
    is_made: bool = True


def find(parts: Parts) -> Seen[date] | None:
    """Return the day the document was made, or None where none is stated in full or two are equally likely."""
    return decide(candidates(parts))


def candidates(parts: Parts) -> tuple[Candidate, ...]:
    """Return every day that may be the document's, the surest first; publication days last."""
    found = [*_signed(parts), *_below_title(parts), *_in_head(parts), *_labelled(parts)]
    return tuple(sorted(found, key=lambda one: (not one.is_made, -one.strength)))


def decide(found: tuple[Candidate, ...]) -> Seen[date] | None:
    """Return the surest day unless another kind of place, about as sure, says a different one."""
    valid = [one for one in found if one.day is not None]
    if not valid:
        return None
    best = valid[0]
    rivals = [one for one in valid if one.is_made == best.is_made and one.day != best.day]
    if any(best.strength - one.strength < _CLEARLY for one in rivals):
        return None
    agreeing = sum(one.day == best.day for one in valid) > 1
    strength = best.strength - (0.1 if rivals else 0) + (0.02 if agreeing else 0)
    return Seen(value=best.day, confidence=round(min(strength, 0.99), 3), place=best.place) if best.day else None


def _signed(parts: Parts) -> Iterable[Candidate]:
    signed = signature.find(parts.closing)
    if signed is None or signed.day is None:
        return
    strength = 0.97 if signed.names else 0.85 if signed.day.is_right else 0.72
    strength *= _SEALED if _is_sealed(signed.day.place, parts) else 1.0
    yield Candidate(day=signed.day.value, strength=strength * signed.day.confidence, place=signed.day.place)


def _is_sealed(place: Place, parts: Parts) -> bool:
    """Return whether a seal lies over a line, so that a figure may have been read for another."""
    page = next(page for page in parts.pages if page.number == place.page)
    box = page.lines[place.line].box
    seals = [line.box for line in page.lines if line.region is Region.SEAL and line.box]
    return box is not None and any(
        seal.left < box.right and box.left < seal.right and seal.top < box.bottom and box.top < seal.bottom
        for seal in seals
    )


def _below_title(parts: Parts) -> Iterable[Candidate]:
    """Yield the day in brackets below a title (speeches), or alone there (vouchers); not a chronicle's first."""
    lone = [spot for spot in parts.main if date_forms.shape(spot.plain)]
    near = (*parts.below[:_LINES_BELOW_TITLE], *parts.body[:1])
    yield from _delivered(near)
    yield from _photographed(parts)
    note = heading_note.find(parts)
    if note:
        yield Candidate(day=note.day, strength=0.94 * note.confidence, place=note.place)
    for spot in near if parts.title else ():
        match = date_forms.shape(spot.plain) or _in_two_cells(spot)
        bracketed = _BRACKETED.fullmatch(spot.plain)
        if bracketed and match is None:
            match = _inside_brackets(spot)
        if match and (bracketed or len(lone) < _MANY_DATES):
            strength = (0.94 if bracketed else 0.8) * spot.confidence
            yield Candidate(day=date_forms.value(match), strength=strength, place=spot.place)


def _in_two_cells(spot: Spot) -> re.Match[str] | None:
    """Return the date of a row that holds a date and one thing more (a voucher's running number), or None."""
    cells = [cell for cell in spot.text.split("\t") if cell.strip()]
    return next(filter(None, map(date_forms.shape, cells)), None) if len(cells) == len("两格") else None


def _delivered(near: tuple[Spot, ...]) -> Iterable[Candidate]:
    """Yield the day on which a report was given, as it stands below the title: 2023年1月9日在……会议上."""
    for spot in near:
        match = _DELIVERED.match(spot.plain)
        day = date_forms.search(match["day"]) if match else None
        if day:
            yield Candidate(day=date_forms.value(day), strength=0.9 * spot.confidence, place=spot.place)


def _photographed(parts: Parts) -> Iterable[Candidate]:
    """Yield the only day of a photograph, where no more than its place stands beside it below the heading."""
    if kinds.of("".join(spot.plain for spot in parts.title)) != "照片":
        return
    captions = [(match, spot) for spot in parts.closing if (match := date_forms.leading(spot.plain))]
    rest = _AT_PLACE.fullmatch(captions[0][1].plain.split(captions[0][0][0], 1)[-1]) if captions else None
    if rest and len({date_forms.value(match) for match, _ in captions}) == 1:
        match, spot = captions[0]
        yield Candidate(day=date_forms.value(match), strength=0.8 * spot.confidence, place=spot.place)


def _inside_brackets(spot: Spot) -> re.Match[str] | None:
    """Return the date of （2023年8月1日 ×××） or （××× 2023年8月1日）, not that of a note on a text's adoption."""
    inside = spot.plain[1:-1]
    match = date_forms.search(inside)
    if match is None:
        return None
    rest = inside.replace(match[0], "")
    if _CHANGED.search(rest):
        return None
    is_name = len(rest) <= _PERSON_LENGTH or organisation.parse(rest) is not None or number_forms.is_number(rest)
    return match if is_name else None


def _in_head(parts: Parts) -> Iterable[Candidate]:
    """Yield the day on the row of issuer and date below the number of minutes and bulletins."""
    numbered = any(number_forms.is_number(number_forms.unwrapped(spot.plain)) for spot in parts.head)
    for spot in parts.number_region:
        ending = date_forms.trailing(spot.plain)
        if ending is None or not ending[0]:
            continue
        name = organisation.parse(_MASTHEAD_ROW.sub("", ending[0].rstrip("(")))
        if name and spot not in parts.below[_LINES_BELOW_TITLE:]:
            yield Candidate(day=date_forms.value(ending[1]), strength=0.95 * spot.confidence, place=spot.place)
    for above, spot in zip(parts.head, parts.head[1:], strict=False):
        match = date_forms.shape(spot.plain)
        office = organisation.parse(_MASTHEAD_ROW.sub("", above.plain))
        issue = number_forms.is_number(number_forms.unwrapped(above.plain)) and "期" in above.plain
        if match and numbered and (office or issue):
            yield Candidate(day=date_forms.value(match), strength=0.93 * spot.confidence, place=spot.place)


def _labelled(parts: Parts) -> Iterable[Candidate]:
    attended = bool(parts.title) and bool(_SIGN_IN.search("".join(spot.plain for spot in parts.title)))
    for label in parts.labels:
        strength = _LABELS.get(label.name, 0.0)
        if label.name in label_names.ATTENDED | label_names.CLOCK:
            strength = _clock_strength(label, parts, attended=attended)
        match = date_forms.shape(label.text) or (date_forms.search(label.text) if strength else None)
        if match and strength:
            made = label.name not in label_names.PUBLISHED | label_names.CLOCK or attended
            strength *= label.confidence
            yield Candidate(day=date_forms.value(match), strength=strength, place=label.place, is_made=made)
    yield from _stamped(parts)
    if any(label.name in label_names.PARTY for label in parts.labels):
        yield from _beside_parties(parts)


def _beside_parties(parts: Parts) -> Iterable[Candidate]:
    """Yield every day at the end of an agreement: parties who sign on different days leave its date open."""
    for spot in parts.closing[-_PARTY_LINES:]:
        for match in date_forms.every(spot.plain):
            yield Candidate(day=date_forms.value(match), strength=0.86 * spot.confidence, place=spot.place)


_LABELS = (
    dict.fromkeys(label_names.MADE, 0.93)
    | dict.fromkeys(label_names.PUBLISHED, 0.9)
    | dict.fromkeys(label_names.FILLED, 0.88)
    | dict.fromkeys(label_names.SIGNED, 0.9)
)


def _clock_strength(label: labels.Label, parts: Parts, *, attended: bool) -> float:
    """Return how sure 时间： is: a web page's time has figures and a source beside it; a sign-in sheet's is its day."""
    if attended:
        return 0.7
    beside = {other.name for other in parts.head_labels if other.place == label.place}
    if label.name not in label_names.CLOCK or label not in parts.head_labels:
        return 0.0
    if beside & (label_names.SOURCE | label_names.WEB) and _CLOCK_READING.match(label.text):
        return 0.85
    return 0.8 if label.name == "日期" and date_forms.shape(label.text) else 0.0


def _stamped(parts: Parts) -> Iterable[Candidate]:
    """Yield the time that opens a web page's line of source and time without a label (2023-08-01 09:30 来源：××)."""
    for spot in (*parts.below, *parts.head[-2:]):
        match = _CLOCK_READING.match(spot.text.strip())
        if match and labels.names(spot.text):
            day = date_forms.search(match[0])
            if day:
                strength = 0.87 * spot.confidence
                yield Candidate(day=date_forms.value(day), strength=strength, place=spot.place, is_made=False)
