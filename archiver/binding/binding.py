"""Binds: from plans to proven binders in their folder, item by item, so that one failure never stops the others."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import groupby
from pathlib import Path

from archiver.binding import findings as kinds
from archiver.binding import forms, publishing
from archiver.binding.assembling import count_pages
from archiver.binding.catalogue import workbook
from archiver.binding.manifest import Binder, Manifest, OtherFile
from archiver.binding.preparing import Prepare, typesetter
from archiver.binding.proving import sha256
from archiver.binding.values import BindingResult, BindingSettings, Failure, Sources
from archiver.binding.volume import Bench, Made, Told, bind_item
from archiver.binding.workshop import Workshop
from catalog.items import Standard
from catalog.plan import BinderPlan
from ocr.finding import Finding


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
        bench = Bench(
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


def _bind(bench: Bench, plans: Sequence[BinderPlan], built_at: datetime, *, whole: bool) -> BindingResult:
    before = publishing.read_manifest(bench.out)
    old = before.binders if before else ()
    failures: list[Failure] = []
    findings: list[Finding] = []
    new: dict[str, tuple[Binder, ...]] = {}
    for item, volumes in groupby(plans, key=lambda plan: plan.item):
        made, remarks, failed = bind_item(bench, tuple(volumes))
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


def _publish(bench: Bench, made: Sequence[Made], old: Sequence[Binder]) -> list[Failure]:
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
    bench: Bench, binders: Sequence[Binder], old: Sequence[OtherFile]
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
