"""Whether an office file asks for a password: told from its own marks, so that LibreOffice is never asked to guess."""

import struct
import zipfile
from pathlib import Path
from typing import Any, Final

import olefile  # type: ignore[import-untyped]

from ocr.kinds import DOC, ODP, ODS, ODT, PPT, XLS

_ENCRYPTED: Final = 0x0100
"""In the flags of a Word file's information block ([MS-DOC] 2.5.1, fEncrypted)."""

_FILE_PASS: Final = 0x002F
"""The record that begins what is encrypted of a workbook ([MS-XLS] 2.4.117)."""

_RECORDS: Final = 64
_MANIFEST: Final = "META-INF/manifest.xml"
_LONGEST: Final = 1024 * 1024


def is_locked(path: Path, kind: str) -> bool:
    """Return whether a file needs a password. A file too damaged to tell is left to whoever opens it."""
    try:
        if kind in {ODT, ODS, ODP}:
            with zipfile.ZipFile(path) as archive, archive.open(_MANIFEST) as manifest:
                return b"encryption-data" in manifest.read(_LONGEST)
        if kind in {DOC, XLS, PPT}:
            opened: Any = olefile.OleFileIO(str(path))
            try:
                return _ole(opened, kind)
            finally:
                opened.close()
    except Exception:  # noqa: BLE001 - damaged files are answered with any exception
        return False
    return False


def _ole(opened: Any, kind: str) -> bool:  # noqa: ANN401 - olefile has no types
    if kind == DOC:
        head: bytes = opened.openstream("WordDocument").read(12)
        return bool(struct.unpack_from("<H", head, 10)[0] & _ENCRYPTED)
    if kind == PPT:
        return bool(opened.exists("EncryptedSummary"))
    stream = opened.openstream("Workbook" if opened.exists("Workbook") else "Book")
    for _ in range(_RECORDS):
        record: bytes = stream.read(4)
        if len(record) < 4:  # noqa: PLR2004 - a record's head
            return False
        number, length = struct.unpack("<HH", record)
        if number == _FILE_PASS:
            return True
        stream.read(length)
    return False
