"""What an archive gives to binding: its originals with what was read of them, and the office's settings."""

from functools import lru_cache

from archiver import derivatives, originals
from archiver.archive import Archive
from archiver.binding.searchable import REVISION
from archiver.binding.values import BindingSettings, OfficeConverter, Scan, Source, Sources
from archiver.ledger import pages
from archiver.ledger.database import reading
from catalog.record import Part
from ocr.page import Page
from ocr.page import Source as TextSource


def sources(archive: Archive) -> Sources:
    """Return what gives, for one piece of work, the original of a part of a record with what OCR read of it."""

    @lru_cache(maxsize=4)  # the parts of a split stack ask for it one after another
    def read(sha256: str) -> tuple[Page, ...]:
        return _read(archive, sha256)

    def source(part: Part) -> Source:
        pages = read(part.sha256)
        return Source(
            path=originals.path(archive.home, part.sha256),
            media_type=part.media_type,
            scan=_scan(archive, part.sha256, tuple(page for page in pages if page.source is TextSource.OCR)),
            stored=tuple(page for page in pages if page.source is TextSource.TEXT_LAYER),
        )

    return source


def _read(archive: Archive, sha256: str) -> tuple[Page, ...]:
    with reading(archive.ledger) as tx:
        read = pages.load(tx, sha256, archive.recipe.key)
        # After an upgrade, what an older engine read stands until the archive is read again.
        older = None if read else pages.latest_recipe(tx, sha256)
        return pages.load(tx, sha256, older) if older else read


def _scan(archive: Archive, sha256: str, seen: tuple[Page, ...]) -> Scan:
    kept = derivatives.path(archive.home, sha256, str(REVISION), repr(seen))
    return Scan(pages=seen, kept=kept) if seen else Scan()


def settings(archive: Archive) -> BindingSettings:
    """Return what the archive's settings say about binders."""
    office, binding = archive.settings.archive, archive.settings.binding
    return BindingSettings(
        fonds_code=office.fonds,
        fonds_name=office.fonds_name,
        retention=binding.retention,
        clerk=office.clerk,
        checker=office.checker,
        converter=OfficeConverter(binding.converter),
        build_date=binding.date,
    )
