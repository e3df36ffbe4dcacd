"""Full-text search over pages: any phrase that stands on a page finds it.

Knows pages and ids, not records, items' meaning or the database. The way of a search: `scanning` splits what was
typed into pieces, `query` builds the tree, an engine (`engines`) answers it with `matching` and `ranking` over its
stored pages, `snippets` marks the hits, and `searching` is the door that other packages use. It also groups pages by
record (`grouping`), counts (`counting`), finds what is alike (`likeness`), suggests (`suggesting`), and `boxes` says
where on a page the hits lie.
"""
