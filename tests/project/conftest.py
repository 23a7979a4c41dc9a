"""Documents and tools are held against the code, in the checkout or beside an installed wheel."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("prompts", "sessions", "exports", "workshop")

# Scripts of `tests/tools` that these tests ask; a test folder is no package, so they are found by path.
sys.path.insert(0, str(ROOT / "tests" / "tools"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout, or of its copy without the sources."""
    return ROOT


@pytest.fixture(scope="session")
def packages() -> dict[str, Path]:
    """Where each of our packages is: beside the tests, or installed."""
    return {name: Path(find_spec(name).submodule_search_locations[0]) for name in PACKAGES}
