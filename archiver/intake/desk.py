"""The desk at which files are taken in: which archive, by whom, when, and how."""

import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from archiver import copying
from archiver.copying import Step
from archiver.home import Home
from archiver.intake import unpacking, zip_admission
from archiver.intake.zip_admission import Limits

ZIP = "application/zip"
_ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSettings:
    """How files are taken in.

    `sniff` tells a file's media type from its content. `settle_seconds` is how long a file must stay unchanged.
    `tidy` removes folders deeper in the inbox that an intake has emptied. `pause` and `step` are there for tests: how
    time passes, and who is told of each step that is done.
    """

    sniff: Callable[[Path], str]
    settle_seconds: float = 2.0
    limits: Limits = field(default_factory=Limits)
    tidy: bool = True
    pause: Callable[[float], object] = time.sleep
    step: Step = copying.no_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where files are taken in: the archive, who takes them, when, and how."""

    home: Home
    engine: Engine
    settings: IntakeSettings
    who: str
    now: datetime

    def media_type(self, file: Path) -> str:
        """Return what a file is. An archive too long to be listed is not opened to see what kind it is."""
        try:
            if _begins_as_zip(file) and not zip_admission.listing_is_readable(file, Limits()):
                return ZIP
        except zipfile.BadZipFile:  # opening it brings as little
            pass
        return self.settings.sniff(file)

    def is_archive(self, file: Path) -> bool:
        """Return whether a file is a bundle of files and no document."""
        return self.media_type(file) == ZIP and not unpacking.is_document(file)


def _begins_as_zip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) in _ZIP_BEGINNINGS
