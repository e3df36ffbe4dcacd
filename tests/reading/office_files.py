"""Office files of old and other kinds, made by LibreOffice itself, and a stand-in for it that does as it is told."""

import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from ocr.office import converting, program
from ocr.office.converting import Made, Wanted

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a script")


def soffice() -> str:
    """Return where LibreOffice is; skip the test where it is not, or not whole."""
    found = program.find_soffice()
    if not found or program.missing_parts(found):
        pytest.skip("needs LibreOffice with writer, calc and impress")
    return found


def letter(path: Path, *paragraphs: str) -> Path:
    """Write a Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def table(path: Path, *rows: Sequence[object]) -> Path:
    """Write an Excel file with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def slides(path: Path, *texts: str) -> Path:
    """Write an OpenDocument presentation with a page for each text."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    pages = "".join(
        f'<draw:page draw:name="p{at}"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="3cm">'
        f"<draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame></draw:page>"
        for at, text in enumerate(texts)
    )
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:draw="{space}:drawing:1.0" '
        f'xmlns:text="{space}:text:1.0" xmlns:svg="{space}:svg-compatible:1.0" office:version="1.2">'
        f"<office:body><office:presentation>{pages}</office:presentation></office:body></office:document-content>"
    )
    return opendocument(path, "presentation", content)


def opendocument(path: Path, kind: str, content: str) -> Path:
    """Write an OpenDocument file of a kind with this content."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    entry = 'manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"'
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = f"<{entry.format('/', media_type)}/><{entry.format('content.xml', 'text/xml')}/>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}">{listed}</manifest:manifest>'
        )
    return path


def saved_as(paths: Sequence[Path], to: str, work: Path) -> list[Path]:
    """Return copies of files that LibreOffice saved as another kind, beside them and in their order."""
    wanted = [Wanted(key=str(path), path=path, suffix=path.suffix.removeprefix(".")) for path in paths]
    for done in converting.convert(soffice(), wanted, to, seconds=120, work=work):
        assert isinstance(done, Made)
        Path(done.key).with_suffix(f".{to}").write_bytes(done.path.read_bytes())
    return [path.with_suffix(f".{to}") for path in paths]


STAND_IN = """#!{python}
import os, pathlib, subprocess, sys, time, urllib.parse
arguments = sys.argv[1:]
if arguments == ["--version"]:
    print("StandInOffice 1.0")
    sys.exit()
installation = next(one for one in arguments if one.startswith("-env:"))
profile = pathlib.Path(urllib.parse.unquote(installation[len("-env:UserInstallation=file://"):]))
settings = (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
to = arguments[arguments.index("--convert-to") + 1]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
files = [pathlib.Path(one) for one in arguments[arguments.index("--outdir") + 2:]]
assert os.environ["TMPDIR"].startswith(str(out.parent))
with pathlib.Path(sys.argv[0]).with_name("log").open("a") as log:
    log.write(str(len(files)) + "\\n")
for file in files:
    said = file.read_text(encoding="utf-8")
{act}
    (out / (file.stem + "." + to)).write_text("made of " + said, encoding="utf-8")
"""


def stand_in(folder: Path, act: str = "pass") -> str:
    """Write a program that takes LibreOffice's arguments, does `act` with each file, and writes what it made."""
    path = folder / "soffice"
    lines = "\n".join(f"    {line}" for line in act.strip().split("\n"))
    path.write_text(STAND_IN.format(python=sys.executable, act=lines), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def batches(folder: Path) -> list[int]:
    """Return how many files the stand-in was given each time."""
    return [int(line) for line in (folder / "log").read_text(encoding="utf-8").split()]
