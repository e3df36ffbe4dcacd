"""Which reader writes the pages of a file that has none; the last file's pages are kept.

Reading asks for a file's pages a few at a time, binding for all of them.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from ocr.kinds import EML, HTML, MSG, TEXT, XLSX
from ocr.terms import Limits
from ocr.written import Written


def _plain(path: Path, limits: Limits) -> Written:
    from ocr import plain  # noqa: PLC0415 - each reader brings libraries of its own

    return plain.told(path, limits)


def _sheets(path: Path, limits: Limits) -> Written:
    from ocr.sheets import document  # noqa: PLC0415 - the same

    return document.told(path, limits)


def _web_page(path: Path, limits: Limits) -> Written:
    from ocr import web_page  # noqa: PLC0415 - the same

    return web_page.told(path, limits)


def _mail(kind: str) -> Callable[[Path, Limits], Written]:
    def told(path: Path, limits: Limits) -> Written:
        from ocr.mail import document  # noqa: PLC0415 - the same

        return document.told(path, kind, limits)

    return told


_READERS: Final[Mapping[str, Callable[[Path, Limits], Written]]] = {
    TEXT: _plain,
    XLSX: _sheets,
    EML: _mail(EML),
    MSG: _mail(MSG),
    HTML: _web_page,
}

WRITTEN: Final = frozenset(_READERS)
"""The media types of files whose pages are made here."""


def written(path: Path, kind: str, limits: Limits) -> Written:
    """Return a file of one of these kinds by pages. Unreadable when it is damaged or over the limits."""
    state = path.stat()
    return _written_once(path, (state.st_size, state.st_mtime_ns), kind, limits)


@lru_cache(maxsize=1)
def _written_once(path: Path, state: tuple[int, int], kind: str, limits: Limits) -> Written:  # noqa: ARG001 - a changed file is another
    return _READERS[kind](path, limits)
