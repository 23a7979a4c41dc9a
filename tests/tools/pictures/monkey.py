"""Random hands: keys, mouse, pastes and resizes on the screen, and phones that send whatever they like.

Events go in where a terminal's own go in, so that clicks, double clicks and drags are what they are in
a real window. The same seed does the same again, as far as two threads allow.
"""

from __future__ import annotations

import asyncio
import logging
import random

from rooms import rows_of
from textual import events
from textual.geometry import Size

from prompts.methods.model import Phase
from sessions import commands as do
from sessions.errors import Refused
from workshop.terminal.activities.kinds.place import PlacePanel
from workshop.terminal.activities.wall_panel import WallPanel

SIZES = ((60, 18), (80, 24), (81, 25), (100, 30), (120, 30), (200, 50), (59, 18), (30, 8), (1, 1))
NAMED = {
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "question_mark": "?",
    "slash": "/",
    "space": " ",
    "enter": "\r",
    "tab": "\t",
    "escape": None,
    "backspace": None,
    "delete": None,
    "home": None,
    "end": None,
    "pageup": None,
    "pagedown": None,
    "f1": None,
    "ctrl+p": None,
    "ctrl+s": None,
    "ctrl+y": None,
    "ctrl+u": None,
    "ctrl+r": None,
    "ctrl+o": None,
    "ctrl+t": None,
    "ctrl+e": None,
    "ctrl+k": None,
    "ctrl+l": None,
    "ctrl+x": None,
    "ctrl+c": None,
    "ctrl+q": None,
    "shift+tab": None,
    "shift+up": None,
    "shift+down": None,
}
ARROWS = ("up", "down", "left", "right")
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåDJKSU0123456789"
TEXTS = (
    "Nyt fagsystem",
    "[/red] hej [@click=app.quit]x[/]",
    "A\x1b]52;c;aGVq\x07B",
    "\u202eabc\u2066 \u05e9\u05dc\u05d5\u05dd",
    "👩‍👩‍👧‍👦 漢字",
    "",
    "   ",
    "x" * 2_001,
    "ord " * 450,
    "18.3.2026",
)
TROUBLE = logging.ERROR


class Troubles(logging.Handler):
    """Keeps every defect that was survived and only logged."""

    def __init__(self):
        super().__init__(TROUBLE)
        self.found = []

    def emit(self, record):
        self.found.append(self.format(record))


class Numbers:
    """Listens to the room: are the events numbered without a gap?"""

    def __init__(self, first):
        self.last, self.gaps = first, []

    def on_events(self, batch):
        for event in batch:
            if event.seq != self.last + 1:
                self.gaps.append((self.last, event.seq))
            self.last = event.seq

    def on_reload(self, picture):
        self.gaps.append("the state was read again")

    def on_trouble(self, trouble):
        self.gaps.append(f"trouble {trouble}")

    def on_settled(self):
        pass


class Monkey:
    """Acts at random, and looks now and then whether everything still holds together."""

    def __init__(self, stage, seed):
        self.stage, self.played = stage, stage.played
        self.random = random.Random(seed)  # noqa: S311 - a seed is wanted here
        self.done = []
        self._waiting = []
        self.numbers = Numbers(0)
        self.numbers.last = self.played.room.subscribe(self.numbers).seq

    # --- one event --------------------------------------------------------------------------------

    def act(self):
        """One event, of which most are keys."""
        kind = self.random.choices(
            (self.key, self.click, self.drag, self.wheel, self.resize, self.paste, self.phone, self.time),
            (55, 14, 3, 3, 4, 1, 18, 2),
        )[0]
        kind()

    def key(self):
        fate = self.random.random()
        if fate < 0.35:
            name = self.random.choice(self._offered() or LETTERS)
        elif fate < 0.55:
            name = self.random.choice(ARROWS)
        elif fate < 0.75:
            name = self.random.choice(tuple(NAMED))
        else:
            name = self.random.choice(LETTERS)
        self._send(events.Key(name, NAMED.get(name, name if len(name) == 1 else None)), name)

    def _offered(self):
        offers = getattr(self.stage.app.screen, "offers", ())
        return [key for offer in offers for key in offer.spec.keys]

    def click(self):
        x, y = self._somewhere()
        self._mouse(events.MouseDown, x, y, 1)
        self._mouse(events.MouseUp, x, y, 1)
        if self.random.random() < 0.2:
            self._mouse(events.MouseDown, x, y, 1)
            self._mouse(events.MouseUp, x, y, 1)

    def drag(self):
        start, end = self._somewhere(), self._somewhere()
        self._mouse(events.MouseDown, *start, 1)
        self._mouse(events.MouseMove, *end, 1)
        self._mouse(events.MouseUp, *end, 1)

    def wheel(self):
        kind = self.random.choice((events.MouseScrollDown, events.MouseScrollUp, events.MouseMove))
        self._mouse(kind, *self._somewhere(), 0)

    def resize(self):
        width, height = self.random.choice(SIZES)
        size = Size(width, height)
        self.stage.app._driver._size = size
        self.done.append(f"{width}×{height}")
        self.stage.app.post_message(events.Resize(size, size))

    def paste(self):
        self._send(events.Paste(self.random.choice(TEXTS)), "paste")

    def time(self):
        seconds = self.random.choice((1, 30, 90, 600, -45, 3_700))
        self.played.clock.move(seconds=seconds)

    def _somewhere(self):
        size = self.stage.app.size
        return self.random.randrange(max(1, size.width)), self.random.randrange(max(1, size.height))

    def _mouse(self, kind, x, y, button):
        self._send(kind(None, x, y, 0, 0, button, False, False, False), f"{kind.__name__}({x},{y})")

    def _send(self, event, said):
        self.done.append(said)
        self.stage.app._driver.process_message(event)

    # --- phones -------------------------------------------------------------------------------------

    def phone(self):
        """A few phones send at once."""
        state = self.stage.live.state
        for _ in range(self.random.randrange(1, 6)):
            names = [person.id for person in state.participants] or ["phone-0"]
            actor = self.random.choice(names)
            command = self._command(state)
            if isinstance(command, do.JoinWorkshop):
                actor = command.participant
            self._waiting.append(self.played.room.submit(command, actor))

    def _command(self, state):
        pick, method = self.random.choice, self.played.method
        cards = [card.id for card in state.cards] or ["none"]
        category = pick([known.key for known in method.categories] + ["", "none"])
        statements = [known.key for activity in method.activities for known in activity.statements]
        text, number = pick(TEXTS), self.random.randrange(40)
        return pick(
            (
                lambda: do.JoinWorkshop(f"phone-{number}", f"hash {number}", f"Person {number} {text[:60]}"),
                lambda: do.WriteCard(
                    text, occurred=pick(("", "foer", "efter")), outcome=pick(("", "lykkedes"))
                ),
                lambda: do.EditCard(pick(cards), text),
                lambda: do.WithdrawCard(pick(cards)),
                lambda: do.PlaceCard(pick(cards), category),
                lambda: do.PlaceCard(pick(cards), category),
                lambda: do.GiveAnswer(category, pick([known.key for known in method.questions]), text),
                lambda: do.GiveRating(pick(statements), self.random.randrange(-1, 12)),
                lambda: do.CastVote(pick(cards), self.random.randrange(-1, 5)),
                lambda: do.CastVote(pick(cards), self.random.randrange(0, 3)),
                lambda: do.MarkDone(pick((True, False))),
                lambda: do.ChangeAlias(text[:60]),
            )
        )()

    # --- does it hold? ------------------------------------------------------------------------------

    async def look(self):
        """Let everything come to rest, then see whether each promise still holds."""
        app = self.stage.app
        await self.stage.settle()
        assert app._exception is None, app._exception
        assert app.return_code is None
        await asyncio.to_thread(self._answers)
        assert not self.numbers.gaps, self.numbers.gaps
        state = await asyncio.to_thread(self.played.state)
        assert state.seq == self.numbers.last
        self._votes(state)
        self._history()
        if self.stage.screen is not None:
            await self.stage.settle()
            state = await asyncio.to_thread(self.played.state)
            assert rows_of(self.stage.live.state) == rows_of(state)
            self._panel()

    def _answers(self):
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            problem = future.exception(timeout=30)
            assert problem is None or (isinstance(problem, Refused) and not problem.is_trouble), problem

    def _votes(self, state):
        spent = {}
        for vote in state.votes:
            assert 0 <= vote.dots <= state.workshop.max_per_item
            key = vote.scheduled, vote.participant
            spent[key] = spent.get(key, 0) + vote.dots
        assert all(dots <= state.workshop.dots for dots in spent.values()), spent

    def _history(self):
        history = self.played.room._history
        assert len(history._standing) <= 50
        assert len(history._undone) <= 50
        numbers = [event.seq for event in (*history._standing, *history._undone)]
        assert len(set(numbers)) == len(numbers)

    def _panel(self):
        panel = self.stage.screen.middle
        if self.stage.screen is not self.stage.app.screen or not isinstance(panel, WallPanel):
            return
        canvas = panel.canvas
        keys = canvas.keys()
        assert canvas.chosen in keys or not keys
        height = canvas._layout_now.height
        assert canvas.scroll_offset.y <= max(0, height - canvas.size.height), (
            canvas.scroll_offset.y,
            height,
            canvas.size.height,
        )
        if isinstance(panel, PlacePanel) and panel.phase is Phase.TALK and panel.has_class("-detail"):
            card = panel.chosen_card
            said = panel._detail.read()
            assert card is None or said[0].split()[0] == panel.number(card), (panel.number(card), said[0])
