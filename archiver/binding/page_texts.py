"""The text that the pages of a prepared PDF hold, and whether it is the text that was read. Pure but for `shown`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped]

from archiver.binding.layer_text import squeezed
from archiver.binding.reading_back import FinishedFile
from ocr.glyphs import as_printed
from ocr.page import Page, Source

_ENOUGH: Final = 0.8
"""Share of the different characters read as stored text that the page must hold. Two pages of laws taken by chance
share 0.44 of them, at most 0.76 among 3,000 pairs; what is printed twice may be read once, and the other way round."""

_FEW: Final = 20
"""Different characters; fewer say nothing of a page."""


def shown(path: Path) -> tuple[str, ...]:
    """Return all characters of each page of a PDF, seen or not, without spaces; none where it cannot be opened."""
    try:
        finished = FinishedFile(path)
    except pypdfium2.PdfiumError:
        return ()
    try:
        return tuple(finished.text(number) for number in range(1, finished.page_count + 1))
    finally:
        finished.close()


def unlike(pages: Sequence[Page], texts: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the pages whose stored text, as it was read, is not on the page of these characters."""
    for page in pages:
        # What was seen in a picture on the page is no text that it stores.
        stored = [line.text for line in page.lines if line.confidence == 1.0]
        read = set(_plain("".join(stored)))
        if page.source is Source.TEXT_LAYER and page.number <= len(texts) and len(read) >= _FEW:
            found = read & set(_plain(texts[page.number - 1]))
            if len(found) < _ENOUGH * len(read):
                yield page.number


def _plain(text: str) -> str:
    return "".join(map(as_printed, squeezed(text)))
