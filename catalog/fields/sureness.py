"""How sure a field is, as a share: of the fields that are said to be 90 % sure, at least 90 % are right.

The modules of the fields weigh signs: where a value stands, how clean it is, how surely its characters were read. Those
strengths rank well and doubt much. `bench/knowing_fields.py` compares them with the truth on pages that went through
the engine: on its tuning seeds a field of strength s was wrong in 0.3 of (1 - s) of all cases, 0.5 at the upper end of
the 95 % interval. The upper end is taken, since pages unlike those err more.
"""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from catalog.record import Description, Seen

T = TypeVar("T", str, date)

_WRONG = 0.5
"""Share of the doubt in a strength that mistakes bear out, at most."""


def calibrated(described: Description) -> Description:
    """Return a description with its strengths made shares. Year, kind and secrecy were not measured and stay."""
    return replace(
        described,
        title=_one(described.title),
        doc_number=_one(described.doc_number),
        issuers=tuple(map(_seen, described.issuers)),
        issue_date=_one(described.issue_date),
        urgency=_one(described.urgency),
        addressee=_one(described.addressee),
        attachments=tuple(map(_seen, described.attachments)),
    )


def _one(seen: Seen[T] | None) -> Seen[T] | None:
    return None if seen is None else _seen(seen)


def _seen(seen: Seen[T]) -> Seen[T]:
    return replace(seen, confidence=round(1 - _WRONG * (1 - seen.confidence), 3))
