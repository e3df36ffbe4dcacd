"""Takes one file into the archive: its bytes into the store, then its record into the ledger, in that order.

An archive (zip) is held for the sake of its members, which become records. What cannot become one is set aside at
the door. Where files come from and when they may leave there is told by `taking` and `set_aside`.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from archiver import copying, originals
from archiver.fingerprints import Fingerprint
from archiver.intake import findings as kinds
from archiver.intake import kept, mail_opening, source_names, unpacking
from archiver.intake.desk import Desk
from archiver.intake.taken import Duplicate, Refused, Taken, Tally
from archiver.intake.unpacking import Unpacked
from archiver.ledger import containers, records
from archiver.ledger import originals as ledger
from archiver.ledger.database import reading, transaction
from archiver.ledger.originals import Arrival
from archiver.ledger.records import RecordRow
from archiver.originals import Stored
from ocr.finding import Finding

NOTHING = "application/x-empty"


def receive(desk: Desk, tally: Tally, source: Path, source_name: str, *, expected: Fingerprint | None = None) -> Stored:
    """Take in a file, or all that an archive holds, and return what was stored of it once the ledger knows of it.

    Raises what `originals.store` raises; whatever is raised, the same file can be received again.
    """
    return _receive(desk, tally, source, source_name, expected=expected)


def receive_kept(desk: Desk, tally: Tally, row: RecordRow) -> None:
    """Take up again the file of a record that was set aside, repaired or not, under the record's own number.

    What cannot be taken in now either stays where it is, under the same number, with the new reasons. Raises what
    `originals.store` raises.
    """
    if row.kept_as is None:
        message = f"{row.id} is not set aside"
        raise ValueError(message)
    _receive(desk, tally, kept.path(desk.home, row.kept_as), row.source_name, row=row)


def _receive(  # noqa: PLR0913 - where from, called what, and what it is known as
    desk: Desk,
    tally: Tally,
    source: Path,
    source_name: str,
    *,
    expected: Fingerprint | None = None,
    container: str | None = None,
    row: RecordRow | None = None,
    depth: int = 0,
) -> Stored:
    stored = originals.store(desk.home, source, expected=expected, step=desk.settings.step)
    if stored.healed:
        tally.findings.append(kinds.HEALED.at(name=source_name))
    if row and row.sha256 == stored.sha256:
        container = row.container_sha256
    arrival = _arrival(desk, stored, source_name, container)
    if stored.size == 0:
        _refuse(desk, tally, arrival, (kinds.EMPTY.at(name=source_name),), row)
    elif desk.is_archive(originals.path(desk.home, stored.sha256)):
        _take_archive(desk, tally, arrival, row)
    else:
        _commit(desk, tally, arrival, row)
        if arrival.media_type in mail_opening.MAILS:
            _take_attachments(desk, tally, arrival, depth)
    return stored


def _take_attachments(desk: Desk, tally: Tally, arrival: Arrival, depth: int) -> None:
    """Take in what came with a message, which is a record already and now is a container too.

    Messages in messages are opened as deep as archives in archives.
    """
    if depth >= desk.settings.limits.depth:
        tally.findings.append(kinds.MAIL_TOO_DEEP.at(name=arrival.source_name))
        return
    with copying.workspace(desk.home.temporary) as folder:
        taken = mail_opening.take_out(
            originals.path(desk.home, arrival.sha256),
            arrival.media_type,
            folder,
            name=arrival.source_name,
            limits=desk.settings.limits,
        )
        tally.ignore(taken.ignored)
        tally.findings.extend([taken.stopped] if taken.stopped else [])
        for member in taken.members:
            name = f"{_folder(arrival)}/{member.name}"
            _receive(desk, tally, member.path, name, container=arrival.sha256, depth=depth + 1)


def _folder(container: Arrival) -> str:
    """Return the name under which the members of a container stand: its own without the suffix."""
    return container.source_name.removesuffix(source_names.split(container.source_name)[1])


def _arrival(desk: Desk, stored: Stored, source_name: str, container: str | None) -> Arrival:
    held = originals.path(desk.home, stored.sha256)
    return Arrival(
        sha256=stored.sha256,
        size=stored.size,
        media_type=desk.media_type(held) if stored.size else NOTHING,
        source_name=source_name,
        received_at=desk.now,
        container=container,
    )


def _commit(desk: Desk, tally: Tally, arrival: Arrival, row: RecordRow | None) -> None:
    """Make the file a record, or note that one holds it; then nothing of it needs to lie set aside."""
    with transaction(desk.engine) as tx:
        if row is None:
            received = ledger.receive(tx, arrival, who=desk.who)
        else:
            received = records.restore(tx, row.id, arrival, who=desk.who)
    desk.settings.step("committed")
    outcome = Duplicate if received.duplicate_of else Taken
    told = outcome(record_id=received.record_id, source_name=arrival.source_name, sha256=arrival.sha256)
    if isinstance(told, Duplicate):
        tally.duplicates.append(told)
    else:
        tally.received.append(told)
    if received.formerly_kept_as:
        _drop_kept(desk, tally, received.formerly_kept_as, arrival.sha256)


def _take_archive(desk: Desk, tally: Tally, arrival: Arrival, row: RecordRow | None) -> None:
    with copying.workspace(desk.home.temporary) as folder:
        unpacked = unpacking.unpack(
            originals.path(desk.home, arrival.sha256),
            folder,
            name=arrival.source_name,
            limits=desk.settings.limits,
            is_archive=desk.is_archive,
        )
        desk.settings.step("unpacked")
        _take_unpacked(desk, tally, arrival, unpacked, row)


def _take_unpacked(
    desk: Desk, tally: Tally, arrival: Arrival, unpacked: Unpacked, row: RecordRow | None = None
) -> None:
    """Take in what came out of an archive; the archive itself becomes a set-aside record when not all of it did."""
    tally.ignore(unpacked.ignored)
    if unpacked.stopped:
        _refuse(desk, tally, arrival, (unpacked.stopped,), row)
        return
    with transaction(desk.engine) as tx:
        ledger.receive_container(tx, arrival, who=desk.who)
    desk.settings.step("container committed")
    for member in unpacked.members:
        name = f"{_folder(arrival)}/{member.name}"
        if member.inner is None:
            _receive(desk, tally, member.path, name, container=arrival.sha256)
        else:
            stored = originals.store(desk.home, member.path)
            _take_unpacked(desk, tally, _arrival(desk, stored, name, arrival.sha256), member.inner)
    if unpacked.refused:
        _refuse(desk, tally, arrival, unpacked.refused, row)
    else:
        _dissolve(desk, tally, arrival, row)


def _refuse(desk: Desk, tally: Tally, arrival: Arrival, findings: Sequence[Finding], row: RecordRow | None) -> None:
    """Set a file aside at the door; it is held as an original only where its members need it."""
    with reading(desk.engine) as tx:
        before = row or _refused_before(tx, arrival)
        if before:
            arrival = replace(arrival, source_name=before.source_name)
        kept_as = kept.place(desk.home, tx, arrival.source_name, arrival.sha256, before=before)
    held = originals.path(desk.home, arrival.sha256)
    kept.keep(desk.home, held, kept_as, desk.settings.step)
    kept.write_note(
        desk.home,
        kept_as,
        source_name=arrival.source_name,
        findings=findings,
        at=desk.now,
        sha256=arrival.sha256,
    )
    desk.settings.step("note written")
    record_id, needed = _commit_refusal(desk, arrival, findings, kept_as, before)
    desk.settings.step("committed")
    if not needed:
        originals.delete(desk.home, arrival.sha256)
    tally.refused.append(
        Refused(record_id=record_id, name=arrival.source_name, kept_as=kept_as, findings=tuple(findings))
    )


def _commit_refusal(
    desk: Desk, arrival: Arrival, findings: Sequence[Finding], kept_as: str, before: RecordRow | None
) -> tuple[str, bool]:
    """Return the record that the refused file has now, and whether its original is needed."""
    with transaction(desk.engine) as tx:
        if before is None:
            record_id = ledger.refuse(tx, arrival, findings, kept_as=kept_as, who=desk.who)
        else:
            record_id = before.id
            records.restore(tx, record_id, arrival, who=desk.who)
            records.set_aside(tx, record_id, findings, kept_as=kept_as, at=desk.now, who=desk.who)
        return record_id, ledger.known(tx, arrival.sha256)


def _refused_before(tx: Connection, arrival: Arrival) -> RecordRow | None:
    """Return the record under which these bytes lie aside, by this name or another; empty files are told by name."""
    same = [row for row in records.with_sha256(tx, arrival.sha256) if row.kept_as]
    named = next((row for row in same if row.source_name == arrival.source_name), None)
    return named or (same[0] if same and arrival.size else None)


def _dissolve(desk: Desk, tally: Tally, arrival: Arrival, row: RecordRow | None) -> None:
    """Let go of the records under which an archive was set aside before all of it could be taken in."""
    with transaction(desk.engine) as tx:
        same = {held.id: held for held in records.with_sha256(tx, arrival.sha256) if held.kept_as}
        if row:
            same[row.id] = row
        for held in same.values():
            containers.dissolve(tx, held, into=arrival.sha256, at=desk.now, who=desk.who)
    desk.settings.step("committed")
    for held in same.values():
        if held.kept_as:
            _drop_kept(desk, tally, held.kept_as, arrival.sha256)


def _drop_kept(desk: Desk, tally: Tally, kept_as: str, sha256: str) -> None:
    if not kept.drop(desk.home, kept_as, sha256):
        tally.findings.append(kinds.STRANGER_AMONG_KEPT.at(name=kept_as))
