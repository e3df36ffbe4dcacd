"""The counter at which the tests hand in files: an archive, a clerk, a moment, and what the archive holds then."""

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from archiver import originals
from archiver.home import Home
from archiver.intake import retrying, set_aside, taking
from archiver.intake.desk import IntakeSettings
from archiver.intake.taken import Intake, Refused
from archiver.ledger import records
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import RecordRow
from catalog.findings import SECRET_MARK
from ocr.finding import Finding, Severity

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)
CLERK = "小王"
UNREADABLE = Finding(code="R001", severity=Severity.ERROR, message="文件已损坏，打不开。")
SECRET = SECRET_MARK.at(1)
MARK = "%PDF 机密★".encode()


def empty_home(root: Path) -> Home:
    """Return a home whose folders are there and empty."""
    home = Home(root)
    for folder in (home.inbox, home.originals, home.set_aside, home.binders, home.temporary):
        folder.mkdir(parents=True)
    return home


def sniff(path: Path) -> str:
    """Tell zip and PDF from the rest."""
    with path.open("rb") as stream:
        head = stream.read(4)
    return {b"PK\x03\x04": "application/zip", b"PK\x05\x06": "application/zip", b"%PDF": "application/pdf"}.get(
        head, "application/octet-stream"
    )


def no_pause(_seconds: float) -> None:
    """Let no time pass."""


SETTINGS = IntakeSettings(sniff=sniff, settle_seconds=2.0, pause=no_pause)


def sha256(content: bytes) -> str:
    """Return the hash by which an original is held."""
    return hashlib.sha256(content).hexdigest()


def a_zip(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, with the folders they need."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if stat.S_ISREG(path.lstat().st_mode)
    }


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Takes files in for a test and tells what the archive holds."""

    home: Home
    engine: Engine
    settings: IntakeSettings = field(default_factory=lambda: SETTINGS)

    def but(self, **settings: object) -> "Counter":
        """Return a counter that works by other settings."""
        return replace(self, settings=replace(self.settings, **settings))  # type: ignore[arg-type]

    def run(self) -> Intake:
        """Take the inbox in."""
        return taking.take_inbox(self.home, self.engine, settings=self.settings, who=CLERK, now=NOON)

    def add(self, *paths: Path) -> Intake:
        """Take in files from elsewhere."""
        return taking.take_paths(self.home, self.engine, paths, settings=self.settings, who=CLERK, now=NOON)

    def put_aside(self, record_id: str, *findings: Finding, step: Callable[[str], object] = lambda _: None) -> str:
        """Set a record aside, and return where its file lies."""
        return self.put_all_aside(record_id, *findings, step=step)[0].kept_as

    def put_all_aside(
        self, record_id: str, *findings: Finding, step: Callable[[str], object] = lambda _: None
    ) -> tuple[Refused, ...]:
        """Set a record aside, and return all that went."""
        return set_aside.put(
            self.home, self.engine, record_id, findings or (UNREADABLE,), at=NOON, who=CLERK, step=step
        )

    def retry(self, *names: str) -> Intake:
        """Take up again."""
        return retrying.retry(self.home, self.engine, names, settings=self.settings, who=CLERK, now=NOON)

    def stop_secrets(self, step: Callable[[str], object] = lambda _: None) -> tuple[Refused, ...]:
        """Set aside what bears a secrecy mark, as reading does; here, that is what says so in its first line."""
        live = (row for row in self.rows() if row.kept_as is None)
        secret = [row.id for row in live if originals.path(self.home, row.sha256).read_bytes().startswith(MARK)]
        return tuple(file for number in secret for file in self.put_all_aside(number, SECRET, step=step))

    def rows(self) -> tuple[RecordRow, ...]:
        """Return the records."""
        with reading(self.engine) as tx:
            return records.all_rows(tx)

    def held(self) -> dict[str, bytes]:
        """Return the live records' bytes by source name, each read from the originals."""
        return {
            row.source_name: originals.path(self.home, row.sha256).read_bytes()
            for row in self.rows()
            if row.kept_as is None
        }

    def describe(self, record_id: str) -> None:
        """Carry a record on as the stages after intake do."""
        with transaction(self.engine) as tx:
            records.mark_read(tx, record_id, page_count=1)
            records.mark_described(tx, record_id, page_count=1, recipe="r")


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]
