"""What the text under scans costs: time, size and memory, beside the same files without it, in one run.

    python bench/searchable.py [--pages N]

A scanned page of the samples is made into files of N pages, each page with the text of a dense page under it. Each
way of making a PDF runs in a process of its own; processor seconds are counted, so that a busy machine changes
nothing. "plain" is the PDF that goes into binders without text, "layer" adds and reads back the text.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import img2pdf
from PIL import Image

from archiver.binding import pictures, portable, searchable
from ocr.page import Box, Line, Page, Source

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "inbox" / "06" / "督办通报.jpg"
COMMON = [chr(0x4E00 + 8 * place) for place in range(2500)]
LINES, CHARACTERS = 25, 26


def main() -> None:
    """Print a table: one row a kind of file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=600)
    count = parser.parse_args().pages
    print(f"{count} pages of {LINES * CHARACTERS} characters")
    print("| file | plain, pages/s | layer alone, pages/s | both | growth a page | peak MB, plain and layer |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, make in (("PDF of JPEG scans", _pdf), ("TIFF, G4", _tiff)):
            source = make(folder, count)
            plain, laid = folder / "plain.pdf", folder / "laid.pdf"
            first, second = _apart(_plain, source, plain), _apart(_layer, plain, laid, count)
            growth = (laid.stat().st_size - plain.stat().st_size) / count
            print(
                f"| {kind}, {source.stat().st_size / 1e6:.0f} MB | {count / first[0]:.0f} | "
                f"{count / second[0]:.0f} | {count / (first[0] + second[0]):.0f} | {growth:.0f} bytes | "
                f"{first[1]:.0f}, {second[1]:.0f} |"
            )


def _apart(work: Callable[..., None], *given: object) -> tuple[float, float]:
    """Return the processor seconds and peak memory in MB of some work, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work, *given).result()


def _measured(work: Callable[..., None], *given: object) -> tuple[float, float]:
    begun = time.process_time()
    work(*given)
    # What getrusage tells goes back to before the process began to be itself.
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return time.process_time() - begun, int(told.partition("VmHWM:")[2].split()[0]) / 1024


def _plain(source: Path, target: Path) -> None:
    if source.suffix == ".pdf":
        portable.write_pdf(source, target, source.name)
    else:
        pictures.write_pdf(source, "image/tiff", target, source.name)


def _layer(plain: Path, target: Path, count: int) -> None:
    pages = [_page(number) for number in range(1, count + 1)]
    if searchable.lay(plain, target, pages, plain.name):
        raise SystemExit("a page could not be laid")


def _page(number: int) -> Page:
    boxes = [Box(left=80, top=60 + 28 * place, right=500, bottom=76 + 28 * place) for place in range(LINES)]
    chosen = random.Random(number)  # noqa: S311 - text that does not compress well
    lines = [Line(text="".join(chosen.choices(COMMON, k=CHARACTERS)), box=box) for box in boxes]
    return Page(number=number, width=595.0, height=842.0, source=Source.OCR, lines=tuple(lines))


def _pdf(folder: Path, count: int) -> Path:
    """Write a PDF of scans, no two alike."""
    pages: list[bytes] = []
    with Image.open(SAMPLE) as image:
        grey = image.convert("L").resize((1654, 2339))
    for number in range(count):
        stored = BytesIO()
        grey.putpixel((number % 1000, number // 1000), 0)
        grey.save(stored, "JPEG", quality=75)
        pages.append(stored.getvalue())
    target = folder / "scans.pdf"
    target.write_bytes(img2pdf.convert(*pages, engine=img2pdf.Engine.internal))
    return target


def _tiff(folder: Path, count: int) -> Path:
    with Image.open(SAMPLE) as image:
        bilevel = image.convert("L").resize((1654, 2339)).point(lambda value: 255 * (value > 128)).convert("1")
    target = folder / "scans.tif"
    bilevel.save(target, save_all=True, append_images=[bilevel] * (count - 1), compression="group4", dpi=(200, 200))
    return target


if __name__ == "__main__":
    main()
