"""LibreOffice on this machine: where it is, which version, which of its parts; and how to get what is missing."""

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

from ocr.office.kinds import Part

_LIBRARIES: Final = {Part.WRITER: "swlo", Part.CALC: "sclo", Part.IMPRESS: "sdlo"}
_SECONDS: Final = 60.0


def find_soffice() -> str | None:
    """Return where LibreOffice is, or None where the machine has none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found or sys.platform != "win32":
        return found
    programs = (os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
    places = (Path(place) / "LibreOffice" / "program" / "soffice.exe" for place in programs if place)
    return next((str(place) for place in places if place.exists()), None)


def missing_parts(soffice: str | None) -> tuple[Part, ...]:
    """Return which parts of LibreOffice are not there; Debian and others pack them one by one."""
    if soffice is None:
        return tuple(Part)
    folder = Path(soffice).resolve().parent
    # A program that keeps its libraries elsewhere than beside itself is taken to be whole.
    listed = [one for one in Part if any((folder / f"{start}{_LIBRARIES[one]}{end}").exists() for start, end in _FORMS)]
    return tuple(one for one in Part if one not in listed) if listed else ()


_FORMS: Final = (("lib", ".so"), ("", ".dll"), ("lib", ".dylib"))


def advice(parts: tuple[Part, ...]) -> str:
    """Return in Chinese how these parts are installed."""
    if sys.platform == "win32":
        return "从 LibreOffice 官网下载安装 LibreOffice（默认安装即可）"
    packages = " ".join(f"libreoffice-{part}-nogui" for part in parts or tuple(Part))
    return f"apt-get install {packages}"


@lru_cache(maxsize=4)
def version(soffice: str) -> str:
    """Return the version of LibreOffice in its own words; empty where it does not answer."""
    try:
        done = subprocess.run(  # noqa: S603 - the program that was found
            [soffice, "--version"], capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in lines if line.strip()), "")
