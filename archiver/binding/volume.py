"""Binds one item: its records prepared, its volumes set, assembled and proven, in the workplace of the run."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archiver.binding import findings as kinds
from archiver.binding import forms, publishing
from archiver.binding.assembling import Parts, assemble, count_pages
from archiver.binding.manifest import Binder, BoundPart, BoundRecord
from archiver.binding.preparing import Order, Prepare, Prepared, order
from archiver.binding.proving import prove, sha256
from archiver.binding.typesetting import Typesetter
from archiver.binding.values import BindingSettings, Failure, Sources
from archiver.binding.word import name_characters
from catalog.items import Standard
from catalog.listing import ListingRow, listing, spans, title_of
from catalog.plan import BinderPlan, year_of
from catalog.record import Record
from ocr.finding import Finding

Told = Callable[[BinderPlan], None]
"""Called before each volume is bound, for progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every step of one run works with. `copies` are records that look like one paper and nobody decided on."""

    work: Path
    out: Path
    standard: Standard
    settings: BindingSettings
    sources: Sources
    prepare: Prepare
    setter: Typesetter
    told: Told
    copies: Collection[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A proven volume, not yet in its place."""

    binder: Binder
    path: Path


def bind_item(bench: Bench, volumes: Sequence[BinderPlan]) -> tuple[list[Made], list[Finding], list[Failure]]:
    """Return the proven volumes of an item, what was noticed, and everything that kept it from being bound."""
    made: list[Made] = []
    remarks: list[Finding] = []
    failures: list[Failure] = []
    for plan in volumes:
        bench.told(plan)
        prepared, failed = _prepare_records(bench, plan)
        failures.extend(failed)
        if failures:
            continue  # the other volumes are still looked at, so that every fault is told at once
        noticed = [finding for one in prepared for finding in one.findings] + _miscounted(plan, prepared)
        volume, more, wrong = _bind_volume(bench, plan, prepared)
        remarks.extend([*noticed, *more])
        failures.extend(
            Failure(item=plan.item, record=_standing_on(volume.binder, finding.page), finding=finding)
            for finding in wrong
        )
        made.append(volume)
        for path in (path for one in prepared for path in one.paths if path.parent == bench.work):
            path.unlink(missing_ok=True)  # what lies elsewhere is kept
    remarks.extend(_twins(volumes, bench.copies))
    return made, remarks, failures


def _twins(volumes: Sequence[BinderPlan], copies: Collection[tuple[str, str]]) -> list[Finding]:
    """Return that an item is proved by two records that look like one paper."""
    bound = {record.id: record for volume in volumes for record in volume.records}
    return [
        kinds.TWINS.at(item=volumes[0].item, first=_name(bound[one]), second=_name(bound[other]))
        for one, other in copies
        if one in bound and other in bound
    ]


def _name(record: Record) -> str:
    return f"{record.source_name}（{record.id}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A record's pages: the PDF files they stand in, how many they are, and what the clerk should know of them.

    `texts` holds, for each page, the digest of the text laid under it, `shown` that of all characters on it.
    """

    paths: tuple[Path, ...]
    pages: int
    findings: tuple[Finding, ...]
    texts: tuple[str | None, ...]
    shown: tuple[str, ...]


def _prepare_records(bench: Bench, plan: BinderPlan) -> tuple[list[_Ready], list[Failure]]:
    orders = [(record, one) for record in plan.records for one in _orders(bench, plan, record)]
    answers = bench.prepare([one for _, one in orders])
    prepared: dict[str, list[Prepared]] = {record.id: [] for record in plan.records}
    failures: list[Failure] = []
    for (record, _), answer in zip(orders, answers, strict=True):
        if isinstance(answer, Prepared):
            prepared[record.id].append(answer)
        else:
            failures.append(Failure(item=plan.item, record=record.id, finding=answer))
    return [_gathered(prepared[record.id]) for record in plan.records], failures


def _gathered(parts: Sequence[Prepared]) -> _Ready:
    return _Ready(
        paths=tuple(part.path for part in parts),
        pages=sum(part.pages for part in parts),
        findings=tuple(dict.fromkeys(finding for part in parts for finding in part.findings)),
        texts=tuple(text for part in parts for text in part.texts),
        shown=tuple(text for part in parts for text in part.shown),
    )


def _orders(bench: Bench, plan: BinderPlan, record: Record) -> list[Order]:
    """Return an order for each part of a record."""
    return [
        order(
            part,
            bench.sources(part),
            bench.settings,
            target=bench.work / f"{plan.code}-{record.id}-{place}.prepared.pdf",
            name=_name(record),
        )
        for place, part in enumerate(record.parts)
    ]


_OWN_PAGES = ("application/pdf", "application/ofd", "application/vnd.ms-outlook", "image/", "message/", "text/")
"""Kinds of files whose number of pages is fixed, so that another number means a page lost."""


def _miscounted(plan: BinderPlan, prepared: Sequence[_Ready]) -> list[Finding]:
    return [
        kinds.PAGES_DIFFER.at(name=_name(record), expected=record.page_count, found=one.pages)
        for record, one in zip(plan.records, prepared, strict=True)
        if all(part.media_type.startswith(_OWN_PAGES) for part in record.parts) and record.page_count != one.pages
    ]


def _bind_volume(
    bench: Bench, plan: BinderPlan, prepared: Sequence[_Ready]
) -> tuple[Made, list[Finding], tuple[Finding, ...]]:
    """Assemble and prove one volume; return it with what was noticed, and what its proof found wrong.

    The stamped numbers follow from the evidence alone, so the rows of the listing are known before it is set; the
    finished listing then gives the length that every physical page number depends on.
    """
    settings = bench.settings
    rows = listing(plan, spans(one.pages for one in prepared))
    made = _set_forms(bench, plan, rows, prepared)
    binder = _describe(plan, made, prepared, rows)
    parts = Parts(
        cover=made.cover,
        listing=made.listing,
        evidence=[path for one in prepared for path in one.paths],
        note=made.note,
        digits=bench.setter.fill("digits.typ", {}).content,
    )
    path = bench.work / binder.file
    assemble(parts, binder, path, author=settings.fonds_name, build_date=settings.build_date)
    wrong = prove(path, binder)
    return Made(binder=replace(binder, sha256=sha256(path)), path=path), _missing(plan, made.missing), wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """A volume's typeset forms, and the characters in them that no font has."""

    cover: bytes
    listing: bytes
    note: bytes
    missing: str


def _set_forms(bench: Bench, plan: BinderPlan, rows: tuple[ListingRow, ...], prepared: Sequence[_Ready]) -> _Forms:
    pages = sum(one.pages for one in prepared)
    listed = forms.ListingForm(code=plan.code, item=plan.item, title=plan.title, rows=rows)
    note = forms.note_sheet(plan, pages, [one.findings for one in prepared], bench.settings)
    cover = forms.cover(plan, pages, bench.standard, bench.settings)
    first, middle, last = (
        bench.setter.fill(template, forms.context(form))
        for template, form in (("cover.typ", cover), ("listing.typ", listed), ("note.typ", note))
    )
    missing = first.missing + middle.missing + last.missing
    return _Forms(cover=first.content, listing=middle.content, note=last.content, missing=missing)


def _describe(plan: BinderPlan, made: _Forms, prepared: Sequence[_Ready], rows: Sequence[ListingRow]) -> Binder:
    """Return what the binder will be, but for its hash."""
    stamped = spans(one.pages for one in prepared)
    cover, listed, note = (count_pages(content) for content in (made.cover, made.listing, made.note))
    before = cover + listed
    return Binder(
        item=plan.item,
        volume=plan.volume,
        volumes=plan.volumes,
        code=plan.code,
        title=plan.title,
        file=publishing.file_name(plan.code, plan.title),
        sha256="",
        pages=before + stamped[-1].last + note,
        cover_pages=cover,
        listing_pages=listed,
        note_pages=note,
        records=tuple(
            BoundRecord(
                id=record.id,
                sequence=plan.first_sequence + place,
                first_page=before + span.first,
                last_page=before + span.last,
                sha256=record.sha256,
                title=title_of(record),
                year=year_of(record),
                row=row,
                texts=one.texts,
                shown=one.shown,
                parts=tuple(
                    BoundPart(sha256=part.sha256, first_page=part.first_page, last_page=part.last_page)
                    for part in record.parts
                ),
            )
            for place, (record, one, span, row) in enumerate(zip(plan.records, prepared, stamped, rows, strict=True))
        ),
    )


def _standing_on(binder: Binder, page: int | None) -> str | None:
    """Return the record that a page of a binder belongs to, so that what is wrong there is told by name."""
    on_it = (record.id for record in binder.records if page and record.first_page <= page <= record.last_page)
    return next(on_it, None)


def _missing(plan: BinderPlan, characters: str) -> list[Finding]:
    if not characters:
        return []
    named = name_characters(dict.fromkeys(characters))
    return [kinds.NO_GLYPH.at(name=f"案卷 {plan.code} 的封面和目录", characters=named)]
