"""Rooms for tests: real files, real threads, a clock that moves when it is told to."""

import itertools
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sessions
from sessions import commands as do
from sessions.command_answers import IdempotencyKey
from sessions.model import FACILITATOR
from sessions.room.room import Room
from sessions.rules.dates import date_reference, parsed_date
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.store import SessionStore
from sessions.table_shapes import SHAPES

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start=START):
        self.time = start

    def now(self):
        return self.time

    def move(self, **span):
        self.time += timedelta(**span)


class TestRoom:
    """A started room with short words for what tests do."""

    __test__ = False

    def __init__(self, path, room, method, clock):
        self.path, self.room, self.method, self.clock = path, room, method, clock

    def ask(self, command, actor=FACILITATOR, post=None):
        return self.room.submit(command, actor, post).result(timeout=20)

    def state(self):
        """A copy of the picture as it is now."""
        listener = Silent()
        picture = self.room.subscribe(listener)
        self.room.unsubscribe(listener)
        return picture

    def join(self, name):
        return self.ask(do.JoinWorkshop(name, f"hash of {name}", name), actor=name).id

    def go_to(self, activity):
        """Put the activity of the method on the projector; added to the run sheet if it is not there."""
        row = self.row_of(activity)
        wanted = row.id if row else self.ask(do.AddActivity(activity, 5)).id
        self.ask(do.OpenActivity(wanted))
        return wanted

    def row_of(self, activity):
        return next((row for row in self.state().run_sheet() if row.activity == activity), None)

    def day(self, typed):
        """The date that was typed, as the faces read it in this meeting."""
        return parsed_date(typed, date_reference(self.state(), self.clock.now()))

    def write(self, text, actor=FACILITATOR):
        return self.ask(do.WriteCard(text), actor).id

    def undo(self, times=1):
        for _ in range(times):
            self.ask(do.Undo())

    def redo(self, times=1):
        for _ in range(times):
            self.ask(do.Redo())


class Silent:
    """A listener that does not listen."""

    def on_events(self, events):
        pass

    def on_reload(self, picture):
        pass

    def on_trouble(self, trouble):
        pass

    def on_settled(self):
        pass


class Rooms:
    """Makes workshops in a folder and opens them."""

    def __init__(self, folder, method, clock):
        self.folder, self.method, self.clock = Path(folder), method, clock
        self._open = []
        self._ids = (f"{number:012x}" for number in itertools.count(1))

    def new_id(self):
        return next(self._ids)

    def file(self, name="workshop.db", **wish):
        path = self.folder / name
        rows = first_rows(
            NewWorkshop(**({"title": "Prøve"} | wish)),
            self.method,
            Access("a-secret", "ABC234"),
            self.clock.now(),
            self.new_id,
        )
        SessionStore(path).create(rows)
        return path

    def open(self, path, store=None):
        room = Room(store or SessionStore(path), self.method, self.clock, self.new_id)
        room.start()
        made = TestRoom(path, room, self.method, self.clock)
        self._open.append(made)
        return made

    def new(self, name="workshop.db", **wish):
        return self.open(self.file(name, **wish))

    def again(self, made):
        """Stop a room and open its file again."""
        made.room.stop()
        return self.open(made.path)

    def stop_all(self):
        for made in self._open:
            made.room.stop()


def rows_of(state, *leave_out):
    """Every row by table and key: what two states are compared by."""
    return {
        shape.name: {shape.key_of(row): row for row in state.table(shape.name)}
        for shape in SHAPES
        if shape.name not in leave_out
    }


def environment_of_children():
    """For child processes: they find the program where this process found it, installed or not."""
    found = str(Path(sessions.__file__).parent.parent)
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (found, os.environ.get("PYTHONPATH"))))}


def post(key, content="x"):
    """A phone's post with an idempotency key."""
    return IdempotencyKey(key, f"{content:0>64}")
