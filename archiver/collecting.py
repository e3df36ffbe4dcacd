"""The doors through which files come into an archive: its inbox, paths a clerk names, and what was set aside."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from archiver import clock
from archiver.archive import MEBI, Archive
from archiver.intake import retrying, taking
from archiver.intake.declaring import declare_not_secret
from archiver.intake.desk import IntakeSettings
from archiver.intake.taken import Intake
from archiver.intake.zip_admission import Limits
from ocr.documents import media_type


def take_inbox(archive: Archive, *, tidy: bool = True) -> Intake:
    """Take in every whole file of the inbox; with `tidy`, folders in its folders that are empty after that go."""
    settings = replace(intake_settings(archive), tidy=tidy)
    return taking.take_inbox(archive.home, archive.ledger, settings=settings, who=archive.who, now=clock.now())


def take_paths(archive: Archive, paths: Sequence[Path]) -> Intake:
    """Take in copies of files and folders from anywhere."""
    settings = intake_settings(archive)
    return taking.take_paths(archive.home, archive.ledger, paths, settings=settings, who=archive.who, now=clock.now())


def take_set_aside(archive: Archive, names: Sequence[str], *, not_secret: str | None = None) -> Intake:
    """Take up again what was set aside under these names, or everything.

    `not_secret` is why the clerk declares that the files of these names are no secrets.
    """
    settings, now = intake_settings(archive), clock.now()
    if not_secret is not None:
        declare_not_secret(archive.home, archive.ledger, names, why=not_secret, who=archive.who, now=now)
    return retrying.retry(archive.home, archive.ledger, names, settings=settings, who=archive.who, now=now)


def intake_settings(archive: Archive) -> IntakeSettings:
    """Return how files are taken in, after the archive's settings."""
    limits = archive.settings.limits
    return IntakeSettings(
        sniff=media_type,
        settle_seconds=archive.settings.inbox.settle_seconds,
        limits=Limits(
            members=limits.zip_files,
            total_bytes=limits.zip_megabytes * MEBI,
            ratio=limits.zip_ratio,
            depth=limits.zip_depth,
        ),
    )
