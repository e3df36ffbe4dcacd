"""People may declare that a file is no secret, though a word in it says so."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLE = """
    CREATE TABLE declarations (
        sha256 TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        why TEXT NOT NULL,
        CONSTRAINT pk_declarations PRIMARY KEY (sha256)
    )
    """


def upgrade() -> None:
    """Add the table of declarations."""
    op.execute(TABLE)
