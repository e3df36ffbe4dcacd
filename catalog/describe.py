"""Describes a record: reads its fields from its pages and says what a clerk should look at.

Each field is read by its own module in `catalog/fields`; here stands only their order and what they say together. A
page with a secrecy mark ends it at once: no other field is read, and the finding repeats nothing of the page.
"""

from collections.abc import Iterable
from dataclasses import replace

from catalog import findings
from catalog.fields import (
    addressee,
    attachments,
    date,
    date_forms,
    half_dates,
    issuer,
    kind,
    number,
    number_forms,
    secrecy,
    self_made,
    short_names,
    sureness,
    title,
    urgency,
    year,
)
from catalog.fields.date import Candidate
from catalog.fields.parts import Parts, divide
from catalog.fields.year import Span
from catalog.record import Description, Place, Seen
from ocr.finding import Finding
from ocr.page import Page

__all__ = ["Span", "describe"]

_UNSURE = 0.8


def describe(
    pages: tuple[Page, ...], *, source_name: str, years: tuple[Span, ...], declared: bool = False
) -> tuple[Description, tuple[Finding, ...]]:
    """Return the fields of a record and what about them a clerk should see.

    `source_name` is the path below the inbox with `/` between folders; it serves for the year alone, and only where the
    pages tell none. `declared` is whether somebody declared it to be no secret: then marks of secrecy are passed over.
    """
    marked = None if declared else secrecy.find(pages)
    if marked:
        return Description(secrecy=marked), (findings.SECRET_MARK.at(marked.place.page if marked.place else None),)
    parts = divide(pages)
    printed = title.find(parts)
    kind_of = kind.find(parts, printed)
    titled = printed or self_made.find(parts, kind_of.value if kind_of else None)
    days = date.candidates(parts)
    bodies = issuer.weigh(parts)
    described = Description(
        title=titled,
        doc_number=number.find(parts),
        issuers=bodies.seen,
        issue_date=date.decide(days),
        kind=kind_of or kind.find(parts, titled),
        urgency=urgency.find(parts),
        addressee=addressee.find(parts),
        attachments=attachments.find(parts),
        full_names=short_names.find(parts, bodies.seen),
    )
    told = half_dates.find(parts, described.kind.value if described.kind else None)
    dated = year.weigh(described, source_name, years, told)
    whole = sureness.calibrated(replace(described, year=dated.seen))
    return whole, (
        *_about_words(whole, parts),
        *_about_days(whole, days, parts),
        *_about_issuers(whole, disagree=bodies.disagree),
        *_about_year(dated, years),
        *_about_confidence(whole),
    )


def _about_words(described: Description, parts: Parts) -> Iterable[Finding]:
    if not parts.main:
        yield findings.NO_TEXT.at()
    elif described.title is None:
        yield findings.NO_TITLE.at()


def _about_days(described: Description, days: tuple[Candidate, ...], parts: Parts) -> Iterable[Finding]:
    rivals = _rivals(days)
    if rivals:
        first, second = rivals
        taken = f"已取 {date.format(described.issue_date.value)}，" if described.issue_date else "没有采用任何一个，"
        yield findings.DATES_COMPETE.at(
            first.place.page,
            first=_shown(first),
            first_page=first.place.page,
            second=_shown(second),
            second_page=second.place.page,
            taken=taken,
        )
    if described.issue_date is None:
        yield from _why_no_day(days, parts)
    numbered = number_forms.year(described.doc_number.value) if described.doc_number else None
    if numbered and described.issue_date and described.issue_date.value.year != numbered:
        place = described.issue_date.place
        yield findings.YEARS_DISAGREE.at(_page(place), number_year=numbered, date_year=described.issue_date.value.year)


def _rivals(days: tuple[Candidate, ...]) -> tuple[Candidate, Candidate] | None:
    """Return the surest day and the surest other one of the same sort, where there are two."""
    valid = [one for one in days if one.day is not None]
    others = [one for one in valid if one.is_made == valid[0].is_made and one.day != valid[0].day]
    return (valid[0], others[0]) if others else None


def _why_no_day(days: tuple[Candidate, ...], parts: Parts) -> Iterable[Finding]:
    impossible = next((one for one in days if one.day is None), None)
    if impossible:
        text = next((spot.text.strip() for spot in parts.main if spot.place == impossible.place), "")
        yield findings.IMPOSSIBLE_DATE.at(impossible.place.page, text=text)
        return
    partial = next((spot for spot in reversed(parts.main) if date_forms.is_partial(spot.plain)), None)
    if partial and not days:
        yield findings.PARTIAL_DATE.at(partial.place.page)


def _about_issuers(described: Description, *, disagree: bool) -> Iterable[Finding]:
    if described.doc_number and not described.issuers:
        yield findings.NO_ISSUER.at(_page(described.doc_number.place), number=described.doc_number.value)
    if disagree:
        names = issuer.format(tuple(seen.value for seen in described.issuers))
        yield findings.ISSUERS_DISAGREE.at(_page(described.issuers[0].place), signed=names)


def _about_year(dated: year.Outcome, years: tuple[Span, ...]) -> Iterable[Finding]:
    if dated.outside and years:
        first = min(span.start for span in years)
        last = max(span.end for span in years)
        yield findings.OUTSIDE_YEARS.at(time=dated.outside, first=date.format(first), last=date.format(last))
    if dated.is_ambiguous:
        yield findings.YEAR_UNCLEAR.at()


def _about_confidence(described: Description) -> Iterable[Finding]:
    shown: list[tuple[str, Seen[str]]] = [
        *((("题名", described.title),) if described.title else ()),
        *((("文号", described.doc_number),) if described.doc_number else ()),
        *(("责任者", seen) for seen in described.issuers),
    ]
    day = described.issue_date
    if day:
        shown.append(("成文日期", Seen(value=date.format(day.value), confidence=day.confidence, place=day.place)))
    for field, seen in shown:
        if seen.confidence < _UNSURE:
            yield findings.UNSURE.at(
                _page(seen.place), field=field, value=seen.value, confidence=f"{seen.confidence:.0%}"
            )


def _shown(candidate: Candidate) -> str:
    return date.format(candidate.day) if candidate.day else ""


def _page(place: Place | None) -> int | None:
    return place.page if place else None
