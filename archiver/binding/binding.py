"""Binds: from plans to proven binders in their folder, item by item, so that one failure never stops the others."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from archiver.binding import findings as kinds
from archiver.binding import forms, publishing
from archiver.binding.assembling import Parts, assemble, count_pages
from archiver.binding.catalogue import workbook
from archiver.binding.manifest import Binder, BoundRecord, Manifest, OtherFile
from archiver.binding.preparing import Order, Prepare, Prepared, typesetter
from archiver.binding.proving import prove, sha256
from archiver.binding.typesetting import Typesetter
from archiver.binding.values import BindingResult, BindingSettings, Failure, Source, Sources
from archiver.binding.word import name_characters
from archiver.binding.workshop import Workshop
from catalog.items import Standard
from catalog.listing import listing, spans, title_of
from catalog.plan import BinderPlan, year_of
from catalog.record import Record
from ocr.finding import Finding

Told = Callable[[BinderPlan], None]
"""Called before each volume is bound, for progress."""


def bind(  # noqa: PLR0913 - each is one thing that the caller alone knows
    plans: Iterable[BinderPlan],
    standard: Standard,
    *,
    sources: Sources,
    out: Path,
    settings: BindingSettings,
    built_at: datetime,
    whole: bool = False,
    prepare: Prepare | None = None,
    told: Told | None = None,
) -> BindingResult:
    """Bind every planned volume into `out`, with catalogue, labels and manifest, and return what lies there then.

    An item is published when all its volumes are proven; otherwise what `out` holds of it stays. `whole` says that
    `plans` are those of all items, so that binders of items without records are taken away. `prepare` carries out
    the work on records; by default processes of their own do.
    """
    with ExitStack() as stack:
        work = stack.enter_context(publishing.workplace(out))
        carry_out = prepare or stack.enter_context(Workshop()).prepare
        bench = _Bench(
            work=work,
            out=out,
            standard=standard,
            settings=settings,
            sources=sources,
            prepare=carry_out,
            setter=typesetter(settings.font_folders, system_fonts=settings.system_fonts),
            told=told or (lambda _: None),
        )
        return _bind(bench, tuple(plans), built_at, whole=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What every step of one run works with."""

    work: Path
    out: Path
    standard: Standard
    settings: BindingSettings
    sources: Sources
    prepare: Prepare
    setter: Typesetter
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A proven volume, not yet in its place."""

    binder: Binder
    path: Path


def _bind(bench: _Bench, plans: Sequence[BinderPlan], built_at: datetime, *, whole: bool) -> BindingResult:
    before = publishing.read_manifest(bench.out)
    old = before.binders if before else ()
    failures: list[Failure] = []
    findings: list[Finding] = []
    new: dict[str, tuple[Binder, ...]] = {}
    for item, volumes in groupby(plans, key=lambda plan: plan.item):
        made, remarks, failed = _bind_item(bench, tuple(volumes))
        if not failed:
            failed = _publish(bench, made, [binder for binder in old if binder.item == item])
        findings.extend(remarks)
        failures.extend(failed)
        if not failed:
            new[item] = tuple(one.binder for one in made)
        elif any(binder.item == item for binder in old):
            findings.append(kinds.KEPT_OLD.at(item=item))
    planned = {plan.item for plan in plans}
    kept = [binder for binder in old if binder.item not in new and (binder.item in planned or not whole)]
    for binder in old:
        if binder.item not in new and binder not in kept:
            publishing.remove(bench.out, binder.file)
    binders = _in_order(bench.standard, [*kept, *(binder for made in new.values() for binder in made)])
    findings.extend(_too_thick(binders, bench.settings))
    files, wrong = _bind_catalogue(bench, binders, before.files if before else ())
    failures.extend(wrong)
    manifest = Manifest(standard=bench.standard.title, built_at=built_at, binders=binders, files=files)
    publishing.put_manifest(manifest, bench.work, bench.out)
    return BindingResult(manifest=manifest, failures=tuple(failures), findings=tuple(findings))


def _bind_item(bench: _Bench, volumes: Sequence[BinderPlan]) -> tuple[list[_Made], list[Finding], list[Failure]]:
    """Return the proven volumes of an item, what was noticed, and everything that kept it from being bound."""
    made: list[_Made] = []
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
        for one in prepared:
            one.path.unlink(missing_ok=True)
    return made, remarks, failures


def _prepare_records(bench: _Bench, plan: BinderPlan) -> tuple[list[Prepared], list[Failure]]:
    prepared: list[Prepared] = []
    failures: list[Failure] = []
    for record, answer in zip(plan.records, bench.prepare(_orders(bench, plan)), strict=True):
        if isinstance(answer, Prepared):
            prepared.append(answer)
        else:
            failures.append(Failure(item=plan.item, record=record.id, finding=answer))
    return prepared, failures


def _orders(bench: _Bench, plan: BinderPlan) -> list[Order]:
    settings = bench.settings
    return [
        Order(
            source=_source(bench, record),
            target=bench.work / f"{plan.code}-{place}.prepared.pdf",
            name=f"{record.source_name}（{record.id}）",
            converter=settings.converter,
            seconds=settings.record_seconds,
            system_fonts=settings.system_fonts,
            font_folders=settings.font_folders,
        )
        for place, record in enumerate(plan.records)
    ]


def _source(bench: _Bench, record: Record) -> Source:
    source = bench.sources(record)
    # The worker may have another current folder.
    return replace(source, path=source.path.absolute())


_OWN_PAGES = ("application/pdf", "image/")
"""Kinds of files whose number of pages is fixed, so that another number means a page lost."""


def _miscounted(plan: BinderPlan, prepared: Sequence[Prepared]) -> list[Finding]:
    return [
        kinds.PAGES_DIFFER.at(name=f"{record.source_name}（{record.id}）", expected=record.page_count, found=one.pages)
        for record, one in zip(plan.records, prepared, strict=True)
        if record.media_type.startswith(_OWN_PAGES) and record.page_count != one.pages
    ]


def _bind_volume(
    bench: _Bench, plan: BinderPlan, prepared: Sequence[Prepared]
) -> tuple[_Made, list[Finding], tuple[Finding, ...]]:
    """Assemble and prove one volume; return it with what was noticed, and what its proof found wrong.

    The stamped numbers follow from the evidence alone, so the rows of the listing are known before it is set; the
    finished listing then gives the length that every physical page number depends on.
    """
    settings = bench.settings
    pages = sum(one.pages for one in prepared)
    stamped = spans(one.pages for one in prepared)
    rows = listing(plan, stamped)
    missing = ""

    def typeset(template: str, form: forms.Form) -> bytes:
        nonlocal missing
        made = bench.setter.fill(template, forms.context(form))
        missing += made.missing
        return made.content

    cover = typeset("cover.typ", forms.cover(plan, pages, bench.standard, settings))
    listed = typeset("listing.typ", forms.ListingForm(code=plan.code, item=plan.item, title=plan.title, rows=rows))
    note = typeset("note.typ", forms.note_sheet(plan, pages, [one.findings for one in prepared], settings))
    lost = _missing(plan, missing)
    cover_pages, listing_pages, note_pages = (count_pages(content) for content in (cover, listed, note))
    before = cover_pages + listing_pages
    binder = Binder(
        item=plan.item,
        volume=plan.volume,
        volumes=plan.volumes,
        code=plan.code,
        title=plan.title,
        file=publishing.file_name(plan.code, plan.title),
        sha256="",
        pages=before + pages + note_pages,
        cover_pages=cover_pages,
        listing_pages=listing_pages,
        note_pages=note_pages,
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
            )
            for place, (record, span, row) in enumerate(zip(plan.records, stamped, rows, strict=True))
        ),
    )
    digits = bench.setter.fill("digits.typ", {}).content
    parts = Parts(cover=cover, listing=listed, evidence=[one.path for one in prepared], note=note, digits=digits)
    path = bench.work / binder.file
    assemble(parts, binder, path, author=settings.fonds_name, build_date=settings.build_date)
    wrong = prove(path, binder)
    return _Made(binder=replace(binder, sha256=sha256(path)), path=path), lost, wrong


def _standing_on(binder: Binder, page: int | None) -> str | None:
    """Return the record that a page of a binder belongs to, so that what is wrong there is told by name."""
    on_it = (record.id for record in binder.records if page and record.first_page <= page <= record.last_page)
    return next(on_it, None)


def _missing(plan: BinderPlan, characters: str) -> list[Finding]:
    if not characters:
        return []
    named = name_characters(dict.fromkeys(characters))
    return [kinds.NO_GLYPH.at(name=f"案卷 {plan.code} 的封面和目录", characters=named)]


def _publish(bench: _Bench, made: Sequence[_Made], old: Sequence[Binder]) -> list[Failure]:
    """Put an item's volumes in place and take away those of its files that they replace."""
    for one in made:
        try:
            publishing.put(one.path, bench.out, one.binder.file)
        except OSError as error:
            finding = kinds.IN_USE.at(file=one.binder.file, reason=error.strerror or error)
            return [Failure(item=one.binder.item, record=None, finding=finding)]
    for binder in old:
        if all(binder.file != one.binder.file for one in made):
            publishing.remove(bench.out, binder.file)
    return []


def _in_order(standard: Standard, binders: Sequence[Binder]) -> tuple[Binder, ...]:
    places = {item.number: place for place, item in enumerate(standard.items)}
    return tuple(sorted(binders, key=lambda one: (places.get(one.item, len(places)), one.item, one.volume)))


def _too_thick(binders: Sequence[Binder], settings: BindingSettings) -> list[Finding]:
    widest = forms.SPINES[-1]
    return [
        kinds.TOO_THICK.at(code=binder.code, found=round(thick), limit=widest)
        for binder in binders
        if (thick := forms.thickness(binder.pages, settings.sheet_millimetres)) > widest
    ]


def _bind_catalogue(
    bench: _Bench, binders: Sequence[Binder], old: Sequence[OtherFile]
) -> tuple[tuple[OtherFile, ...], list[Failure]]:
    """Write 总目录 and labels over all binders of the folder; where one cannot be written, the old stays."""
    settings = bench.settings
    catalogue = bench.setter.fill(
        "catalogue.typ", forms.context(forms.catalogue_form(binders, bench.standard, settings))
    )
    boxes = [forms.context(label) for label in forms.box_labels(binders, bench.standard, settings)]
    made = {
        "catalogue.pdf": catalogue.content,
        "catalogue.xlsx": workbook(binders, settings.build_date),
        "labels.pdf": bench.setter.fill("labels.typ", {"boxes": boxes}).content,
    }
    files: list[OtherFile] = []
    failures: list[Failure] = []
    for name, content in made.items():
        path = bench.work / name
        path.write_bytes(content)
        pages = count_pages(content) if name.endswith(".pdf") else None
        entry = OtherFile(file=name, sha256=sha256(path), pages=pages)
        try:
            publishing.put(path, bench.out, name)
        except OSError as error:
            failures.append(
                Failure(item="", record=None, finding=kinds.IN_USE.at(file=name, reason=error.strerror or error))
            )
            files.extend(one for one in old if one.file == name)
        else:
            files.append(entry)
    return tuple(files), failures
