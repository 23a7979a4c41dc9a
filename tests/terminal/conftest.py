"""Finds what pictures, snapshots and long drives share: a test folder is no package."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
