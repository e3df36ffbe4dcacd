"""What the operator must hear: raised anywhere, turned into an exit code or an HTTP status in one place a door."""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line; docs/commands/README.md lists them for the clerk."""

    DONE = 0
    BUG = 1
    USAGE = 2
    SET_ASIDE = 3
    REFUSED = 4
    MISSING_PART = 5
    LOCKED = 6


class ArchiverError(Exception):
    """A refusal with a message in Chinese that says what, which one and what to do next."""

    exit_code: ClassVar[ExitCode] = ExitCode.REFUSED


class UsageError(ArchiverError):
    """The command was called with words it does not take."""

    exit_code = ExitCode.USAGE


class MissingPartError(ArchiverError):
    """A part the command needs (weights, fonts, an office converter) is not on this machine."""

    exit_code = ExitCode.MISSING_PART


class LockedError(ArchiverError):
    """Another process holds the archive."""

    exit_code = ExitCode.LOCKED
