"""The tables of the ledger as they stand after the newest migration.

Statements are built on these; the tables themselves are made by the migrations alone, and a test holds the two equal.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Named,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypedColumns,
)
from sqlalchemy.types import Boolean, Float

from archiver.ledger.columns import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Stage(StrEnum):
    """How far a record has come: its bytes are held, its pages are read, it is described, or it was not taken in."""

    RECEIVED = "received"
    READ = "read"
    DESCRIBED = "described"
    SET_ASIDE = "set_aside"


class CounterColumns(TypedColumns):
    """Numbers given out once and never again, whatever is deleted later."""

    name: Named[str] = Column(Text, primary_key=True)
    last: Named[int] = Column(Integer)


class OriginalColumns(TypedColumns):
    """Files whose bytes are held unchanged. A container (zip) is held too, for the sake of its members."""

    sha256: Named[str] = Column(Text, primary_key=True)
    size: Named[int] = Column(Integer)
    media_type: Named[str] = Column(Text)
    stored_at: Named[datetime] = Column(Moment)
    container: Named[bool] = Column(Boolean)


class RecordColumns(TypedColumns):
    """Pieces of evidence. `original` is the hash of the held bytes, and null for what was set aside.

    A row is a run of pages of one file: from `first_page` to where the file's next row begins, or to its end. It is a
    record, or one that was `joined_into` another, whose pages are its own and those of the joined by `place`. So every
    page of a file belongs to one record, whatever is split and joined. `page_count` of a record counts all its pages,
    of a joined row those that it brings.

    `kept_as` is the path below set-aside/, with `/` between folders. `recipe` is the reading its description rests on.
    """

    id: Named[str] = Column(Text, primary_key=True)
    sha256: Named[str] = Column(Text)
    first_page: Named[int] = Column(Integer)
    joined_into: Named[str | None] = Column(Text, ForeignKey("records.id"))
    place: Named[int] = Column(Integer)
    source_name: Named[str] = Column(Text)
    container_sha256: Named[str | None] = Column(Text, ForeignKey("originals.sha256"))
    media_type: Named[str] = Column(Text)
    received_at: Named[datetime] = Column(Moment)
    page_count: Named[int] = Column(Integer)
    stage: Named[str] = Column(Text)
    kept_as: Named[str | None] = Column(Text)
    recipe: Named[str | None] = Column(Text)
    original: Named[str | None] = Column(
        Text, Computed("CASE stage WHEN 'set_aside' THEN NULL ELSE sha256 END"), ForeignKey("originals.sha256")
    )


class PageColumns(TypedColumns):
    """Pages as they were read: one set for each original and recipe (engine, model and settings)."""

    sha256: Named[str] = Column(Text, ForeignKey("originals.sha256"))
    recipe: Named[str] = Column(Text)
    number: Named[int] = Column(Integer)
    page: Named[str] = Column(Text)


class PageFindingColumns(TypedColumns):
    """What reading found on a page."""

    sha256: Named[str] = Column(Text, ForeignKey("originals.sha256"))
    recipe: Named[str] = Column(Text)
    number: Named[int] = Column(Integer)
    ordinal: Named[int] = Column(Integer)
    code: Named[str] = Column(Text)
    severity: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    page: Named[int | None] = Column(Integer)


class FieldColumns(TypedColumns):
    """The description of a record, one row a value. `page` counts from 1, `line` from 0."""

    record: Named[str] = Column(Text, ForeignKey("records.id"))
    name: Named[str] = Column(Text)
    ordinal: Named[int] = Column(Integer)
    value: Named[str] = Column(Text)
    confidence: Named[float] = Column(Float)
    page: Named[int | None] = Column(Integer)
    line: Named[int | None] = Column(Integer)
    note: Named[str] = Column(Text)


class SuggestionColumns(TypedColumns):
    """The items that a record might prove, best first."""

    record: Named[str] = Column(Text, ForeignKey("records.id"))
    ordinal: Named[int] = Column(Integer)
    item: Named[str] = Column(Text)
    confidence: Named[float] = Column(Float)
    reason: Named[str] = Column(Text)
    page: Named[int | None] = Column(Integer)
    line: Named[int | None] = Column(Integer)
    against: Named[str] = Column(Text)


class FindingColumns(TypedColumns):
    """What a clerk should see about a record, by the stage that found it."""

    record: Named[str] = Column(Text, ForeignKey("records.id"))
    stage: Named[str] = Column(Text)
    ordinal: Named[int] = Column(Integer)
    code: Named[str] = Column(Text)
    severity: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    page: Named[int | None] = Column(Integer)


class DecisionColumns(TypedColumns):
    """Clerks' decisions about a record and an item; the latest on an item counts."""

    seq: Named[int] = Column(Integer, primary_key=True)
    record: Named[str] = Column(Text, ForeignKey("records.id"), index=True)
    item: Named[str] = Column(Text)
    verdict: Named[str] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    why: Named[str] = Column(Text)


class CorrectionColumns(TypedColumns):
    """Clerks' corrections of a field; the latest of a field counts. No value means: this field is empty."""

    seq: Named[int] = Column(Integer, primary_key=True)
    record: Named[str] = Column(Text, ForeignKey("records.id"), index=True)
    field: Named[str] = Column(Text)
    value: Named[str | None] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)


class DeclarationColumns(TypedColumns):
    """Files that somebody declared to be no secret, though a word in them says so."""

    sha256: Named[str] = Column(Text, primary_key=True)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)
    why: Named[str] = Column(Text)


class BorderColumns(TypedColumns):
    """What people said last of the border before `page` of a file: one document goes on there, or another begins.

    `previous` is the file that holds the page before it: the same one, or for a first page another.
    """

    previous: Named[str] = Column(Text)
    sha256: Named[str] = Column(Text)
    page: Named[int] = Column(Integer)
    together: Named[bool] = Column(Boolean)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)


class ComparisonColumns(TypedColumns):
    """What people said last of two records, each named by the pages it is made of: one paper of which one is kept.

    `one` sorts before `other`. Nothing is `kept` where they said that these are two papers.
    """

    one: Named[str] = Column(Text)
    other: Named[str] = Column(Text)
    kept: Named[str | None] = Column(Text)
    by: Named[str] = Column(Text)
    at: Named[datetime] = Column(Moment)


class LikenessColumns(TypedColumns):
    """What of each record is compared to find its like; `basis` names the pages and the program it comes from."""

    record: Named[str] = Column(Text, ForeignKey("records.id"), primary_key=True)
    basis: Named[str] = Column(Text)
    texts: Named[str] = Column(Text)
    looks: Named[str] = Column(Text)


class BinderColumns(TypedColumns):
    """The volumes that were built and proven last, for each item."""

    item: Named[str] = Column(Text)
    volume: Named[int] = Column(Integer)
    file: Named[str] = Column(Text)
    sha256: Named[str] = Column(Text)
    pages: Named[int] = Column(Integer)
    built_at: Named[datetime] = Column(Moment)
    details: Named[str] = Column(Text)


class JournalColumns(TypedColumns):
    """Who did what when; append-only by triggers, each entry bound to the one before it by its hash."""

    seq: Named[int] = Column(Integer, primary_key=True)
    at: Named[datetime] = Column(Moment)
    who: Named[str] = Column(Text)
    action: Named[str] = Column(Text)
    subject: Named[str] = Column(Text, index=True)
    details: Named[str] = Column(Text)
    previous: Named[str] = Column(Text)
    hash: Named[str] = Column(Text)


counters = Table("counters", metadata, CounterColumns)
originals = Table("originals", metadata, OriginalColumns)
records = Table(
    "records",
    metadata,
    RecordColumns,
    CheckConstraint("stage IN ('received', 'read', 'described', 'set_aside')", name="stage"),
    # A file that was set aside lies somewhere, and nothing else does.
    CheckConstraint("(stage = 'set_aside') = (kept_as IS NOT NULL)", name="kept_as"),
    CheckConstraint("(joined_into IS NULL) = (place = 0)", name="joined"),
    # What lies aside is a file, neither a part of one nor of a document in several.
    CheckConstraint("kept_as IS NULL OR joined_into IS NULL AND first_page = 1", name="whole"),
)
Index(None, records.c.sha256)
Index(None, records.c.original, records.c.first_page, unique=True)
Index(None, records.c.joined_into)
Index(None, records.c.container_sha256)
Index(None, records.c.kept_as, unique=True)
pages = Table("pages", metadata, PageColumns, PrimaryKeyConstraint("sha256", "recipe", "number"))
page_findings = Table(
    "page_findings", metadata, PageFindingColumns, PrimaryKeyConstraint("sha256", "recipe", "number", "ordinal")
)
fields = Table("fields", metadata, FieldColumns, PrimaryKeyConstraint("record", "name", "ordinal"))
suggestions = Table("suggestions", metadata, SuggestionColumns, PrimaryKeyConstraint("record", "ordinal"))
findings = Table("findings", metadata, FindingColumns, PrimaryKeyConstraint("record", "stage", "ordinal"))
decisions = Table(
    "decisions",
    metadata,
    DecisionColumns,
    CheckConstraint("verdict IN ('file', 'unfile')", name="verdict"),
    sqlite_autoincrement=True,
)
corrections = Table("corrections", metadata, CorrectionColumns, sqlite_autoincrement=True)
declarations = Table("declarations", metadata, DeclarationColumns)
borders = Table("borders", metadata, BorderColumns, PrimaryKeyConstraint("previous", "sha256", "page"))
comparisons = Table(
    "comparisons",
    metadata,
    ComparisonColumns,
    PrimaryKeyConstraint("one", "other"),
    CheckConstraint("one < other", name="ordered"),
    CheckConstraint("kept IN (one, other)", name="kept"),
)
likenesses = Table("likenesses", metadata, LikenessColumns)
binders = Table("binders", metadata, BinderColumns, PrimaryKeyConstraint("item", "volume"))
journal = Table("journal", metadata, JournalColumns, sqlite_autoincrement=True)
