"""Sheets of paper from their text: hands a paper's values to typst and returns a PDF or pictures of its pages.

Only the two packaged fonts are used, so that every machine sets the same lines.
"""

import json
import shutil
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import typst
from PIL import Image

FONT_FOLDER = Path(pylopdf_fonts_zh_cn.__file__).parent
OutputFormat = Literal["pdf", "png"]
LAYOUT = Path(__file__).parent / "layouts" / "office.typ"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)])


def pdf(paper: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """Return the paper as a PDF with a text layer. `files` are the pictures it names."""
    return _compile(paper, files, "pdf", 72.0)[0]


def pictures(paper: Mapping[str, object], files: Mapping[str, bytes], dpi: int) -> list[Image.Image]:
    """Return a picture of every page."""
    pages = _compile(paper, files, "png", float(dpi))
    return [Image.open(BytesIO(page)).convert("RGB") for page in pages]


def _compile(paper: Mapping[str, object], files: Mapping[str, bytes], form: OutputFormat, dots: float) -> list[bytes]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(LAYOUT, root / "main.typ")
        (root / "paper.json").write_text(json.dumps(paper, ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            (root / name).write_bytes(content)
        # typst's stubs know neither `ppi` without `output` nor the list that several pictures come in.
        made: Any = typst.compile(
            root / "main.typ", root=root, font_paths=_fonts(), ignore_system_fonts=True, format=form, ppi=dots
        )
    return [made] if isinstance(made, bytes) else list(made)
