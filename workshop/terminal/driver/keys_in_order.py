"""Keys typed in a hurry go where a person means them: to the field that the key before them leads to.

Textual hands a key to whatever has the focus when it is read. A letter is written at once, but every other
key acts only when it has travelled through the field and its parents to the app. On a busy machine, the
letters typed meanwhile would land before it: in the field that Enter is leaving, or on the wrong side of the
cursor. Where a form comes again for the next text, they would land on what lies below it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

_TABS = frozenset({"tab", "shift+tab"})
"""The keys that lead from any widget to a field."""
_WAYS = 2
"""How often a mark follows a key: the first one the key itself, the second what the key has set off."""
_LOST_SECONDS = 0.05
_STEP_SECONDS = 0.01
_MOST_STEPS = 200
"""How long keys wait for a form that comes again: while a text is stored, and not for ever."""


class KeyPassed(Message):
    """A mark that travels behind a key, from the field to the app. `number` is the key's."""

    def __init__(self, field: Widget, number: int, way: int) -> None:
        """Mark the `way`-th time that something of key `number` has passed through `field`."""
        super().__init__()
        self.field, self.number, self.way = field, number, way


class KeysInOrder:
    """Holds keys back while the one before them is still on its way."""

    def __init__(self, app: App[Any], take: Callable[[Key], Awaitable[None]]) -> None:
        """Watch the keys of `app`; `take` handles one that was held back."""
        self._app = app
        self._take = take
        self._held: deque[Key] = deque()
        self._number = 0
        self._field: Widget | None = None
        self._waits = False
        self._comes_again = False
        self._timer: Timer | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether keys are still to be taken that have been typed, or a form is to come for the next ones."""
        return bool(self._held) or (self._waits and self._comes_again)

    def holds(self, event: Key) -> bool:
        """Whether a key that has just been read has to wait; it is taken later."""
        if not self._waits or event.is_forwarded:
            return False
        if not self._held and not self._comes_again and self._is_left():
            self._waits = False
            self._stop()
            return False
        self._held.append(event)
        return True

    def follow(self, event: Key, field: Widget) -> None:
        """Hold back what comes after a key that has just been handed to `field`, unless that is a letter."""
        from textual.widgets import Input, TextArea  # loaded by the first key, not before the first paint

        in_text = isinstance(field, (Input, TextArea)) and not event.is_printable
        if self._waits or not (in_text or event.key in _TABS):
            return
        self._number += 1
        self._field = field
        self._waits = self._mark(field, self._number, 1)

    def wait_for_next(self, form: Screen[Any]) -> None:
        """Hold back every key from now on until another form stands where `form` is about to be left."""
        stack = self._app.screen_stack
        below = stack[: stack.index(form)] if form in stack else stack
        self._number += 1
        self._waits = self._comes_again = True
        self._stop()
        self._look_for_next(self._number, (*below, form), _MOST_STEPS)

    def _look_for_next(self, number: int, known: tuple[Screen[Any], ...], steps: int) -> None:
        async def look() -> None:
            if number != self._number:
                return
            stack = self._app.screen_stack
            if steps and stack and (stack[-1] in known or not stack[-1].is_mounted):
                self._look_for_next(number, known, steps - 1)
            else:
                await self._release()

        self._timer = self._app.set_timer(_STEP_SECONDS, look)

    async def passed(self, mark: KeyPassed) -> None:
        """A mark has arrived: send the next one, or let the keys go that were held back."""
        if mark.number != self._number or not self._waits:
            return
        if mark.way >= _WAYS or not self._mark(mark.field, mark.number, mark.way + 1):
            await self._release()

    def _mark(self, field: Widget, number: int, way: int) -> bool:
        """Send a mark behind all that `field` has still to handle; False if it handles nothing any more."""
        if not field.is_attached or not field.post_message(KeyPassed(field, number, way)):
            return False
        self._stop()
        self._timer = self._app.set_timer(_LOST_SECONDS, lambda: self._look_after(field, number))
        return True

    async def _look_after(self, field: Widget, number: int) -> None:
        """Go on where the field has gone with the mark in it; wait on where it is only slow."""
        if number != self._number or not self._waits:
            return
        if not self._is_left():
            self._timer = self._app.set_timer(_LOST_SECONDS, lambda: self._look_after(field, number))
        else:
            await self._release()

    def _is_left(self) -> bool:
        """Whether the key has closed its form or opened another one, which is all that it could do."""
        field, stack = self._field, self._app.screen_stack
        return field is None or not field.is_running or not stack or stack[-1] not in field.ancestors

    async def _release(self) -> None:
        self._waits = self._comes_again = False
        self._stop()
        if not self._app.screen_stack:  # the program is being left: there is nobody to take them
            self._held.clear()
        while self._held and not self._waits:
            await self._take(self._held.popleft())

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
