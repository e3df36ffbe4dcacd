"""An archive opened for work: its home, settings, standard and ledger in one value."""

import getpass
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from archiver.config import Settings, load
from archiver.errors import ArchiverError
from archiver.home import Home, open_home
from archiver.ledger import reading_model, records, runs
from archiver.ledger.database import open_ledger, reading
from catalog.record import Record, State
from catalog.side_by_side import Beside, combined, decide_each, is_mark, marked, seen
from catalog.standard import Standard, StandardError, parse
from ocr.documents import Limits, Recipe
from ocr.page import Page

MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What every command works on. The ledger is open; whoever changes it holds the lock.

    `beside` are standards beside the one in force; `focus` is the mark of the one whose eyes it is seen by.
    """

    home: Home
    settings: Settings
    standard: Standard
    ledger: Engine
    beside: tuple[Beside, ...] = ()
    focus: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of the standards beside the one in force."""
        return tuple(one.mark for one in self.beside)

    @property
    def combined(self) -> Standard:
        """The standard in force with the items of all others behind its own."""
        return combined(self.standard, self.beside)

    def focused(self, mark: str) -> "Archive":
        """Return the archive seen by the standard of a mark, as if that were in force; itself for no mark."""
        chosen = next((one.standard for one in self.beside if one.mark == mark), None)
        if mark and chosen is None:
            raise ArchiverError(f"没有代号为“{mark}”的并列标准。现有的：{'、'.join(self.marks) or '无'}。")
        return self if chosen is None else replace(self, standard=chosen, focus=mark)

    @property
    def who(self) -> str:
        """The name under which decisions are kept: the clerk of the settings, else the user of this machine."""
        return self.settings.archive.clerk or getpass.getuser()

    @property
    def limits(self) -> Limits:
        """What a file may cost."""
        limits = self.settings.limits
        return Limits(file_bytes=limits.file_megabytes * MEBI, pages=limits.pages, pixels=limits.megapixels * 1_000_000)

    @property
    def recipe(self) -> Recipe:
        """How pages are read."""
        reading = self.settings.reading
        return Recipe(dpi=reading.dpi, threads=reading.threads, model_cache=self.home.cache / "models")


def open_archive(root: Path, *, scheduler: str | None = None) -> Archive:
    """Return the archive whose home is `root`; ArchiverError says what is wrong and what to do.

    A `scheduler` takes the place of the one in the settings.
    """
    home = open_home(root)
    settings = load(home.settings)
    if scheduler is not None:
        reading_there = settings.reading.model_copy(update={"scheduler": scheduler})
        settings = settings.model_copy(update={"reading": reading_there})
    return Archive(
        home=home,
        settings=settings,
        standard=read_standard(home.standard),
        ledger=open_ledger(home.ledger),
        beside=_read_beside(home),
    )


def _read_beside(home: Home) -> tuple[Beside, ...]:
    files = sorted(home.beside.glob("*.toml")) if home.beside.is_dir() else []
    return tuple(
        Beside(mark=path.stem, standard=marked(read_standard(path), path.stem)) for path in files if is_mark(path.stem)
    )


def read_standard(path: Path) -> Standard:
    """Return the assessment standard written in a TOML file; ArchiverError names the place that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        standard, _ = parse(text)
    except FileNotFoundError as missing:
        raise ArchiverError(f"找不到考评标准文件 {path}。请用 archiver standard import 重新导入。") from missing
    except (UnicodeDecodeError, StandardError) as wrong:
        raise ArchiverError(f"考评标准文件 {path} 有误：{wrong}") from wrong
    return standard


def load_records(archive: Archive, only: Collection[str] | None = None) -> tuple[Record, ...]:
    """Return every record (or `only` these) as it stands, corrections and decisions applied, in order of id."""
    filing = archive.settings.filing
    with reading(archive.ledger) as tx:
        return reading_model.load_records(
            tx,
            automatic=filing.automatic,
            suggest=filing.suggest,
            decide=partial(decide_each, marks=archive.marks),
            only=only,
            year_of=lambda day: _year_of(archive.standard, day),
        )


def seen_records(archive: Archive) -> tuple[Record, ...]:
    """Return every record as the standard in focus sees it: its items in that standard alone, its state, its year."""
    return tuple(see(archive, record) for record in load_records(archive))


def see(archive: Archive, record: Record) -> Record:
    """Return a record as the standard in focus sees it."""
    if not archive.beside:
        return record
    suggest = archive.settings.filing.suggest
    return seen(record, archive.standard, archive.focus, marks=archive.marks, suggest=suggest)


def _year_of(standard: Standard, day: date) -> str | None:
    return next((year.name for year in standard.years if year.start <= day <= year.end), None)


def find_record(archive: Archive, name: str) -> Record:
    """Return the record with this id, written in any case and with or without leading zeros."""
    wanted = normal_id(name)
    for record in load_records(archive, only={wanted}):
        return record
    with reading(archive.ledger) as tx:
        into = records.absorbed_by(tx, wanted)
    if into:
        raise ArchiverError(f"{wanted} 已并入 {into}，不再单独成件。请用 archiver show {into} 查看。")
    raise ArchiverError(f"没有编号为 {name} 的件。请用 archiver records 查看全部编号。")


def load_pages(archive: Archive, record: Record) -> tuple[Page, ...]:
    """Return a record's pages in order; nothing for a record that was not taken in."""
    with reading(archive.ledger) as tx:
        return tuple(runs.load_pages(tx, record.id, archive.recipe.key))


def standing_items(record: Record) -> tuple[str, ...]:
    """Return the items a record stands under: those it is filed under, or else the one it is suggested for."""
    if record.state is State.SUGGESTED:
        return tuple(assignment.item for assignment in record.assignments[:1])
    return record.filed_items


def normal_id(name: str) -> str:
    """Return `R000012` for `R12`, `r000012` or `12`."""
    digits = name.strip().upper().removeprefix("R")
    return f"R{int(digits):06d}" if digits.isascii() and digits.isdigit() else name


def check_items(standard: Standard, items: Iterable[str]) -> tuple[str, ...]:
    """Return the item numbers as the standard writes them; ArchiverError names one that it does not have."""
    known = {item.number: item for item in standard.items}
    found: list[str] = []
    for item in items:
        number = item.strip().removeprefix("第").removesuffix("项").lstrip("0") or item
        if number not in known:
            raise ArchiverError(f"考评标准中没有第 {item} 项（共 {len(known)} 项）。请用 archiver standard show 查看。")
        found.append(number)
    return tuple(dict.fromkeys(found))
