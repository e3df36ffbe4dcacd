"""People say of two records that they are one paper or two; what is compared of each record is kept."""

from alembic import op

revision = "0004"
down_revision = "0003"

COMPARISONS = """
    CREATE TABLE comparisons (
        one TEXT NOT NULL,
        other TEXT NOT NULL,
        kept TEXT,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_comparisons PRIMARY KEY (one, other),
        CONSTRAINT ck_comparisons_ordered CHECK (one < other),
        CONSTRAINT ck_comparisons_kept CHECK (kept IN (one, other))
    )
    """

LIKENESSES = """
    CREATE TABLE likenesses (
        record TEXT NOT NULL,
        basis TEXT NOT NULL,
        texts TEXT NOT NULL,
        looks TEXT NOT NULL,
        CONSTRAINT pk_likenesses PRIMARY KEY (record),
        CONSTRAINT fk_likenesses_record_records FOREIGN KEY(record) REFERENCES records (id)
    )
    """


def upgrade() -> None:
    """Add both tables."""
    op.execute(COMPARISONS)
    op.execute(LIKENESSES)
