"""The fields of a record, one small module per field with the verbs `find`, `parse` and `format`.

`parts.divide` cuts a record into the parts that GB/T 9704-2012 names; each `find` reads its own part and returns what
stands there with its place and confidence, or nothing. No module fills in what the page does not say.
"""
