"""A file that hangs or kills its worker costs its own record and nothing else."""

import os
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from archiver.binding import workshop
from archiver.binding.preparing import Order, Prepared, prepare
from archiver.binding.values import OfficeConverter, Source
from archiver.binding.workshop import Workshop
from archiver.copying import digest
from ocr.finding import Finding
from tests.binding.material import as_stored, bind_all, record, scan


def order(folder: Path, name: str, seconds: float = 60.0) -> Order:
    return Order(
        source=Source(path=folder / name, media_type="image/jpeg"),
        sha256=digest(folder / name) if (folder / name).exists() else "",
        target=folder / f"{name}.pdf",
        name=name,
        converter=OfficeConverter.TYPST,
        seconds=seconds,
        system_fonts=False,
        font_folders=(),
    )


def hostile(given: Order) -> Prepared | Finding:
    """Stand in for a library that a file makes hang or crash."""
    if "hang" in given.name:
        time.sleep(600)
    if "kill" in given.name:
        os._exit(11)
    if "memory" in given.name:
        raise MemoryError
    return prepare(given)


def test_a_hanging_and_a_killing_file_are_named_and_the_next_is_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "prepare", hostile)
    monkeypatch.setattr(workshop, "_START_SECONDS", 10.0)
    scan(tmp_path / "good.jpg")
    with Workshop() as shop:
        answers = list(
            shop.prepare([
                order(tmp_path, "hang.jpg", seconds=0.1), order(tmp_path, "kill.jpg"), order(tmp_path, "good.jpg"),
            ])
        )  # fmt: skip
    codes = [answer.code if isinstance(answer, Finding) else answer.pages for answer in answers]
    assert codes == ["B004", "B008", 1]


def test_the_default_is_to_prepare_in_workers(tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    (tmp_path / "2.jpg").write_bytes(b"")
    from archiver.binding.binding import bind  # noqa: PLC0415 - bind_all has its own default
    from archiver.binding.values import BindingSettings  # noqa: PLC0415 - the same
    from catalog.plan import plan  # noqa: PLC0415 - the same
    from tests.binding.material import NOON, standard  # noqa: PLC0415 - the same

    used = standard()
    records = [as_stored(tmp_path / one.source_name, one) for one in (record(1, "1.jpg"), record(2, "2.jpg", ("3",)))]
    result = bind(
        plan(used, records, volume_pages=0),
        used,
        sources=lambda one: Source(path=tmp_path / one.source_name, media_type=one.media_type),
        out=tmp_path / "out",
        settings=BindingSettings(system_fonts=False),
        built_at=NOON,
    )
    assert [one.record for one in result.failures] == ["R000002"]
    assert [binder.item for binder in result.manifest.binders] == ["12"]


def test_an_error_ends_the_workers_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "prepare", hostile)
    scan(tmp_path / "1.jpg")
    shop = Workshop()
    with suppress(KeyError), shop:
        next(shop.prepare([order(tmp_path, "1.jpg"), order(tmp_path, "hang.jpg")]))
        at_work = [psutil.Process(worker.pid) for worker in shop._workers if worker.pid]
        raise KeyError
    assert at_work
    assert not [one for one in at_work if one.is_running()]


def test_a_record_that_takes_all_memory_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def takes_all(*_given: object) -> None:
        raise MemoryError

    scan(tmp_path / "1.jpg")
    monkeypatch.setattr("archiver.binding.pictures._look", takes_all)
    assert [one.finding.code for one in bind_all(tmp_path, [record(1, "1.jpg")]).failures] == ["B008"]
