"""A record may be a part of a file, or several files; what people say of the border between two pages is kept."""

from alembic import op

revision = "0003"
down_revision = "0002"

RECORDS = """
    CREATE TABLE records (
        id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        first_page INTEGER NOT NULL,
        joined_into TEXT,
        place INTEGER NOT NULL,
        source_name TEXT NOT NULL,
        container_sha256 TEXT,
        media_type TEXT NOT NULL,
        received_at TEXT NOT NULL,
        page_count INTEGER NOT NULL,
        stage TEXT NOT NULL,
        kept_as TEXT,
        recipe TEXT,
        original TEXT GENERATED ALWAYS AS (CASE stage WHEN 'set_aside' THEN NULL ELSE sha256 END),
        CONSTRAINT pk_records PRIMARY KEY (id),
        CONSTRAINT ck_records_stage CHECK (stage IN ('received', 'read', 'described', 'set_aside')),
        CONSTRAINT ck_records_kept_as CHECK ((stage = 'set_aside') = (kept_as IS NOT NULL)),
        CONSTRAINT ck_records_joined CHECK ((joined_into IS NULL) = (place = 0)),
        CONSTRAINT ck_records_whole CHECK (kept_as IS NULL OR joined_into IS NULL AND first_page = 1),
        CONSTRAINT fk_records_joined_into_records FOREIGN KEY(joined_into) REFERENCES records (id),
        CONSTRAINT fk_records_container_sha256_originals FOREIGN KEY(container_sha256) REFERENCES originals (sha256),
        CONSTRAINT fk_records_original_originals FOREIGN KEY(original) REFERENCES originals (sha256)
    )
    """

FORMER = """
    CREATE TEMPORARY TABLE former AS
    SELECT id, sha256, source_name, container_sha256, media_type, received_at, page_count, stage, kept_as, recipe
    FROM records
    """

WHOLE = """
    INSERT INTO records (
        id, sha256, source_name, container_sha256, media_type, received_at, page_count, stage, kept_as, recipe,
        first_page, place
    )
    SELECT *, 1, 0 FROM former
    """

INDEXES = (
    "CREATE INDEX ix_records_sha256 ON records (sha256)",
    "CREATE UNIQUE INDEX ix_records_original_first_page ON records (original, first_page)",
    "CREATE INDEX ix_records_joined_into ON records (joined_into)",
    "CREATE INDEX ix_records_container_sha256 ON records (container_sha256)",
    "CREATE UNIQUE INDEX ix_records_kept_as ON records (kept_as)",
)

BORDERS = """
    CREATE TABLE borders (
        previous TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        page INTEGER NOT NULL,
        together BOOLEAN NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_borders PRIMARY KEY (previous, sha256, page)
    )
    """


def upgrade() -> None:
    """Build the table of records anew with every record its whole file, and add the table of borders."""
    for statement in (FORMER, "DROP TABLE records", RECORDS, WHOLE, "DROP TABLE former", *INDEXES, BORDERS):
        op.execute(statement)
