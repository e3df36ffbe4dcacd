"""Lets pypdf keep names as the bytes that they are (PDF 32000-1, 7.3.5).

It reads a name as UTF-8, GBK or Latin-1, whichever fits first, and writes it as UTF-8. Fonts of Chinese programs are
called 宋体 in GBK, and readers know by those bytes which characters the codes of a font without ToUnicode stand for: a
page whose font was renamed on the way shows other characters, or none.
"""

from typing import Any, Final

from pypdf.generic import NameObject

_PLAIN: Final = frozenset(range(0x21, 0x7F)) - frozenset(b"#()<>[]{}/%")


def keep() -> None:
    """Have pypdf read and write names byte for byte, in this process and from now on."""
    # Latin-1 gives every byte the character of its number. pypdf offers this choice, but none for writing.
    names: Any = NameObject
    names.CHARSETS = ("latin1",)
    names.renumber = _written


def _written(name: NameObject) -> bytes:
    """Return a name as it stands in a file; one that we made ourselves may hold any character."""
    try:
        content = name[1:].encode("latin1")
    except UnicodeEncodeError:
        content = name[1:].encode()
    return b"/" + b"".join(bytes([byte]) if byte in _PLAIN else b"#%02X" % byte for byte in content)
