"""Which Python and which Textual the stored pictures and snapshots were made with."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "terminal" / "snapshots" / "made-with.txt"


def now():
    return f"python {sys.version_info.major}.{sys.version_info.minor}\ntextual {version('textual')}\n"


def stored():
    return FILE.read_text(encoding="utf-8")


def skip_elsewhere():
    """Skip, loudly, where another version draws a little differently; never in CI."""
    if stored() != now() and not os.environ.get("CI"):
        made, here = stored().split(), now().split()
        pytest.skip(f"NOT COMPARED: made with {' '.join(made)}, this is {' '.join(here)}")
