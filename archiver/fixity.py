"""Checks that what the archive holds is what it took in: originals, index, journal, binders."""

from dataclasses import dataclass

from archiver import findings as kinds
from archiver import indexing, originals
from archiver.archive import Archive, load_records
from archiver.binding import manifest, proving
from archiver.binding.destination import beside
from archiver.errors import LockedError
from archiver.ledger import journal
from archiver.ledger.database import reading
from archiver.lock import hold
from catalog.record import Record, State
from ocr.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much was checked, and what is wrong."""

    originals: int
    records: int
    journal_entries: int
    binders: int
    findings: tuple[Finding, ...]


def check_archive(archive: Archive) -> Checked:
    """Check everything; only the index, which is derived, is put right at once."""
    records = [record for record in load_records(archive) if record.state is not State.SET_ASIDE]
    found = [*_check_originals(archive, records), *_check_index(archive)]
    with reading(archive.ledger) as tx:
        entries = sum(1 for _ in journal.entries(tx))
        found.extend(journal.verify(tx))
    binders, faults = _check_binders(archive)
    found.extend(faults)
    return Checked(
        originals=len({part.sha256 for record in records for part in record.parts}),
        records=len(records),
        journal_entries=entries,
        binders=binders,
        findings=tuple(found),
    )


def _check_binders(archive: Archive) -> tuple[int, list[Finding]]:
    """Return how many binders lie in the home's folders, one a standard, and what is wrong with them."""
    binders = 0
    found: list[Finding] = []
    for mark in ("", *archive.marks):
        folder = beside(archive.home.binders, mark)
        written = folder / proving.MANIFEST
        if written.exists():
            binders += len(manifest.parse(written.read_text(encoding="utf-8")).binders)
            found += proving.verify(folder)
    return binders, found


def _check_originals(archive: Archive, records: list[Record]) -> list[Finding]:
    found: list[Finding] = []
    held = {part.sha256: (part.source_name, record.id) for record in reversed(records) for part in record.parts}
    for sha256, (name, record_id) in sorted(held.items(), key=lambda one: one[1][1]):
        if not originals.path(archive.home, sha256).exists():
            found.append(kinds.ORIGINAL_MISSING.at(name=name, record=record_id))
        elif not originals.verify(archive.home, sha256):
            found.append(kinds.ORIGINAL_CHANGED.at(name=name, record=record_id))
    return found


def _check_index(archive: Archive) -> list[Finding]:
    """Compare index and ledger, and bring the index to the ledger unless another process holds the archive."""
    found = indexing.compare(archive)
    if found.agree:
        return []
    told = [
        *(kinds.INDEX_MISSING.at(record=name) for name in found.missing),
        *(kinds.INDEX_STALE.at(record=name) for name in found.stale),
        *(kinds.INDEX_EXTRA.at(record=name) for name in found.extra),
    ]
    try:
        with hold(archive.home, "check"):
            indexing.heal(archive, found)
    except LockedError:
        return told
    return [*told, kinds.INDEX_HEALED.at(count=len(told))]
