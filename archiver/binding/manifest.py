"""The manifest of a folder of binders: what lies in it, as values and as JSON.

The keys that other programs rely on are `standard`, `built_at` and, in `binders`, `item`, `volume`, `file`,
`sha256`, `pages` and `records` with `id`, `sequence`, `first_page`, `last_page` (physical pages of that PDF, counted
from 1), `sha256` (of the original) and `title`. The rest is what proving a folder needs, with nothing but the folder.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePath

from catalog.listing import ListingRow

SCHEMA = 1


class ManifestError(ValueError):
    """A manifest's text has the wrong shape; the message, in Chinese, says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPart:
    """Pages of an original that a record is made of; the last is None where a file's pages are not counted."""

    sha256: str
    first_page: int
    last_page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRecord:
    """A record in a binder. Pages are physical pages of the PDF from 1; `row` is its line of 卷内目录 as printed.

    `texts` holds, for each page, the digest of the text laid under it (None where none was), `shown` that of all
    characters on it but the stamped number.
    `parts` are the pages of originals that it is made of; older manifests do not tell.
    """

    id: str
    sequence: int
    first_page: int
    last_page: int
    sha256: str
    title: str
    year: str
    row: ListingRow
    texts: tuple[str | None, ...] = ()
    shown: tuple[str, ...] = ()
    parts: tuple[BoundPart, ...] = ()

    @property
    def page_count(self) -> int:
        """How many pages of the binder the record fills."""
        return self.last_page - self.first_page + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Binder:
    """A volume as it lies in the folder: its file, hash and length, the pages before the evidence, its records."""

    item: str
    volume: int
    volumes: int
    code: str
    title: str
    file: str
    sha256: str
    pages: int
    cover_pages: int
    listing_pages: int
    note_pages: int
    records: tuple[BoundRecord, ...]
    remark: str = ""

    @property
    def years(self) -> tuple[str, ...]:
        """The evidence years that occur, in order of the records."""
        return tuple(dict.fromkeys(record.year for record in self.records))

    @property
    def record_count(self) -> int:
        """件数."""
        return len(self.records)

    @property
    def evidence_pages(self) -> int:
        """How many pages bear a stamped number."""
        return self.pages - self.cover_pages - self.listing_pages - self.note_pages

    @property
    def first_evidence_page(self) -> int:
        """The physical page, from 1, that is stamped 1."""
        return self.cover_pages + self.listing_pages + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A file beside the binders: catalogue or labels."""

    file: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What lies in a folder of binders."""

    standard: str
    built_at: datetime
    binders: tuple[Binder, ...]
    files: tuple[OtherFile, ...] = ()


def format(manifest: Manifest) -> str:  # noqa: A001 - the uniform verb beside `parse`
    """Return the manifest as JSON text."""
    content = {
        "schema": SCHEMA,
        "standard": manifest.standard,
        "built_at": manifest.built_at.isoformat(),
        "binders": [asdict(binder) for binder in manifest.binders],
        "files": [asdict(file) for file in manifest.files],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def parse(text: str) -> Manifest:
    """Return the manifest that a JSON text holds; ManifestError says what is wrong. Keys nobody knows are ignored."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - slow to load, and most commands read none

    try:
        manifest = TypeAdapter(Manifest).validate_json(text)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise ManifestError(f"{'.'.join(map(str, first['loc']))}：{first['msg']}") from wrong
    names = [binder.file for binder in manifest.binders] + [other.file for other in manifest.files]
    for name in names:
        if name != PurePath(name).name or name in {"", ".", ".."}:
            raise ManifestError(f"文件名 {name!r} 不在本文件夹内")
    return manifest
