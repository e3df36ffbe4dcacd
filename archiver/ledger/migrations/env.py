"""Run by Alembic: applies the revisions to the connection that `archiver.ledger.migrating` hands over."""

from alembic import context
from sqlalchemy import Connection

from archiver.ledger.schema import metadata

connection: Connection = context.config.attributes["connection"]
# SQLite alters little in place, so changes are rendered as building a table anew. The caller owns the transaction.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
