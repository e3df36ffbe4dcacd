"""Doing derived work again for the whole archive: after a new standard, or from the originals on."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from archiver import clock, originals
from archiver.archive import Archive
from archiver.copying import sync_folder
from archiver.errors import UsageError
from archiver.findings import ORIGINAL_MISSING
from archiver.intake.taken import Intake
from archiver.ledger import journal, pages, records, runs
from archiver.ledger.database import transaction
from archiver.ledger.journal import Action
from archiver.ledger.renumbering import Renumbered, renumber
from archiver.ledger.schema import Stage
from catalog import standard as standards
from catalog.deciding import LAID_ASIDE
from catalog.items import Standard
from catalog.standard_mapping import Change, compare
from ocr.finding import Finding


def compared(old: Standard, new: Standard, told: Iterable[str]) -> tuple[Change, ...]:
    """Return what became of the items of the old edition; `told` are a person's words on it, such as 12=14 or 12=.

    UsageError for words that do not read, or that name an item which is not there.
    """
    known = {item.number for item in old.items}, {item.number for item in new.items}
    said: dict[str, str] = {}
    for words in told:
        number, equals, target = (part.strip() for part in words.partition("="))
        is_known = number in known[0] and (not target or target in known[1])
        if not equals or not is_known or (target and target in said.values()):
            raise UsageError(f"--map {words} 看不懂。请写成“原条目号=新条目号”，两边都要有；“原条目号=”表示已取消。")
        said[number] = target
    return compare(old, new, said)


def put_in_force(archive: Archive, text: str, changes: Iterable[Change]) -> tuple[Renumbered, ...]:
    """Make the standard of a TOML text the archive's, and take decisions along to the items' new numbers.

    The standard before is kept. All is done or nothing, unless the machine stops in the instant between the renaming
    of the file and the end of the ledger's transaction. The records are still to be weighed against the new standard.
    """
    home, at = archive.home, clock.now()
    before = home.standard.read_bytes()
    staged = home.temporary / home.standard.name
    _write(staged, text.encode())
    home.former_standards.mkdir(exist_ok=True)
    _write(home.former_standards / f"{_hash(before)[:16]}.toml", before)
    details = {"before": _hash(before), "after": _hash(text.encode())}
    try:
        with transaction(archive.ledger) as tx:
            moved = renumber(tx, _numbers(changes), at=at, who=archive.who)
            title = standards.parse(text)[0].title
            journal.append(tx, at=at, who=archive.who, action=Action.STANDARD, subject=title, details=details)
            os.replace(staged, home.standard)  # noqa: PTH105 - the call that is atomic on every system
            sync_folder(home.root)
    except BaseException:
        _write(staged, before)
        os.replace(staged, home.standard)  # noqa: PTH105 - as above
        raise
    return moved


def _numbers(changes: Iterable[Change]) -> dict[str, str]:
    """Return what the items of decisions are called from now on: their new number, or a name laid aside or taken up."""
    numbers: dict[str, str] = {}
    for change in changes:
        if change.old is not None:
            numbers[change.old.number] = change.new.number if change.new else f"{LAID_ASIDE}{change.old.title}"
        elif change.new is not None:
            numbers.setdefault(f"{LAID_ASIDE}{change.new.title}", change.new.number)
    return numbers


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def weigh_again(archive: Archive) -> Intake:
    """Have the pipeline describe and file every record anew from its stored pages; clerks' decisions stay."""
    with transaction(archive.ledger) as tx:
        for row in records.all_rows(tx):
            if row.stage is not Stage.SET_ASIDE:
                records.reopen(tx, row.id)
    return Intake()


def read_again(archive: Archive) -> Intake:
    """Forget what was read, so that the pipeline reads every original anew; nothing is taken in.

    What was read of an original that is gone is kept: nothing could take its place. The findings name it.
    """
    lost: list[Finding] = []
    with transaction(archive.ledger) as tx:
        for record_id, own in runs.load(tx).items():
            for run in own:
                if originals.path(archive.home, run.sha256).exists():
                    pages.drop(tx, run.sha256)
                else:
                    lost.append(ORIGINAL_MISSING.at(name=run.source_name, record=record_id))
            records.reopen(tx, record_id)
    return Intake(findings=tuple(dict.fromkeys(lost)))
