"""What evidence is: records and their fields, the assessment standard, filing, coverage, the plan of a binder.

Pure: no disk, database, clock, process or log.
"""
