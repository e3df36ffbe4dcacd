"""Office files without the time of their making: the same contents give the same bytes."""

import io
import re
import zipfile
from datetime import date
from typing import Final

_NO_DAY: Final = date(2000, 1, 1)
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def without_clock(content: bytes, made: date | None) -> bytes:
    """Return the .xlsx or .docx with `made` for every time that its writer took from the clock."""
    day = made or _NO_DAY
    time = f"{day:%Y-%m-%d}T00:00:00Z".encode()
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + time, data)
            fixed = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, data)
    return stored.getvalue()
