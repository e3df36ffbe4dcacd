"""Office files that only LibreOffice reads: converted once, in a profile of its own, with nothing run or fetched.

Begin with `kinds` (which files become what), then `converting`.
"""
