"""Carries the alignment of a Word file's paragraphs past pandoc, which forgets it.

So a title stays in the middle and a signature at the right. A mark is put before the text of such a paragraph in a
copy of the file; after pandoc the mark becomes typst's alignment.
"""

import re
import zipfile
from pathlib import Path
from typing import Final

_MARKS: Final = {"center": "\uf8c1", "right": "\uf8c2", "end": "\uf8c2"}
"""Characters of the private use area, which no document's text is printed with."""

_ALIGNED: Final = {"\uf8c1": "center", "\uf8c2": "right"}
_BODY: Final = "word/document.xml"
_LONGEST: Final = 20_000_000
"""Bytes; a longer text keeps to the left."""

_PARAGRAPH: Final = re.compile(
    r'<w:pPr>(?:(?!</?w:pPr).)*<w:jc w:val="(center|right|end)"\s*/>(?:(?!</?w:pPr).)*</w:pPr>(?=\s*<w:)', re.DOTALL
)
_MARKED: Final = re.compile(r"(?:(?<=\n\n)|\A)([\uf8c1\uf8c2])(.+?)(?=\n\n|\n*\Z)", re.DOTALL)


def mark(path: Path, copy: Path) -> None:
    """Write a copy of a .docx in which centred and right-aligned paragraphs are marked; BadZipFile if it is none."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == _BODY and len(data) <= _LONGEST:
                data = _PARAGRAPH.sub(_with_mark, data.decode("utf-8")).encode("utf-8")
            new.writestr(entry.filename, data)


def align(source: str) -> str:
    """Return pandoc's typst source with the marked paragraphs aligned, and every mark gone.

    Paragraphs in lists, tables and headings keep the place that these give them.
    """
    body = _MARKED.sub(lambda found: f"#aligned({_ALIGNED[found[1]]})[{found[2]}]", source)
    return re.sub("[\uf8c1\uf8c2]", "", body)


def _with_mark(found: re.Match[str]) -> str:
    return f'{found[0]}<w:r><w:t xml:space="preserve">{_MARKS[found[1]]}</w:t></w:r>'
