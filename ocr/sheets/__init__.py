"""Excel tables (.xlsx): what their cells show, row by row, sheet by sheet (ISO/IEC 29500-1, clause 18)."""
