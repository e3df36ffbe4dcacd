"""Standards in office files: tables of Excel, Word and PDF files read as grids, and a standard written as Excel.

What the cells mean is decided in `catalog`; nothing here knows an item.
"""
