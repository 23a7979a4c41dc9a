"""What every test may ask for: the shipped method, a clock that stands still, rooms of its own."""

import gc
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# Helpers that several test folders share; a test folder is no package, so they are found by path.
sys.path.insert(0, str(Path(__file__).parent / "support"))

from rooms import FakeClock, Rooms

from prompts.methods.loading import load_method

os.environ.setdefault("WORKSHOP_PATIENCE", "30")
"""A test that is killed leaves its host behind: it shall not stay for ten minutes."""

# Several hundred processes start in a run. Where the environment forbids bytecode, as in many containers,
# each of them and each worker would compile the program and the tests anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How long one example takes says more of the machine than of the program; nothing here is promised by it.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

LONGEST_FIRST = (
    "whole/test_told_commands.py",
    "terminal/frame/test_typed_text.py",
    "whole/test_ninety_minutes.py",
    "whole/test_demo_case.py",
    "terminal/audience/test_how_it_is_drawn.py",
    "plain/test_lines.py",
    "web/page/test_never_lost.py",
    "terminal/frame/test_driving.py",
    "web/test_joining.py",
    "terminal/test_keyboard_and_mouse_run.py",
    "plain/test_whole_plain_workshop.py",
    "terminal/cockpit/test_two_screens.py",
    "terminal/frame/test_key_counts.py",
    "web/page/test_joining_by_phone.py",
    "hosting/test_two_screens_through_a_workshop.py",
    "hosting/test_hosts_and_faces.py",
    "threats/test_hidden_sweep.py",
    "web/page/test_by_the_rules.py",
    "web/page/test_every_kind.py",
    "threats/test_unread.py",
    "whole/test_rehearse.py",
    "terminal/snapshots/test_snapshots.py",
    "terminal/snapshots/test_pictures_are_current.py",
    "threats/test_terminal.py",
    "hosting/test_kills.py",
)
"""Files are handed out whole; one of these as the last would keep a single worker busy at the end."""


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


def pytest_configure(config):
    """Hand files out in the order below, not by how many tests are in them."""
    config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Leave the first cases of what is wide in the ordinary run, and put the longest files first."""
    seen = Counter()
    for item in items:
        mark = item.get_closest_marker("wide")
        if mark is None:
            continue
        test = (item.path, item.originalname)
        seen[test] += 1
        if seen[test] <= mark.kwargs.get("short", 0):
            item.own_markers.remove(mark)
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_collection_finish():
    """Search less for rubbish, and not in what was loaded: that takes a tenth of a screen's test or more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """Two more than there are cores: tests wait for a screen, a socket or a browser for half their time."""
    return (os.cpu_count() or 1) + 2
