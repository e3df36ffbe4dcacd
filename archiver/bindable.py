"""What an archive gives to binding: its originals with what was read of them, and the office's settings."""

from collections.abc import Iterable
from functools import lru_cache

from archiver import derivatives, originals, renditions
from archiver.archive import Archive
from archiver.binding import anew, word
from archiver.binding.searchable import REVISION
from archiver.binding.values import BindingSettings, OfficeConverter, Scan, Source, Sources
from archiver.ledger import pages
from archiver.ledger.database import reading
from archiver.renditions import Asked
from catalog.record import Part
from ocr.finding import Finding
from ocr.office.kinds import CONVERTIBLE
from ocr.page import Page
from ocr.page import Source as TextSource


def sources(archive: Archive, parts: Iterable[Part] = ()) -> Sources:
    """Return what gives, for one piece of work, the original of a part of a record with what OCR read of it.

    The office files among `parts` are converted first, all at once.
    """
    unconverted = _convert(archive, parts)

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
            rendition=renditions.stored(archive.home, asked) if (asked := _asked(archive, part)) else None,
            unconverted=unconverted.get(part.sha256),
        )

    return source


def _asked(archive: Archive, part: Part) -> Asked | None:
    """Return what LibreOffice is asked for a part; None where it is not asked."""
    kind = part.media_type
    has_other_way = kind in word.PANDOC_READS or kind in anew.WRITTEN
    is_wanted = settings(archive).converter is not OfficeConverter.TYPST or not has_other_way
    if kind not in CONVERTIBLE or not is_wanted:
        return None
    return Asked(sha256=part.sha256, path=originals.path(archive.home, part.sha256), media_type=kind, to="pdf")


def _convert(archive: Archive, parts: Iterable[Part]) -> dict[str, Finding]:
    """Make the renditions of all parts that LibreOffice is asked for; return why there is none, by original."""
    asked = {one.sha256: one for part in parts if (one := _asked(archive, part)) and one.path.is_file()}
    answers = renditions.make(archive.home, tuple(asked.values()), settings(archive).record_seconds)
    return {one.sha256: answer for one, answer in answers if isinstance(answer, Finding)}


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
