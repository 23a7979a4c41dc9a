"""A pack with sets of its own, put beside the shipped method in a folder of the test's."""

import shutil
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from rooms import Rooms

import prompts
from prompts.methods.loading import load_method
from sessions.rules.creation import NewWorkshop
from workshop.hosting.sessions import create_session

PACK = Path(__file__).parent / "egne-former"
PEOPLE = tuple(f"p{number}" for number in range(6))


@pytest.fixture
def folder(tmp_path):
    """The shipped method with one pack, the test's."""
    made = tmp_path / "metode"
    shutil.copytree(Path(str(resources.files(prompts))) / "methods" / "tre-skridt", made)
    shutil.rmtree(made / "packs")
    shutil.copytree(PACK, made / "packs" / PACK.name)
    return made


@pytest.fixture
def shaped(folder):
    """The method in that folder, found again by where it is."""
    return replace(load_method(str(folder)), key=str(folder))


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
