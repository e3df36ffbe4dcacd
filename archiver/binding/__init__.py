"""Binding: records become numbered binders (PDF) with cover, 卷内目录 and 备考表, a catalogue and box labels.

The stages, in order: `preparing` turns a record's original into pages of PDF, `typesetting` sets the forms,
`assembling` joins and stamps, `proving` opens the finished file with another library and checks every number in it,
`publishing` puts proven files in place. `binding.bind` runs them; `proving.verify` proves a folder again.

What records stand in which binder is decided elsewhere (catalog.plan), what the lists say in catalog.listing.
Importing this package loads nothing heavy.
"""
