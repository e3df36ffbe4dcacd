"""Intake: what lies in the inbox, or what a clerk names, is taken into the archive, and only then leaves the inbox.

For every file, in this order: temporary copy, flush to disk, hash, rename into the originals, flush the folder, read
back, commit to the ledger, remove from the inbox. Ended at any point and run again, nothing is lost and nothing is
there twice. One file's failure never stops the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePath

from sqlalchemy import Engine

from archiver import copying, fingerprints
from archiver.copying import SourceChangedError, SourceUnreadableError
from archiver.errors import ArchiverError
from archiver.fingerprints import Fingerprint
from archiver.home import Home
from archiver.intake import findings as kinds
from archiver.intake import inbox, set_aside, settling, source_names
from archiver.intake.desk import Desk, IntakeSettings
from archiver.intake.inbox import Candidate, Scan
from archiver.intake.receiving import receive
from archiver.intake.taken import Intake, Tally


def take_inbox(home: Home, engine: Engine, *, settings: IntakeSettings, who: str, now: datetime) -> Intake:
    """Take in every file of the inbox that is whole; the settle window is waited for once."""
    desk = Desk(home=home, engine=engine, settings=settings, who=who, now=now)
    tally = _begin(desk)
    scan = inbox.scan(home.inbox)
    files = _settled(desk, tally, scan)
    _take_each(desk, tally, files, remove=True)
    if settings.tidy:
        _tidy(home, files)
    return tally.done()


def take_paths(  # noqa: PLR0913 - who takes what, when and how
    home: Home, engine: Engine, paths: Sequence[Path], *, settings: IntakeSettings, who: str, now: datetime
) -> Intake:
    """Take in files, and folders with all that is below them, from anywhere; they stay where they are.

    A file is called by its name, a file out of a folder by its path from that folder's name on.
    """
    desk = Desk(home=home, engine=engine, settings=settings, who=who, now=now)
    tally = _begin(desk)
    files = _settled(desk, tally, *_scans(home, tally, paths))
    _take_each(desk, tally, files, remove=False)
    return tally.done()


def take(  # noqa: PLR0913 - who takes what, when and how
    home: Home,
    engine: Engine,
    candidates: Iterable[Candidate],
    *,
    settings: IntakeSettings,
    who: str,
    now: datetime,
    remove: bool = True,
) -> Intake:
    """Take in files that were found whole, and with `remove` take them out of the inbox once the ledger has them."""
    desk = Desk(home=home, engine=engine, settings=settings, who=who, now=now)
    tally = Tally()
    _take_each(desk, tally, candidates, remove=remove)
    return tally.done()


def _begin(desk: Desk) -> Tally:
    """Return a new tally, with what killed runs left half done put right."""
    copying.clear(desk.home.temporary)
    set_aside.sweep(desk.home, desk.engine)
    return Tally()


def _settled(desk: Desk, tally: Tally, *scans: Scan) -> tuple[Candidate, ...]:
    """Return the files that are whole; the others wait, and what the scans say besides is noted."""
    for scan in scans:
        tally.ignore(scan.ignored)
        tally.findings.extend(scan.findings)
    files = (file for scan in scans for file in scan.files)
    settled = settling.whole(files, desk.settings.settle_seconds, pause=desk.settings.pause)
    for waiting in settled.waiting:
        _wait(tally, waiting)
    return settled.whole


def _take_each(desk: Desk, tally: Tally, candidates: Iterable[Candidate], *, remove: bool) -> None:
    for candidate in candidates:
        name = candidate.source_name
        try:
            stored = receive(desk, tally, candidate.path, name, expected=candidate.fingerprint)
        except SourceChangedError:
            if fingerprints.look(candidate.path):  # else the clerk took it back
                _wait(tally, candidate)
        except SourceUnreadableError as error:
            tally.findings.append(kinds.UNREADABLE.at(name=name, reason=error))
        except OSError as error:
            tally.findings.append(kinds.NOT_STORED.at(name=name, reason=copying.why(error)))
        else:
            if remove:
                _remove(desk, tally, candidate, stored.fingerprint)


def _remove(desk: Desk, tally: Tally, candidate: Candidate, taken: Fingerprint) -> None:
    """Remove a file from the inbox if it still is the one that was taken; a newer version waits for its turn."""
    seen = fingerprints.look(candidate.path)
    if seen is None:
        return
    if seen != taken or fingerprints.is_written_to(candidate.path):
        _wait(tally, candidate)
        return
    try:
        copying.remove(candidate.path)
    except OSError as error:
        finding = kinds.NOT_REMOVED.at(name=candidate.source_name, reason=copying.why(error))
        tally.findings.append(finding)
    desk.settings.step("removed")


def _wait(tally: Tally, candidate: Candidate) -> None:
    tally.waiting.append(candidate.source_name)
    tally.findings.append(kinds.STILL_COPIED.at(name=candidate.source_name))


def _tidy(home: Home, files: Sequence[Candidate]) -> None:
    """Remove the folders that held the files and hold nothing any more, the deepest first.

    Those directly in the inbox stay: clerks prepare them, one for each item, to say where what comes next belongs.
    """
    top = home.inbox.resolve()
    for folder in inbox.parents(files, home.inbox):
        if folder.parent == top:
            continue
        try:
            if not any(folder.iterdir()):
                folder.rmdir()
        except OSError:  # somebody is using it, and an empty folder does no harm
            continue


def _scans(home: Home, tally: Tally, paths: Sequence[Path]) -> Iterator[Scan]:
    """Yield what lies at each path that can be looked at; what is wrong with the others is noted."""
    for path in paths:
        name = source_names.of(path)
        real = path.resolve()
        if real.is_relative_to(home.root.resolve()) and not real.is_relative_to(home.inbox.resolve()):
            tally.findings.append(kinds.INSIDE_THE_ARCHIVE.at(name=name))
            continue
        try:
            yield _scan(home, path)
        except FileNotFoundError:
            tally.findings.append(kinds.MISSING_SOURCE.at(name=name))
        except (ArchiverError, OSError) as error:
            reason = copying.why(error) if isinstance(error, OSError) else error
            tally.findings.append(kinds.UNREADABLE.at(name=name, reason=reason))


def _scan(home: Home, path: Path) -> Scan:
    if not path.is_dir():
        return inbox.scan_file(path)
    name = path.name if path.name not in {"", ".."} else path.resolve().name
    prefix = f"{source_names.of(PurePath(name))}/" if name else ""
    return inbox.scan(path, prefix=prefix, skip=(home.root,))
