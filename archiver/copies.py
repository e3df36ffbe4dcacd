"""Searchable copies: the PDFs that binders take of scans made again, and those of one record handed out."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from archiver import bindable, copying, derivatives
from archiver.archive import Archive, load_records
from archiver.binding import preparing
from archiver.binding.preparing import Order, Prepared
from archiver.binding.workshop import Workshop
from archiver.errors import ArchiverError
from catalog.record import Record
from ocr.finding import Finding

_AT_ONCE = 16
"""Orders that wait for the workers; more would only hold more pages in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remade:
    """How many searchable PDFs were made, and what was noticed."""

    files: int
    findings: tuple[Finding, ...]


def make_again(archive: Archive) -> Remade:
    """Remove every searchable PDF and make those of all scanned originals anew."""
    derivatives.clear(archive.home)
    made = 0
    noticed: list[Finding] = []
    with copying.workspace(archive.home.temporary) as folder, Workshop() as shop:
        orders = _scans(archive, folder)
        while batch := [order for order, _ in zip(orders, range(_AT_ONCE), strict=False)]:
            for answer in shop.prepare(batch):
                made += isinstance(answer, Prepared)
                noticed.extend(answer.findings if isinstance(answer, Prepared) else [answer])
    return Remade(files=made, findings=tuple(noticed))


def hand_out(archive: Archive, record: Record, file: Path) -> tuple[Finding, ...]:
    """Write a record to `file` as binders take it, scans with their text; return what was noticed.

    ArchiverError when it cannot be made or must not be written there; nothing is written then.
    """
    _check(archive, file)
    source = bindable.sources(archive, record.parts)
    settings = bindable.settings(archive)
    with copying.workspace(archive.home.temporary) as folder, Workshop() as shop:
        orders = [
            preparing.order(part, source(part), settings, target=folder / f"{place}.pdf", name=record.source_name)
            for place, part in enumerate(record.parts)
        ]
        made: list[Prepared] = []
        for answer in shop.prepare(orders):
            if isinstance(answer, Finding):
                raise ArchiverError(answer.message)
            made.append(answer)
        _write([one.path for one in made], folder / "whole.pdf", file)
    return tuple(dict.fromkeys(finding for one in made for finding in one.findings))


def _scans(archive: Archive, folder: Path) -> Iterator[Order]:
    """Yield an order for each scanned original of the archive, once."""
    source = bindable.sources(archive)
    settings = bindable.settings(archive)
    known: set[str] = set()
    for record in load_records(archive):
        for part in record.parts:
            given = None if part.sha256 in known else source(part)
            known.add(part.sha256)
            if given and given.scan.pages:
                whole = replace(part, first_page=1, to_end=True)
                name = f"{part.source_name}（{record.id}）"
                yield preparing.order(whole, given, settings, target=folder / f"{part.sha256}.pdf", name=name)


def _check(archive: Archive, file: Path) -> None:
    place = file.resolve()
    if place.exists():
        raise ArchiverError(f"{file} 已经存在，没有改动它。请换一个文件名。")
    if not place.parent.is_dir():
        raise ArchiverError(f"没有 {file.parent} 这个文件夹。请先建好，或换一个地方。")
    if archive.home.root.resolve() in place.parents:
        raise ArchiverError(f"{file} 在归档自己的文件夹里，不能放在那里。请换一个地方。")


def _write(made: list[Path], whole: Path, file: Path) -> None:
    """Join the parts and copy them to where the clerk wants them, all or nothing."""
    if len(made) > 1:
        with ExitStack() as stack:
            joined = stack.enter_context(pikepdf.Pdf.new())
            for path in made:
                joined.pages.extend(stack.enter_context(pikepdf.Pdf.open(path)).pages)
            joined.save(whole, deterministic_id=True)
        made = [whole]
    beside = file.with_name(f".{file.name}.partial")
    try:
        shutil.copyfile(made[0], beside)
        os.replace(beside, file)  # noqa: PTH105 - the call that is atomic on every system
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ArchiverError(f"{file} 写不进去：{copying.why(error)}。请检查权限和磁盘空间，或换一个地方。") from error
