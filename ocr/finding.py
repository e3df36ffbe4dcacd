"""A finding: something a clerk should see, as a value that is stored and shown and never raised.

Every package keeps its own table of kinds in a module `findings.py`; a code is never used twice. Codes of
reading begin with R, describing D, filing F, standards S, intake I, binding B, index X, checks K.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding asks of the clerk: nothing, a look, or an action before the file counts."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation about a file, a page (counted from 1) or a record, with its message in Chinese."""

    code: str
    severity: Severity
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of a message table: the code, how grave it is, and a message with named blanks."""

    code: str
    severity: Severity
    template: str

    def at(self, page: int | None = None, /, **details: object) -> Finding:
        """Return the finding of this kind with the blanks of its message filled from `details`."""
        return Finding(code=self.code, severity=self.severity, message=self.template.format(**details), page=page)
