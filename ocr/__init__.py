"""Reading: the bytes of a file become pages of text.

Knows nothing of records, items or the database.
"""
