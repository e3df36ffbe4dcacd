"""Readable, clean names for files whose names on disk may hold anything a file system allows.

The name that is shown and kept in the ledger is made here; a file is always opened by its real path, never by this
name.
"""

import os
import re
import unicodedata
from pathlib import PurePath

LONGEST_PART = 400
"""Bytes of UTF-8. Names on disk fit, even in 255 bytes of GBK; only names out of zip archives can be longer."""

UNNAMED = "未命名"
_CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]')
_DEVICE_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[^.\s]{1,15}$")


def decode(name: bytes) -> str:
    """Return a file name's bytes as text: UTF-8, else GB18030 as old Chinese systems wrote it, else with marks."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")


def clean(part: str) -> str:
    """Return one folder or file name in NFC, without control, direction-changing and invisible characters."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", part))
    text = _CONTROL.sub(" ", text).replace("/", "_")
    if text.strip() in {"", ".", ".."}:
        return UNNAMED
    return shorten(text, limit=LONGEST_PART)


def of(relative: PurePath) -> str:
    """Return the source name of a path below the inbox: clean parts with `/` between them."""
    return "/".join(clean(decode(os.fsencode(part))) for part in relative.parts)


def shorten(name: str, *, limit: int) -> str:
    """Return the name in at most `limit` bytes of UTF-8, cut before its suffix and marked with `…`."""
    if len(name.encode()) <= limit:
        return name
    stem, suffix = split(name)
    room = limit - len(f"…{suffix}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore')}…{suffix}"


def split(name: str) -> tuple[str, str]:
    """Return a file name's stem and suffix (with its dot, or empty)."""
    found = _SUFFIX.search(name)
    return (name[: found.start()], found.group()) if found and found.start() else (name, "")


def numbered(name: str, number: int) -> str:
    """Return `name` for 1, and `name (2)` with the suffix kept at the end for 2, and so on."""
    stem, suffix = split(name)
    return name if number == 1 else f"{stem} ({number}){suffix}"


def on_disk(part: str, *, limit: int) -> str:
    """Return a clean part as a name that Linux and Windows can both hold, in at most `limit` bytes of UTF-8."""
    name = _NOT_ON_WINDOWS.sub("_", part).rstrip(". ") or UNNAMED
    if _DEVICE_ON_WINDOWS.match(name):
        name = f"_{name}"
    return shorten(name, limit=limit)
