"""What the durability tests share."""

import os

import pytest


@pytest.fixture(scope="session")
def faulty_disk():
    """The disks that fail. A machine without apsw skips, loudly; one that builds releases may not."""
    try:
        import faulty_disk
    except ImportError as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"NOT TESTED: power loss and disk errors need apsw, which is not installed ({problem})")
    return faulty_disk
