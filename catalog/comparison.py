"""What was said of two records; a value apart from the weighing of them, which takes long to load."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was said of two records: which is kept of one paper that came in twice, None where they are two; by whom."""

    records: tuple[str, str]
    kept: str | None
    by: str
    at: datetime

    @property
    def copy(self) -> str | None:
        """The record that is not kept."""
        return next((one for one in self.records if one != self.kept), None) if self.kept else None
