"""Tells how much of a Word file's text did not reach the pages that were set from it.

pandoc passes over headers, footers and some text boxes; what it leaves out must not be lost unsaid.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final
from xml.etree import ElementTree as ET

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN: Final = frozenset({_FALLBACK, f"{_WORD}moveFrom"})
_PARTS: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_LONGEST: Final = 20_000_000
"""Bytes of one part that are looked at; a larger one is no letter."""


def missing_characters(path: Path, typeset: str) -> int:
    """Return how many of the file's characters do not stand in the typeset source; 0 where the file hides them.

    Counts what is not ASCII: digits and Latin letters stand in markup too, and a footer's page number is no text.
    """
    held: Counter[str] = Counter()
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith(_PARTS) and name.endswith(".xml") and archive.getinfo(name).file_size <= _LONGEST:
                    with archive.open(name) as part:
                        held.update(_letters("".join(_texts(part))))
    except (zipfile.BadZipFile, ET.ParseError, OSError, ValueError, KeyError, NotImplementedError):
        return 0  # whoever converts the file says what is wrong with it
    return (held - Counter(_letters(typeset))).total()


def _texts(part: IO[bytes]) -> Iterator[str]:
    hidden = 0
    for event, element in ET.iterparse(part, events=("start", "end")):  # noqa: S314 - the same
        if element.tag in _NOT_SHOWN:
            hidden += 1 if event == "start" else -1
        elif event == "end" and not hidden and element.tag == f"{_WORD}t":
            yield element.text or ""


def _letters(text: str) -> Iterator[str]:
    return (char for char in text if not char.isascii() and char.isalpha())
