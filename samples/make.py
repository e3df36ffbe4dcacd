"""Makes every file under samples/inbox, samples/truth.json and the table in samples/README.md from samples/texts.

    python samples/make.py              all of them
    python samples/make.py 慰问 计划     only those whose path holds one of the words

The same texts give the same files: every chance is drawn from a generator seeded with the file's own path.
"""

import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import answers
import media
import numpy as np
import papers
import photographs
import scanning
import seals
import typesetting
import words
from papers import Paper
from PIL import Image

HERE = Path(__file__).parent
INBOX = HERE / "inbox"


def main(wanted: Sequence[str]) -> None:
    """Make the wanted files (all when none is named) and, when all were made, the answers beside them."""
    every = papers.load()
    chosen = [paper for paper in every if not wanted or any(word in paper.path for word in wanted)]
    made = {paper.path: made_file(paper) for paper in chosen if paper.medium != "copy"}
    for paper in chosen:
        if paper.medium == "copy":
            made[paper.path] = made[paper.options["of"]]
    for path, content in packed(made).items():
        target = INBOX / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(f"{len(content) / 1024:8.0f} KB  {path}")
    if not wanted:
        answers.write(every, HERE)
        print(f"{sum(file.stat().st_size for file in INBOX.rglob('*') if file.is_file()) / 1e6:.1f} MB in all")


def packed(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files as they lie in the inbox: those whose path leads through a `.zip` are packed into it."""
    loose = {path: content for path, content in made.items() if ".zip/" not in path}
    packs: dict[str, dict[str, bytes]] = {}
    for path in sorted(set(made) - set(loose)):
        pack, _, member = path.partition(".zip/")
        packs.setdefault(pack + ".zip", {})[member] = made[path]
    return loose | {pack: words.zipped(members) for pack, members in packs.items()}


def made_file(paper: Paper) -> bytes:
    """Return the bytes of one sample."""
    content = MEDIA[paper.medium](paper)
    kept = float(paper.options.get("keep", 1.0))
    return content if kept == 1.0 else content[: int(len(content) * kept)]


def scanned(paper: Paper) -> list[Image.Image]:
    """Return the paper's pages as its look takes them down."""
    look = scanning.LOOKS[paper.look]
    rng = np.random.default_rng(zlib.crc32(paper.path.encode()))
    values, files = printed(paper)
    return [scanning.scan(sheet, look, rng) for sheet in typesetting.pictures(values, files, look.dpi)]


def printed(paper: Paper) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the layout needs: the paper's values, and the seals and photographs it names as files."""
    files = {f"seal{place}.png": seals.draw(name) for place, name in enumerate(paper.values["seals"])}
    values = dict(paper.values) | {"seals": list(files)}
    for name, spec in paper.scenes.items():
        files[f"{name}.jpg"] = media.jpeg(photographs.draw(spec), 200, quality=85)
    return values, files


def _one_page(paper: Paper) -> Image.Image:
    pages = scanned(paper)
    if len(pages) != 1:
        raise ValueError(f"{paper.path} has {len(pages)} pages; a {paper.medium} holds one")
    return pages[0]


def _jpeg(paper: Paper) -> bytes:
    options = paper.options
    return media.jpeg(
        _one_page(paper), _dpi(paper), taken=options.get("taken", ""), turned=options.get("turned", False)
    )


def _photograph(paper: Paper) -> bytes:
    """Return a photograph straight from the camera: no sheet, no caption but what its banner says."""
    (spec,) = paper.scenes.values()
    return media.jpeg(photographs.draw(spec), 72, quality=82, taken=paper.options.get("taken", ""))


def _screenshot(paper: Paper) -> bytes:
    values, files = printed(paper)
    return media.png(typesetting.pictures(values, files, 110)[0].quantize(128), 96)


def _mixed_pdf(paper: Paper) -> bytes:
    """Return a PDF whose pages named in `options.scanned` (from 1) are scans and whose others keep their text."""
    values, files = printed(paper)
    pages = scanned(paper)
    scans = media.scanned_pdf(pages, _dpi(paper))
    text = typesetting.pdf(values, files)
    taken_down = set(paper.options["scanned"])
    return media.joined_pdf([(scans if number + 1 in taken_down else text, [number]) for number in range(len(pages))])


def _dpi(paper: Paper) -> int:
    return scanning.LOOKS[paper.look].dpi


MEDIA: dict[str, Callable[[Paper], bytes]] = {
    "jpeg": _jpeg,
    "photo": _photograph,
    "screenshot": _screenshot,
    "png": lambda paper: media.png(_one_page(paper), _dpi(paper)),
    "bmp": lambda paper: media.bmp(_one_page(paper), _dpi(paper)),
    "webp": lambda paper: media.webp(_one_page(paper), _dpi(paper)),
    "tiff": lambda paper: media.tiff(scanned(paper), _dpi(paper)),
    "scan_pdf": lambda paper: media.scanned_pdf(scanned(paper), _dpi(paper)),
    "text_pdf": lambda paper: typesetting.pdf(*printed(paper)),
    "mixed_pdf": _mixed_pdf,
    "docx": lambda paper: words.docx(*printed(paper)),
}

if __name__ == "__main__":
    main(sys.argv[1:])
