"""Another standard put in the place of one, in force or beside it: decisions follow their items."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from archiver import clock
from archiver.archive import Archive
from archiver.copying import replace_whole, write
from archiver.errors import ArchiverError, UsageError
from archiver.home import Home
from archiver.ledger import journal
from archiver.ledger.database import transaction
from archiver.ledger.journal import Action
from archiver.ledger.renumbering import Renumbered, renumber
from catalog.deciding import LAID_ASIDE
from catalog.items import Standard
from catalog.side_by_side import empty, is_mark, mark_of, marked
from catalog.standard_mapping import Change, compare


def compared(archive: Archive, new: Standard, mark: str, told: Iterable[str]) -> tuple[Change, ...]:
    """Return what becomes of the items of the standard that a new one replaces: that of the mark, or the one in force.

    `told` are a person's words on it, such as 12=14 or 12=. UsageError for words that do not read or name an item
    which is not there; ArchiverError for a mark, or numbers, that would make items of two standards look alike.
    """
    old = _replaced(archive, new, mark)
    after = marked(new, mark)
    _check_marks(archive, after, mark)
    known = {item.number for item in old.items}, {item.number for item in after.items}
    said: dict[str, str] = {}
    for words in told:
        number, equals, target = (part.strip() for part in words.partition("="))
        is_known = number in known[0] and (not target or target in known[1])
        if not equals or not is_known or (target and target in said.values()):
            raise UsageError(f"--map {words} 看不懂。请写成“原条目号=新条目号”，两边都要有；“原条目号=”表示已取消。")
        said[number] = target
    return compare(old, after, said)


def put_in_place(
    archive: Archive, text: str | None, changes: Iterable[Change], mark: str = ""
) -> tuple[Renumbered, ...]:
    """Put the standard of a TOML text in its place (none: take the one beside away) and take decisions along.

    The standard before is kept. All is done or nothing, unless the machine stops in the instant between the renaming
    of the file and the end of the ledger's transaction. The records are still to be weighed against the new standard.
    """
    home, at = archive.home, clock.now()
    place = _place(home, mark)
    before = place.read_bytes() if place.exists() else None
    _keep(home, before)
    details = {"before": _hash(before), "after": _hash(text.encode() if text is not None else None), "mark": mark}
    try:
        with transaction(archive.ledger) as tx:
            moved = renumber(tx, _numbers(changes, mark), at=at, who=archive.who)
            journal.append(tx, at=at, who=archive.who, action=Action.STANDARD, subject=place.name, details=details)
            _put(home, place, text.encode() if text is not None else None)
    except BaseException:
        _put(home, place, before)
        raise
    return moved


def removal(archive: Archive, mark: str) -> tuple[Change, ...]:
    """Return what becomes of the items of a standard beside the one in force when it is taken away: all are gone."""
    if not mark:
        raise UsageError("请写明要去掉哪一份：并列标准的代号。在用的标准只能用 standard import 换。")
    return compare(archive.focused(mark).standard, empty(archive.standard))


def _replaced(archive: Archive, new: Standard, mark: str) -> Standard:
    if mark and mark not in archive.marks:
        return empty(new)
    return archive.focused(mark).standard


def _check_marks(archive: Archive, after: Standard, mark: str) -> None:
    if mark and not is_mark(mark):
        raise UsageError(f"代号“{mark}”不能用。请用一到四个汉字或字母，如 国、省，不要用数字。")
    rivals = [one for one in archive.marks if one != mark]
    alike = [item.number for item in after.items if mark_of(item.number, (*rivals, mark)) != mark]
    if mark:
        alike += [item.number for item in archive.standard.items if item.number.startswith(mark)]
    if alike:
        raise ArchiverError(f"条目号 {'、'.join(alike[:3])} 与并列标准的代号分不开。请换一个代号（--beside）。")


def _numbers(changes: Iterable[Change], mark: str) -> dict[str, str]:
    """Return what the items of decisions are called from now on: their new number, or a name laid aside or taken up."""
    numbers: dict[str, str] = {}
    for change in changes:
        if change.old is not None:
            numbers[change.old.number] = change.new.number if change.new else f"{LAID_ASIDE}{mark}{change.old.title}"
        elif change.new is not None:
            numbers.setdefault(f"{LAID_ASIDE}{mark}{change.new.title}", change.new.number)
    return numbers


def _place(home: Home, mark: str) -> Path:
    return home.beside / f"{mark}.toml" if mark else home.standard


def _keep(home: Home, before: bytes | None) -> None:
    if before is not None:
        home.former_standards.mkdir(exist_ok=True)
        write(home.former_standards / f"{_hash(before)[:16]}.toml", before)


def _put(home: Home, place: Path, content: bytes | None) -> None:
    """Write a standard's file in one step, or take it away."""
    if content is None:
        place.unlink(missing_ok=True)
        return
    replace_whole(place, content, staged=home.temporary / place.name)


def _hash(content: bytes | None) -> str:
    return hashlib.sha256(content).hexdigest() if content is not None else ""
