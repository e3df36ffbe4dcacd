"""The revisions, oldest first by number. A released revision is never edited; a change is a new one."""
