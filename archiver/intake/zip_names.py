"""The names of the members of a zip archive, as they were meant.

A zip says of a name only "UTF-8" or nothing (flag bit 11, APPNOTE 4.4.4). Chinese Windows writes GBK and says
nothing; macOS writes UTF-8 and says nothing; some programs add the name in UTF-8 as an extra field (APPNOTE 4.6.9).
"""

import struct
import zlib
from collections.abc import Sequence
from zipfile import ZipInfo

LONGEST = 1000
"""Characters of a whole name, folders included."""

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075


def names(members: Sequence[ZipInfo]) -> tuple[str, ...]:
    """Return the name of every member, with `/` between folders; one encoding is found for the whole archive."""
    unsaid = [_raw(member) for member in members if not member.flag_bits & _UTF8_FLAG]
    encoding = _encoding(unsaid)
    return tuple(_name(member, encoding) for member in members)


def fault(name: str) -> str | None:
    """Return what is wrong with a name that must not be followed into folders, in Chinese, or None."""
    if len(name) > LONGEST:
        return f"{len(name)} 个字符，上限 {LONGEST}"
    if name.startswith("/") or name[1:2] == ":":
        return "写的是绝对路径"
    if ".." in name.split("/"):
        return "路径里有“..”"
    return None


def _encoding(names: Sequence[bytes]) -> str:
    for encoding in ("utf-8", "gb18030"):
        if all(_fits(name, encoding) for name in names):
            return encoding
    return "cp437"


def _fits(name: bytes, encoding: str) -> bool:
    try:
        name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _name(member: ZipInfo, encoding: str) -> str:
    if member.flag_bits & _UTF8_FLAG:
        name = member.orig_filename
    else:
        raw = _raw(member)
        name = _unicode_path(member.extra, raw) or raw.decode(encoding)
    name = name.split("\0")[0]
    return name if "/" in name else name.replace("\\", "/")


def _raw(member: ZipInfo) -> bytes:
    """Return the bytes of a name that zipfile took for code page 437, for want of a flag."""
    return member.orig_filename.encode("cp437")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name that the Unicode Path field carries, when it belongs to this name and not to an older one."""
    while len(extra) >= 4:  # noqa: PLR2004 - two 16-bit numbers before each field
        kind, length = struct.unpack_from("<HH", extra)
        data, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and data[:1] == b"\x01" and data[1:5] == struct.pack("<I", zlib.crc32(raw)):
            try:
                return data[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None
