"""Alembic's folder: how the ledger's schema came to be, one revision a file."""
