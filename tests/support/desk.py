"""A workshop in memory only: the rules, the history and nothing else. Fast enough for properties."""

import itertools

from rooms import FakeClock

from sessions.model import FACILITATOR
from sessions.room.rulebook import decide
from sessions.rules.decide import Context
from sessions.rules.history import History
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.state import State
from sessions.table_shapes import SHAPES


class Desk:
    """Decides and applies; keeps every event."""

    def __init__(self, method, **wish):
        self.method, self.clock, self.events = method, FakeClock(), []
        numbers = itertools.count(1)
        self.new_id = lambda: f"{next(numbers):012x}"
        self.state, self.history = State(), History()
        access = Access("a-secret", "ABC234")
        self.state.load(
            first_rows(
                NewWorkshop(**({"title": "Prøve"} | wish)), method, access, self.clock.now(), self.new_id
            )
        )

    def ask(self, command, actor=FACILITATOR, post=None):
        context = Context(self.state, self.method, actor, self.clock.now(), self.new_id, self.history)
        accepted, event = decide(context, command, post)
        if event is not None:
            self.state.apply(event.writes)
            self.state.seq = event.seq
            self.history.remember(event)
            self.events.append(event)
        return accepted

    def visible(self):
        """All rows that were not taken back, by table and key."""
        return {
            shape.name: {
                shape.key_of(row): row
                for row in self.state.table(shape.name)
                if not (getattr(row, "withdrawn", False) or getattr(row, "removed", False))
            }
            for shape in SHAPES
        }
