"""The first ledger.

Written as SQLite reads it, so that no later change of our Python tables can change what this revision made.
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE counters (
        name TEXT NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_counters PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE originals (
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        stored_at TEXT NOT NULL,
        container BOOLEAN NOT NULL,
        CONSTRAINT pk_originals PRIMARY KEY (sha256)
    )
    """,
    """
    CREATE TABLE records (
        id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
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
        CONSTRAINT fk_records_container_sha256_originals FOREIGN KEY(container_sha256) REFERENCES originals (sha256),
        CONSTRAINT fk_records_original_originals FOREIGN KEY(original) REFERENCES originals (sha256)
    )
    """,
    "CREATE INDEX ix_records_sha256 ON records (sha256)",
    "CREATE INDEX ix_records_original ON records (original)",
    "CREATE INDEX ix_records_container_sha256 ON records (container_sha256)",
    "CREATE UNIQUE INDEX ix_records_kept_as ON records (kept_as)",
    """
    CREATE TABLE pages (
        sha256 TEXT NOT NULL,
        recipe TEXT NOT NULL,
        number INTEGER NOT NULL,
        page TEXT NOT NULL,
        CONSTRAINT pk_pages PRIMARY KEY (sha256, recipe, number),
        CONSTRAINT fk_pages_sha256_originals FOREIGN KEY(sha256) REFERENCES originals (sha256)
    )
    """,
    """
    CREATE TABLE page_findings (
        sha256 TEXT NOT NULL,
        recipe TEXT NOT NULL,
        number INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        code TEXT NOT NULL,
        severity TEXT NOT NULL,
        message TEXT NOT NULL,
        page INTEGER,
        CONSTRAINT pk_page_findings PRIMARY KEY (sha256, recipe, number, ordinal),
        CONSTRAINT fk_page_findings_sha256_originals FOREIGN KEY(sha256) REFERENCES originals (sha256)
    )
    """,
    """
    CREATE TABLE fields (
        record TEXT NOT NULL,
        name TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        value TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        page INTEGER,
        line INTEGER,
        note TEXT NOT NULL,
        CONSTRAINT pk_fields PRIMARY KEY (record, name, ordinal),
        CONSTRAINT fk_fields_record_records FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    """
    CREATE TABLE suggestions (
        record TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        item TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        reason TEXT NOT NULL,
        page INTEGER,
        line INTEGER,
        against TEXT NOT NULL,
        CONSTRAINT pk_suggestions PRIMARY KEY (record, ordinal),
        CONSTRAINT fk_suggestions_record_records FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    """
    CREATE TABLE findings (
        record TEXT NOT NULL,
        stage TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        code TEXT NOT NULL,
        severity TEXT NOT NULL,
        message TEXT NOT NULL,
        page INTEGER,
        CONSTRAINT pk_findings PRIMARY KEY (record, stage, ordinal),
        CONSTRAINT fk_findings_record_records FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    """
    CREATE TABLE decisions (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        record TEXT NOT NULL,
        item TEXT NOT NULL,
        verdict TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        why TEXT NOT NULL,
        CONSTRAINT ck_decisions_verdict CHECK (verdict IN ('file', 'unfile')),
        CONSTRAINT fk_decisions_record_records FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    "CREATE INDEX ix_decisions_record ON decisions (record)",
    """
    CREATE TABLE corrections (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        record TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT fk_corrections_record_records FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    "CREATE INDEX ix_corrections_record ON corrections (record)",
    """
    CREATE TABLE binders (
        item TEXT NOT NULL,
        volume INTEGER NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        pages INTEGER NOT NULL,
        built_at TEXT NOT NULL,
        details TEXT NOT NULL,
        CONSTRAINT pk_binders PRIMARY KEY (item, volume)
    )
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        details TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    )
    """,
    "CREATE INDEX ix_journal_subject ON journal (subject)",
)

# INSERT OR REPLACE removes the row it replaces without telling a DELETE trigger: hence the third one.
TRIGGERS = (
    """
    CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
    WHEN NEW.seq <= (SELECT max(seq) FROM journal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
)


def upgrade() -> None:
    """Make the tables of an empty ledger, and the triggers that keep its journal append-only."""
    for statement in (*TABLES, *TRIGGERS):
        op.execute(statement)
