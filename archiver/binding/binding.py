"""Binds: from plans to proven binders in their folder, item by item, so that one failure never stops the others."""

import errno
import os
import shutil
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

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
from archiver.errors import ArchiverError
from catalog.items import Standard
from catalog.plan import BinderPlan
from ocr.finding import Finding

_REFUSALS: Final = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EIO,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.ENAMETOOLONG,
    }
)
"""What a disk or a folder answers that takes no binders; anything else is a fault of the program."""

_LEAST_FREE: Final = 16_000_000
"""Bytes; with less, a record that could not be prepared failed for want of space."""


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
    copies: Collection[tuple[str, str]] = (),
) -> BindingResult:
    """Bind every planned volume into `out`, with catalogue, labels and manifest, and return what lies there then.

    An item is published when all its volumes are proven; otherwise what `out` holds of it stays. `whole` says that
    `plans` are those of all items, so that binders of items without records are taken away. `prepare` carries out
    the work on records; by default processes of their own do. `copies` are pairs of records that look like one paper.
    """
    # Workers and converters have current folders of their own, and a link may lead to another disk.
    out = out.resolve()
    with _advised(out), ExitStack() as stack:
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
            copies=copies,
        )
        return _bind(bench, tuple(plans), built_at, whole=whole)


@contextmanager
def _advised(out: Path) -> Generator[None]:
    """Turn the system's refusal to write beside or into `out` into advice for the operator."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        reason = "磁盘已满" if error.errno in {errno.ENOSPC, errno.EDQUOT} else error.strerror
        raise ArchiverError(
            f"案卷写不到 {out}：{reason}。那里原有的案卷没有动。"
            "请检查路径、文件夹权限和磁盘剩余空间，或用 --out 换一个文件夹，再装订一次。"
        ) from error


def _bind(bench: Bench, plans: Sequence[BinderPlan], built_at: datetime, *, whole: bool) -> BindingResult:
    """Build everything first and put it in place at the end, by renames alone: a full disk leaves `out` as it was."""
    before = publishing.read_manifest(bench.out)
    old = before.binders if before else ()
    failures: list[Failure] = []
    findings: list[Finding] = []
    made: dict[str, list[Made]] = {}
    for item, volumes in groupby(plans, key=lambda plan: plan.item):
        volumes_made, remarks, failed = bind_item(bench, tuple(volumes))
        _check_space(bench.work, failed)
        findings.extend(remarks)
        failures.extend(failed)
        if not failed:
            made[item] = volumes_made
    standing = dict.fromkeys(plan.item for plan in plans)
    kept = [binder for binder in old if binder.item in standing or not whole]
    ready = _complete(bench, kept, made, built_at)
    held = [failure for item in made for failure in _publish(bench, made[item], _of_item(old, item))]
    if held:
        failures.extend(held)
        stuck = {failure.item for failure in held}
        made = {item: volumes_made for item, volumes_made in made.items() if item not in stuck}
        ready = _complete(bench, kept, made, built_at)
    for binder in old:
        if binder not in kept:
            publishing.remove(bench.out, binder.file)
    findings.extend(kinds.KEPT_OLD.at(item=item) for item in standing if item not in made and _of_item(old, item))
    findings.extend(_too_thick(ready.binders, bench.settings))
    manifest, wrong = _put_lists(bench, ready, before.files if before else ())
    built = tuple(binder for binder in manifest.binders if binder.item in made)
    return BindingResult(manifest=manifest, built=built, failures=(*failures, *wrong), findings=tuple(findings))


def _check_space(work: Path, failed: Sequence[Failure]) -> None:
    """Raise OSError where the disk is full: no converter says so, and no file is to blame."""
    if failed and shutil.disk_usage(work).free < _LEAST_FREE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _of_item(binders: Iterable[Binder], item: str) -> list[Binder]:
    return [binder for binder in binders if binder.item == item]


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


def _complete(bench: Bench, kept: Sequence[Binder], made: Mapping[str, Sequence[Made]], built_at: datetime) -> Manifest:
    """Write 总目录, labels and manifest over all binders of the folder into the workplace; return the manifest."""
    new = [one.binder for volumes in made.values() for one in volumes]
    binders = _in_order(bench.standard, [*(binder for binder in kept if binder.item not in made), *new])
    settings = bench.settings
    catalogue = bench.setter.fill(
        "catalogue.typ", forms.context(forms.catalogue_form(binders, bench.standard, settings))
    )
    boxes = [forms.context(label) for label in forms.box_labels(binders, bench.standard, settings)]
    contents = {
        "catalogue.pdf": catalogue.content,
        "catalogue.xlsx": workbook(binders, settings.build_date),
        "labels.pdf": bench.setter.fill("labels.typ", {"boxes": boxes}).content,
    }
    files: list[OtherFile] = []
    for name, content in contents.items():
        path = bench.work / name
        path.write_bytes(content)
        pages = count_pages(content) if name.endswith(".pdf") else None
        files.append(OtherFile(file=name, sha256=sha256(path), pages=pages))
    manifest = Manifest(standard=bench.standard.title, built_at=built_at, binders=binders, files=tuple(files))
    publishing.write_manifest(manifest, bench.work)
    return manifest


def _put_lists(bench: Bench, ready: Manifest, old: Sequence[OtherFile]) -> tuple[Manifest, list[Failure]]:
    """Put 总目录, labels and in the end the manifest in place; of what cannot be replaced, the old stays."""
    files: list[OtherFile] = []
    failures: list[Failure] = []
    for entry in ready.files:
        try:
            publishing.put(bench.work / entry.file, bench.out, entry.file)
        except OSError as error:
            finding = kinds.IN_USE.at(file=entry.file, reason=error.strerror or error)
            failures.append(Failure(item="", record=None, finding=finding))
            files.extend(one for one in old if one.file == entry.file)
        else:
            files.append(entry)
    manifest = replace(ready, files=tuple(files))
    if failures:
        publishing.write_manifest(manifest, bench.work)
    publishing.put_manifest(bench.work, bench.out)
    return manifest, failures
