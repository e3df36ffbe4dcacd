"""What an intake says when it is done: which files came in, which were held already, which wait, which were refused."""

from collections import Counter
from dataclasses import dataclass, field

from archiver.intake.inbox import Ignored, tally
from ocr.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that is a record now, and whose bytes are held."""

    record_id: str
    source_name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A file whose bytes the record `record_id` holds already."""

    record_id: str
    source_name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was set aside under the name `kept_as`, and why."""

    record_id: str
    name: str
    kept_as: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The outcome of one intake.

    `waiting` names files that are still being written. `findings` are about files that stayed where they were, and
    about what else a clerk should see; those of refused files stand with them.
    """

    received: tuple[Taken, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    waiting: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    ignored: Ignored = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tally:
    """An intake in the making."""

    received: list[Taken] = field(default_factory=list[Taken])
    duplicates: list[Duplicate] = field(default_factory=list[Duplicate])
    waiting: list[str] = field(default_factory=list[str])
    refused: list[Refused] = field(default_factory=list[Refused])
    ignored: Counter[str] = field(default_factory=Counter[str])
    findings: list[Finding] = field(default_factory=list[Finding])

    def ignore(self, ignored: Ignored) -> None:
        """Add counts of ignored files."""
        self.ignored.update(dict(ignored))

    def done(self) -> Intake:
        """Return what has been gathered as a value."""
        return Intake(
            received=tuple(self.received),
            duplicates=tuple(self.duplicates),
            waiting=tuple(self.waiting),
            refused=tuple(self.refused),
            ignored=tally(self.ignored),
            findings=tuple(self.findings),
        )
