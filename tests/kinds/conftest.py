"""A kind of activity from elsewhere: a package that is installed for one test, and a method that uses it."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rooms import Rooms

from prompts.language import words
from prompts.methods import kinds
from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session

HERE = Path(__file__).parent
TEXTS = ("Fælles mål", "Nye møder", "Mindre papir")


@pytest.fixture
def installed(monkeypatch):
    """The package can be imported and its entry point be found, here and in processes that are started."""
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH")))))
    # What one test has made known is not known to the next.
    monkeypatch.setattr(kinds, "_known", dict(kinds._known))
    monkeypatch.setattr(words, "_packages", list(words._packages))
    words._added.cache_clear()
    yield
    words._added.cache_clear()


@pytest.fixture
def ranking(installed):
    """The method with the kind in it, found again by where it is."""
    return replace(load_method(str(HERE / "ranking")), key=str(HERE / "ranking"))


@pytest.fixture
def rank_rooms(tmp_path, ranking, clock):
    made = Rooms(tmp_path, ranking, clock)
    yield made
    made.stop_all()


@pytest.fixture
def cards():
    """Writes three cards and puts the ranking on the projector; returns the cards' ids in that order."""

    def written(room):
        room.go_to("write")
        ids = [room.write(text) for text in TEXTS]
        room.go_to("put-in-order")
        return ids

    return written


@pytest.fixture
def ranked(rank_rooms, cards):
    """A room in which two phones have sent opposite orders, but for the last card, and the cards."""
    from rank_kind.rules import RankCards

    room = rank_rooms.new(run_sheet="30")
    first, second, third = cards(room)
    for name, order in {"anna": (second, first, third), "bo": (second, third, first)}.items():
        room.join(name)
        room.ask(RankCards(order), name)
    return room, (first, second, third)


@pytest.fixture
def tables():
    """The names of a file's tables."""

    def names(path):
        with closing(sqlite3.connect(path)) as database:
            return {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    return names


@pytest.fixture
def reveal():
    return do.RevealInput()


@pytest.fixture
def file(tmp_path, ranking):
    """A new workshop with the kind in its run sheet."""
    wish = NewWorkshop("Rækkefølge", run_sheet="30")
    return create_session(tmp_path / "data" / "sessions", wish, ranking)
