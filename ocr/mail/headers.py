"""The words of a message's header (RFC 5322, 2047, 2231), and bytes of text under the name of an encoding.

Chinese programs call GBK and GB18030 "gb2312", cut characters between two encoded words, and write raw bytes where
only ASCII may stand. All of it reads.
"""

import base64
import binascii
import codecs
import quopri
import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Final, cast
from urllib.parse import unquote_to_bytes

from ocr.encoding import decode

_WORD: Final = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN: Final = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
_CHINESE: Final = frozenset(
    {"gb2312", "gbk", "gb_2312-80", "gb18030", "x-gbk", "cp936", "ms936", "hz-gb-2312", "chinese"}
)
_UNSAID: Final = frozenset({"", "us-ascii", "ascii", "8bit", "unknown-8bit", "x-unknown", "default", "utf-8", "utf8"})
_WESTERN: Final = ("iso-8859-1", "iso8859-1", "latin", "windows-125", "cp125")
_LONGEST: Final = 20_000


def text_of(content: bytes, charset: str) -> tuple[str, bool]:
    """Return bytes as text, and whether it is certain: by the name of the encoding if that fits, else found out."""
    name = charset.strip().strip("\"'").casefold()
    wanted = "gb18030" if name in _CHINESE else "utf-8" if name in _UNSAID else name
    # These decode anything, and are what programs write that do not know better.
    other = decode(content) if wanted.startswith(_WESTERN) else None
    if other is not None:
        return other.text, True
    try:
        return content.decode(wanted), True
    except (UnicodeDecodeError, LookupError, ValueError):
        found = decode(content)
    if found is not None:
        return found.text, True
    fallback = wanted if _exists(wanted) else "utf-8"
    return content.decode(fallback, "replace"), False


def _exists(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def words(value: object) -> str:
    """Return a header's value as a reader sees it, on one line."""
    raw = str(value or "")[:_LONGEST].replace("\r", "").replace("\n", "")
    joined = _BETWEEN.sub(r"\1\2", raw)
    pieces: list[str] = []
    at, waiting, charset = 0, b"", ""
    for word in _WORD.finditer(joined):
        if word.start() != at or word[1].casefold() != charset:
            pieces.append(text_of(waiting, charset)[0])
            waiting, charset = b"", word[1].casefold()
        pieces.append(_raw(joined[at : word.start()]))
        waiting += _content(word[2], word[3])
        at = word.end()
    pieces += [text_of(waiting, charset)[0], _raw(joined[at:])]
    return " ".join("".join(pieces).split())


def _content(way: str, stored: str) -> bytes:
    """Return the bytes of an encoded word; none for one that is damaged."""
    plain = stored.encode("ascii", "ignore")
    try:
        if way in "bB":
            return base64.b64decode(plain + b"=" * (-len(plain) % 4))
        return quopri.decodestring(plain, header=True)
    except (binascii.Error, ValueError):
        return b""


def _raw(text: str) -> str:
    """Return text between encoded words; bytes that no header may hold are read for what they are."""
    content = text.encode("utf-8", "surrogateescape")
    return text if text.isascii() else text_of(content, "")[0]


def parameter(value: object) -> str:
    """Return a parameter, such as a file's name: RFC 2231's triple, encoded words, or raw bytes."""
    if isinstance(value, tuple):
        charset, _, stored = (str(part or "") for part in cast("tuple[str | None, ...]", value))
        return text_of(stored.encode("latin-1", "replace"), charset)[0]
    text = str(value or "")
    if "%" in text and "=?" not in text and text.isascii():
        percent, certain = text_of(unquote_to_bytes(text), "")
        return percent if certain and not percent.isascii() else text
    return words(text)


def moment(value: object) -> str:
    """Return a date header in Chinese, with its own time and zone; as it stands where it is none."""
    text = words(value)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return text
    offset = at.utcoffset()
    zone = "" if offset is None or offset == timedelta(hours=8) else f"（{at:%z}）"
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}{zone}"
