"""How far the characters of a searchable layer lie from those of the picture, measured on born-digital pages.

    python bench/searchable_places.py [--dpi N] FILE.pdf...

Each page is drawn as a scan, read by the engine and laid under its picture. Where PDFium then finds a character is
compared with where it finds the same one in the file the picture was drawn from, in widths of a full character.
"""

import argparse
import ctypes
import difflib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import pypdfium2
from pypdfium2 import raw

from archiver.binding import pictures, searchable
from ocr.documents import Limits, Recipe, inspect, read


@dataclass(frozen=True, slots=True)
class Seen:
    """A character with the middle of its box and the width of a full character, in points of the page."""

    text: str
    across: float
    down: float
    size: float


def main() -> None:
    """Print the errors of every file and of all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    every: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for file in options.files:
            found = [error for page in _laid(file, options.dpi, Path(folder)) for error in page]
            every.extend(found)
            print(f"{file.name:40} {_told(found)}")
    print(f"{'all':40} {_told(every)}")


def _told(errors: list[float]) -> str:
    if len(errors) < 20:
        return f"{len(errors)} characters"
    near = sum(error <= 0.5 for error in errors) / len(errors)
    cuts = quantiles(errors, n=100)
    return (
        f"{len(errors)} characters, within half a character {near:.2%}, "
        f"median {median(errors):.3f}, 95 % {cuts[94]:.3f}, 99 % {cuts[98]:.3f}, worst {max(errors):.2f}"
    )


def _laid(file: Path, dpi: int, folder: Path) -> list[list[float]]:
    document = pypdfium2.PdfDocument(file)
    return [_page(page, dpi, folder) for page in document]


def _page(page: pypdfium2.PdfPage, dpi: int, folder: Path) -> list[float]:
    scan, plain, target = folder / "scan.png", folder / "plain.pdf", folder / "laid.pdf"
    page.render(scale=dpi / 72).to_pil().save(scan, dpi=(dpi, dpi))
    pages = [one.page for one in read(scan, range(1, inspect(scan, Limits()).pages + 1), Recipe(), Limits())]
    pictures.write_pdf(scan, "image/png", plain, "")
    searchable.lay(plain, target, pages, "")
    laid = pypdfium2.PdfDocument(target)
    errors = _errors(_characters(page), _characters(laid[0]))
    laid.close()
    return errors


def _characters(page: pypdfium2.PdfPage) -> list[Seen]:
    text = page.get_textpage()
    box, found, size = raw.FS_RECTF(), list[Seen](), 12.0
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        if "\u4e00" <= character <= "\u9fff":  # as wide as the type is large
            size = max(box.right - box.left, 1.0)
        found.append(Seen(character, (box.left + box.right) / 2, (box.top + box.bottom) / 2, size))
    text.close()
    return found


def _errors(true: list[Seen], laid: list[Seen]) -> list[float]:
    """Return how far apart, along the line, the characters stand that both texts have in the same place."""
    matcher = difflib.SequenceMatcher(None, [one.text for one in true], [one.text for one in laid], autojunk=False)
    pairs = [(true[a + at], laid[b + at]) for a, b, length in matcher.get_matching_blocks() for at in range(length)]
    same_line = [(one, other) for one, other in pairs if abs(one.down - other.down) < one.size]
    return [abs(one.across - other.across) / one.size for one, other in same_line]


if __name__ == "__main__":
    main()
