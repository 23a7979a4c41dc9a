"""What every test may ask for: the shipped method, a clock that stands still, rooms of its own."""

import gc
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


def pytest_collection_finish():
    """Leave what was loaded to the end out of the search for rubbish: it takes a fifth of a screen's test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One more than there are cores: many tests wait for a screen, a socket or a browser."""
    return (os.cpu_count() or 1) + 1
