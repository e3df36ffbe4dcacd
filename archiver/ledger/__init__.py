"""The ledger: facts and decisions of the archive in one SQLite database, changed only in transactions.

Every function takes an open `Connection` and plain values; the time is handed in. What can be made again from the
originals (the search index, page images, binders) is not kept here, except the pages that were read.
"""
