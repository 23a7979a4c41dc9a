"""Text typed or pasted where nothing takes text: no letter of it acts, and it goes into the form for it.

Letters are keys here, so only a run of them can be told from a key that is meant. A key that changes
something without asking waits a moment; what the first letters have opened is closed again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import Key
from textual.screen import Screen
from textual.timer import Timer

from workshop.terminal.driver import typing_guard
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.driver.typing_guard import Stroke

HOLD_SECONDS = 0.25
"""How long a key that acts at once waits for the next letter: typists are faster than this."""
LEAST = 3
"""Characters from which a run is text: two keys in a row are pressed by people who know them."""
_STEP_SECONDS = 0.01
_BETWEEN_SECONDS = 0.05
_MOST_STEPS = 200


class TypedText:
    """Follows every key, and passes on those that are not part of a text."""

    def __init__(self, app: App[Any], pass_on: Callable[[Key, Stroke], Awaitable[None]]) -> None:
        """Follow the keys of `app`; `pass_on` carries out a key."""
        self._app = app
        self._pass_on = pass_on
        self._held: list[tuple[Key, Stroke]] = []
        self._timer: Timer | None = None
        self._due = 0.0
        self._run = ""
        self._screen: Screen[Any] | None = None
        self._is_text = False
        self._taken, self._gives = "", False
        self._pasted = False

    async def follow(self, event: Key, stroke: Stroke) -> None:
        """Carry out a key, hold it back, or keep it as part of a text."""
        if getattr(event, "followed", False):  # it comes again if no widget has handled it
            await self._pass_on(event, stroke)
            return
        event.followed = True  # type: ignore[attr-defined]  # seen on the event's second way here
        if not (stroke.in_text and stroke.in_burst):
            await self._release()
            self._run, self._is_text, self._screen = "", False, self._app.screen
        if not self._watches(stroke):
            await self._release()
            await self._pass_on(event, stroke)
        elif self._is_text:
            event.stop()
            self._taken += _sign_of(event, stroke)
        elif not stroke.is_text and not (stroke.is_pasted and self._run):
            await self._release()
            await self._pass_on(event, stroke)
        else:
            await self._add(event, stroke)

    def _watches(self, stroke: Stroke) -> bool:
        """Whether a key may be part of a text that nothing takes."""
        from textual.widgets import Input, TextArea  # loaded by the first key, not before the first paint

        begun_on = self._screen
        typing = isinstance(self._app.focused, (Input, TextArea))
        return stroke.in_text and not typing and isinstance(begun_on, LeftOnce) and begun_on.tells_text

    async def _add(self, event: Key, stroke: Stroke) -> None:
        screen = self._app.screen
        begins, letter = not self._run, _sign_of(event, stroke)
        self._pasted = begins or (self._pasted and stroke.is_pasted)
        repeated = letter == self._run[-1:] and not letter.isdigit()  # “68 %” and “11 forslag” are texts
        self._run += letter
        if _looks_like_text(self._run) or (
            self._pasted and len(set(self._run)) > 1 and len(self._run) >= LEAST
        ):
            event.stop()
            self._drop()
            self._is_text, self._gives, self._taken = True, False, self._run
            self._app.run_worker(self._hand_over(), exit_on_error=False)
            return
        if repeated:
            await self._release()
        known = screen if isinstance(screen, LeftOnce) else None
        waits = typing_guard.BURST_SECONDS > 0 and known is not None and known.acts_at_once(stroke)
        if self._held or waits:
            self._hold(event, stroke)
            return
        if begins and known is not None and known.writes_with(event.key):
            # What follows at once, before the form is there to take it, belongs in the form.
            self._is_text, self._gives, self._taken = True, True, ""
        await self._pass_on(event, stroke)

    def _hold(self, event: Key, stroke: Stroke) -> None:
        self._held.append((event, stroke))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(HOLD_SECONDS, self._when_due)
        self._due = typing_guard.now() + HOLD_SECONDS

    async def _when_due(self) -> None:
        late = typing_guard.now() - self._due
        if late > HOLD_SECONDS / 5 and self._held:
            # The program stood still: keys that were pressed meanwhile have not been read yet.
            self._hold(*self._held.pop())
        else:
            await self._release()

    def _drop(self) -> None:
        self._held.clear()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def _release(self) -> None:
        held = list(self._held)
        self._drop()
        for number, (event, stroke) in enumerate(held):
            if number:  # the same digit again is another act, once the first one is done
                await asyncio.sleep(_BETWEEN_SECONDS)
            await self._pass_on(event, stroke)

    async def _hand_over(self) -> None:
        """Close what the first letters have opened, and open the form for the text."""
        for _ in range(_MOST_STEPS):
            await asyncio.sleep(_STEP_SECONDS)
            above = self._app.screen
            if above is self._screen or self._screen not in self._app.screen_stack:
                break
            if isinstance(above, LeftOnce):
                above.dismiss(None)
        screen = self._app.screen
        if isinstance(screen, LeftOnce):
            await self.write(screen)

    async def write(self, screen: LeftOnce[Any], text: str = "") -> None:
        """Open the form on `screen` that takes `text`, or what has been typed."""
        self._taken, self._gives = text or self._taken, True
        try:
            await screen.write_typed()
        finally:
            self._taken, self._gives = "", False

    def begin(self, letter: str) -> None:
        """A letter has chosen a form: it begins the text there, and what is typed meanwhile goes on."""
        self._is_text, self._gives, self._taken = True, True, letter + self._taken

    def take(self) -> str:
        """The text that a form that has just opened is to begin with; empty for none."""
        if not self._gives:
            return ""
        text, self._taken, self._gives = self._taken, "", False
        return text


def _sign_of(event: Key, stroke: Stroke) -> str:
    if stroke.is_text and event.character:
        return event.character
    return "\t" if event.key == "tab" else "\n"


def _looks_like_text(run: str) -> bool:
    letters = any(sign.isalpha() or not sign.isascii() for sign in run)
    return letters and len(run) >= LEAST and len(set(run)) > 1
