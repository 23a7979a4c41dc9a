"""A pack with sets of its own, put beside the shipped method in a folder of the test's."""

import pytest
from rooms import Rooms
from shaped import PEOPLE, shaped_folder, shaped_method

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session


@pytest.fixture
def folder(tmp_path):
    return shaped_folder(tmp_path)


@pytest.fixture
def shaped(folder):
    return shaped_method(folder)


@pytest.fixture
def shaped_rooms(tmp_path, shaped, clock):
    made = Rooms(tmp_path, shaped, clock)
    yield made
    made.stop_all()


@pytest.fixture
def room(shaped_rooms):
    """A workshop with six people that follows the method."""
    made = shaped_rooms.new()
    made.people = [made.join(name) for name in PEOPLE]
    return made


@pytest.fixture
def file(tmp_path, shaped):
    return create_session(tmp_path / "data" / "sessions", NewWorkshop("Former", run_sheet="90"), shaped)
