"""Records that are one paper, or editions of one: found among all, told as findings, decided by a person, taken back.

What is compared of each record is kept (`likenesses`), so that only pages of records that are alike are read again.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import combinations

from sqlalchemy import Connection

from archiver import clock
from archiver.archive import Archive, find_record, load_records
from archiver.errors import UsageError
from archiver.ledger import comparisons, likenesses, record_findings, records, runs
from archiver.ledger.database import reading, transaction
from archiver.ledger.runs import Run
from archiver.ledger.schema import Stage
from catalog import better_copy, duplicates, likeness
from catalog.better_copy import Choice, Copy, Proposal
from catalog.comparison import Comparison
from catalog.duplicates import Paper, Relation, Resemblance
from catalog.findings import COPY_OF, OTHER_EDITION, SAME_PAPER
from catalog.record import Record, State
from ocr.finding import Finding
from ocr.page import Page

STAGE = "comparing"
"""The stage name under which the findings are kept."""

_FEW = 1000
_IN_HAND = 300
"""Records whose texts are held at once; one of a few pages takes a quarter of a megabyte."""


def propose(archive: Archive, changed: Collection[str]) -> None:
    """Bring the findings about records that are one paper up to what the archive holds now.

    Compared are `changed` records with all others, and those of which something is told already.
    """
    _keep_likenesses(archive, changed)
    _tell(archive, changed)


def proposals(archive: Archive) -> tuple[Proposal, ...]:
    """Return which records are proposed to be one paper or editions of one, the surest first."""
    with reading(archive.ledger) as tx:
        told = _told(tx)
    return _found(archive, told)


def decided(archive: Archive) -> tuple[Comparison, ...]:
    """Return what people said of records that are both there, the oldest first."""
    with reading(archive.ledger) as tx:
        return comparisons.load(tx)


def keep(archive: Archive, kept: str, copies: Sequence[str]) -> None:
    """Keep that these records are copies of the paper that `kept` is; they are filed nowhere from now on."""
    best = _taken_in(archive, kept)
    others = [_taken_in(archive, copy) for copy in copies]
    for record in (best, *others):
        if record.copy_of:
            raise UsageError(
                f"{record.id} 已认定为 {record.copy_of} 的重复件。请改用 {record.copy_of}，或先用 --undo 恢复。"
            )
    _say(archive, [best.id, *(other.id for other in others)], best.id)


def set_apart(archive: Archive, names: Sequence[str]) -> None:
    """Keep that these records are different papers, each from each, so that it is not proposed again."""
    _say(archive, [_taken_in(archive, name).id for name in names], None)


def undo(archive: Archive, names: Sequence[str]) -> int:
    """Take back what was said of these records, each with each; return of how many pairs something was."""
    ids = [_taken_in(archive, name).id for name in names]
    _check(ids)
    with transaction(archive.ledger) as tx:
        count = sum(comparisons.unsay(tx, pair, by=archive.who, at=clock.now()) for pair in combinations(ids, 2))
    _tell(archive, ids)
    return count


def _say(archive: Archive, ids: Sequence[str], kept: str | None) -> None:
    """Keep that the first of these records is the one kept of all, or where none is kept that each is another paper."""
    _check(ids)
    with transaction(archive.ledger) as tx:
        for pair in ((kept, other) for other in ids[1:]) if kept else combinations(ids, 2):
            comparisons.say(tx, pair, kept=kept, by=archive.who, at=clock.now())
    _tell(archive, ids)


def _check(ids: Sequence[str]) -> None:
    if len(ids) < 2 or len(set(ids)) < len(ids):  # noqa: PLR2004 - a pair
        raise UsageError("请写两件或更多的件号，每一件只写一次，例如 archiver duplicates --keep R000001 R000002。")


def _taken_in(archive: Archive, name: str) -> Record:
    record = find_record(archive, name)
    if record.state is State.SET_ASIDE:
        raise UsageError(f"{record.id} 已搁置，没有收入，不能比较。请先处理文件，再运行 archiver retry。")
    return record


def _told(tx: Connection) -> frozenset[str]:
    codes = record_findings.told(tx, [SAME_PAPER.code, OTHER_EDITION.code, COPY_OF.code])
    return frozenset(record for of_code in codes.values() for record in of_code)


def _keep_likenesses(archive: Archive, changed: Collection[str]) -> None:
    """Make the likeness of every described record that has none, or has one of other pages."""
    key = archive.recipe.key
    with reading(archive.ledger) as tx:
        described = {row.id for row in records.all_rows(tx) if row.stage is Stage.DESCRIBED}
        wanted = {record: _basis(own, key) for record, own in runs.load(tx).items() if record in described}
        known = likenesses.bases(tx)
    stale = [record for record, basis in wanted.items() if record in changed or known.get(record) != basis]
    for record in stale:
        with transaction(archive.ledger) as tx:
            likenesses.store(tx, record, wanted[record], likeness.of(runs.load_pages(tx, record, key)))


def _basis(own: Iterable[Run], recipe_key: str) -> str:
    """Return the name of the pages and the program that a likeness comes from."""
    said = (likeness.REVISION, recipe_key, *((run.sha256, run.first, run.last, run.count) for run in own))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _found(archive: Archive, only: Collection[str]) -> tuple[Proposal, ...]:
    """Return what is proposed of `only` these records and others, the surest first; nothing that was decided."""
    if not only:
        return ()
    with reading(archive.ledger) as tx:
        said = comparisons.load(tx)
        copies = comparisons.copies(said)
        known = {record: one for record, one in likenesses.load(tx).items() if record not in copies}
    settled = {frozenset(one.records) for one in said}
    pairs = sorted(pair for pair in likeness.alike(known, only) if frozenset(pair) not in settled)
    if not pairs:
        return ()
    named = {record for pair in pairs for record in pair}
    # Asked for one by one, thousands would be more than SQLite takes.
    held = {record.id: record for record in load_records(archive, named if len(named) < _FEW else None)}
    with reading(archive.ledger) as tx:
        paper = _papers(tx, archive.recipe.key, held)
        found = [
            Proposal(resemblance=told, choice=_choice(told, held, paper))
            for one, other in pairs
            if one in held and other in held and (told := duplicates.weigh(paper(one), paper(other)))
        ]
    return tuple(sorted(found, key=lambda one: (-one.resemblance.confidence, one.resemblance.records)))


def _papers(tx: Connection, recipe_key: str, held: Mapping[str, Record]) -> Callable[[str], Paper]:
    def load(record_id: str) -> Sequence[Page]:
        return runs.load_pages(tx, record_id, recipe_key)

    @lru_cache(maxsize=_IN_HAND)
    def paper(record_id: str) -> Paper:
        return Paper(record=record_id, description=held[record_id].description, load=load)

    return paper


def _choice(told: Resemblance, held: Mapping[str, Record], paper: Callable[[str], Paper]) -> Choice | None:
    if told.relation is not Relation.SAME:
        return None
    one, other = (
        Copy(record=held[record], pages=paper(record).pages, lacks=lacks)
        for record, lacks in zip(told.records, told.missing, strict=True)
    )
    return better_copy.choose(one, other)


def _tell(archive: Archive, only: Collection[str]) -> None:
    """Write the findings of these records anew, of all of which something is told, and of those that they are like."""
    with reading(archive.ledger) as tx:
        looked_at = _told(tx).union(only)
        said = comparisons.load(tx)
        names = {row.id: row.source_name.rpartition("/")[2] for row in records.all_rows(tx)}
    found = _found(archive, looked_at)
    wanted: dict[str, list[Finding]] = {record: [] for record in sorted(looked_at) if record in names}
    for record, finding in (*_copied(said, names), *_proposed(found, names)):
        wanted.setdefault(record, []).append(finding)
    with transaction(archive.ledger) as tx:
        for record, now in wanted.items():
            if record_findings.load(tx, record, STAGE) != tuple(now):
                record_findings.replace(tx, record, STAGE, now)


def _copied(said: Sequence[Comparison], names: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    stands_for = comparisons.copies(said)
    for one in said:
        with suppress(KeyError):  # a ring of copies leaves none out
            if one.copy:
                kept = stands_for[one.copy]
                at = f"{one.at:%Y-%m-%d %H:%M}"
                yield one.copy, COPY_OF.at(by=one.by, at=at, name=names[kept], record=kept, own=one.copy)


def _proposed(found: Iterable[Proposal], names: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    for proposal in found:
        told = proposal.resemblance
        for record, other in (told.records, told.records[::-1]):
            values = {"name": names[other], "record": other, "reason": told.reason}
            if proposal.choice:
                better, why = proposal.choice.better, "，".join(proposal.choice.reasons)
                confidence = f"{told.confidence:.0%}"
                yield record, SAME_PAPER.at(**values, confidence=confidence, better=better, why=why)
            else:
                newer = f"；{told.newer} 较新" if told.newer else ""
                yield record, OTHER_EDITION.at(**values, newer=newer)
