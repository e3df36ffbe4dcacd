"""Binding an archive: its filed records become binders, and the ledger remembers which were proven."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from archiver import bindable, clock, comparing
from archiver.archive import Archive, seen_records
from archiver.binding import destination, publishing
from archiver.binding.binding import bind
from archiver.binding.values import BindingResult
from archiver.binding.volume import Told
from archiver.errors import ArchiverError
from archiver.ledger import binders
from archiver.ledger.binders import BuiltVolume
from archiver.ledger.database import transaction
from catalog.plan import BinderPlan, plan
from catalog.record import Part

NOTHING_FILED = "第 {items} 项没有已归的件"


def bind_archive(archive: Archive, items: Collection[str], out: Path, told: Told) -> BindingResult:
    """Bind the items of these numbers, or all of them where none is named, into `out`.

    ArchiverError when none of the named items has a filed record, or when `out` is no place for binders; nothing is
    written then.
    """
    plans = plan(archive.standard, seen_records(archive), volume_pages=archive.settings.binding.volume_pages)
    plans = tuple(one for one in plans if not items or one.item in items)
    if items and not plans:
        raise ArchiverError(
            f"{NOTHING_FILED.format(items='、'.join(items))}，什么也没有写。"
            "请先用 archiver review 或 archiver file 归件，再装订。"
        )
    destination.check(archive.home, out, [publishing.file_name(one.code, one.title) for one in plans])
    result = bind(
        plans,
        archive.standard,
        sources=bindable.sources(archive, _parts(plans)),
        out=out,
        settings=bindable.settings(archive),
        built_at=clock.now(),
        whole=not items,
        told=told,
        copies=[one.resemblance.records for one in comparing.proposals(archive) if one.choice],
    )
    _remember(archive, result)
    return result


def _parts(plans: Iterable[BinderPlan]) -> Iterator[Part]:
    return (part for one in plans for record in one.records for part in record.parts)


def _remember(archive: Archive, result: BindingResult) -> None:
    built_at = clock.now()
    volumes = [
        BuiltVolume(
            item=binder.item,
            volume=binder.volume,
            file=binder.file,
            sha256=binder.sha256,
            pages=binder.pages,
            built_at=built_at,
        )
        for binder in result.built
    ]
    with transaction(archive.ledger) as tx:
        for item, group in groupby(volumes, key=lambda volume: volume.item):
            binders.store(tx, item, tuple(group), at=built_at, who=archive.who)
