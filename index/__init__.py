"""Full-text search over pages: any phrase that stands on a page finds it.

Knows pages and ids, not records, items' meaning or the database.
"""
