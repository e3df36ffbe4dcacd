"""Intake: from a file in the inbox to a record whose bytes are held, or to a file set aside with a note.

Begin with `taking` (what is taken, in which order), then `receiving` (one file) and `set_aside` (and back again).
"""
