"""What every test may ask for: the shipped method, a clock that stands still, rooms of its own."""

import os
import sys
from pathlib import Path

import pytest

# Helpers that several test folders share; a test folder is no package, so they are found by path.
sys.path.insert(0, str(Path(__file__).parent / "support"))

from rooms import FakeClock, Rooms

from prompts.loading import load_method


@pytest.fixture(scope="session")
def method():
    return load_method("tre-skridt", "da")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def rooms(tmp_path, method, clock):
    """Makes, opens and crashes rooms; whatever is still open at the end is stopped."""
    made = Rooms(tmp_path, method, clock)
    yield made
    made.stop_all()


@pytest.fixture
def room(rooms):
    """One new workshop with the two-hour run sheet, in the lobby."""
    return rooms.new()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One more than there are cores: many tests wait for a screen, a socket or a browser."""
    return (os.cpu_count() or 1) + 1
