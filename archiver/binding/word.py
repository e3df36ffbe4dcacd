"""Word files become pages without LibreOffice: read by pandoc and set anew by typst.

pandoc runs as a process of its own with a time limit, and in its sandbox, so that no file can make it read another
one or ask the network.
"""

import io
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from archiver.binding import findings as kinds
from archiver.binding import word_alignment
from archiver.binding.refusals import CannotBind
from archiver.binding.typesetting import Typesetter, TypesettingError
from archiver.binding.word_text import missing_characters
from archiver.shipped import folder
from ocr.finding import Finding

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PANDOC_READS: Final = {
    DOCX: "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
}
"""Media types that can be set anew, with pandoc's names of them."""

_TYPST_READS: Final = {".png": ("PNG",), ".jpg": ("JPEG",), ".jpeg": ("JPEG",), ".gif": ("GIF",), ".webp": ("WEBP",)}
_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""What a .docx begins with when it is encrypted: its zip is wrapped in a file of the old kind."""

_MOST_MEDIA: Final = 500_000_000
"""Bytes of pictures inside one Word file; more is a bomb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A Word file to be converted: where it lies and where its PDF goes, its name for messages, its time limit."""

    path: Path
    media_type: str
    target: Path
    name: str
    seconds: float


def write_pdf(file: WordFile, setter: Typesetter) -> tuple[Finding, ...]:
    """Write the Word file as PDF; CannotBind when it cannot be set in its time."""
    with file.path.open("rb") as stream:
        if file.media_type == DOCX and stream.read(8) == _COMPOUND_FILE:
            raise CannotBind(kinds.PASSWORD.at(name=file.name))
    # The converter runs in a folder of its own, where a relative path means nothing.
    file = replace(file, path=file.path.absolute(), target=file.target.absolute())
    with tempfile.TemporaryDirectory(dir=file.target.parent, ignore_cleanup_errors=True) as folder_name:
        return _by_typst(file, Path(folder_name), setter)


def _by_typst(file: WordFile, work: Path, setter: Typesetter) -> tuple[Finding, ...]:
    _check_size(file)
    source = _read_by_pandoc(file, work)
    body, lost = setter.printable(source)
    left_out = _mend_pictures(work)
    landscape = file.media_type == DOCX and _is_landscape(file.path)
    (work / "body.typ").write_text(body, encoding="utf-8")
    try:
        content = setter.set_folder(work, "body.typ", {"landscape": landscape})
    except TypesettingError as error:
        reason = str(error).partition("\n")[0].removeprefix("error: ")[:80]
        raise CannotBind(kinds.NOT_CONVERTED.at(name=file.name, reason=reason)) from error
    file.target.write_bytes(content)
    remarks = [kinds.LAYOUT_RESET.at(name=file.name)]
    if lost:
        remarks.append(kinds.NO_GLYPH.at(name=file.name, characters=name_characters(lost)))
    missing = missing_characters(file.path, source) if file.media_type == DOCX else 0
    if missing:
        remarks.append(kinds.TEXT_LOST.at(name=file.name, count=missing))
    if left_out:
        formats = "、".join(sorted({suffix.removeprefix(".").upper() for suffix in left_out}))
        remarks.append(kinds.PICTURE_LEFT_OUT.at(name=file.name, count=len(left_out), formats=formats))
    return tuple(remarks)


def _read_by_pandoc(file: WordFile, work: Path) -> str:
    """Return the document as typst source; its pictures are left in `work`."""
    import pypandoc  # type: ignore[import-untyped]  # noqa: PLC0415 - only without LibreOffice

    pandoc = str(pypandoc.get_pandoc_path())  # pyright: ignore[reportUnknownMemberType] - it has no types
    template = work / "word.pandoc"
    template.write_bytes((folder("templates") / "word.pandoc").read_bytes())
    options = ["--from", PANDOC_READS[file.media_type], "--to", "typst", "--sandbox", "--extract-media", "."]
    given = _marked(file, work)
    run([pandoc, *options, "--template", str(template), "--output", "body.typ", str(given)], file, work)
    return word_alignment.align((work / "body.typ").read_text(encoding="utf-8"))


def _marked(file: WordFile, work: Path) -> Path:
    """Return a copy of a .docx in which aligned paragraphs are marked, or the file itself where that is impossible."""
    if file.media_type != DOCX:
        return file.path
    copy = work / "marked.docx"
    try:
        word_alignment.mark(file.path, copy)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError):
        return file.path  # damaged, locked or oddly packed: pandoc's own answer says more
    return copy


def run(command: list[str], file: WordFile, work: Path) -> None:
    """Run a converter in `work`; CannotBind when it fails or outlasts its time, and nothing of it lives on."""
    with (work / "messages").open("wb+") as messages:
        process = subprocess.Popen(  # noqa: S603 - the command is ours; the file is only its argument
            command,
            cwd=work,
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=messages,
            start_new_session=True,
        )
        try:
            code = process.wait(file.seconds)
        except subprocess.TimeoutExpired as error:
            raise CannotBind(kinds.TIME_OVER.at(name=file.name, seconds=round(file.seconds))) from error
        finally:
            _end(process)
        if code:
            messages.seek(0)
            said = messages.read(4000).decode("utf-8", "replace").splitlines()
            reason = " ".join(" ".join(said).split())[:80]
            raise CannotBind(kinds.NOT_CONVERTED.at(name=file.name, reason=reason or f"退出码 {code}"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the converter with every process that it started."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _check_size(file: WordFile) -> None:
    """Refuse a Word file that unfolds too far; pandoc would take all memory."""
    try:
        with zipfile.ZipFile(file.path) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return  # RTF, or damaged: pandoc's own answer says more
    if total > _MOST_MEDIA:
        raise CannotBind(kinds.NOT_CONVERTED.at(name=file.name, reason=f"解开后有 {total // 1_000_000} MB"))


def _mend_pictures(work: Path) -> list[str]:
    """Turn the document's pictures that typst cannot read into PNG; return the suffixes of those nobody can.

    These are replaced by an empty picture, so that their place stays.
    """
    left_out: list[str] = []
    for path in sorted(path for path in work.rglob("*") if path.is_file() and path.parent != work):
        if not _is_readable(path):
            content = _as_png(path)
            if content is None:
                left_out.append(path.suffix.lower())
            path.write_bytes(content or _BLANK)
    return left_out


def _is_readable(path: Path) -> bool:
    """Return whether typst can decode the picture: by its content, since the suffix may lie."""
    from PIL import Image  # noqa: PLC0415 - beside pandoc only

    if path.suffix.lower() == ".svg":
        return True
    try:
        with Image.open(path) as image:
            image.load()
            return image.format in _TYPST_READS.get(path.suffix.lower(), ())
    except Exception:  # noqa: BLE001 - Pillow answers pictures it cannot read with any exception
        return False


def _as_png(path: Path) -> bytes | None:
    """Return the picture as PNG, or None where Pillow cannot read it."""
    from PIL import Image  # noqa: PLC0415 - beside pandoc only

    try:
        with Image.open(path) as image:
            stored = io.BytesIO()
            image.convert("RGB").save(stored, "PNG")
    except Exception:  # noqa: BLE001 - Pillow answers pictures it cannot read with any exception
        return None
    return stored.getvalue()


_BLANK: Final = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _is_landscape(path: Path) -> bool:
    """Return whether the file's first section lies across; a file that cannot say so stands upright."""
    import docx  # noqa: PLC0415 - only for Word files

    try:
        section = docx.Document(str(path)).sections[0]
        wide, high = section.page_width, section.page_height
    except Exception:  # noqa: BLE001 - python-docx answers damaged files with any exception
        return False
    return bool(wide and high and wide > high)


def name_characters(characters: Iterable[str]) -> str:
    """Return characters for a message: each with its code point, at most ten."""
    named = [f"“{char}”(U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}" for char in characters]
    return "、".join(named[:10]) + (f" 等 {len(named)} 个字" if len(named) > 10 else "")  # noqa: PLR2004 - a short message
