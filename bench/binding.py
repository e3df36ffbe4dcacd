"""Pages bound per second, proof included, beside bare concatenation by qpdf of the same scans in the same run.

    python -m bench.binding [--pages 100 1000]

Every source is a one-page JPEG scan (A4, 200 dpi, grey, about 0.4 MB). Each program runs in a process of its own, so
that its peak memory is its own. qpdf (Debian package qpdf) is given one-page PDFs made before the clock starts.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np
from PIL import Image

from archiver.binding.binding import bind
from archiver.binding.values import BindingSettings, Source
from catalog.items import Chapter, EvidenceYear, Item, Standard
from catalog.plan import plan
from catalog.record import Description, Part, Record, State


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        what, folder = given.child
        print(json.dumps(_bind(Path(folder)) if what == "bind" else _concatenate(Path(folder))))
        return
    print(f"{'pages':>6} {'program':<22} {'seconds':>8} {'pages/s':>8} {'peak MB':>8}")
    for pages in given.pages:
        with tempfile.TemporaryDirectory() as folder:
            _make_scans(Path(folder), pages)
            for what in ("bind", *(["qpdf"] if shutil.which("qpdf") else [])):
                _report(pages, what, Path(folder))


def _report(pages: int, what: str, folder: Path) -> None:
    command = [sys.executable, "-m", "bench.binding", "--child", what, str(folder)]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    found = json.loads(done.stdout)
    seconds = found["seconds"]
    print(f"{pages:>6} {found['program']:<22} {seconds:>8.2f} {pages / seconds:>8.0f} {found['peak'] / 1024:>8.0f}")


def _make_scans(folder: Path, pages: int) -> None:
    """Write so many different scans, and each as a PDF of one page for qpdf."""
    import img2pdf  # noqa: PLC0415 - the measured children need none of it

    noise = np.random.default_rng(1)
    for number in range(pages):
        page = np.full((2339, 1654), 235, dtype=np.int16)
        for top in range(200, 2200, 48):
            page[top : top + 22, 160:1500] -= noise.integers(0, 190, (22, 1340), dtype=np.int16)
        page += noise.integers(-6, 6, page.shape, dtype=np.int16)
        scan = folder / f"{number:05d}.jpg"
        Image.fromarray(page.clip(0, 255).astype(np.uint8)).save(scan, quality=60, dpi=(200, 200))
        scan.with_suffix(".pdf").write_bytes(img2pdf.convert(scan.read_bytes()))


def _bind(folder: Path) -> dict[str, object]:

    day = datetime(2023, 1, 1, tzinfo=UTC)
    item = Item(number="12", title="走访慰问", text="", score=Decimal(2))
    standard = Standard(
        id="bench",
        title="考评标准",
        level="",
        edition="",
        full_score=Decimal(2),
        years=(EvidenceYear(name="2023", start=day.date(), end=day.date()),),
        vetoes=(),
        chapters=(Chapter(number="三", title="拥军工作", score=Decimal(2), items=(item,)),),
    )
    scans = sorted(folder.glob("*.jpg"))
    hashes = {scan: sha256(scan.read_bytes()).hexdigest() for scan in scans}
    records = [
        Record(
            id=f"R{number:06d}",
            sha256=hashes[scan],
            source_name=scan.name,
            media_type="image/jpeg",
            received_at=day,
            page_count=1,
            parts=(
                Part(
                    sha256=hashes[scan],
                    first_page=1,
                    last_page=1,
                    to_end=True,
                    source_name=scan.name,
                    media_type="image/jpeg",
                ),
            ),
            description=Description(),
            assignments=(),
            filed_items=("12",),
            state=State.FILED,
            findings=(),
        )
        for number, scan in enumerate(scans, start=1)
    ]
    begun = time.perf_counter()
    result = bind(
        plan(standard, records, volume_pages=0),
        standard,
        sources=lambda part: Source(path=folder / part.source_name, media_type=part.media_type),
        out=folder / "binders",
        settings=BindingSettings(),
        built_at=day,
    )
    seconds = time.perf_counter() - begun
    if result.failures:
        raise SystemExit(str(result.failures[0]))
    return {"program": "archiver bind", "seconds": seconds, "peak": _peak()}


def _concatenate(folder: Path) -> dict[str, object]:
    sources = [str(path) for path in sorted(folder.glob("*.pdf"))]
    begun = time.perf_counter()
    subprocess.run(["qpdf", "--empty", "--pages", *sources, "--", str(folder / "joined.pdf")], check=True)
    return {"program": "qpdf --empty --pages", "seconds": time.perf_counter() - begun, "peak": _peak(children=True)}


def _peak(*, children: bool = False) -> int:
    """Return the peak resident memory in kB of this process, or of the largest of those it started."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return started if children else max(own, started)


if __name__ == "__main__":
    main()
