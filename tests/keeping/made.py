"""Values that the tests of the ledger are made from."""

import hashlib
from datetime import datetime, timedelta, timezone

from archiver.ledger.originals import Arrival
from ocr.finding import Finding, Severity
from ocr.page import Line, Page, Source

MOMENT = datetime(2023, 8, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
CLERK = "王芳"


def sha256(content: str) -> str:
    """Return the hash of some bytes."""
    return hashlib.sha256(content.encode()).hexdigest()


def arrival(content: str, name: str = "2023/慰问/八一.jpg", *, container: str | None = None) -> Arrival:
    """Return the arrival of a file with this content."""
    return Arrival(
        sha256=sha256(content),
        size=len(content),
        media_type="image/jpeg",
        source_name=name,
        received_at=MOMENT,
        container=container,
    )


def page(number: int, text: str = "关于走访慰问的通知") -> Page:
    """Return a page of one line."""
    return Page(number=number, width=595.0, height=842.0, source=Source.OCR, lines=(Line(text=text),))


def finding(code: str = "R001", page_number: int | None = None) -> Finding:
    """Return a finding."""
    return Finding(code=code, severity=Severity.WARNING, message=f"{code} 的说明", page=page_number)
