"""Lets the tests import the scripts of samples/ and bench/, which are no packages."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("bench", "samples"):
    sys.path.insert(0, str(ROOT / folder))
