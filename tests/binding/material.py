"""What the tests of binding bind: a small standard, records written by hand, and small files made on the spot."""

import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import pikepdf
from PIL import Image, ImageDraw

from archiver.binding.binding import bind
from archiver.binding.preparing import Prepare, prepare_here
from archiver.binding.values import BindingResult, BindingSettings, Source
from catalog.items import Chapter, EvidenceYear, Item, Standard
from catalog.plan import BinderPlan, plan
from catalog.record import Description, Part, Record, Seen, State

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".docx": DOCX,
    ".txt": "text/plain",
    ".ofd": "application/ofd",
}


def standard(*items: tuple[str, str], years: Sequence[str] = ("2020", "2021", "2022", "2023")) -> Standard:
    """Return a standard of one chapter with these items (number, title)."""
    chosen = items or (("3", "职责和述职"), ("12", "走访慰问"))
    return Standard(
        id="test",
        title="双拥模范县考评标准（试用）",
        level="县级",
        edition="试用",
        full_score=Decimal(len(chosen)),
        years=tuple(EvidenceYear(name=year, start=date(2020, 1, 1), end=date(2020, 12, 31)) for year in years),
        vetoes=(),
        chapters=(
            Chapter(
                number="三",
                title="拥军工作",
                score=Decimal(len(chosen)),
                items=tuple(Item(number=number, title=title, text="", score=Decimal(1)) for number, title in chosen),
            ),
        ),
    )


def record(number: int = 1, name: str = "通知.pdf", items: tuple[str, ...] = ("12",), **known: object) -> Record:
    """Return a filed record; `known` may give title, doc_number, issuers, day, year, pages, state."""

    def seen(key: str) -> Seen[Any] | None:
        return Seen(value=known[key], confidence=1.0) if known.get(key) is not None else None

    digest = sha256(f"{number} {name}".encode("utf-8", "replace")).hexdigest()
    media_type = KINDS.get(Path(name).suffix, "application/octet-stream")
    count = known.get("pages", 1)
    whole = Part(sha256=digest, first_page=1, last_page=count, to_end=True, source_name=name, media_type=media_type)
    return Record(
        id=f"R{number:06d}",
        sha256=digest,
        source_name=name,
        media_type=media_type,
        received_at=NOON,
        page_count=count,
        parts=known.get("parts", (whole,)),
        description=Description(
            title=seen("title"),
            doc_number=seen("doc_number"),
            issuers=tuple(Seen(value=issuer, confidence=1.0) for issuer in known.get("issuers", ())),
            issue_date=seen("day"),
            year=seen("year"),
        ),
        assignments=(),
        filed_items=items,
        state=known.get("state", State.FILED),
        findings=(),
    )


def picture(width: int = 827, height: int = 1169, mode: str = "L", mark: int = 0) -> Image.Image:
    """Return a page of grey bars on white; `mark` makes it differ from others."""
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    for top in range(height // 10, height * 9 // 10, max(4, height // 30)):
        draw.rectangle(
            (width // 8, top, width // 8 + (width * 3 // 4) * (7 + (top + mark * 13) % 5) // 12, top + 2), 60
        )
    return image.convert(mode)


def scan(path: Path, mark: int = 0, **options: object) -> Path:
    """Write a picture file of a page at 100 dpi."""
    picture(mark=mark).save(path, **{"dpi": (100, 100), **options})
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page of a PDF made for a test."""

    media: tuple[float, float, float, float] = (0, 0, 595, 842)
    crop: tuple[float, float, float, float] | None = None
    turn: int = 0
    unit: float | None = None
    drawing: bytes = b"0.9 g 0 0 20 20 re f"
    more: dict[str, Any] = field(default_factory=dict)


def pdf(path: Path, leaves: Iterable[Leaf], **options: object) -> Path:
    """Write a PDF of these pages."""
    with pikepdf.Pdf.new() as made:
        for leaf in leaves:
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=pikepdf.Array(leaf.media),
                Rotate=leaf.turn,
                Contents=made.make_stream(leaf.drawing),
                **({"Resources": pikepdf.Dictionary()} | leaf.more),
            )
            if leaf.crop:
                page.CropBox = pikepdf.Array(leaf.crop)
            if leaf.unit:
                page.UserUnit = leaf.unit
            made.pages.append(pikepdf.Page(made.make_indirect(page)))
        made.save(path, **options)
    return path


def word_file(path: Path, *paragraphs: str) -> Path:
    """Write a Word file with these paragraphs, a table and a picture."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{number}"
    stored = io.BytesIO()
    picture(60, 40).save(stored, "PNG")
    document.add_picture(stored)
    document.save(str(path))
    return path


def as_stored(path: Path, one: Record) -> Record:
    """Return the record, in one part, with the hash of its file, if there is one."""
    if not path.is_file():
        return one
    digest = sha256(path.read_bytes()).hexdigest()
    return replace(one, sha256=digest, parts=tuple(replace(part, sha256=digest) for part in one.parts))


def bind_all(  # noqa: PLR0913 - every test changes another one
    folder: Path,
    records: Sequence[Record],
    *,
    out: Path | None = None,
    settings: BindingSettings | None = None,
    by: Standard | None = None,
    plans: Sequence[BinderPlan] | None = None,
    whole: bool = True,
    prepare: Prepare = prepare_here,
    volume_pages: int = 0,
    find: Callable[[Part], Source] | None = None,
    copies: Sequence[tuple[str, str]] = (),
) -> BindingResult:
    """Bind records whose files lie in `folder` under their names."""
    used = by or standard()
    sources = find or (lambda one: Source(path=folder / one.source_name, media_type=one.media_type))
    return bind(
        plans
        if plans is not None
        else plan(used, [as_stored(sources(one.parts[0]).path, one) for one in records], volume_pages=volume_pages),
        used,
        sources=sources,
        out=out or folder / "binders",
        settings=settings or BindingSettings(system_fonts=False),
        built_at=NOON,
        whole=whole,
        prepare=prepare,
        copies=copies,
    )


def bomb(path: Path, side: int = 30_000) -> Path:
    """Write a PNG of a few kilobytes that unfolds to `side` squared pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = side.to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + bytes([1, 0, 0, 0, 0]))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b""))
    return path
