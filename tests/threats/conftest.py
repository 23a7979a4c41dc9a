"""The rows of the threat table, each as a short test named after its row (see docs/security.md).

They run against the same house as the tests of the wire: a real file, a real server, real sockets.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

WEB = Path(__file__).parents[1] / "web"


def _borrowed(name: str, path: Path):
    """Another folder's own fixtures; a test folder is no package, so the file is found by its path."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_wire = _borrowed("wire_tests", WEB / "conftest.py")
_borrowed("threat_browser", WEB / "page" / "conftest.py")
house = _wire.house
make_house = _wire.make_house
raw = _wire.raw
_method_read_once = _wire._method_read_once
